"""Issue 4: the deadline is the sum of what happened to the clock, and the explanation is that same sum."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.calendars import ALWAYS, Calendar
from gridctl.core.clocks import Event, Reckoning, Turn, reckon
from gridctl.core.times import HOUR_MS, to_ms

ZONE = ZoneInfo("Asia/Shanghai")
OFFICE = Calendar("working", ZONE, ((time(9), time(17)),), frozenset(range(5)))


def at(text: str) -> int:
    return to_ms(datetime.fromisoformat(text).replace(tzinfo=ZONE))


NINE = at("2021-12-17 09:00")


def hour(number: float) -> int:
    return NINE + int(number * HOUR_MS)


def start(hours: float | None) -> Event:
    return Event(
        NINE, Turn.START, "epidemic/medicine/urgent", None if hours is None else int(hours * HOUR_MS)
    )


def stands(*events: Event, at_hour: float, calendar: Calendar = ALWAYS) -> Reckoning:
    return reckon(events, calendar, hour(at_hour))


def test_a_clock_runs_out_at_its_limit() -> None:
    found = stands(start(4), at_hour=1)
    assert (found.deadline, found.used, found.left) == (hour(4), HOUR_MS, 3 * HOUR_MS)
    assert not found.overdue
    assert stands(start(4), at_hour=4).overdue


def test_without_a_limit_nothing_is_ever_overdue() -> None:
    found = stands(start(None), at_hour=1_000)
    assert (found.deadline, found.left, found.overdue) == (None, None, False)


def test_waiting_stops_the_clock_and_moves_the_deadline() -> None:
    wait, resume = Event(hour(1), Turn.PAUSE), Event(hour(3), Turn.RESUME)
    while_waiting = stands(start(4), wait, resume, at_hour=2)
    assert (while_waiting.deadline, while_waiting.left, while_waiting.running) == (None, 3 * HOUR_MS, False)
    assert stands(start(4), wait, resume, at_hour=3).deadline == hour(6)


def test_what_is_overdue_stays_so_while_it_waits() -> None:
    assert stands(start(1), Event(hour(2), Turn.PAUSE), at_hour=50).overdue


def test_an_escalation_adds_what_the_pack_says() -> None:
    found = stands(start(4), Event(hour(2), Turn.ADD, "escalate", 2 * HOUR_MS), at_hour=3)
    assert found.deadline == hour(6)
    assert [line.rule for line in found.lines] == ["epidemic/medicine/urgent", "escalate"]


def test_the_senders_own_deadline_counts_every_hour() -> None:
    sunday = at("2021-12-19 12:00")
    found = reckon([start(4), Event(NINE, Turn.DEADLINE, "due", sunday)], OFFICE, hour(1))
    assert found.deadline == sunday


def test_a_limit_that_is_changed_counts_from_the_beginning() -> None:
    found = stands(start(4), Event(hour(3), Turn.LIMIT, "reclock", 2 * HOUR_MS), at_hour=3)
    assert (found.left, found.overdue) == (-HOUR_MS, True)


def test_what_is_done_stops_the_clock_for_good_unless_it_comes_back() -> None:
    done, back = Event(hour(1), Turn.MET), Event(hour(5), Turn.RERUN)
    assert stands(start(4), done, at_hour=100).left == 3 * HOUR_MS
    assert stands(start(4), done, at_hour=100).met_at == hour(1)
    assert stands(start(4), done, back, at_hour=6).deadline == hour(8)


def test_working_hours_and_a_pause_over_the_weekend() -> None:
    # Friday 9:00, ten hours: waits from 16:00 on Friday until Monday 10:00; seven hours were used.
    wait, resume = Event(hour(7), Turn.PAUSE), Event(at("2021-12-20 10:00"), Turn.RESUME)
    found = reckon([start(10), wait, resume], OFFICE, at("2021-12-20 10:00"))
    assert found.deadline == at("2021-12-20 13:00")


_TURNS = st.sampled_from([Turn.PAUSE, Turn.RESUME, Turn.ADD, Turn.LIMIT, Turn.MET, Turn.RERUN])
_EVENTS = st.lists(st.tuples(st.integers(0, 72), _TURNS, st.integers(0, 30)), max_size=8).map(
    lambda raw: [Event(hour(when), turn, "x", more * HOUR_MS) for when, turn, more in sorted(raw)]
)


@given(_EVENTS, st.integers(1, 40), st.integers(0, 90), st.sampled_from([ALWAYS, OFFICE]))
def test_the_past_is_what_it_was(events: list[Event], limit: int, now: int, calendar: Calendar) -> None:
    """Where a clock stood at a moment does not depend on what happened to it later."""
    whole = [start(limit), *events]
    known = [event for event in whole if event.at <= hour(now)]
    assert reckon(whole, calendar, hour(now)) == reckon(known, calendar, hour(now))


@given(_EVENTS, st.integers(1, 40), st.integers(0, 90), st.sampled_from([ALWAYS, OFFICE]))
def test_the_deadline_is_where_nothing_is_left(
    events: list[Event], limit: int, now: int, calendar: Calendar
) -> None:
    """If nothing more happens, a running clock is overdue exactly from its deadline on."""
    known = [event for event in [start(limit), *events] if event.at <= hour(now)]
    found = reckon(known, calendar, hour(now))
    if found.deadline is None:
        assert not found.running or found.limit is None
        return
    if not found.running:
        assert found.overdue
        assert found.deadline <= hour(now)
        return
    assert reckon(known, calendar, max(found.deadline, hour(now))).overdue
    if found.limit and found.deadline - 1 >= known[-1].at:
        assert not reckon(known, calendar, found.deadline - 1).overdue


@given(_EVENTS, st.integers(1, 40), st.sampled_from([ALWAYS, OFFICE]))
def test_the_sum_of_the_explanation_is_the_time_used(
    events: list[Event], limit: int, calendar: Calendar
) -> None:
    """Time used never shrinks, and never exceeds what ran while the clock was running."""
    found = reckon([start(limit), *events], calendar, hour(90))
    spent = [line.used for line in found.lines]
    assert spent == sorted(spent)
    assert spent[-1] <= found.used <= calendar.between(NINE, hour(90))
