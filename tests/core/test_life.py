"""DESIGN.md §6: every status with every step, as one table says it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.errors import Refused
from gridctl.core.life import COMMANDS, LIFE, after, count_time, possible
from gridctl.core.words import ENDED, OPEN, UNRESOLVED, Status, StepKind

N, A, W, P, R, C, X, M = Status
EXPECTED = {
    StepKind.NOTE: {status: status for status in Status},
    StepKind.EDIT: {status: status for status in Status},
    StepKind.ASSIGN: dict.fromkeys((N, A, W, P), A),
    StepKind.RESOLVE: dict.fromkeys((N, A, W, P), R),
    StepKind.CLOSE: {R: C},
    StepKind.REOPEN: {C: A},
    StepKind.CANCEL: dict.fromkeys((N, A, W, P, R), X),
}
"""Where each step leads from where; whatever is not here is refused."""


def test_the_table_has_the_steps_that_it_should_have() -> None:
    assert set(LIFE) == set(EXPECTED)


@pytest.mark.parametrize(("status", "step"), list(itertools.product(Status, EXPECTED)))
def test_each_status_with_each_step(status: Status, step: StepKind) -> None:
    target = EXPECTED[step].get(status)
    if target is not None:
        assert after(status, step) is target
        return
    with pytest.raises(Refused) as caught:
        after(status, step)
    assert (caught.value.code, caught.value.exit) == ("illegal_step", 4)
    assert caught.value.args_["possible"] == possible(status)


@pytest.mark.parametrize("status", Status)
def test_what_is_possible_is_what_is_not_refused(status: Status) -> None:
    assert possible(status) == tuple(step for step in COMMANDS if status in EXPECTED[step])
    assert StepKind.NOTE in possible(status), "there is always something to say"


def test_statuses_are_open_or_ended() -> None:
    assert set(Status) == OPEN | ENDED
    assert not OPEN & ENDED
    assert {N, A, W, P} == UNRESOLVED


MOMENTS = st.integers(min_value=0, max_value=4_000_000_000_000)


@given(MOMENTS, MOMENTS, MOMENTS)
def test_a_step_counts_when_it_was_typed_and_never_before_the_one_it_follows(
    at: int, typed: int, previous: int
) -> None:
    counted = count_time(at, typed, previous)
    assert counted >= max(at, typed, previous)
    assert counted in {at, typed, previous}
