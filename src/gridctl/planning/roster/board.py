"""A roster in the making: who could take what, and whether a change keeps the rules."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from gridctl.planning.roster.checking import counted, side_by_side
from gridctl.planning.roster.costing import price_of_need, price_of_row
from gridctl.planning.roster.problem import Grid, Need, Problem
from gridctl.planning.roster.rules import ORDER, Broken, Rule, broken_by

LEAST = frozenset({Rule.LEAST_MINUTES, Rule.LEAST_ROW, Rule.LEAST_OFF})
"""Rules that an unfinished row may break until more is put into it."""

Post = tuple[int, int]
"""A day and a job."""


class Board:
    """Rows that can be changed, with the number of people at each post.

    With `unfinished` the rules on the least of something aren't asked for yet. `checks` counts how often a
    row was held against the rules: the measure of the work, the same on every machine.
    """

    def __init__(self, problem: Problem, grid: Grid | None = None, *, unfinished: bool = False) -> None:
        """Begin with a roster, or with the fixed jobs alone."""
        self.problem = problem
        self.unfinished = unfinished
        self.checks = 0
        self.grid = [list(row) for row in grid] if grid is not None else fixed_rows(problem)
        self.counts = counted(self.grid)
        self.stands = [frozenset(day for day, _job in person.fixed) for person in problem.people]

    @cached_property
    def takers(self) -> list[tuple[int, ...]]:
        """For each job the people whose kind can do it."""
        by_kind: dict[int, list[int]] = defaultdict(list)
        for who, person in enumerate(self.problem.people):
            by_kind[person.kind].append(who)
        found: list[list[int]] = [[] for _job in self.problem.jobs]
        for kind, people in by_kind.items():
            for job in self.problem.kinds[kind]:
                found[job].extend(people)
        return [tuple(sorted(people)) for people in found]

    @cached_property
    def partners(self) -> dict[int, tuple[int, ...]]:
        """For each person those who may never work beside them."""
        found: dict[int, list[int]] = defaultdict(list)
        for pair in self.problem.pairs:
            if pair.price is None and not pair.together:
                found[pair.one].append(pair.other)
                found[pair.other].append(pair.one)
        return {who: tuple(others) for who, others in found.items()}

    def put(self, who: int, day: int, job: int | None) -> int | None:
        """Put somebody at a job, or off, and return what they had."""
        before = self.grid[who][day]
        if before is not None:
            self.counts[day, before] -= 1
        if job is not None:
            self.counts[day, job] += 1
        self.grid[who][day] = job
        return before

    def row_with(self, who: int, changes: tuple[tuple[int, int | None], ...]) -> list[int | None]:
        """Return somebody's row as it would be with some days changed."""
        row = list(self.grid[who])
        for day, job in changes:
            row[day] = job
        return row

    def breaks(self, who: int, *changes: tuple[int, int | None]) -> list[Broken]:
        """Return the rules that somebody's row would break with some days changed, others' rules with them."""
        self.checks += 1
        found = broken_by(self.problem, who, self.row_with(who, changes))
        if self.unfinished:
            found = [one for one in found if one.rule not in LEAST]
        for day, job in changes:
            if job is not None and any(
                side_by_side(self.problem, job, self.grid[other][day]) for other in self.partners.get(who, ())
            ):
                found.append(Broken(Rule.PAIR, who, day, job))
        return sorted(found, key=lambda one: ORDER.index(one.rule)) if len(found) > 1 else found

    def could(self, who: int, day: int, job: int) -> bool:
        """Return, at once, whether nothing in the day itself speaks against a job."""
        person = self.problem.people[who]
        return not (
            day in self.stands[who]
            or day in person.off
            or (day, self.problem.jobs[job].shift) in person.blocked
            or job not in self.problem.kinds[person.kind]
        )

    def fits(self, who: int, *changes: tuple[int, int | None]) -> bool:
        """Return whether somebody's row keeps every rule with some days changed."""
        return not self.breaks(who, *changes)

    def room(self, need: Need) -> bool:
        """Return whether one more may work at a post."""
        return need.over is not None or self.counts[need.day, need.job] < need.best

    def missing(self, need: Need) -> int:
        """Return how many a post has below its least."""
        return max(0, need.least - self.counts[need.day, need.job])

    def holes(self) -> Iterator[Need]:
        """Yield the needs with fewer than the least, the dearest first."""
        for need in sorted(self.problem.needs, key=lambda one: (-one.short, one.day, one.job)):
            if self.missing(need):
                yield need

    def gain(self, need: Need) -> int:
        """Return what one more at a post saves; negative where it costs."""
        count = self.counts[need.day, need.job]
        return sum(price_of_need(need, count)) - sum(price_of_need(need, count + 1))

    def dearer(self, who: int, *changes: tuple[int, int | None]) -> int:
        """Return how much more somebody's row would cost with some days changed."""
        after = price_of_row(self.problem, who, self.row_with(who, changes))
        return after - price_of_row(self.problem, who, self.grid[who])


def fixed_rows(problem: Problem) -> list[list[int | None]]:
    """Return the rows in which everybody has their fixed jobs alone."""
    rows: list[list[int | None]] = [[None] * problem.days for _person in problem.people]
    for who, person in enumerate(problem.people):
        for day, job in person.fixed:
            rows[who][day] = job
    return rows
