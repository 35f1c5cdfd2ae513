"""The checker reads the rules by itself, and agrees with the solver about what is legal and what it costs."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gridctl.planning.roster.checking import broken
from gridctl.planning.roster.costing import price
from gridctl.planning.roster.large import plan
from gridctl.planning.roster.problem import Problem
from planning.roster.making import problems


@settings(max_examples=30)
@given(problem=problems(), seed=st.integers(1, 9))
def test_a_plan_breaks_no_rule_and_costs_what_it_says(problem: Problem, seed: int) -> None:
    found = plan(problem, seconds=0.3, effort=0.1, seed=seed)
    assert broken(problem, found.grid) == []
    assert price(problem, found.grid).total == found.cost
