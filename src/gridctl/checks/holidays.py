"""Public holidays of a country, and the weekends that are worked to make up for them (调休)."""

from datetime import date
from functools import cache
from typing import NamedTuple


class Calendar(NamedTuple):
    """The days of one year on which nobody works though it is no weekend, or somebody does though it is."""

    holidays: frozenset[date]
    workdays: frozenset[date]


@cache
def calendar_of(country: str, year: int) -> Calendar:
    """Return the calendar of a country (two letters) in `year`, by the `holidays` library.

    China's make-up workdays are announced each autumn for the year to come: a year that the installed
    library does not know yet has the holidays by rule and no workdays. Of a federal country these are the
    holidays of the whole; a country that the library does not know has none. The store's own exceptions
    are the caller's.
    """
    import holidays  # takes as long as a third of a command, and only working calendars ask

    if country not in holidays.list_supported_countries():
        return Calendar(frozenset(), frozenset())
    found = holidays.country_holidays(country, years=year)
    return Calendar(
        frozenset(day for day in found if day.year == year),
        frozenset(day for day in found.weekend_workdays if day.year == year),
    )
