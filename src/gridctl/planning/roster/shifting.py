"""Fewest people told: the people around some holes as one small model, solved for who need not change."""

from collections.abc import Callable, Sequence

from gridctl.planning.roster.board import Board, Post
from gridctl.planning.roster.checking import broken
from gridctl.planning.roster.problem import Grid, Problem

AROUND = 90
"""People who are looked at, at most."""
SECONDS = 20.0
"""The most that it takes by the wall, whatever the effort."""
Free = Callable[[int, int], bool]


def fewer(
    problem: Problem,
    before: Grid,
    board: Board,
    holes: Sequence[Post],
    *,
    free: Free,
    effort: float,
    seed: int,
) -> Board:
    """Return a roster that fills at least as many of the holes as `board`, with as few people told as is found.

    Every other post keeps what it has, up to its least.
    """
    from ortools.sat.python import cp_model

    from gridctl.planning.roster.cells import Cells
    from gridctl.planning.roster.model import Model

    people = _around(board, before, holes, free)
    rows = [list(row) for row in before]
    if not people or any(broken_rows(problem, rows, people)):
        return board
    model = Model(Cells(problem), people, rows)
    told = []
    for who, days in people.items():
        changed = model.cp.new_bool_var("")
        for day in days:
            stays = model.people[who].literals.get((day, rows[who][day]), 0)
            if not isinstance(stays, int):
                model.cp.add_implication(changed.negated(), stays)
        told.append(changed)
    missing = _kept(model, problem, before, board, holes)
    dear = _dear(problem, people)
    model.cp.minimize(
        sum(model.terms) + dear * sum(told) + dear * (len(told) + 1) * sum(missing)
    )
    model.hint(board.grid)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.max_deterministic_time = effort
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    if solver.solve(model.cp) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return board
    found = Board(problem, model.read(solver))
    return min((board, found), key=lambda one: _worth(one, before, holes))
