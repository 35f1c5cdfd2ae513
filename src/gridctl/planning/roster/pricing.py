"""The cheapest legal rows of many people at once, with a bound from below for each."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.letters import Group, groups
from gridctl.planning.roster.prices import keeps, weekends_of
from gridctl.planning.roster.rows import Row, Rows

Floats = NDArray[np.float64]

CELLS = 12_000_000
"""States of a group that are held at once (8 bytes each); larger groups are cut."""
ROUNDS = 3
"""How often a row that breaks a limit is tried again at a higher price."""
SPEED = 2e8
"""States that are filled in a second of effort."""


class Pricer:
    """Finds cheapest rows for prices that change.

    What the states don't count (a limit on a shift that is rarely reached) is kept by a price instead, which
    grows while it is broken; `bound` stays true with it.
    """

    def __init__(self, cells: Cells) -> None:
        """Put everybody into a group."""
        self.cells = cells
        self.rows: list[Rows] = []
        self.place: dict[int, tuple[int, int]] = {}
        self.effort = 0.0
        for group in groups(cells):
            for part in _cut(cells, group):
                for place, one in enumerate(part.people):
                    self.place[one] = len(self.rows), place
                self.rows.append(Rows(cells, part))
        self._uncounted = [self._not_counted(one) for one in range(len(cells.problem.people))]

    def _not_counted(self, one: int) -> tuple[int, ...]:
        """Return the shifts with a limit for somebody that the states don't count."""
        limits = self.cells.problem.people[one].limits.shifts or ()
        group = self.rows[self.place[one][0]].group
        counted = {counter.shift for counter in group.counters}
        return tuple(shift for shift in range(len(limits)) if limits[shift] and shift not in counted)

    def cheapest(self, reward: Floats, people: Sequence[int]) -> dict[int, tuple[float, Row | None]]:
        """Return for each of some people a bound for the price of every legal row, less its rewards, and a row.

        The row is the cheapest, or nearly so where a limit isn't counted; None where none was found.
        """
        found: dict[int, tuple[float, Row | None]] = {}
        waiting = list(people)
        for _round in range(ROUNDS):
            by_rows: dict[int, list[int]] = defaultdict(list)
            for one in waiting:
                by_rows[self.place[one][0]].append(one)
            waiting = []
            for number, some in by_rows.items():
                rows = self.rows[number]
                values = rows.price(reward, [self.place[one][1] for one in some])
                self.effort += rows.works[:, :, :, 0].size * len(some) / SPEED
                for place, one in enumerate(some):
                    bound = float(values[place]) - self._paid(one)
                    row = rows.best(place) if np.isfinite(values[place]) else None
                    if row is not None and not self._legal(one, row, reward):
                        waiting.append(one)
                        row = None
                    before = found.get(one, (-np.inf, None))
                    found[one] = max(bound, before[0]), row
            if not waiting:
                break
        return found

    def _paid(self, one: int) -> float:
        """Return what somebody within the limits pays at most for those that aren't counted."""
        number, place = self.place[one]
        rows, limits = self.rows[number], self.cells.problem.people[one].limits
        weekends = limits.weekends or 0
        total = float(rows.dear_weekend[place]) * weekends
        for shift in self._uncounted[one]:
            job = next((job for job, what in enumerate(self.cells.problem.jobs) if what.shift == shift), None)
            if job is not None and limits.shifts is not None:
                total += float(rows.dear[place, job]) * limits.shifts[shift]
        return total

    def _legal(self, one: int, row: Row, reward: Floats) -> bool:
        """Whether a row keeps all rules; prices of limits that it breaks grow, others shrink."""
        number, place = self.place[one]
        rows, limits, problem = self.rows[number], self.cells.problem.people[one].limits, self.cells.problem
        step = max(1.0, float(np.abs(reward).mean())) / 8
        if self._uncounted[one]:
            counts = Counter(self.cells.shift_of(job) for job in row)
            for shift in self._uncounted[one]:
                jobs = [job for job, what in enumerate(problem.jobs) if what.shift == shift]
                excess = counts[shift] - (limits.shifts or ())[shift]
                for job in jobs:
                    move = step * excess if excess > 0 else step * excess / 4
                    rows.dear[place, job] = max(0.0, rows.dear[place, job] + move)
        if limits.weekends is not None and all(one.what != "weekends" for one in rows.group.counters):
            excess = weekends_of(self.cells, one, row) - limits.weekends
            move = step * excess if excess > 0 else step * excess / 4
            rows.dear_weekend[place] = max(0.0, rows.dear_weekend[place] + move)
        return keeps(self.cells, one, row)


def _cut(cells: Cells, group: Group) -> list[Group]:
    """Cut a group into parts whose states can be held at once."""
    room = int(np.prod([counter.size for counter in group.counters], dtype=np.int64))
    most = max(cells.problem.people[one].limits.most_row or 7 for one in group.people)
    each = cells.problem.days * most * max(1, len(group.letters)) * room
    size = max(1, CELLS // each)
    return [
        Group(group.people[first : first + size], group.letters, group.before, group.counters)
        for first in range(0, len(group.people), size)
    ]
