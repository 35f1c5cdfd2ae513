"""One person's days in the solver's model: a literal for each job of each day, and the rules of the row."""

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property

from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExpr, NotBooleanVariable

from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.prices import Row, carried, load_price, units_of
from gridctl.planning.roster.problem import Load

Literal = IntVar | NotBooleanVariable | int
"""What is so or not: to be found, or known before."""


class PersonModel:
    """The literals of one person; what can't change is a number instead of a literal."""

    def __init__(self, cp: CpModel, cells: Cells, one: int, free: Collection[int], row: Row | None) -> None:
        """Build the literals, rules and prices; without a row every day is free."""
        self.cp, self.cells = cp, cells
        self.person = cells.problem.people[one]
        self.terms: list[LinearExpr | int] = []
        self.literals: dict[tuple[int, int | None], Literal] = {}
        self.jobs: list[list[int | None]] = []
        self.works: list[Literal] = []
        self.shifts: dict[tuple[int, int], Literal] = {}
        for day, options in enumerate(cells.options[one]):
            self._day(day, options if row is None or day in free else {row[day]: options[row[day]]})
        self._free = {day for day, jobs in enumerate(self.jobs) if len(jobs) > 1}
        self._follow()
        self._runs()
        self._nights()
        self._sums()
        for number, load in enumerate(cells.problem.loads):
            self._load(load, carried(self.person, number))

    def hint(self, row: Row) -> None:
        """Tell the solver where to begin."""
        for (day, job), literal in self.literals.items():
            if not isinstance(literal, int):
                self.cp.add_hint(literal, row[day] == job)

    def read(self, solver: CpSolver) -> tuple[int | None, ...]:
        """Return the row that the solver has found."""
        return tuple(
            next(job for job in jobs if solver.boolean_value(self.literals[day, job]))
            for day, jobs in enumerate(self.jobs)
        )

    def _day(self, day: int, options: dict[int | None, int]) -> None:
        by_shift: dict[int, list[IntVar]] = defaultdict(list)
        self.jobs.append(list(options))
        if len(options) == 1:
            (job,) = options
            self.literals[day, job] = 1
            self.terms.append(options[job])
            self.works.append(int(job is not None))
            if job is not None:
                self.shifts[day, self.cells.problem.jobs[job].shift] = 1
            return
        for job, price in options.items():
            literal = self.cp.new_bool_var("")
            self.literals[day, job] = literal
            if price:
                self.terms.append(price * literal)
            if job is not None:
                by_shift[self.cells.problem.jobs[job].shift].append(literal)
        self.cp.add_exactly_one(self.literals[day, job] for job in options)
        off = self.literals.get((day, None))
        self.works.append(1 if off is None else _not(off))
        for shift, literals in by_shift.items():
            self.shifts[day, shift] = literals[0] if len(literals) == 1 else self._any(literals)

    def _any(self, literals: list[IntVar]) -> IntVar:
        found = self.cp.new_bool_var("")
        self.cp.add_exactly_one([*literals, found.negated()])
        return found

    def _shifts(self, day: int) -> list[int]:
        return [shift for shift in range(len(self.cells.problem.shifts)) if (day, shift) in self.shifts]

    def _follow(self) -> None:
        """Forbid shifts too soon after another: shifts with the same followers share one row."""
        rest, days = self.person.limits.rest, self.cells.problem.days
        for gap in range(1, self.cells.reach(rest) + 1):
            for day in range(days - gap):
                if not self._free & {day, day + gap}:
                    continue
                after, here = self.cells.after(rest, day, gap), self._shifts(day)
                alike: dict[tuple[int, ...], list[Literal]] = defaultdict(list)
                for other in self._shifts(day + gap):
                    before = tuple(shift for shift in here if other in after[shift])
                    alike[before].append(self.shifts[day + gap, other])
                for before, others in alike.items():
                    if before:
                        self.cp.add_at_most_one([*(self.shifts[day, shift] for shift in before), *others])

    def _runs(self) -> None:
        limits, row = self.person.limits, self.person.past.row
        works: list[Literal] = [*[0] * bool(row), *[1] * row, *self.works]
        offset = len(works) - len(self.works)

        def some(working: list[int], resting: list[int]) -> None:
            """Ask for work on one of some days, or a day off on one of others."""
            literals = [works[day] for day in working] + [_not(works[day]) for day in resting]
            if not any(isinstance(one, int) and one for one in literals):
                self.cp.add_bool_or(one for one in literals if not isinstance(one, int))

        if limits.most_row is not None:
            for day in range(max(0, offset - limits.most_row), len(works) - limits.most_row):
                some([], list(range(day, day + limits.most_row + 1)))
        for size in range(1, max(limits.least_row, limits.least_off)):
            for day in range(len(works) - size - 1):
                run, end = list(range(day + 1, day + size + 1)), day + size + 1
                if size < limits.least_row and not (end == offset and 0 not in self._free):
                    some([day, end], run)
                if size < limits.least_off:
                    some(run, [day, end])

    def _nights(self) -> None:
        most, past = self.person.limits.nights_row, self.person.past.nights
        if most is None:
            return
        problem = self.cells.problem
        nights: list[list[Literal]] = [[1] for _night in range(past)]
        nights += [
            [self.shifts[day, shift] for shift in self._shifts(day) if problem.shifts[shift].night]
            for day in range(problem.days)
        ]
        for day in range(max(0, past - most), len(nights) - most):
            window = nights[day : day + most + 1]
            if all(window):
                self.cp.add(sum(one for night in window for one in night) <= most)

    def _sums(self) -> None:
        limits, problem = self.person.limits, self.cells.problem
        if limits.shifts is not None:
            for shift, most in enumerate(limits.shifts):
                literals = [
                    self.shifts[day, shift] for day in range(problem.days) if (day, shift) in self.shifts
                ]
                if len(literals) > most:
                    self.cp.add(sum(literals) <= most)
        minutes = {key: problem.minutes(*key) for key in self.shifts}
        total = sum(minutes[key] * literal for key, literal in self.shifts.items())
        if limits.most_minutes is not None:
            self._at_most(total, limits.most_minutes)
        if limits.least_minutes is not None:
            self._at_most(-total, -limits.least_minutes)
        if limits.week_minutes is not None:
            for days in self.cells.weeks:
                week = sum(minutes[key] * literal for key, literal in self.shifts.items() if key[0] in days)
                self._at_most(week, limits.week_minutes - self.cells.minutes_before(self.person, days))
        if limits.weekends is not None:
            self._at_most(sum(self._weekends), limits.weekends)

    def _at_most(self, amount: LinearExpr | int, most: int) -> None:
        if isinstance(amount, int):
            if amount > most:
                self.cp.add_bool_or([])
        else:
            self.cp.add(amount <= most)

    @cached_property
    def _weekends(self) -> list[Literal]:
        """Return a literal for each weekend with work."""
        found: list[Literal] = []
        for days in self.cells.weekends:
            works = [self.works[day] for day in days]
            if self.cells.counted_before(self.person, days):
                continue
            sure = any(isinstance(one, int) and one for one in works)
            if sure or len(works) == 1:
                found.append(1 if sure else works[0])
                continue
            weekend = self.cp.new_bool_var("")
            for one in works:
                if not isinstance(one, int):
                    self.cp.add_implication(one, weekend)
            found.append(weekend)
        return found

    def _load(self, load: Load, before: int) -> None:
        """Price each started unit of a load beyond what is free, each one more than the last."""
        amounts: list[tuple[Literal, int]]
        if load.what == "weekends":
            amounts = [(weekend, 1) for weekend in self._weekends]
        else:
            amounts = [
                (literal, self.cells.amount(load.what, day, job))
                for (day, job), literal in self.literals.items()
                if job is not None
            ]
        sure = before + sum(amount for literal, amount in amounts if isinstance(literal, int) and literal)
        loose = [(literal, amount) for literal, amount in amounts if not isinstance(literal, int) and amount]
        self.terms.append(load_price(load, sure))
        units = units_of(load, sure)
        most = units_of(load, sure + sum(amount for _literal, amount in loose))
        steps = [self.cp.new_bool_var("") for _unit in range(units, most)]
        if steps:
            total = sum(amount * literal for literal, amount in loose)
            self.cp.add(total <= load.free + load.unit * (units + sum(steps)) - sure)
            self.terms += [load.price * (units + place) * step for place, step in enumerate(steps, 1)]


def _not(literal: Literal) -> Literal:
    found: Literal = 1 - literal if isinstance(literal, int) else literal.negated()  # type: ignore[assignment]
    return found
