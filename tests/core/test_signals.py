"""The five colours: what each one tells, pace of a round, and what an area takes from those below it."""

import pytest

from gridctl.core.rounds import Tally
from gridctl.core.signals import (
    ALARMING,
    COLOURS,
    USUAL,
    Load,
    Pace,
    Signal,
    SignalRules,
    Why,
    because,
    from_below,
    is_behind,
    is_far,
    is_soon,
    of_requests,
    worst,
)

HOUR = 3_600_000


def test_the_letters_tell_the_colours_apart_without_colour() -> None:
    assert [one.letter for one in Signal] == ["G", "B", "Y", "O", "R"]
    assert sorted(Signal, key=lambda one: one.rank) == list(Signal)
    assert {Signal.ORANGE, Signal.RED} == ALARMING


def test_every_reason_but_that_of_the_shares_has_a_colour() -> None:
    assert set(COLOURS) == set(Why) - {Why.BELOW}


def test_a_deadline_is_soon_in_the_last_quarter_of_its_limit() -> None:
    due = 4 * HOUR
    assert not is_soon(USUAL, 0, due, 3 * HOUR - 1)
    assert is_soon(USUAL, 0, due, 3 * HOUR)
    assert not is_soon(USUAL, 0, due, due)


def test_beyond_twice_its_limit_it_is_far_overdue() -> None:
    due = 4 * HOUR
    assert not is_far(USUAL, 0, due, 8 * HOUR - 1)
    assert is_far(USUAL, 0, due, 8 * HOUR)
    assert is_far(SignalRules(far=100), 0, due, due)
    assert not is_far(SignalRules(far=100), 0, due, due - 1)


@pytest.mark.parametrize(
    ("load", "reasons"),
    [
        (Load(), []),
        (Load(open=2), [Why.OPEN]),
        (Load(open=2, soon=1), [Why.DUE_SOON]),
        (Load(open=2, untaken=1), [Why.UNTAKEN]),
        (Load(open=2, overdue=1), [Why.OVERDUE]),
        (Load(open=2, overdue=1, far=1), [Why.FAR_OVERDUE]),
        (Load(open=2, overdue=2, far=1), [Why.FAR_OVERDUE, Why.OVERDUE]),
        (Load(open=2, untaken=2, critical=1), [Why.CRITICAL_UNTAKEN, Why.UNTAKEN]),
    ],
)
def test_requests_give_their_reasons(load: Load, reasons: list[Why]) -> None:
    assert [one.reason for one in of_requests(load)] == reasons


def test_the_worst_reason_gives_the_colour() -> None:
    assert worst([]) is Signal.GREEN
    assert worst([because(Why.UNTAKEN, 1), because(Why.POST_EMPTY, 1), because(Why.OPEN, 1)]) is Signal.ORANGE


@pytest.mark.parametrize(
    ("children", "colour"),
    [
        ({Signal.GREEN: 9}, None),
        ({Signal.GREEN: 99, Signal.RED: 1}, Signal.BLUE),
        ({Signal.GREEN: 18, Signal.RED: 2}, Signal.YELLOW),
        ({Signal.GREEN: 8, Signal.RED: 2}, Signal.ORANGE),
        ({Signal.GREEN: 7, Signal.RED: 3}, Signal.RED),
        ({Signal.RED: 1}, Signal.RED),
        ({Signal.GREEN: 8, Signal.RED: 1, Signal.ORANGE: 1}, Signal.ORANGE),
        ({Signal.BLUE: 5}, Signal.BLUE),
    ],
)
def test_one_red_stairwell_does_not_paint_a_district(
    children: dict[Signal, int], colour: Signal | None
) -> None:
    found = from_below(USUAL, children)
    assert (found and found.signal) == colour
    assert found is None or found.of == sum(children.values())


def test_a_round_is_behind_when_it_lacks_more_than_its_time_allows() -> None:
    pace = Pace(0, 10 * HOUR, 900)
    half = Tally({"done": 34, "": 66})
    assert pace.wanted(5 * HOUR) == pytest.approx(0.45)
    assert is_behind(USUAL, pace, half, 5 * HOUR)
    assert not is_behind(USUAL, pace, Tally({"done": 36, "": 64}), 5 * HOUR)
    assert not is_behind(USUAL, Pace(0, None, 900), half, 5 * HOUR)
    assert not is_behind(USUAL, pace, Tally({"vacant": 3}), 5 * HOUR)


def test_nothing_is_allowed_once_the_time_of_a_round_is_over() -> None:
    pace = Pace(0, 10 * HOUR, 900)
    assert is_behind(USUAL, pace, Tally({"done": 89, "": 11}), 10 * HOUR)
    assert not is_behind(USUAL, pace, Tally({"done": 90, "": 10}), 11 * HOUR)
