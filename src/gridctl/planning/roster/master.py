"""A roster as a choice of one row for each person: a linear programme over the rows found so far."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.pool import Pool
from gridctl.planning.roster.prices import count_jobs
from gridctl.planning.roster.problem import Grid, Need
from gridctl.planning.roster.rows import Row, rewarded

Floats = NDArray[np.float64]

SHARE = 1e-6
"""A smaller share of a row counts as none."""
SOLVE, STEP = 1e-3, 2e-7
"""Effort of a solution, and of each of its steps for each need."""


@dataclass(slots=True)
class Column:
    """A row of a person, its price, and its variable."""

    one: int
    row: Row
    price: int
    variable: pywraplp.Variable


class Master:
    """Chooses among rows of some people, while all others stand; the price is that of those people and of cover.

    `reward` is what the last solution says that one more on each job of each day is worth.
    """

    def __init__(self, cells: Cells, pool: Pool, people: Iterable[int], grid: Grid | None = None) -> None:
        """Begin without rows: each person's row can be missing at a price beyond all others."""
        self.cells, self.pool, self.people = cells, pool, list(people)
        self.lp = pywraplp.Solver("roster", pywraplp.Solver.GLOP_LINEAR_PROGRAMMING)
        # Simplified anew each time, a programme forgets where its last solution was.
        self._dual(on=False)
        self.goal = self.lp.Objective()
        self.goal.SetMinimization()
        problem = cells.problem
        self.cover: dict[tuple[int, int], pywraplp.Constraint] = {}
        self.wanted: dict[tuple[int, int], float] = {}
        self.slacks: dict[tuple[int, int], list[tuple[float, int, float]]] = {}
        chosen = set(self.people)
        standing = count_jobs([row for one, row in enumerate(grid or ()) if one not in chosen])
        sure = Counter(
            (day, job)
            for one in self.people
            for day, jobs in enumerate(cells.options[one])
            if len(jobs) == 1
            for job in jobs
            if job is not None
        )
        for need in problem.needs:
            self._need(need, standing[need.day, need.job], sure[need.day, need.job])
        self.dear = 10 * pool.dearest * (problem.days + 1)
        self.one_row = {one: self.lp.Constraint(1, 1) for one in self.people}
        for row in self.one_row.values():
            self._variable(self.dear, {row: 1})
        self.columns: dict[int, list[Column]] = {one: [] for one in self.people}
        self.known: set[tuple[int, Row]] = set()
        self.fixed: dict[int, Column] = {}
        self.reward = np.zeros((problem.days, len(problem.jobs)))
        self.value = np.inf
        self._just_fixed = False

    def _variable(
        self, price: float, places: dict[pywraplp.Constraint, float], most: float | None = None
    ) -> pywraplp.Variable:
        found = self.lp.NumVar(0, self.lp.infinity() if most is None else most, "")
        self.goal.SetCoefficient(found, price)
        for row, factor in places.items():
            row.SetCoefficient(found, factor)
        return found

    def _need(self, need: Need, standing: int, sure: int) -> None:
        """Add the row of a need: those who do the job, and what is missing and too much at its prices."""
        key, best = (need.day, need.job), need.best - standing
        row = self.lp.Constraint(best, best)
        self.cover[key], self.wanted[key] = row, best
        short = max(0, need.least - standing)
        slacks = [(float(need.short), 1, float(short)), (float(need.under), 1, float(max(0, best - short)))]
        people = float(len(self.people))
        if need.over is not None:
            slacks.append((float(need.over), -1, people + standing))
        else:
            slacks.append((0.0, -1, float(max(0, standing + sure - need.best))))
            slacks.append((10.0 * self.pool.dearest, -1, people))
        self.slacks[key] = [slack for slack in slacks if slack[2]]
        for price, sign, most in self.slacks[key]:
            self._variable(price, {row: sign}, most)

    def add(self, one: int, row: Row) -> bool:
        """Take a row in; say whether it is new here."""
        if (one, row) in self.known:
            return False
        self.known.add((one, row))
        price = self.pool.add(one, row)
        places = {self.one_row[one]: 1.0}
        for day, job in enumerate(row):
            if job is not None and (day, job) in self.cover:
                places[self.cover[day, job]] = 1.0
        variable = self._variable(price, places, 0 if one in self.fixed else None)
        self.columns[one].append(Column(one, row, price, variable))
        return True

    def _dual(self, *, on: bool) -> None:
        """Choose by which simplex method to solve: the dual one is quick after rows were fixed."""
        said = f"use_preprocessing: false use_dual_simplex: {'true' if on else 'false'}"
        self.lp.SetSolverSpecificParametersAsString(said)

    def solve(self) -> float:
        """Solve, and return the price; the rewards are renewed. Where the solver stumbles, it begins anew."""
        self._dual(on=self._just_fixed)
        self._just_fixed = False
        if self.lp.Solve() != pywraplp.Solver.OPTIMAL:
            parameters = pywraplp.MPSolverParameters()
            parameters.SetIntegerParam(parameters.INCREMENTALITY, parameters.INCREMENTALITY_OFF)
            if self.lp.Solve(parameters) != pywraplp.Solver.OPTIMAL:
                raise Stumbled
        self.pool.budget.spend(SOLVE + STEP * len(self.cover) * self.lp.iterations())
        self.value = self.goal.Value()
        for (day, job), row in self.cover.items():
            self.reward[day, job] = row.dual_value()
        return self.value

    def bound(self, reward: Floats, values: dict[int, tuple[float, Row | None]]) -> float:
        """Return a bound for all rows, known or not, from the cheapest rows at these rewards."""
        total = 0.0
        for key, slacks in self.slacks.items():
            worth = float(reward[key])
            total += worth * self.wanted[key]
            total += sum(min(0.0, price - sign * worth) * most for price, sign, most in slacks)
        for one in self.people:
            column = self.fixed.get(one)
            if column is None:
                total += values[one][0]
            else:
                total += column.price - rewarded(reward, column.row)
        return total

    def fix(self, column: Column) -> None:
        """Give a person this row for sure."""
        self.fixed[column.one] = column
        self._just_fixed = True
        for other in self.columns[column.one]:
            other.variable.SetBounds(0, 0)
        column.variable.SetBounds(1, 1)

    def free(self) -> list[int]:
        """Return those who have no row for sure."""
        return [one for one in self.people if one not in self.fixed]

    def shares(self, one: int) -> list[tuple[float, Column]]:
        """Return the rows that the last solution uses for a person, the largest share first."""
        used = [(column.variable.solution_value(), column) for column in self.columns[one]]
        return sorted((pair for pair in used if pair[0] > SHARE), key=lambda pair: -pair[0])


class Stumbled(Exception):
    """The linear programme couldn't be solved."""
