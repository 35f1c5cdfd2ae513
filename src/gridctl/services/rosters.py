"""The roster as it is read: lists of turns, boards and cards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from gridctl.core.attendance import Signs, Standing
from gridctl.core.errors import N_, NotFound
from gridctl.core.times import parse_date
from gridctl.core.turn_view import TurnView
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.store import attendance
from gridctl.store import rosters as rows
from gridctl.store.unit import Work

_DAY = timedelta(days=1)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Query:
    """Which turns: of a member, in an area and below it, on a day or in the week (from Monday) that a day is in.

    `duty` and `shift` are meant as people write them. `everything`: also what is over, and what was taken off the
    roster. `after` goes on behind the turn with this number, in the order of lists.
    """

    member: str | None = None
    area: str | None = None
    day: str | None = None
    week: str | None = None
    duty: str | None = None
    shift: str | None = None
    everything: bool = False
    limit: int | None = None
    after: int | None = None


def listing(office: Office, query: Query) -> Iterator[TurnView]:
    """Yield turns of duty in the order in which they begin.

    Without days: of a member those that are not over, of all others those of today. Without anything: those of
    who types, or where that is no member, all of today.
    """
    with office.store.read() as work:
        standings = Standings(work)
        for row in work.execute(rows.listing(wanted(office, work, query))):
            yield view(office, row, standings)


def page(office: Office, query: Query) -> tuple[list[TurnView], int]:
    """Return the turns up to the limit of a query, and how many come behind them; see `listing`."""
    with office.store.read() as work:
        standings, asked = Standings(work), wanted(office, work, query)
        found = [view(office, row, standings) for row in work.execute(rows.listing(asked))]
        full = asked.limit is not None and len(found) == asked.limit
        return found, rows.count(work, asked) - len(found) if full else 0


def wanted(office: Office, work: Work, query: Query, states: Sequence[str] | None = None) -> rows.Wanted:
    """Return a query as the store reads it; NotFound for what it names and is not there."""
    today = office.now().date()
    member = _member(work, query)
    since, until = _days(query, today)
    after = None
    if since is None and not query.everything:
        if member is None:
            since = until = today.isoformat()
        else:
            after = work.now
    area_id = areas.find(work, query.area).id if query.area else None
    return rows.Wanted(
        member_id=member.id if member is not None else None,
        posts=None if area_id is None else rows.posts_below(work, area_id),
        since=since,
        until=until,
        ends_after=after,
        duties=_codes(office, work, area_id, "duty", query.duty),
        shifts=_codes(office, work, area_id, "shift", query.shift),
        states=states,
        everything=query.everything,
        limit=query.limit,
        after=None if query.after is None else rows.place_of(found(work, query.after)),
    )


def _member(work: Work, query: Query) -> Any | None:  # noqa: ANN401
    """Return the row of the member who is meant; whoever types where nothing at all was said."""
    asked = replace(query, limit=None, after=None)
    if asked.member is None and asked != Query():
        return None
    from gridctl.services import people  # start-up: the list of an area or a day names nobody

    return people.find_member(work, asked.member) if asked.member else people.me(work)


def _days(query: Query, today: date) -> tuple[str | None, str | None]:
    """Return the first and the last day that were asked for, as ISO days; None without any."""
    if query.day:
        day = parse_date(query.day, today)
        return day.isoformat(), day.isoformat()
    if query.week:
        day = parse_date(query.week, today)
        monday = day - day.weekday() * _DAY
        return monday.isoformat(), (monday + (_WEEK - 1) * _DAY).isoformat()
    return None, None


def _codes(
    office: Office, work: Work, area_id: int | None, what: str, text: str | None
) -> Sequence[str] | None:
    """Return the code of the duty or shift that is meant; NotFound where no post and no pack has it."""
    if not text:
        return None
    if text in rows.codes(work, what):
        return [text]
    from gridctl.core.duty_views import find_duty, find_shift  # start-up: most lists name no duty
    from gridctl.services.packs import Packs, rules_at

    rules = rules_at(Packs(work, office.settings.pack_hash), area_id, work.now)
    found = find_duty(rules.duties, text) if what == "duty" else find_shift(rules.shifts, text)
    return [found.code]


def turn_view(office: Office, work: Work, number: int) -> TurnView:
    """Return one turn as it stands now; NotFound."""
    return view(office, found(work, number), Standings(work))


def found(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return the row of a turn with its post, area and member; NotFound."""
    row = rows.turn(work, number)
    if row is None:
        raise NotFound(
            N_("there is no turn of duty {number}"), hint=N_("see them: gridctl duty list"), number=number
        )
    return row


def view(office: Office, row: Any, standings: "Standings") -> TurnView:  # noqa: ANN401
    """Return a turn as lists show it."""
    return TurnView(
        id=row.id,
        date=row.on_date,
        shift=row.shift,
        start=office.moment_of(row.start_at),
        end=office.moment_of(row.end_at),
        duty=row.duty,
        area=row.area,
        place=row.place,
        post=row.post_id,
        member=row.member,
        name=row.name,
        state=str(standings.of(row)),
        locked=row.locked,
        forced=row.forced,
        version=row.version,
    )


_FEW = 12
"""In so many communities it is asked apart whether attendance is kept; then at once for all."""


class Standings:
    """How turns stand now; where attendance is kept is read once, and only where nobody has come to a turn."""

    def __init__(self, work: Work) -> None:
        """Know nothing yet."""
        self._work = work
        self._areas: set[int] | None = None
        self._tops: dict[int, int] = {}
        self._kept: dict[int, bool] = {}

    def of(self, row: Any) -> Standing:  # noqa: ANN401
        """Return how a turn (a row with its post) stands."""
        return self.signs(row).standing(self._work.now)

    def signs(self, row: Any) -> Signs:  # noqa: ANN401
        """Return what is known of whether somebody turned up, and whether their not having come tells anything."""
        return signs(row, kept=row.checked_in_at is not None or self._is_kept(row))

    def _is_kept(self, row: Any) -> bool:  # noqa: ANN401
        if row.checkin or row.start_at > self._work.now:
            return True
        if row.area_id not in self._tops:
            self._tops[row.area_id] = attendance.community(self._work, row.area_id)
        top = self._tops[row.area_id]
        if top not in self._kept and len(self._kept) < _FEW:
            self._kept[top] = attendance.is_kept(self._work, top)
        if top in self._kept:
            return self._kept[top]
        if self._areas is None:
            self._areas = attendance.kept_areas(self._work)
        return row.area_id in self._areas


def signs(row: Any, *, kept: bool = True) -> Signs:  # noqa: ANN401
    """Return what is known of whether somebody turned up."""
    return Signs(
        row.state,
        row.start_at,
        row.end_at,
        row.checked_in_at,
        row.checked_out_at,
        row.seen_at,
        row.no_show_at,
        row.checkin,
        kept,
    )
