"""Issue 4: rhythms by which requests come again, through summer time, weeks and late ticks."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridctl.core.errors import BadInput
from gridctl.core.repeats import Every, first_after, last_until, read_every
from gridctl.core.times import DAY_MS, HOUR_MS, from_ms, to_ms

SHANGHAI, NEW_YORK = ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York")


def at(text: str, zone: ZoneInfo = SHANGHAI) -> int:
    return to_ms(datetime.fromisoformat(text).replace(tzinfo=zone))


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("28d", Every(days=28)),
        ("2w", Every(days=14)),
        ("4周", Every(days=28)),
        ("12h", Every(hours=12)),
        ("mon,wed,fri", Every(weekdays=(0, 2, 4))),
        ("Friday, Monday", Every(weekdays=(0, 4))),
        ("周一、周三", Every(weekdays=(0, 2))),
        ("28d 06:30", Every(days=28, clock=time(6, 30))),
    ],
)
def test_a_rhythm_is_read_as_people_write_it(text: str, every: Every) -> None:
    assert read_every(text) == every
    assert read_every(str(every)) == every


@pytest.mark.parametrize("text", ["", "0d", "28", "mon,xyz", "d", "9999d", "-3d", "28d 25:00", "mon,"])
def test_what_is_no_rhythm_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_every(text)


def test_hours_of_the_day_do_not_fit_a_rhythm_of_hours() -> None:
    with pytest.raises(BadInput):
        read_every("12h", time(8))


def test_days_of_the_week_begin_with_the_next_one() -> None:
    friday = at("2021-12-17 09:00")
    every = read_every("mon,wed,fri")
    assert first_after(every, friday, friday, SHANGHAI) == at("2021-12-20 08:00")
    assert first_after(every, friday, at("2021-12-20 08:00"), SHANGHAI) == at("2021-12-22 08:00")


def test_through_summer_time_the_hour_of_the_wall_stays() -> None:
    start = at("2025-03-02 10:00", NEW_YORK)
    every = read_every("7d", time(2, 30))  # on 9 March there is no 2:30
    assert first_after(every, start, start, NEW_YORK) == at("2025-03-09 03:30", NEW_YORK)
    after = first_after(every, start, at("2025-03-09 04:00", NEW_YORK), NEW_YORK)
    assert after == at("2025-03-16 02:30", NEW_YORK)


def test_what_was_missed_is_one_time() -> None:
    start = at("2021-12-17 09:00")
    every = read_every("12h")
    assert last_until(every, start, start + 50 * HOUR_MS, SHANGHAI) == start + 48 * HOUR_MS
    assert first_after(every, start, start + 50 * HOUR_MS, SHANGHAI) == start + 60 * HOUR_MS


_EVERY = st.one_of(
    st.builds(
        Every, days=st.integers(1, 40), clock=st.times().map(lambda t: t.replace(second=0, microsecond=0))
    ),
    st.builds(Every, hours=st.integers(1, 200)),
    st.builds(
        Every,
        weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
        clock=st.sampled_from([time(8), time(2, 30), time(0)]),
    ),
)


@settings(max_examples=100)
@given(_EVERY, st.integers(0, 60 * DAY_MS), st.sampled_from([SHANGHAI, NEW_YORK]))
def test_the_next_time_is_the_first_one_after_the_last(every: Every, ahead: int, zone: ZoneInfo) -> None:
    """Walked one by one from the start, the times are those that a tick finds at whatever moment it runs."""
    start = at("2025-02-20 10:17", zone)
    now, walked = start + ahead, [start]
    while walked[-1] <= now:
        walked.append(first_after(every, start, walked[-1], zone))
    assert first_after(every, start, now, zone) == walked[-1]
    assert last_until(every, start, now, zone) == (walked[-2] if len(walked) > 2 else None)
    if not every.hours:
        assert from_ms(walked[-1], zone).date() > from_ms(start, zone).date() or every.weekdays
