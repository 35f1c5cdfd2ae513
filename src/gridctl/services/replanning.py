"""Somebody falls ill: the smallest set of changes to the published roster that fills what they leave."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from gridctl.core.areas import RANK
from gridctl.core.duties import LIVE, TurnState
from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.core.replan_views import ChangeView, HoleView, ReplanView
from gridctl.core.roster_span import Span
from gridctl.core.telling import TellKind
from gridctl.core.text import clean_line
from gridctl.core.times import parse_when, to_ms
from gridctl.core.words import AreaKind
from gridctl.planning.roster.moves import Closing, Move, close
from gridctl.planning.roster.problem import Problem
from gridctl.services import people
from gridctl.services.duty_check import Standing, named
from gridctl.services.duty_news import tell
from gridctl.services.duty_people import Ground, People, on_day, stint, stint_at
from gridctl.services.office import Office
from gridctl.services.roster_lack import explained
from gridctl.services.roster_problem import Made, make
from gridctl.services.roster_ways import Tree
from gridctl.services.turns import new_row
from gridctl.store import turns as rows
from gridctl.store.unit import Work

LONGEST = 62
"""Days that are looked at after the first turn that somebody leaves."""


@dataclass(frozen=True, slots=True)
class Away:
    """Who is away from when on, until which day (none: as far as the roster goes), and why."""

    member: str
    since: str
    until: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the rows of the turns that somebody leaves, and the changes that fill them."""

    away: Away
    member: Any
    since: int
    until: str
    holes: tuple[Any, ...]
    made: Made
    closing: Closing
    noted: bool


def find(office: Office, away: Away) -> Found:
    """Return the changes that would fill what somebody leaves; NotFound where they have no turn then."""
    moment = parse_when(away.since, office.now())
    first_day = moment.date().isoformat()
    until = on_day(office, away.until).isoformat() if away.until else _year_on(first_day)
    if until < first_day:
        raise BadInput(N_("--until lies before --from"), hint=N_("both days count"))
    with office.store.read() as work:
        member = people.find_member(work, away.member)
        holes = _holes(work, member, first_day, to_ms(moment), until)
        first = date.fromisoformat(holes[0].on_date)
        last = date.fromisoformat(holes[-1].on_date)
        days = min(LONGEST, (last - first).days + 1)
        span = Span(first, days, _around(work, holes))
        made = make(office, work, span, loose=True)
        noted = _is_noted(work, member.id, {row.on_date for row in holes})
    closing = _closed(made, member.id, holes)
    return Found(away, member, to_ms(moment), last.isoformat(), tuple(holes), made, closing, noted)


def _holes(work: Work, member: Any, first: str, since: int, until: str) -> list[Any]:  # noqa: ANN401
    live = rows.near(work, [member.id], first, until)
    found = [row for row in live if row.start_at >= since and row.checked_in_at is None]
    if not found:
        raise NotFound(
            N_("{member} has no turn then"),
            hint=N_("see them: gridctl duty list --member {member}"),
            member=member.code,
        )
    return found


def _year_on(day: str) -> str:
    return f"{int(day[:4]) + 1}-12-31"


def _around(work: Work, holes: list[Any]) -> int | None:
    """Return the community that all the posts lie in, or the narrowest area above it; None for several trees."""
    tree = Tree(work)
    paths = [tree.path(row.area_id) for row in holes]
    common = [one for one in paths[0] if all(one in path for path in paths)]
    high = [one for one in common if tree.rank(one) <= RANK[AreaKind.COMMUNITY]]
    return high[0] if high else common[-1] if common else None


def _is_noted(work: Work, member: int, days: set[str]) -> bool:
    known = rows.absences(work, [member], min(days), max(days))
    return all(any(row.from_on <= day <= row.until_on for row in known) for day in days)


def _closed(made: Made, member: int, holes: list[Any]) -> Closing:
    """Ask the planner for the fewest changes; whoever is away gets nothing on those days."""
    who = next(number for number, row in enumerate(made.members) if row.id == member)
    job = {post.id: number for number, post in enumerate(made.posts)}
    numbered = ((made.span.number(row.on_date), job[row.post_id]) for row in holes)
    left = {day: number for day, number in numbered if day < made.span.days}
    problem = _without(made.problem, who, frozenset(left))
    grid = [list(row) for row in made.grid]
    for day in left:
        grid[who][day] = None
    return close(problem, grid, sorted(left.items()))


def _without(problem: Problem, who: int, days: frozenset[int]) -> Problem:
    person = problem.people[who]
    fixed = tuple((day, job) for day, job in person.fixed if day not in days)
    away = replace(person, off=person.off | days, fixed=fixed)
    return replace(problem, people=(*problem.people[:who], away, *problem.people[who + 1 :]))


