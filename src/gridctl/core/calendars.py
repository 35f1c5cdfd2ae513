"""When a clock runs: always, or within the working hours of working days.

A deadline is the first moment at which the time that was given has run; whoever has five hours at 16:00
on a Friday, and works till 17:30, has until Monday. Summer time is the zone's own matter: hours are those
on the wall, durations those that really pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import cached_property, lru_cache

from gridctl.core.errors import N_, BadInput
from gridctl.core.times import DAY_MS, MINUTE_MS, from_ms, local, to_ms

ALWAYS_CODE, WORKING_CODE = "24x7", "working"
MOST_DAYS = 1_500
"""So far ahead a deadline is looked for: over four years without enough working hours is a mistake."""

Hours = tuple[time, time]
"""From and to on one day; a to of 00:00 is the midnight that ends it."""


class Pause(StrEnum):
    """Why a clock stands by its calendar; the later ones say more and go first where several hold."""

    BREAK = "break"  # between two stretches of one day
    NIGHT = "night"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    OFF = "off"  # the store's own exception


@dataclass(frozen=True, slots=True)
class Gap:
    """Time that the clock leaves out, from `at` up to `until` (UTC ms), and why."""

    at: int
    until: int
    why: Pause


@dataclass(frozen=True)  # without slots: windows are cached by the instance's hash
class Calendar:
    """When the clock runs. Without `hours` it always does.

    `weekdays`: 0 is Monday. `holidays` are days off on a weekday, `workdays` are worked although they are
    not (made-up days 调休); where a day is in both, it is worked. `week` are the hours of each weekday and
    go before `hours` and `weekdays`; `own` are days with hours of their own, or none, and go before all.
    """

    code: str = ALWAYS_CODE
    zone: tzinfo = UTC
    hours: tuple[Hours, ...] = ()
    weekdays: frozenset[int] = frozenset()
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()
    week: tuple[tuple[Hours, ...], ...] = ()
    own: tuple[tuple[date, tuple[Hours, ...]], ...] = ()

    @property
    def always(self) -> bool:
        """Tell whether it never stops."""
        return not self.hours and not self.week

    def works_on(self, day: date) -> bool:
        """Tell whether `day` is a working day."""
        return bool(self.hours_on(day))

    def hours_on(self, day: date) -> tuple[Hours, ...]:
        """Return the hours of `day`; a made-up day that has none in other weeks has those of the first workday."""
        if day in self._own:
            return self._own[day]
        usual = self._week[day.weekday()]
        if day in self.workdays:
            return usual or next(filter(None, self._week), ())
        return () if day in self.holidays else usual

    @cached_property
    def _own(self) -> dict[date, tuple[Hours, ...]]:
        return dict(self.own)

    @cached_property
    def _week(self) -> tuple[tuple[Hours, ...], ...]:
        return self.week or tuple(self.hours if day in self.weekdays else () for day in range(7))

    def gaps(self, start: int, end: int) -> Iterator[Gap]:
        """Yield what the clock leaves out between `start` and `end` (UTC ms), in order."""
        if self.always or end <= start:
            return
        since, why = start, Pause.NIGHT
        last = from_ms(end, self.zone).date()
        for day in _days(from_ms(start, self.zone).date()):
            if day > last:
                break
            windows = _windows(self, day)
            if not windows:
                why = max(why, self._why_off(day), key=_RANK)
            for place, (opens, closes) in enumerate(windows):
                if closes <= since:
                    continue
                if opens > since and since < end:
                    yield Gap(since, min(opens, end), Pause.BREAK if place and why is Pause.NIGHT else why)
                since, why = max(since, closes), Pause.NIGHT
        if since < end:
            yield Gap(since, end, why)

    def _why_off(self, day: date) -> Pause:
        if day in self._own:
            return Pause.OFF
        return Pause.HOLIDAY if self._week[day.weekday()] else Pause.WEEKEND

    def made_up(self, start: int, end: int) -> list[date]:
        """Return the days between two moments (UTC ms) that are worked although they are usually not."""
        if self.always:
            return []
        first, last = from_ms(start, self.zone).date(), from_ms(end, self.zone).date()
        days = {*self.workdays, *self._own}
        return sorted(
            day
            for day in days
            if first <= day <= last and self.works_on(day) and not self._week[day.weekday()]
        )

    def between(self, start: int, end: int) -> int:
        """Return how long the clock runs from `start` to `end` (UTC ms); nothing where they are turned."""
        if end <= start:
            return 0
        if self.always:
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
        if amount <= 0 or self.always:
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
_RANK = list(Pause).index


def _days(first: date) -> Iterator[date]:
    day = first
    while True:
        yield day
        day += timedelta(days=1)


@lru_cache(maxsize=4_096)
def _windows(calendar: Calendar, day: date) -> tuple[tuple[int, int], ...]:
    """Return the (opens, closes) of a day, in UTC ms and in order."""
    hours, zone = sorted(calendar.hours_on(day)), calendar.zone
    start, end = _at(day, time(), zone), _at(day + timedelta(days=1), time(), zone)
    if hours and end - start != DAY_MS:
        return tuple(_walked(hours, start, end, zone))
    return tuple(
        (_at(day, opens, zone), _at(day + timedelta(days=closes == time()), closes, zone))
        for opens, closes in hours
    )


def _walked(hours: list[Hours], start: int, end: int, zone: tzinfo) -> Iterator[tuple[int, int]]:
    """Yield the windows of a day on which the clock of the wall is moved, minute by minute.

    An hour that comes twice counts twice where it is worked, and not at all where it is not.
    """
    opened: int | None = None
    for minute in range(start, end, MINUTE_MS):
        clock = from_ms(minute, zone).time()
        inside = any(opens <= clock and (clock < closes or closes == time()) for opens, closes in hours)
        if inside and opened is None:
            opened = minute
        elif not inside and opened is not None:
            yield opened, minute
            opened = None
    if opened is not None:
        yield opened, end


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
