"""Making a roster: the entry."""

import math
from collections.abc import Callable

from gridctl.planning.roster.problem import Grid, Outcome, Problem


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
    returned. Raises Impossible where no roster keeps all rules, or none was found.
    """
    # start-up: only a plan needs the solver
    from gridctl.planning.roster.budget import Budget
    from gridctl.planning.roster.strategy import search

    budget = Budget(seconds, effort, seed, stop)
    found = search(problem, budget, start, better)
    bound = float(found.cost) if found.cost <= math.ceil(found.bound - 1e-3) else found.bound
    return Outcome(found.grid, found.cost, bound, budget.spent, budget.passed(), budget.stopped)
