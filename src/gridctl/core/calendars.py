"""When a clock runs: always, or within the working hours of working days.

A deadline is the first moment at which the time that was given has run; whoever has five hours at 16:00
on a Friday, and works till 17:30, has until Monday. Summer time is the zone's own matter: hours are those
on the wall, durations those that really pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from gridctl.core.errors import N_, BadInput
from gridctl.core.times import from_ms, local, to_ms

ALWAYS_CODE, WORKING_CODE = "24x7", "working"
MOST_DAYS = 1_500
"""So far ahead a deadline is looked for: over four years without enough working hours is a mistake."""

Hours = tuple[time, time]
"""From and to on one day; a to of 00:00 is the midnight that ends it."""


@dataclass(frozen=True)  # without slots: windows are cached by the instance's hash
class Calendar:
    """When the clock runs. Without `hours` it always does.

    `weekdays`: 0 is Monday. `holidays` are days off on a weekday, `workdays` are worked although they are
    not (made-up days 调休); where a day is in both, it is worked.
    """

    code: str = ALWAYS_CODE
    zone: tzinfo = UTC
    hours: tuple[Hours, ...] = ()
    weekdays: frozenset[int] = frozenset()
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def works_on(self, day: date) -> bool:
        """Tell whether `day` is a working day."""
        return day in self.workdays or (day.weekday() in self.weekdays and day not in self.holidays)

    def between(self, start: int, end: int) -> int:
        """Return how long the clock runs from `start` to `end` (UTC ms); nothing where they are turned."""
        if end <= start:
            return 0
        if not self.hours:
            return end - start
        total, last = 0, from_ms(end, self.zone).date()
        for day in _days(from_ms(start, self.zone).date()):
            if day > last:
                return total
            for opens, closes in _windows(self, day):
                total += max(0, min(end, closes) - max(start, opens))
        return total

    def after(self, start: int, amount: int) -> int:
        """Return the first moment (UTC ms) at which the clock has run `amount` ms since `start`.

        Raises BadInput where so much time is not worked within the next four years.
        """
        if amount <= 0 or not self.hours:
            return start + max(amount, 0)
        left, first = amount, from_ms(start, self.zone).date()
        for day in _days(first):
            for opens, closes in _windows(self, day):
                begin = max(start, opens)
                if closes - begin >= left:
                    return begin + left
                left -= max(0, closes - begin)
            if (day - first).days > MOST_DAYS:
                break
        raise BadInput(
            N_("the calendar {calendar} has too few working hours for this time limit"),
            hint=N_("see its hours and holidays in the pack: gridctl pack show"),
            calendar=self.code,
        )


ALWAYS = Calendar()
"""The clock that never stops by itself."""


def _days(first: date) -> Iterator[date]:
    day = first
    while True:
        yield day
        day += timedelta(days=1)


@lru_cache(maxsize=4_096)
def _windows(calendar: Calendar, day: date) -> tuple[tuple[int, int], ...]:
    """Return the (opens, closes) of a day, in UTC ms and in order."""
    if not calendar.works_on(day):
        return ()
    return tuple(
        (_at(day, opens, calendar.zone), _at(day + timedelta(days=closes == time()), closes, calendar.zone))
        for opens, closes in sorted(calendar.hours)
    )


def _at(day: date, clock: time, zone: tzinfo) -> int:
    moment: datetime = local(day, clock, zone)
    return to_ms(moment)


def check_hours(hours: tuple[Hours, ...]) -> bool:
    """Tell whether hours of one day are in themselves right: each ends after it begins, none overlap."""
    ordered = sorted(hours)
    ends = [closes if closes != time() else time.max for _opens, closes in ordered]
    return all(opens < end for (opens, _), end in zip(ordered, ends, strict=True)) and all(
        end <= following[0] for end, following in zip(ends, ordered[1:], strict=False)
    )
