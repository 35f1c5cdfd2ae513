"""Absences: who is away from when to when, and who stands in."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from gridctl.core.errors import N_, NotFound, Refused
from gridctl.core.presence_views import AbsenceView, NewAbsenceView, absence_view
from gridctl.core.text import clean_line
from gridctl.core.times import parse_date
from gridctl.core.uid import uuid7
from gridctl.core.weekdays import read_days
from gridctl.services import areas, people, standing_in
from gridctl.services.office import Office
from gridctl.services.rehearsing import in_one_go
from gridctl.store import people as people_rows
from gridctl.store import presence as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class NewAbsence:
    """What it takes to say that somebody is away; the last day is the first one unless told."""

    member: str
    from_on: str | None = None
    until_on: str | None = None
    why: str | None = None
    deputy: str | None = None


def add(office: Office, new: NewAbsence, *, dry_run: bool = False) -> NewAbsenceView:
    """Say that a member is away; Refused where they are already, or where the deputy is away too.

    The deputy takes over what hangs on them, see `services.standing_in`; the member's own one unless another is
    named ("": nobody). With `dry_run` everything is tried and nothing is kept.
    """

    def do(work: Work) -> NewAbsenceView:
        row = people.find_member(work, new.member)
        work.about("member", row.id)
        values = new_values(office, work, new, row)
        if new.deputy is None:
            values["deputy_id"] = _own_deputy(work, row, values["from_on"], values["until_on"])
        _refuse_covered(work, row, values)
        number = rows.add(work, rows.ABSENCE, values)
        kept = {name: values[name] for name in ("from_on", "until_on", "deputy_id") if values[name]}
        work.log("absence.add", "absence", number, {"member": row.code, **kept})
        known: Any = rows.get(work, rows.absences(), rows.ABSENCE, number)
        moved = standing_in.hand_over(office, work, known) if known.deputy_id else standing_in.StoodIn()
        found = asdict(_view(office, work, number))
        return NewAbsenceView(
            **found,
            requests=moved.requests,
            taken=moved.taken,
            left_out=moved.left_out,
            dry_run=dry_run,
        )

    return in_one_go(office, do, dry_run=dry_run)


def _own_deputy(work: Work, row: Any, first: str, last: str) -> int | None:  # noqa: ANN401
    """Return the member's own deputy; None where there is none, or where they are away or gone too."""
    if row.deputy_id is None or people_rows.by_id(work, row.deputy_id).removed_at is not None:
        return None
    away = rows.narrowed(rows.absences(), rows.ABSENCE, member_id=row.deputy_id, since=first, until=last)
    return None if work.execute(away).first() else int(row.deputy_id)


def new_values(office: Office, work: Work, new: NewAbsence, row: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the columns of a new absence of a member (their row); BadInput or Refused where it cannot be."""
    first, last = read_days(new.from_on, new.until_on, office.now().date(), until=None)
    return {
        "uid": uuid7(work.now),
        "member_id": row.id,
        "from_on": first,
        "until_on": last,
        "why": clean_line(new.why, "--why", longest=200) or None if new.why else None,
        "deputy_id": _deputy(work, new.deputy, row, first, last) if new.deputy else None,
        "batch_id": None,
        "version": 1,
        "created_at": work.now,
        "removed_at": None,
    }


def _deputy(work: Work, name: str, row: Any, first: str, last: str) -> int:  # noqa: ANN401
    deputy = people.find_member(work, name)
    if deputy.id == row.id:
        raise Refused(N_("nobody is their own deputy"), hint=N_("name somebody else"), error="own_deputy")
    away = work.execute(
        rows.narrowed(rows.absences(), rows.ABSENCE, member_id=deputy.id, since=first, until=last)
    ).first()
    if away:
        raise Refused(
            N_("the deputy {deputy} is away from {first} to {last}"),
            hint=N_("name somebody else"),
            error="deputy_away",
            deputy=f"{deputy.code} {deputy.name}",
            first=away.from_on,
            last=away.until_on,
        )
    return int(deputy.id)


def _refuse_covered(work: Work, row: Any, values: dict[str, Any]) -> None:  # noqa: ANN401
    first, last = values["from_on"], values["until_on"]
    query = rows.narrowed(rows.absences(), rows.ABSENCE, member_id=row.id, since=first, until=last)
    for one in work.execute(query):
        if one.from_on <= first and last <= one.until_on:
            raise Refused(
                N_("{member} is away then already: absence {number}, from {first} to {last}"),
                hint=N_("take it back first: gridctl duty absence remove {number}"),
                error="away_already",
                member=f"{row.code} {row.name}",
                number=one.id,
                first=one.from_on,
                last=one.until_on,
            )


def listing(
    office: Office,
    *,
    member: str | None = None,
    area: str | None = None,
    day: str | None = None,
    everything: bool = False,
) -> Iterator[AbsenceView]:
    """Yield the absences that are not over, by their days: of a member, in an area, on a day."""
    now = office.now().date()
    today = now.isoformat()
    on = parse_date(day, now).isoformat() if day else None
    with office.store.read() as work:
        found = work.execute(
            rows.narrowed(
                rows.absences(),
                rows.ABSENCE,
                member_id=people.find_member(work, member).id if member else None,
                area_id=areas.find(work, area).id if area else None,
                since=on or (None if everything else today),
                until=on,
            )
        ).all()
        turns = rows.turns_within(work, [row.member_id for row in found], today) if found else {}
        for row in found:
            days = turns.get(row.member_id, [])
            yield absence_view(row, today, sum(row.from_on <= one <= row.until_on for one in days))


def remove(office: Office, number: int) -> AbsenceView:
    """Take an absence back: it was a mistake, or somebody is there after all."""
    with office.store.begin() as work:
        row = rows.get(work, rows.absences(), rows.ABSENCE, number)
        if row is None or row.removed_at is not None:
            raise NotFound(
                N_("there is no absence {number}"),
                hint=N_("see what there is: gridctl duty absence list"),
                number=number,
            )
        work.about("absence", number)
        rows.remove(work, rows.ABSENCE, number, row.version)
        work.log("absence.remove", "absence", number, {"member": row.member, "from_on": row.from_on})
        return _view(office, work, number)


def _view(office: Office, work: Work, number: int) -> AbsenceView:
    row: Any = rows.get(work, rows.absences(), rows.ABSENCE, number)
    today = office.now().date().isoformat()
    turns = rows.count_within(work, row.member_id, max(row.from_on, today), row.until_on)
    return absence_view(row, today, turns)
