"""Small parts of a roster solved exactly: a few people, some days of more people, or a choice among known rows."""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpModel, CpSolver

from gridctl.planning.roster.budget import Budget
from gridctl.planning.roster.cells import Cells, need_price
from gridctl.planning.roster.choosing import RowChoice
from gridctl.planning.roster.model import Model, Part
from gridctl.planning.roster.person_model import PersonModel
from gridctl.planning.roster.prices import count_jobs
from gridctl.planning.roster.problem import Grid
from gridctl.planning.roster.rows import Row
from gridctl.planning.roster.searching import ROWS, Search

EFFORT = 1.0
"""Effort for one part at most."""
BASE = 0.02
"""Effort to write a part down."""


@dataclass(slots=True)
class Kind:
    """A kind of part: how large, in what the kind counts by, and how well it did lately."""

    name: str
    size: float
    least: float
    most: float
    score: float = 1.0


@dataclass(slots=True)
class Task:
    """A part to be solved: who, and either on which days or by which rows; all else stands as in `grid`."""

    cells: Cells
    grid: Grid
    kind: Kind
    solver: CpSolver
    days: dict[int, Collection[int]] = field(default_factory=dict)
    rows: dict[int, Sequence[Row]] = field(default_factory=dict)
    whole: bool = False
    """Whether the solver got through with it."""

    def solve(self) -> dict[int, Row]:
        """Return the rows that are found, none where it is not better."""

        def make(cp: CpModel) -> dict[int, Part]:
            parts: dict[int, Part] = {
                one: PersonModel(cp, self.cells, one, days, self.grid[one]) for one, days in self.days.items()
            }
            for one, rows in self.rows.items():
                parts[one] = RowChoice(cp, self.cells, one, rows)
            return parts

        model = Model(self.cells, make, self.grid)
        model.hint(self.grid)
        status = self.solver.solve(model.cp)
        self.whole = status == OPTIMAL
        if status not in {OPTIMAL, FEASIBLE}:
            return {}
        found = model.read(self.solver)
        return {one: found[one] for one in {*self.days, *self.rows} if found[one] != self.grid[one]}


class Mender:
    """Makes tasks of several kinds; kinds that gain are taken more often, and sizes follow what can be solved."""

    def __init__(self, search: Search, budget: Budget, rng: random.Random, linear: bool) -> None:
        """Begin with sizes that are solved in less than a second; `linear`: rows are known to choose among."""
        self.linear = linear
        self.search, self.budget, self.rng = search, budget, rng
        people, days = len(search.grid), search.cells.problem.days
        self.kinds = [
            Kind("people", min(people, 3), min(people, 2), people),
            Kind("days", 150, min(30, people * days), people * days),
        ]
        if people > 1 and linear:
            self.kinds.append(Kind("rows", min(people, 12), min(people, 4), people))

    def next(self) -> Task:
        """Return another part."""
        kind = self.rng.choices(self.kinds, [one.score for one in self.kinds])[0]
        self.budget.seed = self.rng.randrange(1 << 30)
        task = Task(self.search.cells, self.search.grid, kind, self.budget.solver(EFFORT))
        everybody, all_days = range(len(self.search.grid)), self.search.cells.problem.days
        if kind.name == "days":
            days = self._days()
            length = len(days)
            people = self.rng.sample(everybody, min(len(everybody), max(1, round(kind.size / length))))
            task.days = dict.fromkeys(sorted(people), days)
            return task
        people = sorted(self.rng.sample(everybody, min(len(everybody), max(1, round(kind.size)))))
        if kind.name == "people":
            task.days = dict.fromkeys(people, range(all_days))
        else:
            reward, pool = self.search.root.reward, self.search.pool
            for one in people:
                rows = pool.good(one, reward, ROWS)
                task.rows[one] = rows if self.search.grid[one] in rows else [*rows, self.search.grid[one]]
        return task

    def _days(self) -> range:
        """Return some days in a row, more often those on which much is missing."""
        problem = self.search.cells.problem
        length = min(problem.days, self.rng.choice([3, 5, 7, 10, 14]))
        counts = count_jobs(self.search.grid)
        dear = [1] * problem.days
        for need in problem.needs:
            dear[need.day] += need_price(need, counts[need.day, need.job])
        middle = self.rng.choices(range(problem.days), dear)[0]
        first = min(max(0, middle - self.rng.randrange(length)), problem.days - length)
        return range(first, first + length)

    def take(self, task: Task, rows: dict[int, Row]) -> None:
        """Take what a task has found into the roster, and learn from it."""
        spent = task.solver.response_proto.deterministic_time
        self.budget.spend(BASE + spent)
        before = self.search.cost
        self.search.offer(rows)
        gain = before - self.search.cost
        kind = task.kind
        kind.score = max(0.2, 0.9 * kind.score + (0.5 if gain else 0.0))
        if task.whole and spent < EFFORT / 3:
            kind.size = min(kind.most, kind.size * 1.05)
        elif not task.whole:
            kind.size = max(kind.least, kind.size * 0.9)
