"""The order of the search: a first roster, the linear programme, a roster from it, then part by part."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from gridctl.planning.roster.budget import Budget
from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.first import alone, first
from gridctl.planning.roster.mending import EFFORT, Mender
from gridctl.planning.roster.pricing import Pricer
from gridctl.planning.roster.problem import Grid, Problem
from gridctl.planning.roster.searching import Search

MOST = 30
"""So many people choose anew together at most."""
ROUNDS = 300
"""After so many rounds the linear programme is left as it is."""
FEWEST = 150
"""The linear programme and what follows from it take about so many rounds; for fewer it is not worth to begin."""
LEAST = 5.0
"""For less effort than this, what would take so much is begun all the same."""
ALONE, LINEAR, WHOLE = 0.1, 0.45, 0.3
"""The part of the budget for first choices one by one, for the linear programme, and for all rows chosen by it."""


def search(
    problem: Problem, budget: Budget, start: Grid | None, better: Callable[[int, float], None] | None
) -> Search:
    """Search until the budget is spent, or the best possible roster is found."""
    cells = Cells(problem)
    pricer = Pricer(cells, budget)
    rng = random.Random(budget.seed)  # noqa: S311 (a search, not a secret)
    grid = first(cells, pricer, budget, rng, start)
    found = Search(cells, pricer, budget, grid, better)
    if start is None:
        grid = alone(cells, pricer, budget, rng, grid, 1 - ALONE)
        found.offer({one: tuple(row) for one, row in enumerate(grid)})
    linear = pricer.round_effort() * FEWEST < LINEAR * max(budget.whole(), LEAST)
    if linear and not found.done() and found.start(ROUNDS, 1 - ALONE - LINEAR) and not found.done():
        found.plunge(1 - ALONE - LINEAR - WHOLE)
    _part_by_part(found, Mender(found, budget, rng, linear), budget, rng)
    return found


def _part_by_part(found: Search, mender: Mender, budget: Budget, rng: random.Random) -> None:
    """Choose parts anew here, while another thread solves smaller ones exactly.

    Each waits for the other after the same effort, so that the order is the same on every machine.
    """
    with ThreadPoolExecutor(1) as other:
        while not found.done():
            task = mender.next()
            rows = other.submit(task.solve)
            began = budget.spent
            while not found.done() and budget.spent - began < EFFORT:
                if mender.linear:
                    found.rechoose(_some(found, rng))
                else:
                    here = mender.next()
                    mender.take(here, here.solve())
            if found.best() or budget.cut():
                # Where effort alone ends the search, the other thread ends by its own share of it.
                task.solver.stop_search()
            answer = rows.result()
            if not found.best():
                mender.take(task, answer)


def _some(found: Search, rng: random.Random) -> list[int]:
    """Return some people who may choose anew together."""
    everybody = range(len(found.grid))
    least = min(5, len(everybody))
    most = max(least, min(MOST, len(everybody)))
    return rng.sample(everybody, rng.randint(least, most))
