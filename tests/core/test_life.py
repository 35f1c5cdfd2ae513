"""DESIGN.md §6: every status with every step, as one table says it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.errors import Refused
from gridctl.core.life import COMMANDS, LIFE, after, count_time, possible, taking_back
from gridctl.core.words import ENDED, OPEN, UNRESOLVED, Status, StepKind

N, A, W, P, R, C, X, M = Status
U = (N, A, W, P)
EXPECTED = {
    **{kind: {status: status for status in Status} for kind in ("note", "edit", "attach")},
    **{kind: {status: status for status in U} for kind in ("urge", "extend", "reclock", "split")},
    "assign": dict.fromkeys(U, A),
    "accept": {A: A},
    "refuse": dict.fromkeys((A, W, P), N),
    "start": {A: W},
    "wait": {A: P, W: P},
    "resume": {P: W},
    "escalate": dict.fromkeys(U, N),
    "return": dict.fromkeys(U, N),
    "resolve": dict.fromkeys(U, R),
    "close": {R: C},
    "object": {R: A},
    "reopen": {C: A},
    "cancel": dict.fromkeys((*U, R), X),
    "merge": dict.fromkeys((*U, R), M),
}
"""Where each step leads from where; whatever is not here is refused."""


def test_the_table_has_the_steps_that_it_should_have() -> None:
    assert set(LIFE) == set(EXPECTED)


@pytest.mark.parametrize(("status", "step"), list(itertools.product(Status, LIFE)))
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


def test_what_comes_back_to_nobody_is_new() -> None:
    assert after(R, StepKind.OBJECT, held=False) is N
    assert after(C, StepKind.REOPEN, held=False) is N
    assert after(N, StepKind.RESOLVE, held=False) is R, "solved on the spot"


@pytest.mark.parametrize(("now", "then"), list(itertools.product(Status, Status)))
def test_what_is_taken_back_over_the_end_counts(now: Status, then: Status) -> None:
    """The sum of a return holds: what leaves the open ones, or joins them, has a figure of its own."""
    kind = taking_back(now, then)
    if (now in OPEN) == (then in OPEN):
        assert kind is StepKind.UNDO
    else:
        counted = {StepKind.REOPEN: OPEN, StepKind.CLOSE: {C}, StepKind.CANCEL: {X}, StepKind.MERGE: {M}}
        assert then in counted[kind]


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
