"""Public holidays and make-up workdays, as the `holidays` library has them (issue 4, calendars)."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridctl.checks.holidays import calendar_of

SATURDAY = 5


def test_the_national_day_of_2021_and_its_worked_weekends() -> None:
    """The State Council's notice for 2021: off from 1 to 7 October, at work on 26 September and 9 October."""
    found = calendar_of("CN", 2021)
    assert {date(2021, 10, day) for day in range(1, 8)} <= found.holidays
    assert date(2021, 10, 8) not in found.holidays
    assert {date(2021, 9, 26), date(2021, 10, 9)} <= found.workdays
    assert found.workdays == {
        *(date(2021, 2, 7), date(2021, 2, 20), date(2021, 4, 25), date(2021, 5, 8), date(2021, 9, 18)),
        *(date(2021, 9, 26), date(2021, 10, 9)),
    }


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("US", date(2025, 7, 4)),
        ("GB", date(2025, 12, 25)),
        ("DE", date(2025, 10, 3)),
        ("CN", date(2025, 1, 29)),
    ],
)
def test_other_countries(country: str, day: date) -> None:
    found = calendar_of(country, day.year)
    assert day in found.holidays
    assert (found.workdays == frozenset()) is (country != "CN")


def test_a_country_that_the_library_does_not_know_has_none() -> None:
    assert calendar_of("EU", 2025) == (frozenset(), frozenset())


@given(st.sampled_from(["CN", "US", "GB", "DE", "JP"]), st.integers(1995, 2060))
def test_a_year_holds_its_own_days_and_only_weekends_are_made_up(country: str, year: int) -> None:
    found = calendar_of(country, year)
    assert found.holidays
    assert {day.year for day in found.holidays | found.workdays} == {year}
    assert all(day.weekday() >= SATURDAY for day in found.workdays)
    assert not found.holidays & found.workdays
    assert calendar_of(country, year) is found


def test_the_library_is_loaded_when_asked_for() -> None:
    code = "import sys, gridctl.checks.holidays; assert 'holidays' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
