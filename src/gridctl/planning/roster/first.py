"""A first legal roster, and rosters in which nobody can do better alone: one person after the other chooses."""

import random

import numpy as np
from ortools.sat.python import cp_model

from gridctl.planning.roster.budget import Budget
from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.model import Model
from gridctl.planning.roster.person_model import PersonModel
from gridctl.planning.roster.prices import Row, fits, keeps, row_price
from gridctl.planning.roster.pricing import Pricer
from gridctl.planning.roster.problem import Grid, Impossible
from gridctl.planning.roster.rows import rewarded
from gridctl.planning.roster.standing import Floats, Standing

LIMIT = 20.0
"""Effort for one person's row, or for the whole, where the states of rows find nothing."""


def first(cells: Cells, pricer: Pricer, budget: Budget, rng: random.Random, start: Grid | None) -> Grid:
    """Return a roster that keeps all rules: each row of `start` that does, and for the others one after the other.

    Raises Impossible where no roster keeps all rules, or none was found.
    """
    everybody = range(len(cells.problem.people))
    kept: list[Row | None] = [None for _one in everybody]
    if start is not None:
        kept = [tuple(start[one]) if keeps(cells, one, start[one]) else None for one in everybody]
        if None not in kept and not fits(cells, start):
            kept = [None for _one in everybody]
    standing = Standing(cells, kept)
    order = [one for one in everybody if kept[one] is None]
    rng.shuffle(order)
    for one in order:
        row = choose(cells, pricer, standing, one)
        if row is None:
            free = pricer.cheapest(np.zeros(standing.counts.shape), order)
            lost = tuple(sorted(other for other, (bound, _row) in free.items() if bound == np.inf))
            if lost:
                raise Impossible(lost)
            row = _forced(cells, budget, standing, one)
        if row is None:
            return _whole(cells, budget)
        standing.put(one, row)
    return standing.grid()


def alone(cells: Cells, pricer: Pricer, budget: Budget, rng: random.Random, grid: Grid, until: float) -> Grid:
    """Return a roster in which one person after the other has changed to what is best, until nobody gains.

    It ends where the part of the budget left is down to `until`.
    """
    standing = Standing(cells, grid)
    order = list(range(len(grid)))
    quiet = 0
    while quiet < len(order):
        rng.shuffle(order)
        for one in order:
            if quiet >= len(order) or budget.over() or budget.left() <= until:
                return standing.grid()
            before = standing.rows[one] or ()
            standing.put(one, None)
            reward = standing.reward(one)
            row = choose(cells, pricer, standing, one)
            gains = row is not None and _worth(cells, one, row, reward) < _worth(cells, one, before, reward)
            standing.put(one, row if gains else before)
            quiet = 0 if gains else quiet + 1
    return standing.grid()


def choose(cells: Cells, pricer: Pricer, standing: Standing, one: int) -> Row | None:
    """Return the cheapest row that is found for somebody who has none, all others standing."""
    reward = standing.reward(one)
    row = pricer.cheapest(reward, [one])[one][1]
    return None if row is None or not np.isfinite(_worth(cells, one, row, reward)) else row


def _worth(cells: Cells, one: int, row: Row, reward: Floats) -> float:
    return row_price(cells, one, row) - rewarded(reward, tuple(row))


def _forced(cells: Cells, budget: Budget, standing: Standing, one: int) -> Row | None:
    """Return a legal row of a person by the solver, which keeps to every rule; None where there is none."""
    cp = cp_model.CpModel()
    person = PersonModel(cp, cells, one, range(cells.problem.days), None)
    reward = standing.reward(one)
    terms = list(person.terms)
    for (day, job), literal in person.literals.items():
        if job is not None and np.isfinite(reward[day, job]):
            terms.append(-round(float(reward[day, job])) * literal)
        elif job is not None:
            cp.add(literal == 0)
    cp.minimize(sum(terms))
    solver = budget.solver(LIMIT)
    found = solver.solve(cp) in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    budget.spend(solver.response_proto.deterministic_time)
    return person.read(solver) if found else None


def _whole(cells: Cells, budget: Budget) -> Grid:
    """Return any roster that keeps all rules, by the solver."""
    days = range(cells.problem.days)
    model = Model(
        cells,
        lambda cp: {one: PersonModel(cp, cells, one, days, None) for one in range(len(cells.problem.people))},
    )
    solver = budget.solver(LIMIT * 5)
    solver.parameters.stop_after_first_solution = True
    status = solver.solve(model.cp)
    budget.spend(solver.response_proto.deterministic_time)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        raise Impossible
    return model.read(solver)
