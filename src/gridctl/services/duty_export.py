"""What of the roster goes into files: turns as rows, and as the events of a calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from gridctl.core.duties import TurnState
from gridctl.core.errors import N_, BadInput
from gridctl.core.roster_views import DutyEvent
from gridctl.core.times import parse_date
from gridctl.core.turn_view import TurnView
from gridctl.services import areas, people, rosters
from gridctl.services.duty_people import Ground
from gridctl.services.office import Office
from gridctl.store import rosters as rows
from gridctl.store.unit import Work

_TOLD = [*rows.LIVE_STATES, str(TurnState.REMOVED)]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which turns: of a member, in an area and below it, from a day on (none: today) to another, within."""

    member: str | None = None
    area: str | None = None
    since: str | None = None
    until: str | None = None


def log(office: Office, wanted: Wanted, form: str) -> None:
    """Write the ledger's entry of an export."""
    with office.store.begin() as work:
        said = {name: getattr(wanted, name) for name in ("member", "area", "since", "until")}
        work.log("export.duty", "duty", form, {name: value for name, value in said.items() if value})


def turns(office: Office, wanted: Wanted) -> Iterator[TurnView]:
    """Yield the turns that were told to all, by when they begin."""
    with office.store.read() as work:
        standings = rosters.Standings(work)
        for row in work.execute(rows.listing(_read(office, work, wanted))):
            yield rosters.view(office, row, standings)


def events(office: Office, wanted: Wanted) -> Iterator[DutyEvent]:
    """Yield the turns as events of a calendar: also those that were told and then taken off, as cancelled."""
    with office.store.read() as work:
        ground = Ground(office, work, work.now)
        asked = _read(office, work, wanted, removed=True)
        untold = rows.untold_plans(work)
        for row in work.execute(rows.listing(asked)):
            if row.state != TurnState.REMOVED or row.plan_id not in untold:
                yield _event(office, ground, row)


def days(office: Office, wanted: Wanted, most: int) -> int:
    """Return how many days an export takes; `most` where no end was said."""
    first, last = _days(office, wanted)
    return min(most, (last - first).days + 1) if last else most


def _days(office: Office, wanted: Wanted) -> tuple[date, date | None]:
    today = office.now().date()
    first = parse_date(wanted.since, today) if wanted.since else today
    last = parse_date(wanted.until, today) if wanted.until else None
    if last is not None and last < first:
        raise BadInput(N_("the period ends before it begins"), hint=N_("put the earlier time after --from"))
    return first, last


def _read(office: Office, work: Work, wanted: Wanted, *, removed: bool = False) -> rows.Wanted:
    first, last = _days(office, wanted)
    node = areas.find(work, wanted.area) if wanted.area else None
    return rows.Wanted(
        member_id=people.find_member(work, wanted.member).id if wanted.member else None,
        posts=rows.posts_below(work, node.id) if node else None,
        since=first.isoformat(),
        until=last.isoformat() if last else None,
        states=_TOLD if removed else rows.LIVE_STATES,
        everything=removed,
    )


def _event(office: Office, ground: Ground, row: Any) -> DutyEvent:  # noqa: ANN401
    duty = ground.duty(row)
    return DutyEvent(
        uid=str(UUID(bytes=row.uid)),
        version=row.version,
        start=office.moment_of(row.start_at),
        end=office.moment_of(row.end_at),
        duty=row.duty,
        shift=row.shift,
        area=row.area_name,
        place=row.place or "",
        member=row.member,
        name=row.name,
        cancelled=row.state == TurnState.REMOVED,
        actions=tuple({"en": one.en, "zh": one.zh} for one in duty.actions) if duty else (),
    )
