"""TRUST.md 19 and issue 4: a clock runs in the hours of its calendar, in every zone and on odd days."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.calendars import ALWAYS, Calendar, check_hours
from gridctl.core.errors import BadInput
from gridctl.core.times import HOUR_MS, MINUTE_MS, to_ms

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
DAY = ((time(9), time(12)), (time(13), time(17, 30)))
WEEK = frozenset(range(5))
OFFICE = Calendar("working", SHANGHAI, DAY, WEEK)


def at(text: str, zone: ZoneInfo = SHANGHAI) -> int:
    return to_ms(datetime.fromisoformat(text).replace(tzinfo=zone))


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2021-12-17 09:00", 2, "2021-12-17 11:00"),
        ("2021-12-17 11:00", 2, "2021-12-17 14:00"),  # over noon
        ("2021-12-17 16:00", 5, "2021-12-20 13:30"),  # a Friday, over the weekend and Monday's noon
        ("2021-12-18 10:00", 1, "2021-12-20 10:00"),  # on a Saturday nothing runs
        ("2021-12-17 20:00", 1, "2021-12-20 10:00"),
        ("2021-12-17 08:00", 7.5, "2021-12-17 17:30"),  # the whole day, to its last minute
    ],
)
def test_a_limit_runs_in_working_hours(start: str, hours: float, due: str) -> None:
    assert OFFICE.after(at(start), int(hours * HOUR_MS)) == at(due)


def test_holidays_are_off_and_made_up_days_are_worked() -> None:
    # Spring Festival 2022: off from 31 January to 4 February; 29 and 30 January were worked for it.
    holidays = frozenset(date(2022, 1, 31 + n) if n == 0 else date(2022, 2, n) for n in range(5))
    calendar = Calendar(
        "working", SHANGHAI, DAY, WEEK, holidays, frozenset({date(2022, 1, 29), date(2022, 1, 30)})
    )
    assert calendar.after(at("2022-01-30 17:00"), HOUR_MS) == at("2022-02-07 09:30")
    assert calendar.works_on(date(2022, 1, 29))
    assert not calendar.works_on(date(2022, 2, 1))


def test_a_shift_through_the_night_of_summer_time_has_the_hours_that_really_pass() -> None:
    night = Calendar("working", NEW_YORK, ((time(0), time(6)),), frozenset(range(7)))
    # On 9 March 2025 the clocks skip from 2:00 to 3:00, on 2 November they run from 1:00 to 2:00 twice.
    assert night.between(at("2025-03-09 00:00", NEW_YORK), at("2025-03-09 06:00", NEW_YORK)) == 5 * HOUR_MS
    assert night.between(at("2025-11-02 00:00", NEW_YORK), at("2025-11-02 06:00", NEW_YORK)) == 7 * HOUR_MS


def test_hours_until_midnight_end_with_the_day() -> None:
    late = Calendar("working", SHANGHAI, ((time(18), time(0)),), frozenset(range(7)))
    assert late.after(at("2021-12-31 23:00"), 2 * HOUR_MS) == at("2022-01-01 19:00")


def test_a_calendar_without_a_working_day_is_refused() -> None:
    with pytest.raises(BadInput):
        Calendar("working", SHANGHAI, DAY, frozenset()).after(at("2021-12-17 09:00"), HOUR_MS)


def test_hours_must_follow_each_other() -> None:
    assert check_hours(DAY)
    assert check_hours(((time(18), time(0)),))
    assert not check_hours(((time(9), time(12)), (time(11), time(13))))
    assert not check_hours(((time(12), time(9)),))


_MOMENTS = st.integers(at("2020-01-01 00:00"), at("2030-01-01 00:00"))
_HOURS = st.sampled_from([DAY, ((time(0), time(0)),), ((time(8), time(8, 1)),), ((time(22), time(0)),)])
_ZONES = st.sampled_from([SHANGHAI, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Asia/Kolkata")])
_CALENDARS = st.one_of(
    st.just(ALWAYS),
    st.builds(
        Calendar,
        st.just("working"),
        _ZONES,
        _HOURS,
        st.frozensets(st.integers(0, 6), min_size=1),
        st.frozensets(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=5),
        st.frozensets(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=5),
    ),
)


@given(_CALENDARS, _MOMENTS, st.integers(1, 90 * MINUTE_MS))
def test_at_the_deadline_exactly_the_limit_has_run_and_not_before(
    calendar: Calendar, start: int, amount: int
) -> None:
    due = calendar.after(start, amount)
    assert calendar.between(start, due) == amount
    assert calendar.between(start, due - 1) == amount - 1


@given(_CALENDARS, st.lists(_MOMENTS, min_size=3, max_size=3).map(sorted))
def test_time_adds_up_wherever_it_is_cut(calendar: Calendar, moments: list[int]) -> None:
    first, middle, last = moments
    # Days are walked one by one: a few weeks are enough to cut.
    last, middle = min(last, first + 40 * 24 * HOUR_MS), min(middle, first + 40 * 24 * HOUR_MS)
    whole = calendar.between(first, last)
    assert whole == calendar.between(first, middle) + calendar.between(middle, last)
    assert 0 <= whole <= last - first
