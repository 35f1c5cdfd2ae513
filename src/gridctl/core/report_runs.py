"""When a scheduled report runs: once for each of its days, at a wall time of the store's zone.

Each day has exactly one such moment, whatever the clocks of the zone do, so that a day that was missed is known
by its name, and one that was written is never due again.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from gridctl.core.times import MINUTE_MS, day_period, local, to_ms

LATE_MS = 15 * MINUTE_MS
"""What is not there so long after its time is late: cron, which looks every five minutes, has missed it twice."""
FIRST_PAUSE_MS, LONGEST_PAUSE_MS = 5 * MINUTE_MS, 360 * MINUTE_MS
"""How long after a failure it is tried again: at first, and at the longest."""

_DAY = timedelta(days=1)
_HALF = timedelta(hours=12)
_SUNDAY = 6


class RunKind(StrEnum):
    """What cron can be told to do: to write a report, or to run the heartbeat."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    DUTY = "duty"
    SHIFT = "shift"
    AREA = "area"
    TICK = "tick"


class RunState(StrEnum):
    """How the report of a day stands: at work (or broken off), in its place, or not possible."""

    BEGUN = "begun"
    WRITTEN = "written"
    FAILED = "failed"


WHOLE = frozenset({RunKind.WEEKLY, RunKind.MONTHLY})
"""Reports that wait for the end of what they tell of."""


def is_day_of(kind: RunKind, day: date) -> bool:
    """Tell whether a report of this kind is named by `day`: each day, the Sunday of a week, the last of a month."""
    if kind is RunKind.WEEKLY:
        return day.weekday() == _SUNDAY
    return kind is not RunKind.MONTHLY or (day + _DAY).day == 1


def planned(day: date, cutoff: time, clock: time, zone: tzinfo, *, whole: bool = False) -> datetime:
    """Return the one moment at which the report of `day` is due, at `clock` on the wall of `zone`.

    The day ends at `cutoff` (see `core.times.day_period`). A clock within the twelve hours after that is due
    then, any other one before it, so that the report tells the day so far; with `whole` it always waits for the
    end. A clock that summer time skips moves forward by the gap, of one that comes twice the first counts, and a
    report that follows the end of its day is never due before it.
    """
    end = day_period(day, cutoff, zone).end
    last = day + _DAY if cutoff == time() else day
    after = (_since_midnight(clock) - _since_midnight(cutoff)) % _DAY
    if whole or after < _HALF:
        return max(local(last if clock >= cutoff else last + _DAY, clock, zone), end, key=to_ms)
    return local(last if clock < cutoff else last - _DAY, clock, zone)


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)


def days_due(
    kind: RunKind, moment_of: Callable[[date], datetime], today: date, since: int, now: int, catch_up: int
) -> list[tuple[date, datetime]]:
    """Return the days whose report is due by `now`, with the moment of each, the oldest first.

    That is the newest one, and of those before it what lies at most `catch_up` days back; none whose moment was
    before `since`, when the schedule was made. `moment_of` tells when a day is due; `since` and `now` in UTC ms.
    """
    found: list[tuple[date, datetime]] = []
    for day in _backwards(kind, today + _DAY):
        if found and (found[0][0] - day).days > catch_up:
            break
        moment = moment_of(day)
        if to_ms(moment) < since:
            break
        if to_ms(moment) <= now:
            found.append((day, moment))
    return found[::-1]


def next_due(
    kind: RunKind, moment_of: Callable[[date], datetime], today: date, now: int
) -> tuple[date, datetime]:
    """Return the next day whose report will be due after `now` (UTC ms), with its moment."""
    day = today - _DAY
    while True:
        moment = moment_of(day)
        if is_day_of(kind, day) and to_ms(moment) > now:
            return day, moment
        day += _DAY


def _backwards(kind: RunKind, day: date) -> Iterator[date]:
    while True:
        if is_day_of(kind, day):
            yield day
        day -= _DAY


def pause(attempts: int) -> int:
    """Return how long to wait (ms) after so many attempts that failed: longer each time, six hours at most."""
    return int(min(FIRST_PAUSE_MS * 2 ** min(attempts - 1, 10), LONGEST_PAUSE_MS))
