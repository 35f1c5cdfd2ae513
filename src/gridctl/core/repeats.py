"""Rhythms by which a request comes again: each 28 days, on Mondays and Fridays, every 12 hours.

Days are days of the store's zone and the hour is that of the wall: through summer time a repeat of 8:00
stays at 8:00. A rhythm of hours counts the hours that really pass.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta, tzinfo
from enum import StrEnum

from gridctl.core.errors import N_, BadInput
from gridctl.core.times import HOUR_MS, from_ms, local, to_ms

MORNING = time(8)
"""When an occurrence opens whose hour nobody said."""
MOST_DAYS, MOST_HOURS = 3_650, 8_760
_SPAN = re.compile(r"(\d{1,4})\s*(d|w|h|天|周|小时)")
_DAY_NAMES = (
    ("mon", "monday", "周一", "星期一"),
    ("tue", "tuesday", "周二", "星期二"),
    ("wed", "wednesday", "周三", "星期三"),
    ("thu", "thursday", "周四", "星期四"),
    ("fri", "friday", "周五", "星期五"),
    ("sat", "saturday", "周六", "星期六"),
    ("sun", "sunday", "周日", "星期日", "星期天"),
)
_PLACES = {name: place for place, names in enumerate(_DAY_NAMES) for name in names}


class ScheduleKind(StrEnum):
    """Whether a request comes again and again, or once to look whether it held."""

    REPEAT = "repeat"
    RECHECK = "recheck"


@dataclass(frozen=True, slots=True)
class Every:
    """A rhythm: one of days, weekdays (0 is Monday) and hours. Days and weekdays open at `clock`."""

    days: int = 0
    weekdays: tuple[int, ...] = ()
    hours: int = 0
    clock: time = MORNING

    def __str__(self) -> str:
        """Return it as it is stored and shown: ``28d 08:00``, ``mon,wed,fri 08:00``, ``12h``."""
        if self.hours:
            return f"{self.hours}h"
        if self.weekdays:
            return f"{','.join(_DAY_NAMES[day][0] for day in self.weekdays)} {self.clock:%H:%M}"
        return f"{self.days}d {self.clock:%H:%M}"


def read_every(text: str, clock: time | None = None) -> Every:
    """Read ``28d``, ``2w``, ``12h`` or ``mon,wed,fri`` (also 28天, 周一,周三), and what `Every` writes."""
    word, _blank, hour = text.strip().lower().partition(" ")
    if hour and clock is None and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", hour):
        clock = time.fromisoformat(hour)
    else:
        word = text.strip().lower()
    at = clock or MORNING
    span = _SPAN.fullmatch(word)
    if span:
        count, unit = int(span[1]), span[2]
        if unit in {"h", "小时"}:
            if 0 < count <= MOST_HOURS and clock is None:
                return Every(hours=count)
        else:
            days = count * (7 if unit in {"w", "周"} else 1)
            if 0 < days <= MOST_DAYS:
                return Every(days=days, clock=at)
    found = [_PLACES.get(part.strip()) for part in re.split(r"[,，、]", word)]
    known = sorted({place for place in found if place is not None})
    if known and None not in found:
        return Every(weekdays=tuple(known), clock=at)
    raise BadInput(
        N_("{text} is no rhythm"),
        hint=N_(
            "write 28d, 2w, 12h, or days of the week as in mon,wed,fri; --at 08:00 says when on those days"
        ),
        text=text,
    )


def first_after(every: Every, start: int, now: int, zone: tzinfo) -> int:
    """Return the first moment (UTC ms) of a rhythm after `now`; `start` is when it was set.

    The first occurrence of ``28d`` comes 28 days after `start`, of weekdays on the next such day.
    """
    if every.hours:
        step = every.hours * HOUR_MS
        return start + step * max(1, (now - start) // step + 1)
    return next(moment for moment in _moments(every, start, now, zone) if moment > max(now, start))


def last_until(every: Every, start: int, now: int, zone: tzinfo) -> int | None:
    """Return the last moment (UTC ms) of a rhythm up to `now`, or None where the first is yet to come."""
    if every.hours:
        step = every.hours * HOUR_MS
        passed = (now - start) // step
        return start + passed * step if passed > 0 else None
    last = None
    for moment in _moments(every, start, now, zone):
        if moment > now:
            break
        last = moment if moment > start else last
    return last


def _moments(every: Every, start: int, now: int, zone: tzinfo) -> Iterator[int]:
    """Yield the moments of a rhythm of days, from shortly before `now` on."""
    first = from_ms(start, zone).date()
    today = from_ms(now, zone).date()
    if every.weekdays:
        day = max(first, today - timedelta(days=8))
        while True:
            if day.weekday() in every.weekdays:
                yield _at(day, every.clock, zone)
            day += timedelta(days=1)
    turn = max(1, (today - first).days // every.days - 1)
    while True:
        yield _at(first + timedelta(days=turn * every.days), every.clock, zone)
        turn += 1


def _at(day: date, clock: time, zone: tzinfo) -> int:
    return to_ms(local(day, clock, zone))
