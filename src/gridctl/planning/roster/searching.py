"""A roster is made better piece by piece: some people choose anew, while all others stand."""

import random
from collections.abc import Callable, Iterable

from gridctl.planning.roster.budget import Budget
from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.first import choose
from gridctl.planning.roster.generating import dive, generate
from gridctl.planning.roster.master import Master, Stumbled
from gridctl.planning.roster.pool import Pool
from gridctl.planning.roster.prices import fits, keeps, price, row_price
from gridctl.planning.roster.pricing import Pricer
from gridctl.planning.roster.problem import Grid
from gridctl.planning.roster.rows import Row
from gridctl.planning.roster.standing import Standing

WHOLE = 0.999
"""Prices are whole numbers: with a bound this near below, nothing better is possible."""
PLUNGE = 8
"""Rounds of new rows after each choice when all rows are chosen."""
ROWS = 25
"""So many of the rows known before are taken into the choice of a part, or looked at, for each person."""


class Search:
    """The best roster so far, a bound for all rosters, and the rows known."""

    def __init__(
        self,
        cells: Cells,
        pricer: Pricer,
        budget: Budget,
        grid: Grid,
        better: Callable[[int, float], None] | None,
    ) -> None:
        """Begin with a legal roster."""
        self.cells, self.pricer, self.budget = cells, pricer, budget
        self.pool = Pool(cells, budget)
        self.grid = tuple(tuple(row) for row in grid)
        self.cost = price(cells, self.grid)
        self.bound = 0.0
        self.rng = random.Random(budget.seed)  # noqa: S311 (a search, not a secret)
        self._better = better
        self._tell()
        self.root = Master(cells, self.pool, range(len(self.grid)))

    def _tell(self) -> None:
        if self._better is not None:
            self._better(self.cost, self.bound)

    def done(self) -> bool:
        """Whether nothing better is possible, or it is time to end."""
        return self.best() or self.budget.over()

    def best(self) -> bool:
        """Whether nothing better is possible."""
        return self.cost - WHOLE <= self.bound

    def offer(self, rows: dict[int, Row]) -> bool:
        """Give some people other rows where that is no dearer; say whether it is cheaper."""
        grid = [rows.get(one, row) for one, row in enumerate(self.grid)]
        cost = price(self.cells, grid)
        if cost > self.cost or not fits(self.cells, grid):
            return False
        if not all(keeps(self.cells, one, row) for one, row in rows.items()):
            raise AssertionError  # whatever is offered keeps the rules of its person
        gain = cost < self.cost
        self.grid, self.cost = tuple(grid), cost
        if gain:
            self._tell()
        return gain

    def start(self, rounds: int, until: float) -> bool:
        """Solve the linear programme over all rows; say whether that could be done within the budget."""
        for one, row in enumerate(self.grid):
            self.root.add(one, row)
        try:
            self.root.solve()
            for need in self.cells.problem.needs:
                # Half-way between nothing and all is nearer to the end than what one roster says.
                self.root.reward[need.day, need.job] = max(need.short, need.under) / 2
            bound = generate(self.root, self.pricer, self.budget, rounds=rounds, until=until)
        except Stumbled:
            return False
        self.bound = max(self.bound, bound)
        self._tell()
        return True

    def _complete(self, master: Master) -> bool:
        """Give those who have no row yet what is best for each; say whether the roster became cheaper."""
        rows = [master.fixed[one].row if one in master.fixed else None for one in range(len(self.grid))]
        standing = Standing(self.cells, rows)
        for one in master.free():
            standing.put(one, choose(self.cells, self.pricer, standing, one) or self.grid[one])
        return self.offer(dict(enumerate(standing.grid())))

    def plunge(self, until: float) -> bool:
        """Choose all rows anew, led by the linear programme; say whether the roster became cheaper."""
        return self.rechoose(range(len(self.grid)), 0, PLUNGE, until)

    def rechoose(self, people: Iterable[int], before: int = 20, rounds: int = 4, until: float = 0.0) -> bool:
        """Choose rows of some people anew, all others standing; `before` and `rounds` limit how many are made."""
        people = sorted(people)
        master = Master(self.cells, self.pool, people, self.grid)
        master.reward = self.root.reward.copy()
        for one in people:
            for row in [self.grid[one], *self.pool.good(one, self.root.reward, ROWS)]:
                master.add(one, row)
        chosen = set(people)
        others = sum(
            row_price(self.cells, one, row) for one, row in enumerate(self.grid) if one not in chosen
        )
        beat = self.cost - others - WHOLE
        try:
            if before:
                reward = master.reward.copy()
                master.solve()
                master.reward = reward
                if generate(master, self.pricer, self.budget, rounds=before, beat=beat) >= beat:
                    return False
            else:
                master.solve()
            if not dive(master, self.pricer, self.budget, self.rng, rounds=rounds, beat=beat, until=until):
                return not before and self._complete(master)
        except Stumbled:
            return False
        return self.offer({one: column.row for one, column in master.fixed.items()})
