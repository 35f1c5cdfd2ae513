"""When a scheduled report is due: one moment for each day, in every zone, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridctl.core.report_runs import (
    LONGEST_PAUSE_MS,
    RunKind,
    days_due,
    is_day_of,
    next_due,
    pause,
    planned,
)
from gridctl.core.times import MINUTE_MS, day_period, to_ms

ZONES = ("Asia/Shanghai", "America/New_York", "Australia/Lord_Howe")
CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NEW_YORK, SHANGHAI = ZoneInfo("America/New_York"), ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("clock", "cutoff", "due"),
    [
        ("18:00", "00:00", "2021-12-17T18:00"),  # the day so far
        ("23:55", "00:00", "2021-12-17T23:55"),
        ("00:00", "00:00", "2021-12-18T00:00"),
        ("07:30", "00:00", "2021-12-18T07:30"),  # the whole day, the morning after
        ("18:00", "18:00", "2021-12-17T18:00"),
        ("18:05", "18:00", "2021-12-17T18:05"),
        ("05:00", "18:00", "2021-12-18T05:00"),
        ("08:00", "18:00", "2021-12-17T08:00"),
        ("20:00", "06:00", "2021-12-16T20:00"),
    ],
)
def test_a_report_tells_the_day_whose_end_is_nearest(clock: str, cutoff: str, due: str) -> None:
    found = planned(date(2021, 12, 17), time.fromisoformat(cutoff), time.fromisoformat(clock), SHANGHAI)
    assert found == datetime.fromisoformat(due).replace(tzinfo=SHANGHAI)


def test_a_clock_that_is_skipped_moves_forward_and_one_that_comes_twice_counts_once() -> None:
    skipped = planned(date(2025, 3, 8), time(), time(2, 30), NEW_YORK)
    assert skipped.isoformat() == "2025-03-09T03:30:00-04:00"
    twice = planned(date(2025, 11, 1), time(), time(1, 30), NEW_YORK)
    assert twice.isoformat() == "2025-11-02T01:30:00-04:00"
    after_the_gap = planned(date(2025, 3, 9), time(2, 30), time(3, 0), NEW_YORK)
    assert after_the_gap == day_period(date(2025, 3, 9), time(2, 30), NEW_YORK).end


@settings(max_examples=20)
@given(
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    first=st.dates(date(1986, 1, 1), date(2030, 1, 1)),
    clock=CLOCKS,
    cutoff=CLOCKS,
)
def test_days_follow_each_other_and_their_moments_do_too(
    zone: ZoneInfo, first: date, clock: time, cutoff: time
) -> None:
    moments = [planned(first + DAY * n, cutoff, clock, zone).astimezone(UTC) for n in range(220)]
    gaps = {later - earlier for earlier, later in pairwise(moments)}
    assert gaps <= {DAY + HOUR * shift for shift in (-1, -0.5, 0, 0.5, 1)}
    for day, moment in zip((first + DAY * n for n in range(220)), moments, strict=True):
        assert abs(moment - day_period(day, cutoff, zone).end) <= 13 * HOUR


CHANGES = st.sampled_from(
    [(NEW_YORK, date(2025, 10, 27)), (NEW_YORK, date(2025, 3, 3)), (SHANGHAI, date(1988, 4, 12))]
    + [(ZoneInfo("Australia/Lord_Howe"), day) for day in (date(2025, 4, 1), date(2025, 9, 30))]
)
"""Zones, each with a day some days before its clocks change."""


@settings(max_examples=30)
@given(change=CHANGES, clock=CLOCKS, cutoff=CLOCKS, off=st.sets(st.integers(0, 47), max_size=40))
def test_whatever_breaks_down_each_day_is_written_once_and_in_order(
    change: tuple[ZoneInfo, date], clock: time, cutoff: time, off: set[int]
) -> None:
    zone, first = change
    moments = {day: planned(day, cutoff, clock, zone) for day in (first + DAY * n for n in range(-20, 20))}
    start = datetime.combine(first, time(), zone).astimezone(UTC)
    written: list[date] = []
    for look in range(50):  # every six hours, but not while the machine is off; at last it is back
        now = start + look * 6 * HOUR
        if look not in off:
            today = now.astimezone(zone).date()
            found = days_due(RunKind.DAILY, moments.__getitem__, today, to_ms(start), to_ms(now), 60)
            written += [day for day, _moment in found if day not in written]
    due = [day for day, moment in moments.items() if start <= moment.astimezone(UTC) <= now]
    assert written == due
    assert len(due) in {12, 13}


@settings(max_examples=30)
@given(now=st.integers(0, 40 * 24 * 60), catch_up=st.integers(0, 10))
def test_what_is_caught_up_lies_within_the_days_asked_for(now: int, catch_up: int) -> None:
    start = datetime(2025, 10, 20, tzinfo=UTC)
    at = to_ms(start) + now * MINUTE_MS
    today = (start + timedelta(minutes=now)).astimezone(NEW_YORK).date()
    found = days_due(
        RunKind.DAILY,
        lambda day: planned(day, time(), time(18), NEW_YORK),
        today,
        to_ms(start),
        at,
        catch_up,
    )
    assert len(found) <= catch_up + 1
    assert all(to_ms(start) <= to_ms(moment) <= at for _day, moment in found)
    if now > 20 * 24 * 60:
        assert len(found) == catch_up + 1
        assert found[-1][1] > start + timedelta(minutes=now) - 26 * HOUR


def test_a_change_of_the_hour_of_return_leaves_no_day_out_and_writes_none_twice() -> None:
    def moment(day: date) -> datetime:
        return planned(day, time(18) if day >= date(2021, 12, 10) else time(), time(8), SHANGHAI)

    days = [date(2021, 12, 1) + DAY * n for n in range(20)]
    moments = [moment(day) for day in days]
    assert moments == sorted(moments)
    found = days_due(
        RunKind.DAILY, moment, date(2021, 12, 20), to_ms(moments[0]), to_ms(moments[-1]), catch_up=60
    )
    assert [day for day, _moment in found] == days


def test_another_zone_moves_the_moment_of_a_day_and_not_its_name() -> None:
    for zone in (SHANGHAI, NEW_YORK):
        moment = planned(date(2021, 12, 17), time(18), time(18), zone)
        assert (moment.date(), moment.hour) == (date(2021, 12, 17), 18)


def test_weeks_and_months_wait_for_their_end() -> None:
    sundays = [day for n in range(14) if is_day_of(RunKind.WEEKLY, day := date(2021, 12, 13) + DAY * n)]
    assert sundays == [date(2021, 12, 19), date(2021, 12, 26)]
    assert is_day_of(RunKind.MONTHLY, date(2024, 2, 29))
    assert not is_day_of(RunKind.MONTHLY, date(2024, 2, 28))
    week = planned(sundays[0], time(), time(18), SHANGHAI, whole=True)
    assert week == datetime(2021, 12, 20, 18, tzinfo=SHANGHAI)

    def moment(day: date) -> datetime:
        return planned(day, time(), time(18), SHANGHAI, whole=True)

    now = to_ms(datetime(2021, 12, 24, 9, tzinfo=SHANGHAI))
    found = days_due(RunKind.WEEKLY, moment, date(2021, 12, 24), now - 30 * 86_400_000, now, catch_up=7)
    assert [day.isoformat() for day, _moment in found] == ["2021-12-12", "2021-12-19"]
    assert next_due(RunKind.MONTHLY, moment, date(2021, 12, 24), now)[0] == date(2021, 12, 31)


def test_pauses_grow_and_end_at_six_hours() -> None:
    pauses = [pause(attempts) for attempts in range(1, 20)]
    assert pauses == sorted(pauses)
    assert pauses[:3] == [5 * MINUTE_MS, 10 * MINUTE_MS, 20 * MINUTE_MS]
    assert pauses[-1] == LONGEST_PAUSE_MS
