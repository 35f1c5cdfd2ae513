"""One of the rows found so far for each of some people, all others standing: the exact choice, by the solver."""

from collections.abc import Sequence

from ortools.sat.python.cp_model import CpModel, CpSolver, IntVar, LinearExpr

from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.prices import row_price
from gridctl.planning.roster.rows import Row


class RowChoice:
    """A person in the solver's model who takes one of several rows."""

    def __init__(self, cp: CpModel, cells: Cells, one: int, rows: Sequence[Row]) -> None:
        """Build a literal for each row."""
        self.cp, self.rows = cp, list(rows)
        self.chosen = [cp.new_bool_var("") for _row in self.rows]
        cp.add_exactly_one(self.chosen)
        self.terms: list[LinearExpr | int] = [
            row_price(cells, one, row) * literal for row, literal in zip(self.rows, self.chosen, strict=True)
        ]
        by_place: dict[tuple[int, int | None], list[IntVar]] = {}
        for row, literal in zip(self.rows, self.chosen, strict=True):
            for day, job in enumerate(row):
                by_place.setdefault((day, job), []).append(literal)
        self.literals: dict[tuple[int, int | None], LinearExpr | int] = {
            key: 1 if len(literals) == len(self.rows) else sum(literals) for key, literals in by_place.items()
        }
        self.jobs: list[list[int | None]] = [
            [job for at, job in self.literals if at == day] for day in range(cells.problem.days)
        ]

    def hint(self, row: Row) -> None:
        """Tell the solver where to begin."""
        for other, literal in zip(self.rows, self.chosen, strict=True):
            self.cp.add_hint(literal, other == row)

    def read(self, solver: CpSolver) -> Row:
        """Return the row that the solver has chosen."""
        return next(
            row for row, literal in zip(self.rows, self.chosen, strict=True) if solver.boolean_value(literal)
        )
