"""The rules of turning up: one state at each moment, never back from done, and sums that agree with them."""

from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.attendance import (
    AMISS,
    GRACE_MS,
    NO_SHOW_MS,
    Signs,
    Standby,
    Standing,
    at_risk,
    can_come,
    expected,
    step_in,
    tally,
)
from gridctl.core.times import HOUR_MS, MINUTE_MS

START, END = 100 * HOUR_MS, 108 * HOUR_MS
moments = st.integers(START - 4 * HOUR_MS, END + 4 * HOUR_MS)


@st.composite
def signs(draw: st.DrawFn) -> Signs:
    """Make the signs of a turn in an order that can be."""
    came = draw(st.none() | st.integers(START - 2 * HOUR_MS, END - 1))
    left = draw(st.none() | st.integers(came, END + HOUR_MS)) if came is not None else None
    seen = draw(st.none() | st.integers(came, END)) if came is not None else None
    missed = None if came is not None else draw(st.none() | st.integers(START + NO_SHOW_MS, END))
    state = draw(st.sampled_from(["draft", "published", "offered", "removed"]))
    return Signs(state, START, END, came, left, seen, missed, draw(st.none() | st.sampled_from([15, 60])))


@given(signs(), moments)
def test_who_has_come_is_never_missing_and_who_has_not_is_never_on_duty(one: Signs, now: int) -> None:
    standing = one.standing(now)
    if one.state in {"draft", "removed"}:
        assert standing == one.state
    elif one.came is None:
        assert standing in {Standing.PUBLISHED, Standing.OFFERED, Standing.LATE, Standing.NO_SHOW}
    else:
        assert standing in {Standing.ON_DUTY, Standing.SILENT, Standing.DONE}


@given(signs(), moments, st.integers(0, 8 * HOUR_MS))
def test_what_is_done_or_missed_stays_so_as_time_goes(one: Signs, now: int, later: int) -> None:
    for last in (Standing.DONE, Standing.NO_SHOW):
        if one.standing(now) is last:
            assert one.standing(now + later) is last


@given(signs(), moments)
def test_silence_needs_an_interval_and_ends_with_a_sign(one: Signs, now: int) -> None:
    if one.standing(now) is Standing.SILENT:
        assert one.checkin
        heard = Signs(one.state, one.start, one.end, one.came, None, now, None, one.checkin)
        assert heard.standing(now) is Standing.ON_DUTY


@given(st.lists(signs(), max_size=6), moments)
def test_sums_agree_with_the_states(found: list[Signs], now: int) -> None:
    sums = tally(found, now)
    live = [one for one in found if one.state in {"published", "offered"}]
    assert sums.no_show == sum(one.standing(now) is Standing.NO_SHOW for one in live)
    assert sums.came == sum(one.came is not None for one in live)
    assert sums.turns == sums.came + sums.no_show
    assert sums.late <= sums.came
    assert 0 <= sums.worked_ms <= sums.came * (END - START)


def test_the_grace_and_the_half_hour() -> None:
    one = Signs("published", START, END)
    assert one.standing(START + GRACE_MS - 1) is Standing.PUBLISHED
    assert one.standing(START + GRACE_MS) is Standing.LATE
    assert one.standing(START + NO_SHOW_MS) is Standing.NO_SHOW
    unknown = Signs("published", START, END, kept=False)
    assert unknown.standing(END) is Standing.PUBLISHED
    assert Signs("published", START, END, missed=END, kept=False).standing(END) is Standing.NO_SHOW
    assert not Signs("published", START, END, START + GRACE_MS).was_late()
    assert Signs("published", START, END, START + GRACE_MS + 1).was_late()
    assert {Standing.LATE, Standing.NO_SHOW, Standing.SILENT} == AMISS


def test_silence_is_counted_from_the_newest_sign() -> None:
    came = Signs("published", START, END, START, None, START + HOUR_MS, None, 60)
    assert came.silent_from() == START + 2 * HOUR_MS + GRACE_MS
    assert came.standing(START + 2 * HOUR_MS) is Standing.ON_DUTY
    assert came.standing(START + 2 * HOUR_MS + GRACE_MS) is Standing.SILENT


def test_one_checks_in_for_the_turn_that_runs_then_for_the_next() -> None:
    first = Signs("published", START, END)
    second = Signs("published", END, END + 8 * HOUR_MS)
    assert expected([first, second], START) == 0
    here = Signs("published", START, END, START)
    assert expected([here, second], END - 30 * MINUTE_MS) == 1
    watched = Signs("published", START, END, START, checkin=60)
    assert expected([watched, second], END - 30 * MINUTE_MS) == 0
    assert expected([here, second], START + HOUR_MS) == 0
    assert expected([Signs("draft", START, END)], START) is None
    assert not can_come(first, END)


def test_the_nearest_who_stands_by_steps_in_and_nobody_twice() -> None:
    standbys = [Standby(7, 1, END), Standby(8, 2, END), Standby(9, 2, START)]
    assert step_in([3, 2, 1], END, standbys, ()) == 8
    assert step_in([3, 2, 1], END, standbys, {8}) == 9
    assert step_in([3, 2, 1], END, standbys, {8, 9}) == 7
    assert step_in([4], END, standbys, ()) is None


def test_who_missed_two_of_the_last_five_or_all_is_a_risk() -> None:
    assert [at_risk(*one) for one in ((0, 0), (0, 5), (1, 5), (2, 5), (1, 1))] == [
        False,
        False,
        False,
        True,
        True,
    ]
