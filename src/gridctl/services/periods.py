"""Which moments a return covers: the days end at the hour that the pack in force on them says.

The days tile time: each begins where the one before it ended, also where an operation with another hour
of return began or ended in between. Nothing is counted twice, and nothing falls between two returns.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from gridctl.core.errors import N_, BadInput
from gridctl.core.times import (
    DAY_MS,
    HOUR_MS,
    Period,
    day_of,
    day_period,
    from_ms,
    parse_date,
    parse_when,
    to_ms,
)
from gridctl.services.office import Office
from gridctl.services.packs import Packs

GRACE_MS = HOUR_MS
"""Within the first hour of a day, the return asked for without a date is the one that has just ended."""

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the returns of one area (none: everywhere); `cutoff` is given, or the packs say it."""

    office: Office
    packs: Packs
    area_id: int | None
    cutoff: time | None

    def period(self, day: date) -> Period:
        """Return the period of one day."""
        return Period(day, self._end(day - _DAY), self._end(day))

    def asked(self, text: str | None) -> Period:
        """Return the period of the day that `text` names; without it, of the one a return is due for."""
        today = self.office.now().date()
        if text:
            return self.period(parse_date(text, today))
        now = to_ms(self.office.now())
        running = next(found for found in map(self.period, (today, today + _DAY)) if now < found.end_ms)
        return self.period(running.day - _DAY) if now - running.start_ms < GRACE_MS else running

    def between(self, start: str, end: str) -> Period:
        """Return the period between two times as people write them."""
        now, zone = self.office.now(), self.office.zone
        first, last = (parse_when(text, now).astimezone(zone) for text in (start, end))
        if to_ms(first) >= to_ms(last):
            raise BadInput(
                N_("the period ends before it begins"), hint=N_("put the earlier time after --from")
            )
        return self._named(first, last)

    def before(self, period: Period) -> Period:
        """Return the period before: the day before, or as long a one as a period of its own."""
        if self.period(period.day) == period:
            return self.period(period.day - _DAY)
        start = from_ms(2 * period.start_ms - period.end_ms, self.office.zone)
        return self._named(start, period.start)

    def week_before(self, period: Period) -> Period:
        """Return the same day of the week before, or as long a period a week earlier."""
        if self.period(period.day) == period:
            return self.period(period.day - _WEEK)
        start, end = (
            from_ms(to_ms(one) - 7 * DAY_MS, self.office.zone) for one in (period.start, period.end)
        )
        return self._named(start, end)

    def days_of(self, first: date, last: date) -> Period:
        """Return the period of several days, which goes by its last day."""
        return Period(last, self.period(first).start, self.period(last).end)

    def _named(self, start: datetime, end: datetime) -> Period:
        last = from_ms(to_ms(end) - 1, self.office.zone)
        return Period(day_of(last, self.hour_of_return(last.date()), self.office.zone), start, end)

    def _end(self, day: date) -> datetime:
        return day_period(day, self.hour_of_return(day), self.office.zone).end

    def hour_of_return(self, day: date) -> time:
        """Return the hour of return on a day: of the pack in force at its end, for today of the present."""
        if self.cutoff is not None:
            return self.cutoff
        midnight = day_period(day, time(), self.office.zone).end_ms - 1
        return self.packs.in_force(self.area_id, min(midnight, to_ms(self.office.now()))).pack.hour_of_return
