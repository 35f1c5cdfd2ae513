"""Large rosters: cut into parts, solved apart and put together again, they keep every rule and say their price."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.roster.street import SMALL, street
from gridctl.planning.roster import apart, large
from gridctl.planning.roster.apart import Apart, Task
from gridctl.planning.roster.beginning import begin
from gridctl.planning.roster.bounds import fillable, filled, relaxation
from gridctl.planning.roster.checking import broken
from gridctl.planning.roster.costing import price
from gridctl.planning.roster.cutting import cut, piece
from gridctl.planning.roster.problem import Impossible, Outcome, Problem
from planning.roster.making import problems


class Here(Apart):
    """Solves in this process, one after the other."""

    def run(
        self, tasks: Sequence[Task], seconds: float, stop: Callable[[], bool] | None = None
    ) -> list[Outcome | None]:
        """Solve all tasks, unless it is told to stop."""
        found = [apart.answer(task, seconds) for task in tasks if not (stop and stop())]
        assert not [one for one in found if isinstance(one, Exception)]
        solved = [one for one in found if not isinstance(one, Exception)]
        return [*solved, *[None] * (len(tasks) - len(solved))]


@pytest.fixture
def always_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every problem a large one, with parts of two or three people, solved in this process."""
    monkeypatch.setattr(large, "SMALL", -1)
    monkeypatch.setattr(large, "PART", 2)
    monkeypatch.setattr(large, "ROUNDS", 2)
    monkeypatch.setattr(large, "Apart", Here)


@pytest.mark.usefixtures("always_large")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(problem=problems(), seed=st.integers(1, 9))
def test_parts_fit_together_without_a_broken_rule(problem: Problem, seed: int) -> None:
    heard: list[tuple[int, float]] = []
    try:
        found = large.plan(problem, seconds=0.2, effort=0.1, seed=seed, better=lambda *one: heard.append(one))
    except Impossible:
        # A part alone can't always give somebody their least of hours.
        assert any(one.limits.least_minutes for one in problem.people)
        return
    assert broken(problem, found.grid) == []
    assert price(problem, found.grid).total == found.cost
    assert found.bound <= found.cost
    assert [cost for cost, _bound in heard] == sorted({cost for cost, _bound in heard}, reverse=True)
    most = fillable(problem)
    least, best = filled(problem, found.grid)
    assert least <= most.least <= most.wanted_least
    assert best <= most.best <= most.wanted_best
    assert most.least <= sum(most.days)


@settings(max_examples=40)
@given(problem=problems(), turn=st.integers(0, 3))
def test_parts_share_no_one_and_no_job_and_leave_none_out(problem: Problem, turn: int) -> None:
    parts = cut(problem, 2, turn)
    people = [who for part in parts for who in part.people]
    jobs = [job for part in parts for job in part.jobs]
    assert len(people) == len(set(people))
    assert sorted(jobs) == list(range(len(problem.jobs)))
    able = {who for who, one in enumerate(problem.people) if problem.kinds[one.kind]}
    assert able <= set(people)
    assert all(any(part.jobs.issuperset(crew) for part in parts) for crew in problem.crews)


@settings(max_examples=40)
@given(problem=problems(), turn=st.integers(0, 3))
def test_a_part_that_stays_as_it_is_changes_nothing(problem: Problem, turn: int) -> None:
    grid = begin(problem, relaxation(problem)).grid
    for part in cut(problem, 3, turn):
        one = piece(problem, grid, part)
        stays = Outcome(one.start, 0, 0, 0, 0)
        assert all(list(grid[who]) == row for who, row in one.rows(stays).items())
        # Limits of people count in the part as in the whole.
        inside = {
            rule.rule for rule in broken(one.problem, one.start) if rule.person in range(len(part.people))
        }
        whole = {rule.rule for rule in broken(problem, grid) if rule.person in part.people}
        assert inside <= whole


def test_a_street_is_filled_as_far_as_can_be_by_processes_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(large, "SMALL", 0)
    monkeypatch.setattr(large, "PART", 60)
    monkeypatch.setattr(large, "ROUNDS", 1)
    problem = street(SMALL, 1)
    found, again = (large.plan(problem, seconds=60, effort=0.06) for _time in range(2))
    assert found.grid == again.grid
    assert broken(problem, found.grid) == []
    assert filled(problem, found.grid)[0] == fillable(problem).least


def test_it_ends_where_it_is_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "SMALL", 0)
    problem = street(SMALL, 1)
    found = large.plan(problem, seconds=60, stop=lambda: True)
    assert found.stopped
    assert found.seconds < 30
    assert broken(problem, found.grid) == []
