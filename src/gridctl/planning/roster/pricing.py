"""The cheapest legal rows of many people at once, with a bound from below for each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gridctl.planning.roster.budget import Budget
from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.letters import groups
from gridctl.planning.roster.prices import keeps, row_price, weekends_of
from gridctl.planning.roster.rows import Row, Rows, rewarded
from gridctl.planning.roster.tracing import best

Floats = NDArray[np.float64]

ROUNDS = 4
"""How often a row that breaks a limit is tried again at a higher price."""
BASE = 20_000
"""What a day takes besides, in states."""
GAP = 0.5
"""A row is as cheap as its bound where it is within this."""
ROW = 2e-4
"""Effort to read one row."""
SPEED = 2e8
"""States that are filled in a second of effort."""


class Pricer:
    """Finds cheapest rows for prices that change.

    What the states don't count (a limit on a shift that is rarely reached) is kept by a price instead, which
    grows while it is broken; `bound` stays true with it.
    """

    def __init__(self, cells: Cells, budget: Budget) -> None:
        """Put everybody into a group."""
        self.cells = cells
        self.rows: list[Rows] = []
        self.place: dict[int, tuple[int, int]] = {}
        self.budget = budget
        self._jobs = [
            [job for job, what in enumerate(cells.problem.jobs) if what.shift == shift]
            for shift in range(len(cells.problem.shifts))
        ]
        self._uncounted: dict[int, tuple[int, ...]] = {}
        self._weekends: dict[int, bool] = {}
        self._gaps: dict[int, frozenset[int]] = {}
        self._put(dict.fromkeys(range(len(cells.problem.people)), frozenset()))
        self._exact = [self._is_exact(one) for one in range(len(cells.problem.people))]
        self._best: dict[int, tuple[Floats, float]] = {}

    def _put(self, more: Mapping[int, frozenset[int]]) -> None:
        """Put some people into groups, with shifts that are counted for them in any case."""
        for group in groups(self.cells, more):
            for place, one in enumerate(group.people):
                self.place[one] = len(self.rows), place
            self.rows.append(Rows(self.cells, group))
        for one in more:
            limits = self.cells.problem.people[one].limits
            counters = self.rows[self.place[one][0]].group.counters
            self._uncounted[one] = self._not_counted(one)
            self._weekends[one] = limits.weekends is not None and all(
                one.what != "weekends" for one in counters
            )

    def count_more(self) -> bool:
        """Count from now on what a price could not keep the last rows to; say whether there is such."""
        gaps, self._gaps = self._gaps, {}
        if gaps:
            self._put(gaps)
        return bool(gaps)

    def _is_exact(self, one: int) -> bool:
        """Whether the states allow all that is allowed: not where fixed jobs clash or the clock is changed."""
        problem, person = self.cells.problem, self.cells.problem.people[one]
        fixed = sorted((day, problem.jobs[job].shift) for day, job in person.fixed)
        return not problem.odd and not any(
            self.cells.clash(person.limits.rest, *both) for both in pairwise(fixed)
        )

    def _not_counted(self, one: int) -> tuple[int, ...]:
        """Return the shifts with a limit for somebody that the states don't count."""
        limits = self.cells.problem.people[one].limits.shifts or ()
        group = self.rows[self.place[one][0]].group
        counted = {counter.shift for counter in group.counters}
        days = self.cells.problem.days
        return tuple(
            shift
            for shift, most in enumerate(limits)
            if 0 < most < days and shift not in counted and self._jobs[shift]
        )

    def round_effort(self) -> float:
        """Return the effort to price everybody once."""
        return sum(self.rows[number].states / SPEED + ROW for number, _place in self.place.values())

    def cheapest(
        self, reward: Floats, people: Sequence[int], stop: Callable[[], bool] | None = None
    ) -> dict[int, tuple[float, Row | None]]:
        """Return for each of some people a bound for the price of every legal row, less its rewards, and a row.

        The row is the cheapest, or nearly so where a limit isn't counted; None where none was found, or `stop`
        said so before.
        """
        found: dict[int, tuple[float, Row | None]] = {}
        finite = np.abs(reward[np.isfinite(reward)])
        step = max(1.0, float(finite.mean()) if finite.size else 0.0) / 8
        waiting = list(people)
        for number in range(ROUNDS):
            broken = []
            for one, bound, row in self._price(reward, waiting, stop):
                better = one not in found or bound > found[one][0]
                legal = row is not None and keeps(self.cells, one, row)
                if better and (self._uncounted[one] or self._weekends[one]):
                    self._remember(one)
                if row is not None and not legal and self._dearer(one, row, step * 2**number):
                    broken.append(one)
                before = found.get(one, (-np.inf, None))
                found[one] = max(bound, before[0]), row if legal else before[1]
            waiting = broken
            if not waiting:
                break
        for one in people:
            self._look(one, *found[one], reward)
            self._ease(one, found[one][1], step)
        return found

    def _look(self, one: int, bound: float, row: Row | None, reward: Floats) -> None:
        """Note whose row is far from its bound, and the shifts that must be counted to close the gap."""
        self._gaps.pop(one, None)
        number, place = self.place[one]
        dear = self.rows[number].dear[place]
        if not dear.any():
            return
        if row is None or row_price(self.cells, one, row) - rewarded(reward, row) > bound + GAP:
            counted = {counter.shift for counter in self.rows[number].group.counters if counter.shift >= 0}
            dearer = {shift for shift in self._uncounted[one] if dear[self._jobs[shift][0]]}
            self._gaps[one] = frozenset(counted | dearer)

    def _price(
        self, reward: Floats, people: Sequence[int], stop: Callable[[], bool] | None
    ) -> Iterator[tuple[int, float, Row | None]]:
        """Yield for each of some people a bound and the cheapest row at the prices of limits as they are."""
        by_rows: dict[int, list[int]] = defaultdict(list)
        for one in people:
            by_rows[self.place[one][0]].append(one)
        for number, all_ in by_rows.items():
            rows = self.rows[number]
            for first in range(0, len(all_), rows.width):
                some = all_[first : first + rows.width]
                if stop is not None and stop():
                    yield from ((one, -np.inf, None) for one in some)
                    continue
                values = rows.price(reward, [self.place[one][1] for one in some])
                self.budget.spend((rows.states * len(some) + BASE * self.cells.problem.days) / SPEED)
                for place, one in enumerate(some):
                    self.budget.spend(ROW)
                    row = best(rows, place) if np.isfinite(values[place]) else None
                    bound = float(values[place]) - self._paid(one) if self._exact[one] else -np.inf
                    yield one, bound, row

    def _remember(self, one: int) -> None:
        """Keep the prices of limits that gave somebody's best bound."""
        number, place = self.place[one]
        rows = self.rows[number]
        self._best[one] = rows.dear[place].copy(), float(rows.dear_weekend[place])

    def _excess(self, one: int, row: Row) -> tuple[dict[int, int], int]:
        """Return by how much a row breaks each limit that isn't counted, and the one on weekends; negative: room."""
        limits = self.cells.problem.people[one].limits
        counts = Counter(self.cells.shift_of(job) for job in row)
        shifts = {shift: counts[shift] - (limits.shifts or ())[shift] for shift in self._uncounted[one]}
        weekends = weekends_of(self.cells, one, row) - (limits.weekends or 0) if self._weekends[one] else 0
        return shifts, weekends

    def _dearer(self, one: int, row: Row, step: float) -> bool:
        """Raise the prices of the limits that a row breaks; say whether there are any."""
        number, place = self.place[one]
        rows = self.rows[number]
        shifts, weekends = self._excess(one, row)
        for shift, excess in shifts.items():
            if excess > 0:
                rows.dear[place, self._jobs[shift]] += step * excess
        rows.dear_weekend[place] += step * max(0, weekends)
        return weekends > 0 or any(excess > 0 for excess in shifts.values())

    def _ease(self, one: int, row: Row | None, step: float) -> None:
        """Go back to the prices of the best bound, a little lower where a legal row leaves room."""
        if one not in self._best:
            return
        number, place = self.place[one]
        rows = self.rows[number]
        rows.dear[place], rows.dear_weekend[place] = self._best.pop(one)
        if row is None:
            return
        shifts, weekends = self._excess(one, row)
        for shift, excess in shifts.items():
            if excess < 0:
                jobs = self._jobs[shift]
                rows.dear[place, jobs] = np.maximum(0, rows.dear[place, jobs] - step / 4)
        if weekends < 0:
            rows.dear_weekend[place] = max(0.0, rows.dear_weekend[place] - step / 4)

    def _paid(self, one: int) -> float:
        """Return what somebody within the limits pays at most for those that aren't counted."""
        number, place = self.place[one]
        rows, limits = self.rows[number], self.cells.problem.people[one].limits
        total = float(rows.dear_weekend[place]) * (limits.weekends or 0)
        for shift in self._uncounted[one]:
            total += float(rows.dear[place, self._jobs[shift][0]]) * (limits.shifts or ())[shift]
        return total
