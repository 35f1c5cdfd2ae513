"""From a roster in numbers to turns that may be kept: each held against the rules once more, by real times."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gridctl.core.duties import LIVE, TurnState
from gridctl.core.duty_rules import Stint, beyond, hours_of
from gridctl.core.roster_span import Span
from gridctl.core.uid import uuid7
from gridctl.planning.roster.bounds import filled
from gridctl.planning.roster.checking import counted
from gridctl.planning.roster.problem import Grid
from gridctl.services.duty_check import Standing, named
from gridctl.services.duty_people import Ground, People, stint, stint_at
from gridctl.services.office import Office
from gridctl.services.roster_problem import Made
from gridctl.services.turns import new_row
from gridctl.store import areas as area_rows
from gridctl.store import posts as post_rows
from gridctl.store import turns as rows
from gridctl.store.unit import Work


def below(work: Work, area_id: int | None) -> list[int] | None:
    """Return the numbers of an area and all below it; None for everywhere."""
    return None if area_id is None else area_rows.numbers_below(work, area_id)


@dataclass
class Keeper:
    """Turns the roster of a problem into rows. `left` names the turns that a rule forbids after all."""

    office: Office
    work: Work
    made: Made
    left: list[Mapping[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read what stands by now."""
        span = self.made.span
        ground = Ground(self.office, self.work, self.made.known.ground.at)
        self.known = People(ground, span.first, span.last, drafts=True)
        self.standing = Standing(ground, span.first, span.last)
        inside, (since, until) = {post.id for post in self.made.posts}, span.ends
        for turns in self.known.turns.values():
            self.standing.put(
                row
                for row in turns
                if row.state in LIVE
                or row.locked
                or row.post_id not in inside
                or not since <= row.on_date <= until
            )

    def fresh(self, grid: Grid) -> list[list[tuple[int, int]]]:
        """Return for each person the days and jobs that are new."""
        return [
            [
                (day, job)
                for day, job in enumerate(row)
                if job is not None and (day, job) not in self.made.problem.people[who].fixed
            ]
            for who, row in enumerate(grid)
        ]

    def turn(self, day: int, job: int) -> Stint:
        """Return a turn at a post on a day, by their numbers."""
        return stint_at(self.office, self.made.posts[job], self.made.span.day(day))

    def legal(self, grid: Grid) -> Grid:
        """Return a roster without the turns that a rule forbids; those are named in `left`."""
        kept = [list(row) for row in grid]
        for who, turns in enumerate(self.fresh(grid)):
            member = self.made.members[who]
            now = self.known.who(member)
            # What lies under a lift comes last: it may go beyond the limits, the rest may not because of it.
            for day, job in sorted(turns, key=lambda one: one in self.made.lifted):
                turn = self.turn(day, job)
                against = self.standing.try_add(member.id, now, self.made.posts[job], turn)
                if against:
                    kept[who][day] = None
                    self.left.append(named(member, turn.post, turn.on, against))
        return kept

    def counted(self, grid: Grid) -> tuple[int, int, int, int]:
        """Return how many are required and how many of these are there, then the same for those desired beyond."""
        made, there = self.made, counted(grid)
        least, best = filled(made.problem, grid)
        tight = [(made.posts[job].least, there[day, job]) for day, job in made.tight]
        return (
            sum(need.least for need in made.problem.needs) + sum(one for one, _heads in tight),
            least + sum(min(one, heads) for one, heads in tight),
            sum(need.best - need.least for need in made.problem.needs),
            best - least,
        )

    def new_rows(self, grid: Grid, plan: int) -> list[dict[str, Any]]:
        """Return the rows of the new turns."""
        return [
            new_row(self.work, self.turn(day, job), self.made.members[who].id, TurnState.DRAFT)
            | {"plan_id": plan}
            for who, turns in enumerate(self.fresh(grid))
            for day, job in turns
        ]

    def plan_row(self) -> dict[str, Any]:
        """Return what a plan's row says of where, when and who."""
        span = self.made.span
        return {
            "uid": uuid7(self.work.now),
            "area_id": span.area_id,
            "from_on": span.first.isoformat(),
            "days": span.days,
            "made_at": self.work.now,
            "made_by": self.work.actor.operator,
        }

    def _stints(self, who: int) -> list[Stint]:
        """Return all turns of a person within the days, the new ones too."""
        span = self.made.span
        return [
            one
            for one in self.standing.stints.get(self.made.members[who].id, ())
            if span.first <= one.on <= span.last
        ]

    def hours(self) -> list[float]:
        """Return how many hours each of those works who belong to the area, in all areas together."""
        return [hours_of(self._stints(who)) for who in sorted(self.made.own)]

    def beyond(self) -> tuple[Mapping[str, Any], ...]:
        """Return who works beyond limits of hours and rest, with the names of the rules."""
        found = []
        for who, member in enumerate(self.made.members):
            if not self._stints(who):
                continue
            rules = beyond(self.standing.stints[member.id], self.made.whos[who].terms)
            if rules:
                found.append({"member": member.code, "name": member.name, "rules": sorted(map(str, rules))})
        return tuple(found)


def still_legal(
    office: Office, work: Work, span: Span, drafts: Sequence[Any]
) -> tuple[list[Any], list[Mapping[str, Any]]]:
    """Return which planned turns keep the rules beside what counts by now, and those that don't, with the rules.

    What was forced by hand stays so.
    """
    numbers = sorted({row.member_id for row in drafts})
    members = rows.members(work, numbers)
    ground = Ground(office, work, work.now)
    known = People(ground, span.first, span.last, numbers)
    standing = Standing(ground, span.first, span.last)
    standing.put(_live_near(known, work, drafts, span))
    by_number = post_rows.some(work, {row.post_id for row in drafts})
    whos = {number: known.who(row) for number, row in members.items()}
    legal, left = [], []

    def is_lifted(row: Any) -> bool:  # noqa: ANN401
        return standing.is_lifted(by_number[row.post_id], date.fromisoformat(row.on_date))

    for row in sorted(drafts, key=is_lifted):
        post, turn, member = by_number[row.post_id], stint(row), members[row.member_id]
        gone = post.removed_at is not None or member.removed_at is not None
        against = () if row.forced or gone else standing.try_add(member.id, whos[member.id], post, turn)
        if gone or against:
            left.append(named(member, post.id, date.fromisoformat(row.on_date), against))
        else:
            legal.append(row)
    return legal, left


def _live_near(known: People, work: Work, drafts: Sequence[Any], span: Span) -> Iterable[Any]:
    """Return the turns of those people, and of others at the same posts, each once."""
    found = {row.id: row for turns in known.turns.values() for row in turns}
    numbers = {
        row.member_id for row in rows.at_posts(work, sorted({row.post_id for row in drafts}), *span.ends)
    }
    for row in rows.near(work, sorted(numbers - set(known.turns)), *span.ends):
        found[row.id] = row
    return found.values()