def view(office: Office, found: Found, *, dry_run: bool, left: tuple[Any, ...] = ()) -> ReplanView:
    """Return what was found, as it leaves the services."""
    made = found.made
    changes = tuple(_change(made, move) for move in found.closing.moves)
    return ReplanView(
        member=found.member.code,
        name=found.member.name,
        since=office.moment_of(found.since),
        until=found.until,
        holes=tuple(
            HoleView(row.id, row.post_id, row.on_date, row.shift, row.duty, _area(made, row.post_id))
            for row in found.holes
        ),
        changes=changes,
        told=tuple(dict.fromkeys([found.member.code, *(one.member for one in changes)])),
        unfilled=tuple(explained(made, one) for one in found.closing.open),
        left=left,
        noted=found.noted,
        dry_run=dry_run,
    )


def _area(made: Made, post: int) -> str:
    return next((row.area for row in made.posts if row.id == post), "")


def _change(made: Made, move: Move) -> ChangeView:
    member = made.members[move.person]
    takes = None if move.after is None else made.posts[move.after]
    leaves = None if move.before is None else made.posts[move.before]
    post = takes or leaves
    return ChangeView(
        member=member.code,
        name=member.name,
        phone=member.phone,
        date=made.span.day(move.day).isoformat(),
        shift=post.shift if post is not None else None,
        takes=takes.id if takes is not None else None,
        leaves=leaves.id if leaves is not None else None,
        duty=post.duty if post is not None else None,
        area=post.area if post is not None else None,
        area_name=post.area_name if post is not None else None,
    )


def carry_out(office: Office, found: Found) -> ReplanView:
    """Make the changes in one transaction; a change that a rule forbids by now is left out and named."""
    with office.store.begin() as work:
        left = _Doing(office, work, found).done()
    return view(office, found, dry_run=False, left=tuple(left))


@dataclass
class _Doing:
    """Changes being made; each added turn is held against the rules once more."""

    office: Office
    work: Work
    found: Found
    left: list[Any] = field(default_factory=list)

    def done(self) -> list[Any]:
        """Make them all, tell those whom they concern, and return what had to be left out."""
        made, work = self.found.made, self.work
        reason = clean_line(self.found.away.why, "--why") if self.found.away.why else None
        ground = Ground(self.office, work, work.now)
        self.known = People(ground, made.span.first, made.span.last)
        self.standing = Standing(ground, made.span.first, made.span.last)
        turns = {row.id: row for some in self.known.turns.values() for row in some if row.state in LIVE}
        self.standing.put(turns.values())
        at = {(row.member_id, row.post_id, row.on_date): row.id for row in reversed(turns.values())}
        gone = [row.id for row in self.found.holes if row.id in turns]
        gone += [number for move in self.found.closing.moves if (number := self._of(at, move)) is not None]
        for number in gone:
            self._take_away(turns[number], reason)
        given = [
            number for move in self.found.closing.moves if (number := self._give(move, reason)) is not None
        ]
        tell(work, gone, TellKind.SHIFT_TAKEN_AWAY)
        tell(work, given, TellKind.SHIFT_GIVEN)
        return self.left

    def _of(self, at: Mapping[tuple[int, int, str], int], move: Move) -> int | None:
        """Return the number of the turn that somebody leaves by a move, of those `at` a member, post and day."""
        if move.before is None:
            return None
        made = self.found.made
        member, post = made.members[move.person].id, made.posts[move.before].id
        return at.get((member, post, made.span.day(move.day).isoformat()))

    def _take_away(self, row: Any, reason: str | None) -> None:  # noqa: ANN401
        values = {"state": str(TurnState.REMOVED), "removed_at": self.work.now, "why": reason}
        rows.change(self.work, row.id, row.version, values)
        self.standing.take(row.member_id, stint(row), row)
        changes = {"post": row.post_id, "date": row.on_date, "state": [row.state, "removed"]}
        self.work.log("turn.replan", "turn", row.id, changes, reason)

    def _give(self, move: Move, reason: str | None) -> int | None:
        if move.after is None:
            return None
        made = self.found.made
        member, post = made.members[move.person], made.posts[move.after]
        turn = stint_at(self.office, post, made.span.day(move.day))
        against = self.standing.try_add(member.id, self.known.who(member), post, turn)
        if against:
            self.left.append(named(member, post.id, turn.on, against))
            return None
        number = rows.add(
            self.work, new_row(self.work, turn, member.id, TurnState.PUBLISHED) | {"why": reason}
        )
        changes = {
            "member": member.code,
            "post": post.id,
            "date": turn.on.isoformat(),
            "for": self.found.member.code,
        }
        self.work.log("turn.replan", "turn", number, changes, reason)
        return number
