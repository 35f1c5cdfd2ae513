"""The calendars that clocks run by: a pack's hours, a country's holidays, and the store's own days."""

from datetime import date
from typing import Any

from gridctl.core.calendars import ALWAYS, ALWAYS_CODE, Calendar, Hours
from gridctl.core.pack import Pack
from gridctl.core.pack_clock import NO_COUNTRY, STORE_COUNTRY, Working
from gridctl.core.pack_clock_rules import read_hours
from gridctl.core.times import from_ms
from gridctl.services.office import Office
from gridctl.store.unit import Work

YEARS_AHEAD = 3
"""So many years of holidays beside that of the beginning: limits end within a year of working hours."""


class Calendars:
    """The calendars of one unit of work; each is made once."""

    def __init__(self, office: Office, work: Work) -> None:
        """Take the zone and country of the store; its own days are read when they are first needed."""
        self._office = office
        self._work = work
        self._days: list[Any] | None = None
        self._made: dict[tuple[Working, int, tuple[Any, ...]], Calendar] = {}

    def go_on(self, work: Work) -> None:
        """Go on in another unit of work."""
        self._work = work

    def of(self, pack: Pack, code: str | None, at: int, known_at: int) -> Calendar:
        """Return the calendar `code` of a pack for a clock that begins at `at` (UTC ms).

        The store's own days count as they were known at `known_at` (UTC ms): what is said later moves
        no old deadline.
        """
        if code in {None, ALWAYS_CODE}:
            return ALWAYS
        own = self._own(known_at)
        year = from_ms(at, self._office.zone).year
        key = (pack.clocks.working, year, own)
        if key not in self._made:
            self._made[key] = self._make(pack.clocks.working, year, own)
        return self._made[key]

    def _own(self, at: int) -> tuple[tuple[date, tuple[Hours, ...]], ...]:
        if self._days is None:
            from gridctl.store import calendar_days as rows  # start-up: only working calendars ask

            self._days = rows.everything(self._work)
        known = {
            row.day: row.hours
            for row in self._days
            if row.created_at <= at and (row.removed_at is None or row.removed_at > at)
        }
        return tuple((date.fromisoformat(day), stored_hours(hours)) for day, hours in sorted(known.items()))

    def _make(self, working: Working, year: int, own: tuple[tuple[date, tuple[Hours, ...]], ...]) -> Calendar:
        country = self._office.settings.country if working.holidays == STORE_COUNTRY else working.holidays
        holidays: set[date] = set()
        workdays: set[date] = set()
        if country != NO_COUNTRY:
            from gridctl.checks.holidays import calendar_of  # start-up: only working calendars ask

            for one in range(year, year + YEARS_AHEAD + 1):
                found = calendar_of(country, one)
                holidays |= found.holidays
                workdays |= found.workdays
        return Calendar(
            "working",
            self._office.zone,
            holidays=frozenset(holidays),
            workdays=frozenset(workdays),
            week=working.week,
            own=own,
        )


def stored_hours(text: str) -> tuple[Hours, ...]:
    """Return hours as they are stored, ``9:00-12:00, 13:00-17:00``; none for an empty text."""
    found = (read_hours(part.strip()) for part in text.split(","))
    return tuple(hours for hours in found if hours is not None)
