"""TRUST.md 19: how times are read, stored and cut into days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gridctl.core.errors import BadInput
from gridctl.core.times import (
    HOUR_MS,
    day_of,
    day_period,
    find_zone,
    from_ms,
    iso,
    local,
    parse_clock,
    parse_date,
    parse_when,
    to_ms,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2021, 12, 17, 10, 30, tzinfo=SHANGHAI)
ZONES = ["Asia/Shanghai", "America/New_York", "Europe/London", "America/Havana", "Asia/Kathmandu", "UTC"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "2021-12-17T10:30:00+08:00"),
        ("现在", "2021-12-17T10:30:00+08:00"),
        ("18:00", "2021-12-17T18:00:00+08:00"),
        ("18：00", "2021-12-17T18:00:00+08:00"),
        ("08:15:30", "2021-12-17T08:15:30+08:00"),
        ("+2h", "2021-12-17T12:30:00+08:00"),
        ("-30m", "2021-12-17T10:00:00+08:00"),
        ("+1d", "2021-12-18T10:30:00+08:00"),
        ("+2w", "2021-12-31T10:30:00+08:00"),
        ("2小时前", "2021-12-17T08:30:00+08:00"),
        ("30分钟后", "2021-12-17T11:00:00+08:00"),
        ("today", "2021-12-17T00:00:00+08:00"),
        ("tomorrow 9:00", "2021-12-18T09:00:00+08:00"),
        ("Tomorrow 9:00", "2021-12-18T09:00:00+08:00"),
        ("昨天 18:00", "2021-12-16T18:00:00+08:00"),
        ("明天9:00", "2021-12-18T09:00:00+08:00"),
        ("2021-12-17", "2021-12-17T00:00:00+08:00"),
        ("2021-12-17 18:00", "2021-12-17T18:00:00+08:00"),
        ("2021-12-17  18:00", "2021-12-17T18:00:00+08:00"),
        ("2021-12-17T18:00", "2021-12-17T18:00:00+08:00"),
        ("2021/12/7 18:00", "2021-12-07T18:00:00+08:00"),
        ("2021年12月7日 18:00", "2021-12-07T18:00:00+08:00"),
        ("20211207 18:00", "2021-12-07T18:00:00+08:00"),
        ("2021-12-17T18:00+09:00", "2021-12-17T17:00:00+08:00"),
        ("2021-12-17T10:00:00Z", "2021-12-17T18:00:00+08:00"),
    ],
)
def test_times_are_read_as_people_write_them(text: str, expected: str) -> None:
    assert iso(parse_when(text, NOW).astimezone(SHANGHAI)) == expected


@pytest.mark.parametrize(
    "text",
    ["", "25:00", "18:60", "2h", "soon", "2021-02-29", "2021-13-01", "0021-12-17", "+999999w", "-9999w9",
     "9999-12-31T23:59:59+08:00", "1:2:3:4", "12", "T18:00", "2021-12-17 18:00 pm", "\ud800"],
)  # fmt: skip
def test_what_is_no_time_is_bad_input(text: str) -> None:
    with pytest.raises(BadInput):
        parse_when(text, NOW)


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_bad_input(text: str) -> None:
    found: object
    try:
        found = parse_when(text, NOW).tzinfo
    except BadInput as error:
        found = error.hint
    assert found


def test_dates_and_clocks() -> None:
    today = date(2024, 2, 28)
    assert parse_date("tomorrow", today) == date(2024, 2, 29)
    assert parse_date("2024-02-29", today) == date(2024, 2, 29)
    assert parse_date("昨天", date(2024, 1, 1)) == date(2023, 12, 31)
    assert parse_clock("7:05") == time(7, 5)
    for wrong in ("2023-02-29", "9999-12-31", "0001-01-01", "2024-W09-4", "17.12."):
        with pytest.raises(BadInput):
            parse_date(wrong, today)
    for wrong in ("24:00", "18", "6pm"):
        with pytest.raises(BadInput):
            parse_clock(wrong)


def test_zones_are_found_or_refused() -> None:
    assert find_zone("America/New_York") == NEW_YORK
    for wrong in ("Mars/Olympus", "", "../etc/passwd", "/etc/localtime", "Asia/Shang\0hai"):
        with pytest.raises(BadInput):
            find_zone(wrong)


def test_shanghai_had_summer_time_in_1988() -> None:
    assert iso(local(date(1988, 7, 1), time(12), SHANGHAI)) == "1988-07-01T12:00:00+09:00"
    assert iso(from_ms(to_ms(datetime(1988, 7, 1, 4, tzinfo=UTC)), SHANGHAI)) == "1988-07-01T13:00:00+09:00"
    assert iso(local(date(1988, 12, 1), time(12), SHANGHAI)) == "1988-12-01T12:00:00+08:00"


def test_a_time_that_summer_time_skips_moves_forward() -> None:
    assert iso(local(date(2025, 3, 9), time(2, 30), NEW_YORK)) == "2025-03-09T03:30:00-04:00"


@given(st.integers(min_value=-2_000_000_000_000, max_value=7_000_000_000_000), st.sampled_from(ZONES))
@example(6_311_433_599_999, "Asia/Shanghai")
def test_milliseconds_come_back_exactly(ms: int, zone: str) -> None:
    assert to_ms(from_ms(ms, ZoneInfo(zone))) == ms


@pytest.mark.parametrize(
    ("day", "cutoff", "zone", "hours"),
    [
        ("2025-03-09", "00:00", NEW_YORK, 23),
        ("2025-11-02", "00:00", NEW_YORK, 25),
        ("2025-03-09", "18:00", NEW_YORK, 23),
        ("2025-11-02", "18:00", NEW_YORK, 25),
        ("2025-11-03", "18:00", NEW_YORK, 24),
        ("2024-02-29", "18:00", SHANGHAI, 24),
        ("2021-12-31", "00:00", SHANGHAI, 24),
        ("1988-04-17", "00:00", SHANGHAI, 23),
    ],
)
def test_days_have_the_hours_that_their_zone_gives_them(
    day: str, cutoff: str, zone: ZoneInfo, hours: int
) -> None:
    period = day_period(date.fromisoformat(day), parse_clock(cutoff), zone)
    assert (period.end_ms - period.start_ms) / HOUR_MS == hours


def test_the_return_of_a_day_ends_at_its_cutoff() -> None:
    period = day_period(date(2021, 12, 17), time(18), SHANGHAI)
    assert (iso(period.start), iso(period.end)) == ("2021-12-16T18:00:00+08:00", "2021-12-17T18:00:00+08:00")
    midnight = day_period(date(2021, 12, 31), time(), SHANGHAI)
    assert (iso(midnight.start), iso(midnight.end)) == (
        "2021-12-31T00:00:00+08:00",
        "2022-01-01T00:00:00+08:00",
    )


@given(
    st.dates(min_value=date(1985, 1, 1), max_value=date(2030, 12, 31)),
    st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
    st.sampled_from(ZONES),
)
@example(date(2025, 11, 2), time(1, 30), "America/New_York")
@example(date(2025, 3, 9), time(2, 30), "America/New_York")
@example(date(2025, 11, 2), time(0, 30), "America/Havana")
def test_days_tile_time(day: date, cutoff: time, zone: str) -> None:
    here = ZoneInfo(zone)
    period, following = (day_period(one, cutoff, here) for one in (day, day + timedelta(days=1)))
    assert period.end_ms == following.start_ms
    assert 22 * HOUR_MS <= period.end_ms - period.start_ms <= 26 * HOUR_MS
    for ms in (period.start_ms, (period.start_ms + period.end_ms) // 2, period.end_ms - 1):
        assert day_of(from_ms(ms, here), cutoff, here) == day
    assert day_of(from_ms(period.end_ms, here), cutoff, here) == day + timedelta(days=1)
