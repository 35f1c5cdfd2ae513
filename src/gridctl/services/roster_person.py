"""One person as the planner takes them: limits, days off, wishes, what came before and what was carried."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gridctl.core import duty_prices as prices
from gridctl.core.duties import Terms
from gridctl.core.duty_rules import Days, Stint, Who
from gridctl.core.roster_span import Span
from gridctl.core.times import MINUTE_MS
from gridctl.core.weekdays import days_of
from gridctl.planning.roster.problem import SATURDAY, SUNDAY, Limits, Past, Person, Wish
from gridctl.services.duty_people import People, stint

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)

Times = Mapping[tuple[int, int], Stint]
"""A turn in each shift of each day, by the numbers of both."""


@dataclass
class Persons:
    """What people bring to the days of a plan. `midnight` begins the first day.

    `shifts` are codes, each with the duty that it is apart for, if any. `lifted`: limits of hours and rest are set
    aside. `wishes` are rows, by member.
    """

    known: People
    span: Span
    shifts: Sequence[tuple[str, str]]
    times: Times
    midnight: int
    lifted: bool
    wishes: Mapping[int, Sequence[Any]]

    def liked(self, member: int, duties: Iterable[str]) -> tuple[tuple[str, int], ...]:
        """Return what somebody's wishes about duties on all the days of the plan add to the ways there."""
        asked = [one for one in self.wishes.get(member, ()) if one.duty and always(one, self.span)]
        return tuple(
            (duty, prices.WISH * one.weight)
            for one in asked
            for duty in duties
            if (duty == one.duty) != one.wanted
        )

    def person(self, member: int, who: Who, kind: int, fixed: Mapping[int, int]) -> Person:
        """Return a member as the planner takes them; `fixed` are the jobs that stand, by day."""
        since = self.span.ends[0]
        turns = self.known.turns.get(member, ())
        before = [row for row in turns if row.on_date < since]
        stints = [stint(row) for row in before]
        return Person(
            kind=kind,
            limits=Limits() if self.lifted else _limits(who.terms),
            off=frozenset(day for day in range(self.span.days) if not _works(who, self.span.day(day))),
            blocked=self._blocked(who.terms),
            wishes=(*self._wished(member), *self._usual(stints)),
            fixed=tuple(sorted(fixed.items())),
            past=self._past(stints),
            carried=self._carried(before),
        )

    def _blocked(self, terms: Terms) -> frozenset[tuple[int, int]]:
        """Return the shifts that can't be: not those of the terms; what follows the plan stands, whatever it is."""
        if terms.shifts is None:
            return frozenset()
        return frozenset(
            (day, shift)
            for (day, shift), turn in self.times.items()
            if day < self.span.days and turn.shift not in terms.shifts
        )

    def _wished(self, member: int) -> Iterable[Wish]:
        for row in self.wishes.get(member, ()):
            if row.duty and always(row, self.span):
                continue
            price, wanted = prices.WISH * row.weight, bool(row.wanted) and not row.duty
            meant = self._at_duty(row) if row.duty else self._called(row.shift)
            for day in _days_of(row, self.span):
                yield from (Wish(day, shift, price, wanted) for shift in meant)

    def _called(self, code: str | None) -> list[int | None]:
        """Return the shifts with a code; without one any (None)."""
        if code is None:
            return [None]
        return [number for number, (one, _duty) in enumerate(self.shifts) if one == code]

    def _at_duty(self, row: Any) -> list[int | None]:  # noqa: ANN401
        """Return the shifts that a wish about a duty on some days speaks against; who wants it, against all others."""
        return [
            number
            for number, (code, duty) in enumerate(self.shifts)
            if (duty == row.duty and row.shift in {None, code}) != bool(row.wanted)
        ]

    def _usual(self, before: Sequence[Stint]) -> Iterable[Wish]:
        """Yield wishes against other shifts than somebody mostly had in the week before."""
        usual = Counter(one.shift for one in before if one.on >= self.span.first - _WEEK)
        if not usual:
            return
        kept = min(usual, key=lambda code: (-usual[code], code))
        for day in range(self.span.days):
            for shift, (code, _duty) in enumerate(self.shifts):
                if code != kept:
                    yield Wish(day, shift, prices.OTHER_SHIFT)

    def _past(self, before: Sequence[Stint]) -> Past:
        if not before:
            return Past()
        first = self.span.first
        monday = first - timedelta(days=first.weekday())
        worked, nights = {one.on for one in before}, {one.on for one in before if one.night}
        return Past(
            row=_run(worked, first - _DAY),
            nights=_run(nights, first - _DAY),
            week_minutes=sum(one.end - one.start for one in before if one.on >= monday) // MINUTE_MS,
            ended=(max(one.end for one in before) - self.midnight) // MINUTE_MS,
            on_weekend=first.weekday() == SUNDAY and first - _DAY in worked,
        )

    def _carried(self, before: Sequence[Any]) -> tuple[int, ...]:
        """Return what somebody carried of each burden in the weeks before."""
        since = (self.span.first - timedelta(days=prices.CARRIED_DAYS)).isoformat()
        turns = [row for row in before if row.on_date >= since]
        days = {date.fromisoformat(row.on_date) for row in turns}
        duties = (self.known.ground.duty(row) for row in turns)
        amounts = {
            "minutes": sum(row.end_at - row.start_at for row in turns) // MINUTE_MS,
            "nights": sum(bool(row.night) for row in turns),
            "weekends": len({day.isocalendar()[:2] for day in days if day.weekday() >= SATURDAY}),
            "hard": sum(duty.hard for duty in duties if duty is not None),
        }
        return tuple(amounts[one.what] for one in prices.BURDENS)


def always(wish: Any, span: Span) -> bool:  # noqa: ANN401
    """Tell whether a wish holds in all shifts of all days of a plan."""
    return wish.shift is None and len(_days_of(wish, span)) == span.days


def _days_of(wish: Any, span: Span) -> list[int]:  # noqa: ANN401
    """Return the days of a plan about which a wish is, by their numbers."""
    days = Days(date.fromisoformat(wish.from_on), date.fromisoformat(wish.until_on))
    weekdays = days_of(wish.weekdays)
    numbered = ((day, span.day(day)) for day in range(span.days))
    return [day for day, on in numbered if days.holds(on) and on.weekday() in weekdays]


def _works(who: Who, day: date) -> bool:
    away = any(one.holds(day) for one in who.absences)
    closed = who.terms.weekdays is not None and day.weekday() not in who.terms.weekdays
    return who.there.holds(day) and not away and not closed


def _limits(terms: Terms) -> Limits:
    def minutes(hours: int | None) -> int | None:
        return None if hours is None else hours * 60

    return Limits(
        week_minutes=minutes(terms.week_hours),
        day_minutes=minutes(terms.day_hours),
        most_row=terms.days_row,
        nights_row=terms.nights_row,
        rest=minutes(terms.rest_hours) or 0,
    )


def _run(days: set[date], last: date) -> int:
    length = 0
    while last - timedelta(days=length) in days:
        length += 1
    return length
