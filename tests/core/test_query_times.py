"""Times in a query: how long ago, how long to go, days, moments, from when to when."""

from datetime import datetime, timedelta

import pytest

from gridctl.core.query_times import clean_time, time_range
from gridctl.core.times import to_ms

NOW = datetime.fromisoformat("2021-12-17T18:00:00+08:00")


def fits(text: str, sign: str, at: str, *, ahead: bool = False) -> bool:
    """Tell whether a local time fits a value with its sign."""
    moment = to_ms(datetime.fromisoformat(f"{at}+08:00"))
    return time_range(clean_time(text), sign, NOW, ahead=ahead).holds(moment)


@pytest.mark.parametrize(
    ("text", "sign", "at", "holds"),
    [
        ("2d", ">", "2021-12-15T17:59:59", True),
        ("2d", ">", "2021-12-15T18:00:00", False),
        ("2d", ">=", "2021-12-15T18:00:00", True),
        ("2天", "<", "2021-12-15T18:00:00", False),
        ("2天", "<", "2021-12-15T18:00:01", True),
        ("2d", "<=", "2021-12-15T18:00:00", True),
        ("2d", "", "2021-12-15T18:00:00", True),
        ("2d", "", "2021-12-15T17:59:59", False),
        ("today", "", "2021-12-17T00:00:00", True),
        ("today", "", "2021-12-16T23:59:59", False),
        ("2021-12-16", "", "2021-12-16T23:59:59", True),
        ("2021-12-16", ">", "2021-12-16T23:59:59", False),
        ("2021-12-16", ">", "2021-12-17T00:00:00", True),
        ("2021-12-16", ">=", "2021-12-16T00:00:00", True),
        ("2021-12-16", "<", "2021-12-16T00:00:00", False),
        ("2021-12-16", "<=", "2021-12-16T23:59:59", True),
        ("2021-12-16 12:00", ">", "2021-12-16T12:00:00", False),
        ("2021-12-16 12:00", ">", "2021-12-16T12:00:01", True),
        ("2021-12-16 12:00", "<=", "2021-12-16T12:00:00", True),
        ("2021-12-16 12:00", "<=", "2021-12-16T12:00:01", False),
        ("2021-12-16 12:00", "", "2021-12-16T12:00:59", True),
        ("2021-12-01..2021-12-16", "", "2021-12-16T23:59:59", True),
        ("2021-12-01..2021-12-16", "", "2021-12-17T00:00:00", False),
        ("..2021-12-01", "", "1999-01-01T00:00:00", True),
        ("yesterday..", "", "2021-12-16T00:00:00", True),
        ("-2h", ">", "2021-12-17T16:30:00", True),
    ],
)
def test_how_long_ago(text: str, sign: str, at: str, holds: bool) -> None:
    assert fits(text, sign, at) is holds


@pytest.mark.parametrize(
    ("text", "sign", "at", "holds"),
    [
        ("4h", "<", "2021-12-17T21:59:59", True),
        ("4h", "<", "2021-12-17T22:00:00", False),
        ("4h", "<=", "2021-12-17T22:00:00", True),
        ("4h", "", "2021-12-17T22:00:00", True),
        ("4小时", "<", "2021-12-01T00:00:00", True),
        ("4h", ">", "2021-12-17T22:00:00", False),
        ("4h", ">=", "2021-12-17T22:00:00", True),
        ("18:30", "<", "2021-12-17T18:29:59", True),
    ],
)
def test_how_long_to_go_to_a_deadline(text: str, sign: str, at: str, holds: bool) -> None:
    assert fits(text, sign, at, ahead=True) is holds


def test_no_time_fits_nothing() -> None:
    assert not time_range("2d", "<", NOW, ahead=False).holds(None)


def test_a_day_is_a_day_of_the_zone_also_when_clocks_change() -> None:
    from zoneinfo import ZoneInfo

    now = datetime(2025, 11, 2, 12, tzinfo=ZoneInfo("America/New_York"))
    day = time_range("today", "", now, ahead=False)
    assert day.low is not None
    assert day.high is not None
    assert day.high - day.low == timedelta(hours=25) // timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("text", "clean"), [("2天", "2d"), ("04 小时", "4h"), ("30分钟", "30m"), ("1周", "1w"), ("今天", "今天")]
)
def test_lengths_have_one_spelling(text: str, clean: str) -> None:
    assert clean_time(text) == clean
