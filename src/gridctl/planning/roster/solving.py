"""Making a roster: the entry."""

import time
from collections.abc import Callable

from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.prices import price
from gridctl.planning.roster.problem import Grid, Impossible, Outcome, Problem


def solve(
    problem: Problem,
    *,
    seconds: float,
    effort: float | None = None,
    seed: int = 1,
    start: Grid | None = None,
    better: Callable[[int, float], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Outcome:
    """Return the best roster that is found.

    `seconds` caps the time by the wall; `effort` counts the solver's deterministic seconds, and with it the same
    seed gives the same roster on every machine, unless the cap comes first. `start` is a roster to begin with.
    `better` hears the price and the bound of each better roster; where `stop` says so, the best so far is
    returned. Raises Impossible where no roster keeps all rules.
    """
    from ortools.sat.python import cp_model

    from gridctl.planning.roster.model import Model

    began = time.monotonic()
    cells = Cells(problem)
    everybody = {one: range(problem.days) for one in range(len(problem.people))}
    model = Model(cells, everybody)
    if start is not None:
        model.hint(start)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 8
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = seed
    if effort is not None:
        solver.parameters.interleave_search = True
        solver.parameters.max_deterministic_time = effort

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            if better:
                better(round(self.objective_value), self.best_objective_bound)
            if stop and stop():
                self.stop_search()

    status = solver.solve(model.cp, Watch())
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        raise Impossible
    grid = model.read(solver)
    return Outcome(
        grid,
        price(cells, grid),
        solver.best_objective_bound,
        solver.response_proto.deterministic_time,
        time.monotonic() - began,
        bool(stop and stop()),
    )
