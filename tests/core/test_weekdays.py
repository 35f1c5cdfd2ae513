"""Days of the week as people write them, and days from one to another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.core.errors import BadInput
from gridctl.core.post_views import is_night
from gridctl.core.weekdays import (
    FOREVER,
    bits_of,
    days_of,
    falls_on,
    read_days,
    read_weekdays,
    show_weekdays,
)

TODAY = date(2021, 12, 17)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("mon-fri", "mon-fri"),
        ("周一至周五", "mon-fri"),
        ("星期一到星期三", "mon-wed"),
        ("1,3,5", "mon,wed,fri"),
        ("一三五", "mon,wed,fri"),
        ("周一、周三", "mon,wed"),
        ("周末", "sat,sun"),
        ("weekend", "sat,sun"),
        ("工作日", "mon-fri"),
        ("fri-mon", "mon,fri-sun"),
        ("Monday, Sunday", "mon,sun"),
        ("每天", "daily"),
        ("1-7", "daily"),
    ],
)
def test_people_write_days_in_many_ways(text: str, shown: str) -> None:
    assert show_weekdays(days_of(read_weekdays(text))) == shown


@pytest.mark.parametrize("text", ["", "-", "8", "mon-tue-wed", "mon-", "someday", "周八", "[/x]", "\x1b[31m"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_weekdays(text)


@given(st.sets(st.integers(0, 6), min_size=1))
def test_what_is_shown_is_read_again(days: set[int]) -> None:
    assert read_weekdays(show_weekdays(days)) == bits_of(days)
    assert set(days_of(bits_of(days))) == days


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 127))
def test_a_day_falls_on_its_weekday(day: date, bits: int) -> None:
    assert falls_on(day.isoformat(), bits) == (day.weekday() in days_of(bits))


def test_days_are_read_from_the_first_to_the_last() -> None:
    assert read_days(None, None, TODAY) == ("2021-12-17", FOREVER)
    assert read_days("2021-12-20", None, TODAY, until=None) == ("2021-12-20", "2021-12-20")
    assert read_days("tomorrow", "2021-12-19", TODAY) == ("2021-12-18", "2021-12-19")
    assert read_days("2021-12-20", FOREVER, TODAY) == ("2021-12-20", FOREVER)
    with pytest.raises(BadInput):
        read_days("2021-12-20", "2021-12-19", TODAY)


def test_hours_through_the_small_hours_are_a_night() -> None:
    assert is_night(22 * 60, 6 * 60)
    assert is_night(0, 8 * 60)
    assert not is_night(22 * 60, 2 * 60)
    assert not is_night(6 * 60, 14 * 60)
    assert is_night(8 * 60, 8 * 60)
