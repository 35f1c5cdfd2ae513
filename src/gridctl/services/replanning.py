"""Somebody falls ill: the smallest set of changes to the published roster that fills what they leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from gridctl.core.areas import RANK
from gridctl.core.duties import LIVE
from gridctl.core.duty_rules import beyond
from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.core.replan_views import ChangeView, HoleView, ReplanView
from gridctl.core.roster_span import Span
from gridctl.core.times import parse_when, to_ms
from gridctl.core.words import AreaKind
from gridctl.planning.roster.moves import Closing, Move
from gridctl.planning.roster.problem import Problem
from gridctl.services import people
from gridctl.services.duty_people import Ground, People, on_day, stint, stint_at
from gridctl.services.office import Office
from gridctl.services.roster_lack import explained
from gridctl.services.roster_lifts import closed
from gridctl.services.roster_problem import Made, make
from gridctl.services.roster_ways import Tree
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
    return closed(made, problem, grid, sorted(left.items()))


def _without(problem: Problem, who: int, days: frozenset[int]) -> Problem:
    person = problem.people[who]
    fixed = tuple((day, job) for day, job in person.fixed if day not in days)
    away = replace(person, off=person.off | days, fixed=fixed)
    return replace(problem, people=(*problem.people[:who], away, *problem.people[who + 1 :]))


def view(
    office: Office,
    found: Found,
    *,
    dry_run: bool,
    moves: Sequence[Move] | None = None,
    left: Sequence[Mapping[str, Any]] = (),
) -> ReplanView:
    """Return what was found, as it leaves the services; `moves` (None: all): what was done of it."""
    made, doing = found.made, found.closing.moves if moves is None else moves
    changes = tuple(_change(made, move) for move in doing)
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
        left=tuple(left),
        beyond=_beyond(office, made, doing),
        noted=found.noted,
        dry_run=dry_run,
    )


def _beyond(office: Office, made: Made, moves: Sequence[Move]) -> tuple[Mapping[str, Any], ...]:
    """Return who works beyond limits of hours and rest once the changes are made, with the names of the rules."""
    takers = {move.person for move in moves if move.after is not None}
    if not takers:
        return ()
    found = []
    with office.store.read() as work:
        ground = Ground(office, work, made.known.ground.at)
        known = People(ground, made.span.first, made.span.last, [made.members[who].id for who in takers])
        for who in sorted(takers):
            member = made.members[who]
            stints = {
                (one.on, one.post): one
                for one in (stint(row) for row in known.turns[member.id] if row.state in LIVE)
            }
            for move in (one for one in moves if one.person == who):
                on = made.span.day(move.day)
                if move.before is not None:
                    stints.pop((on, made.posts[move.before].id), None)
                if move.after is not None:
                    stints[on, made.posts[move.after].id] = stint_at(office, made.posts[move.after], on)
            if rules := beyond(list(stints.values()), known.who(member).terms):
                found.append({"member": member.code, "name": member.name, "rules": sorted(map(str, rules))})
    return tuple(found)


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
