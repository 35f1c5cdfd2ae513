"""When requests come: the hours of a day, the days of a week, and the jump when a lockdown begins."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

A_DAY = 26.0
"""Requests on an ordinary working day."""
JUMP = 2.4
"""How much of a working day's requests the lockdown adds on its first days; it wears off to `LATER`."""
LATER = 0.9

# Parts of a day's requests by hour: people call in the morning and after work, and hardly at night.
_HOURS = (0.5, 0.3, 0.2, 0.2, 0.3, 0.8, 2, 4.5, 9, 9.5, 8.5, 6, 4, 4, 4.5, 5, 5.5, 7.5, 9, 8, 5, 3, 1.7, 1)
_WEEKDAYS = (1.12, 1.04, 1.0, 1.0, 1.02, 0.88, 0.8)
_HALF_HOUR = timedelta(minutes=30)


def arrivals(
    start: datetime, lockdown: datetime, end: datetime, zone: ZoneInfo, rng: Random
) -> Iterator[datetime]:
    """Yield the moments (UTC, whole minutes) of requests from `start` up to `end`, in order."""
    hour = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    while hour < end:
        share = _HOURS[hour.astimezone(zone).hour] / sum(_HOURS)
        count = _poisson(A_DAY * share * _crowd(hour, lockdown, zone), rng)
        for minute in sorted(rng.randrange(60) for _ in range(count)):
            moment = unmistakable(hour + timedelta(minutes=minute), zone)
            if start <= moment < end:
                yield moment
        hour += timedelta(hours=1)


def unmistakable(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return `moment`, or the first half hour after it that is not told twice by the clocks of `zone`.

    A spreadsheet has no offset: when summer time ends, one hour of wall clock stands for two.
    """
    here = moment.astimezone(zone)
    if here.utcoffset() == here.replace(fold=1 - here.fold).utcoffset():
        return moment
    moment = moment.replace(minute=moment.minute // 30 * 30)
    while here.utcoffset() != here.replace(fold=1 - here.fold).utcoffset():
        moment += _HALF_HOUR
        here = moment.astimezone(zone)
    return moment


def _crowd(moment: datetime, lockdown: datetime, zone: ZoneInfo) -> float:
    week = _WEEKDAYS[moment.astimezone(zone).weekday()]
    if moment < lockdown:
        return week
    days = (moment - lockdown) / timedelta(days=1)
    # In a lockdown nobody goes to work: the weekday hardly matters.
    return 1 + LATER + (JUMP - LATER) * math.exp(-days / 4) + (week - 1) * 0.3


def _poisson(mean: float, rng: Random) -> int:
    """Draw a count with `mean` (Knuth's method, right for the small means of one hour)."""
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
