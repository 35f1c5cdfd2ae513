"""One person as the planner takes them: limits, days off, wishes, what came before and what was carried."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gridctl.core import duty_prices as prices
from gridctl.core.duties import Terms
from gridctl.core.duty_rules import Days, Stint, Who
from gridctl.core.roster_span import Span
from gridctl.core.times import HOUR_MS, MINUTE_MS
from gridctl.core.weekdays import days_of
from gridctl.planning.roster.problem import SATURDAY, SUNDAY, Limits, Past, Person, Wish
from gridctl.services.duty_people import People, stint
from gridctl.store import turns as rows

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)

Times = Mapping[tuple[int, int], Stint]
"""A turn in each shift of each day, by the numbers of both."""


@dataclass
class Persons:
    """What people bring to the days of a plan. `shifts` are codes, `midnight` begins the first day.

    `lifted`: limits of hours and rest are set aside.
    """

    known: People
    span: Span
    shifts: Sequence[str]
    times: Times
    midnight: int
    lifted: bool
    wishes: dict[int, list[Any]] = field(init=False)

    def __post_init__(self) -> None:
        """Read the wishes."""
        self.wishes = defaultdict(list)
        for row in rows.wishes(self.known.ground.work, *self.span.ends):
            self.wishes[row.member_id].append(row)

    def liked(self, member: int, duties: Iterable[str]) -> tuple[tuple[str, int], ...]:
        """Return what somebody's wishes about duties add to the ways there.

        They hold on all the days of the plan, for a way has no day.
        """
        asked = [one for one in self.wishes.get(member, ()) if one.duty]
        return tuple(
            (duty, prices.WISH * one.weight)
            for one in asked
            for duty in duties
            if (duty == one.duty) != one.wanted
        )

    def person(self, member: int, who: Who, kind: int, fixed: Mapping[int, int]) -> Person:
        """Return a member as the planner takes them; `fixed` are the jobs that stand, by day."""
        since, until = self.span.ends
        turns = self.known.turns.get(member, ())
        before = [row for row in turns if row.on_date < since]
        after = [row.start_at for row in turns if row.on_date > until]
        stints = [stint(row) for row in before]
        return Person(
            kind=kind,
            limits=Limits() if self.lifted else _limits(who.terms),
            off=frozenset(day for day in range(self.span.days) if not _works(who, self.span.day(day))),
            blocked=self._blocked(who.terms, min(after, default=None)),
            wishes=(*self._wished(member), *self._usual(stints)),
            fixed=tuple(sorted(fixed.items())),
            past=self._past(stints),
            carried=self._carried(before),
        )

    def _blocked(self, terms: Terms, soonest: int | None) -> frozenset[tuple[int, int]]:
        """Return the shifts that can't be: not those of the terms, or too late for what follows the plan."""
        rest = 0 if self.lifted else (terms.rest_hours or 0) * HOUR_MS
        return frozenset(
            (day, shift)
            for (day, shift), turn in self.times.items()
            if (terms.shifts is not None and turn.shift not in terms.shifts)
            or (soonest is not None and turn.end + rest > soonest)
        )

    def _wished(self, member: int) -> Iterable[Wish]:
        for row in self.wishes.get(member, ()):
            if row.duty:
                continue
            days = Days(date.fromisoformat(row.from_on), date.fromisoformat(row.until_on))
            weekdays, meant = days_of(row.weekdays), [None] if row.shift is None else self._called(row.shift)
            for day in range(self.span.days):
                on = self.span.day(day)
                if days.holds(on) and on.weekday() in weekdays:
                    yield from (
                        Wish(day, shift, prices.WISH * row.weight, bool(row.wanted)) for shift in meant
                    )

    def _called(self, code: str) -> list[int | None]:
        return [number for number, one in enumerate(self.shifts) if one == code]

    def _usual(self, before: Sequence[Stint]) -> Iterable[Wish]:
        """Yield wishes against other shifts than somebody mostly had in the week before."""
        usual = Counter(one.shift for one in before if one.on >= self.span.first - _WEEK)
        if not usual:
            return
        kept = min(usual, key=lambda code: (-usual[code], code))
        for day in range(self.span.days):
            for shift, code in enumerate(self.shifts):
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
