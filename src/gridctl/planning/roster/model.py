"""A roster, or a part of it, as a model for the solver: who may change and on which days, all else stands."""

from collections import defaultdict
from collections.abc import Callable

from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExpr

from gridctl.planning.roster.cells import Cells, need_price
from gridctl.planning.roster.choosing import RowChoice
from gridctl.planning.roster.person_model import PersonModel
from gridctl.planning.roster.prices import count_jobs, place
from gridctl.planning.roster.problem import Grid, Need, Pair

Term = LinearExpr | int
"""What is counted: literals, sums of them, or numbers."""
Part = PersonModel | RowChoice
"""A person in the model: free to do anything, or to take one of several rows."""


class Model:
    """What the solver is asked: people who may change, and what their work costs."""

    def __init__(
        self, cells: Cells, make: Callable[[CpModel], dict[int, Part]], grid: Grid | None = None
    ) -> None:
        """Build the model of the people that `make` makes; `grid` holds what all others do."""
        self.cells, self.grid = cells, grid
        self.cp = CpModel()
        self.terms: list[Term] = []
        self.people = make(self.cp)
        self._doing: dict[tuple[int, int], list[Term]] = defaultdict(list)
        for person in self.people.values():
            self.terms += person.terms
            for (day, job), literal in person.literals.items():
                if job is not None:
                    self._doing[day, job].append(literal)
        others = [row for one, row in enumerate(grid or ()) if one not in self.people]
        self._standing = count_jobs(others)
        for need in cells.problem.needs:
            self._cover(need)
        for crew in cells.problem.crews:
            for day in range(cells.problem.days):
                self._crew(crew, day)
        for pair in cells.problem.pairs:
            self._pair(pair)
        self.cp.minimize(sum(self.terms))

    def hint(self, grid: Grid) -> None:
        """Tell the solver where to begin."""
        for one, person in self.people.items():
            person.hint(tuple(grid[one]))

    def read(self, solver: CpSolver) -> tuple[tuple[int | None, ...], ...]:
        """Return the roster that the solver has found."""
        empty: tuple[int | None, ...] = ()
        rows = [tuple(row) for row in self.grid or [empty] * len(self.cells.problem.people)]
        for one, person in self.people.items():
            rows[one] = person.read(solver)
        return tuple(rows)

    def _count(self, day: int, job: int) -> tuple[list[LinearExpr], int]:
        """Return the literals of those who may do a job, and how many do it in any case."""
        literals = self._doing.get((day, job), [])
        sure = sum(one for one in literals if isinstance(one, int))
        return [one for one in literals if not isinstance(one, int)], sure + self._standing.get((day, job), 0)

    def _cover(self, need: Need) -> None:
        literals, standing = self._count(need.day, need.job)
        if not literals:
            self.terms.append(need_price(need, standing))
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
        short: Term = 0
        if standing < need.least and (need.short or need.under):
            short = self.cp.new_int_var(0, need.least - standing, "")
            self.terms.append(need.short * short)
        if need.under and need.best > max(need.least, standing):
            under = self.cp.new_int_var(0, need.best - max(need.least, standing), "")
            self.cp.add(count + short + under >= need.best)
            self.terms.append(need.under * under)
        if not isinstance(short, int):
            self.cp.add(count + short >= need.least)

    def _crew(self, crew: tuple[int, ...], day: int) -> None:
        """Price what goes out beyond the smallest number of a crew's jobs."""
        sizes = [self._count(day, job) for job in crew]
        most = max(len(literals) + standing for literals, standing in sizes)
        least = self.cp.new_int_var(0, most, "")
        for literals, standing in sizes:
            self.cp.add(least <= sum(literals) + standing)
            self.terms.append(self.cells.problem.half_crew * (sum(literals) + standing))
        self.terms.append(-self.cells.problem.half_crew * len(crew) * least)

    def _at(self, one: int, day: int) -> tuple[dict[tuple[int, int, int], list[Term]], Term]:
        """Return the literals of a person's places on a day, and whether it is a day off."""
        person = self.people.get(one)
        found: dict[tuple[int, int, int], list[Term]] = defaultdict(list)
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
