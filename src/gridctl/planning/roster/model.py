"""A roster, or a part of it, as a model for the solver: who may change and on which days, all else stands."""

from collections import defaultdict
from collections.abc import Collection

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import IntVar, LinearExpr

from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.person_model import PersonModel
from gridctl.planning.roster.prices import place
from gridctl.planning.roster.problem import Grid, Need, Pair

Free = dict[int, Collection[int]]
"""The people who may change, each with the days on which they may."""


class Model:
    """What the solver is asked: people who may change, and what their work costs."""

    def __init__(self, cells: Cells, free: Free, grid: Grid | None = None) -> None:
        """Build the model; `grid` holds what stands, and None says that everybody is free on all days."""
        self.cells, self.grid = cells, grid
        self.cp = cp_model.CpModel()
        self.terms: list[LinearExpr | int] = []
        self.people = {
            one: PersonModel(self.cp, cells, one, days, grid[one] if grid else None)
            for one, days in free.items()
        }
        for person in self.people.values():
            self.terms += person.terms
        self._doing: dict[tuple[int, int], list[IntVar | int]] = defaultdict(list)
        for person in self.people.values():
            for (day, job), literal in person.literals.items():
                if job is not None:
                    self._doing[day, job].append(literal)
        self._standing: dict[tuple[int, int], int] = defaultdict(int)
        for one, row in enumerate(grid or ()):
            if one not in self.people:
                for day, job in enumerate(row):
                    if job is not None:
                        self._standing[day, job] += 1
        for need in cells.problem.needs:
            self._cover(need)
        for crew in cells.problem.crews:
            for day in range(cells.problem.days):
                self._crew(crew, day)
        for pair in cells.problem.pairs:
            if pair.one in self.people or pair.other in self.people:
                self._pair(pair)
        self.cp.minimize(sum(self.terms))

    def hint(self, grid: Grid) -> None:
        """Tell the solver where to begin."""
        for one, person in self.people.items():
            person.hint(grid[one])

    def read(self, solver: cp_model.CpSolver) -> tuple[tuple[int | None, ...], ...]:
        """Return the roster that the solver has found."""
        rows = [tuple(row) for row in self.grid] if self.grid else [()] * len(self.cells.problem.people)
        for one, person in self.people.items():
            rows[one] = person.read(solver)
        return tuple(rows)

    def _count(self, day: int, job: int) -> tuple[list[IntVar], int]:
        """Return the literals of those who may do a job, and how many do it in any case."""
        literals = self._doing.get((day, job), [])
        sure = sum(one for one in literals if isinstance(one, int))
        return [one for one in literals if not isinstance(one, int)], sure + self._standing.get((day, job), 0)

    def _cover(self, need: Need) -> None:
        literals, standing = self._count(need.day, need.job)
        if not literals:
            return
        count = sum(literals) + standing
        most = len(literals) + standing
        room = max(need.best, standing)
        if need.over is None:
            if most > room:
                self.cp.add(sum(literals) <= room - standing)
        elif need.over and most > need.best:
            over = self.cp.new_int_var(max(0, standing - need.best), most - need.best, "")
            self.cp.add(over >= count - need.best)
            self.terms.append(need.over * over)
        if need.short and standing < need.least:
            short = self.cp.new_int_var(0, need.least - standing, "")
            self.terms.append(need.short * short)
        else:
            short = 0
        if need.under and need.best > max(need.least, standing):
            under = self.cp.new_int_var(0, need.best - max(need.least, standing), "")
            self.cp.add(count + short + under >= need.best)
            self.terms.append(need.under * under)
        if not isinstance(short, int):
            self.cp.add(count + short >= need.least)

    def _crew(self, crew: tuple[int, ...], day: int) -> None:
        """Price what goes out beyond the smallest number of a crew's jobs."""
        sizes = [self._count(day, job) for job in crew]
        if not any(literals for literals, _standing in sizes):
            return
        most = max(len(literals) + standing for literals, standing in sizes)
        least = self.cp.new_int_var(0, most, "")
        for literals, standing in sizes:
            self.cp.add(least <= sum(literals) + standing)
            self.terms.append(self.cells.problem.half_crew * (sum(literals) + standing))
        self.terms.append(-self.cells.problem.half_crew * len(crew) * least)

    def _at(self, one: int, day: int) -> tuple[dict[tuple[int, int, int], list[IntVar | int]], IntVar | int]:
        """Return the literals of a person's places on a day, and whether it is a day off."""
        person = self.people.get(one)
        found: dict[tuple[int, int, int], list[IntVar | int]] = defaultdict(list)
        if person is None:
            where = place(self.cells, self.grid[one][day]) if self.grid else None
            if where is not None:
                found[where] = [1]
            return found, int(where is None)
        for job in person.jobs[day]:
            where = place(self.cells, job)
            if where is not None:
                found[where].append(person.literals[day, job])
        return found, person.literals.get((day, None), 0)

    def _pair(self, pair: Pair) -> None:
        for day in range(self.cells.problem.days):
            (one, one_off), (other, other_off) = self._at(pair.one, day), self._at(pair.other, day)
            if not pair.together:
                for where in one.keys() & other.keys():
                    both = sum(one[where]) + sum(other[where])
                    if pair.price is None:
                        self.cp.add(both <= 1)
                    else:
                        self.terms.append(pair.price * self._more(both - 1))
            elif pair.price:
                apart = self.cp.new_bool_var("")
                for where in one.keys() | other.keys():
                    difference = sum(one.get(where, [0])) - sum(other.get(where, [0]))
                    self.cp.add(apart >= difference)
                    self.cp.add(apart >= -difference)
                self.cp.add(apart >= one_off - other_off)
                self.cp.add(apart >= other_off - one_off)
                self.terms.append(pair.price * apart)

    def _more(self, amount: LinearExpr | int) -> IntVar:
        found = self.cp.new_bool_var("")
        self.cp.add(found >= amount)
        return found
