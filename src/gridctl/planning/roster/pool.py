"""All legal rows found so far, by person, with their prices."""

import numpy as np
from numpy.typing import NDArray

from gridctl.planning.roster.budget import Budget
from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.prices import row_price
from gridctl.planning.roster.rows import Row

Floats = NDArray[np.float64]


class Pool:
    """Rows by person; nothing is taken out.

    `dearest` is the highest price in the problem, for prices that must be beyond all others.
    """

    def __init__(self, cells: Cells, budget: Budget) -> None:
        """Begin empty."""
        self.cells, self.budget = cells, budget
        self.rows: list[dict[Row, int]] = [{} for _person in cells.problem.people]
        needs = [max(need.short, need.under, need.over or 0) for need in cells.problem.needs]
        prices = [price for options in cells.options for day in options for price in day.values()]
        self.dearest = max([1, *needs, *prices])

    def add(self, one: int, row: Row) -> int:
        """Take a legal row in, and return its price."""
        found = self.rows[one].get(row)
        if found is None:
            found = self.rows[one][row] = row_price(self.cells, one, row)
        return found

    def good(self, one: int, reward: Floats, most: int) -> list[Row]:
        """Return the rows of a person that are cheapest after rewards."""
        rows = list(self.rows[one])
        if len(rows) <= most:
            return rows
        jobs = reward.shape[1]
        padded = np.concatenate([reward, np.zeros((len(reward), 1))], axis=1)
        numbers = np.asarray([[jobs if job is None else job for job in row] for row in rows])
        prices = np.asarray(list(self.rows[one].values())) - padded[np.arange(len(reward)), numbers].sum(
            axis=1
        )
        return [rows[place] for place in np.argsort(prices, kind="stable")[:most]]
