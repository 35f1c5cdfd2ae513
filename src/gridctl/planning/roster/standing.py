"""A roster that changes row by row: how many do what, what it costs, and what one more of a job is worth."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from gridctl.planning.roster.cells import Cells, need_price
from gridctl.planning.roster.prices import Row, place
from gridctl.planning.roster.problem import Pair

Floats = NDArray[np.float64]


class Standing:
    """The rows of some people; a person without a row does nothing."""

    def __init__(self, cells: Cells, rows: Iterable[Row | None]) -> None:
        """Begin with some rows."""
        self.cells = cells
        problem = cells.problem
        self.counts = np.zeros((problem.days, len(problem.jobs)), dtype=np.int64)
        self.rows: list[Row | None] = [None] * len(problem.people)
        self.pairs: dict[int, list[tuple[Pair, int]]] = {}
        for pair in problem.pairs:
            self.pairs.setdefault(pair.one, []).append((pair, pair.other))
            self.pairs.setdefault(pair.other, []).append((pair, pair.one))
        by_place: dict[object, list[int]] = {}
        self._beside = [by_place.setdefault(place(cells, job), []) for job in range(len(problem.jobs))]
        for job, jobs in enumerate(self._beside):
            jobs.append(job)
        for one, row in enumerate(rows):
            self.put(one, row)

    def put(self, one: int, row: Row | None) -> None:
        """Give a person another row."""
        for new, step in ((self.rows[one], -1), (row, 1)):
            for day, job in enumerate(new or ()):
                if job is not None:
                    self.counts[day, job] += step
        self.rows[one] = row

    def grid(self) -> tuple[tuple[int | None, ...], ...]:
        """Return the rows of all."""
        return tuple(tuple(row or ()) for row in self.rows)

    def reward(self, one: int) -> Floats:
        """Return what it saves that a person without a row does each job on each day; minus infinity: no room."""
        problem = self.cells.problem
        reward = np.zeros(self.counts.shape)
        for need in problem.needs:
            count = int(self.counts[need.day, need.job])
            if need.over is None and count >= need.best:
                reward[need.day, need.job] = -np.inf
            else:
                reward[need.day, need.job] = need_price(need, count) - need_price(need, count + 1)
        for crew in problem.crews:
            self._crew(crew, reward)
        for pair, other in self.pairs.get(one, ()):
            if self.rows[other] is not None:
                self._pair(pair, self.rows[other] or (), reward)
        for day, job in problem.people[one].fixed:
            reward[day, job] = 0
        return reward

    def _crew(self, crew: tuple[int, ...], reward: Floats) -> None:
        """Count that one more of a job goes alone, unless the crew waits for it."""
        price = self.cells.problem.half_crew
        sizes = self.counts[:, list(crew)]
        least = sizes.min(axis=1, keepdims=True)
        waited = (sizes == least) & ((sizes == least).sum(axis=1, keepdims=True) == 1)
        reward[:, list(crew)] += np.where(waited, price * (len(crew) - 1), -price)

    def _pair(self, pair: Pair, row: Row, reward: Floats) -> None:
        """Count what it costs to be with, or without, the other of a pair."""
        for day, job in enumerate(row):
            if job is None:
                reward[day] -= (pair.price or 0) if pair.together else 0
            elif pair.together:
                reward[day, self._beside[job]] += pair.price or 0
            else:
                reward[day, self._beside[job]] -= np.inf if pair.price is None else pair.price
