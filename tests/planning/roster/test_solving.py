"""Rosters are legal, as cheap as can be, the same for the same effort, and there when somebody says stop."""

import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.model import Model
from gridctl.planning.roster.person_model import PersonModel
from gridctl.planning.roster.prices import fits, keeps, price
from gridctl.planning.roster.problem import Grid, Impossible, Job, Limits, Need, Person, Problem
from gridctl.planning.roster.solving import solve
from planning.roster.made import some, week


def _legal(problem: Problem, grid: Grid) -> bool:
    cells = Cells(problem)
    return fits(cells, grid) and all(keeps(cells, one, row) for one, row in enumerate(grid))


def _cheapest(problem: Problem) -> int | None:
    """Return the price of the cheapest roster by one exact model of the whole, None where there is none."""
    cells, people = Cells(problem), range(len(problem.people))
    model = Model(
        cells, lambda cp: {one: PersonModel(cp, cells, one, range(problem.days), None) for one in people}
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model.cp)
    assert status in {cp_model.OPTIMAL, cp_model.INFEASIBLE}
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None


def test_a_week_is_filled_as_far_as_its_people_reach() -> None:
    found = solve(week(), seconds=20)
    assert (found.cost, found.bound) == (20, 20)
    assert _legal(week(), found.grid)
    assert not found.stopped


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_small_rosters_are_legal_and_as_cheap_as_one_exact_model(number: int) -> None:
    problem = some(random.Random(number))
    cheapest = _cheapest(problem)
    if cheapest is None:
        with pytest.raises(Impossible):
            solve(problem, seconds=20, effort=0.1)
        return
    found = solve(problem, seconds=20, effort=0.1)
    assert _legal(problem, found.grid)
    assert found.cost == price(Cells(problem), found.grid)
    assert found.bound <= cheapest + 1e-3
    assert found.cost >= cheapest
    # So small a part of a second is not always enough to come all the way.
    assert found.cost <= cheapest + max(20, cheapest // 5)


def test_the_same_seed_and_effort_give_the_same_roster() -> None:
    problem = some(random.Random(18))
    one, other = (solve(problem, seconds=60, effort=0.5, seed=3) for _time in range(2))
    assert one.grid == other.grid
    assert one.effort == pytest.approx(other.effort)


def test_whoever_says_stop_gets_the_best_so_far() -> None:
    heard: list[int] = []
    found = solve(
        week(), seconds=60, better=lambda cost, _bound: heard.append(cost), stop=lambda: bool(heard)
    )
    assert found.stopped
    assert found.cost == heard[-1]
    assert _legal(week(), found.grid)
    assert found.seconds < 50


def test_a_roster_to_begin_with_is_never_made_dearer() -> None:
    best = solve(week(), seconds=20)
    again = solve(week(), seconds=5, effort=0.01, start=best.grid)
    assert again.cost == best.cost


def test_rows_that_break_rules_are_not_taken_over() -> None:
    tired = [[0] * 7 for _person in range(4)]
    assert _legal(week(), solve(week(), seconds=20, start=tired).grid)


def test_whose_rules_contradict_each_other_is_named() -> None:
    able, unable = Person(0), Person(0, Limits(least_minutes=99_999))
    with pytest.raises(Impossible) as caught:
        solve(week(people=(able, unable)), seconds=20)
    assert caught.value.people == (1,)


def test_two_fixed_jobs_may_break_a_rule_between_them() -> None:
    person = Person(0, Limits(rest=660), fixed=((0, 1), (1, 0)))
    found = solve(week(people=(person,)), seconds=5, effort=0.05)
    assert found.grid[0][:2] == (1, 0)


def test_an_empty_roster_costs_what_is_missing() -> None:
    found = solve(week(people=()), seconds=5)
    assert (found.grid, found.cost) == ((), 420)


def test_jobs_of_which_there_can_not_be_more_stay_within() -> None:
    needs = tuple(Need(0, day, 1, 1, short=5, over=None) for day in range(7))
    keen = tuple(Person(0, Limits(least_minutes=480)) for _one in range(5))
    found = solve(week(needs=needs, jobs=(Job(0), Job(1)), people=keen), seconds=20)
    assert all(sum(row[day] == 0 for row in found.grid) <= 1 for day in range(7))
    assert found.cost == 0


def test_a_problem_is_written_down_without_loading_the_solver() -> None:
    code = "import sys, gridctl.planning.roster.problem, gridctl.planning.roster.solving; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {"ortools", "numpy"}.isdisjoint(loaded)
