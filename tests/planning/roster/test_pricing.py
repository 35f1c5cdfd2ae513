"""The cheapest row by states of days is legal, and its bound is below the cheapest row of an exact model."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from gridctl.planning.roster.budget import Budget
from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.person_model import PersonModel
from gridctl.planning.roster.prices import keeps, row_price
from gridctl.planning.roster.pricing import Pricer
from gridctl.planning.roster.rows import rewarded
from gridctl.planning.roster.standing import Floats
from planning.roster.made import some


def _exact(cells: Cells, one: int, reward: Floats) -> float | None:
    cp = cp_model.CpModel()
    person = PersonModel(cp, cells, one, range(cells.problem.days), None)
    rewards = [
        -int(reward[day, job]) * literal for (day, job), literal in person.literals.items() if job is not None
    ]
    cp.minimize(sum([*person.terms, *rewards]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.objective_value if solver.solve(cp) == cp_model.OPTIMAL else None


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_a_bound_is_never_above_the_cheapest_row_and_rows_are_legal(number: int) -> None:
    rng = random.Random(number)
    problem = some(rng)
    cells = Cells(problem)
    reward = np.asarray(
        [[float(rng.randint(0, 60)) for _job in problem.jobs] for _day in range(problem.days)]
    )
    people = range(len(problem.people))
    found = Pricer(cells, Budget(60)).cheapest(reward, people)
    for one in people:
        bound, row = found[one]
        exact = _exact(cells, one, reward)
        if exact is None:
            assert row is None
            continue
        assert bound <= exact + 0.01
        if row is not None:
            assert keeps(cells, one, row)
            assert row_price(cells, one, row) - rewarded(reward, row) >= exact - 0.01


def test_a_row_is_found_for_everybody_whose_rules_are_plain() -> None:
    problem = some(random.Random(4))
    cells = Cells(problem)
    found = Pricer(cells, Budget(60)).cheapest(np.zeros((problem.days, len(problem.jobs))), range(1))
    assert (found[0][1] is None) == (_exact(cells, 0, np.zeros((problem.days, len(problem.jobs)))) is None)
