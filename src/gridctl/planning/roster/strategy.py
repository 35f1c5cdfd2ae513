"""The order of the search: a first roster, the linear programme, a roster from it, then part by part."""

from collections.abc import Callable

from gridctl.planning.roster.budget import Budget
from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.first import alone, first
from gridctl.planning.roster.pricing import Pricer
from gridctl.planning.roster.problem import Grid, Problem
from gridctl.planning.roster.searching import Search

ROUNDS = 300
"""After so many rounds the linear programme is left as it is."""


def search(
    problem: Problem, budget: Budget, start: Grid | None, better: Callable[[int, float], None] | None
) -> Search:
    """Search until the budget is spent, or the best possible roster is found."""
    cells = Cells(problem)
    pricer = Pricer(cells, budget)
    import random

    rng = random.Random(budget.seed)
    grid = first(cells, pricer, budget, rng, start)
    if start is None:
        grid = alone(cells, pricer, budget, rng, grid)
    found = Search(cells, pricer, budget, grid, better)
    found.start(ROUNDS)
    if not found.done():
        found.plunge()
    people = range(len(problem.people))
    while not found.done():
        size = rng.randint(min(5, len(people)), max(min(5, len(people)), len(people) * 6 // 10))
        found.rechoose(rng.sample(people, size))
    return found
