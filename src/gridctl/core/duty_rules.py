"""May somebody take a turn of duty? The rules that hold for plans and by hand alike, each with its name.

Times are UTC milliseconds, so a shift is as long as it really is on the days when the clock is changed; days are
those on which a shift begins. Hours of a day and a week, days and nights in a row count by that day.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gridctl.core.duties import Terms
from gridctl.core.times import HOUR_MS
from gridctl.core.words import Tier

_DAY = timedelta(days=1)
TIER_RANK = {
    Tier.LEADER: 0,
    Tier.INSTRUCTOR: 1,
    Tier.HEAD: 2,
    Tier.OFFICER: 3,
    Tier.DISPATCHER: 3,
    Tier.PART_TIME: 4,
    Tier.MILITIA: 5,
    Tier.VOLUNTEER: 5,
}
"""A smaller rank stands higher; who stands as high as a duty asks for may do it (a convention of ours)."""


class Rule(StrEnum):
    """The rules, in the order in which they are named where several are broken."""

    LEFT = "left"
    ABSENT = "absent"
    TWO_PLACES = "two_places"
    NOT_POSTED_DAYS = "not_posted_days"
    FULL = "full"
    TIER = "tier"
    SKILL = "skill"
    WEEKDAY = "weekday"
    SHIFT = "shift"
    REST = "rest"
    LENGTH = "length"
    DAY_HOURS = "day_hours"
    WEEK_HOURS = "week_hours"
    DAYS_ROW = "days_row"
    NIGHTS_ROW = "nights_row"
    APART = "apart"


LIFTED = frozenset({Rule.REST, Rule.DAY_HOURS, Rule.WEEK_HOURS, Rule.DAYS_ROW, Rule.NIGHTS_ROW})
"""What a leader may set aside for some days."""


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, both within; None: without an end."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies within."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Stint:
    """One turn as the rules see it: the day it belongs to, when it begins and ends (UTC ms), at which post."""

    on: date
    start: int
    end: int
    post: int = 0
    shift: str = ""
    night: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """What a post asks for: of each set of skills one (folded words), a tier, and when it is open.

    `hours` is the longest turn; `room` how many more it takes on the day; `beside` who stands there already.
    """

    skills: tuple[frozenset[str], ...] = ()
    tier: Tier | None = None
    hours: int | None = None
    days: Days = Days()
    weekdays: frozenset[int] = frozenset(range(7))
    room: int = 1
    beside: frozenset[int] = frozenset()


_ANY = Terms()


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as the rules see them. `skills` are folded, `apart` those they may not work with."""

    tier: Tier
    skills: frozenset[str] = frozenset()
    there: Days = Days()
    terms: Terms = _ANY
    absences: tuple[Days, ...] = ()
    apart: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a turn would break, with what is allowed and what it would be, where those are numbers.

    Hours are rounded to tenths.
    """

    rule: Rule
    allowed: float | None = None
    found: float | None = None


def broken(
    turn: Stint, others: Sequence[Stint], who: Who, demand: Demand, lifts: Sequence[Days] = ()
) -> tuple[Broken, ...]:
    """Return the rules that a turn would break beside the other turns of the same person, without it in them.

    `lifts` are the days on which the limits of hours and rest are set aside where the post is.
    """
    found = [*_person(turn, who), *_place(turn, who, demand), *_beside(turn, others, who)]
    if any(lift.holds(turn.on) for lift in lifts):
        found = [one for one in found if one.rule not in LIFTED]
    order = list(Rule)
    return tuple(sorted(found, key=lambda one: order.index(one.rule)))


def can_do(who: Who, demand: Demand) -> Broken | None:
    """Return the rule of tier or skill that somebody doesn't meet at a post on any day, or None."""
    if demand.tier is not None and TIER_RANK[who.tier] > TIER_RANK[demand.tier]:
        return Broken(Rule.TIER)
    if any(not wanted & who.skills for wanted in demand.skills):
        return Broken(Rule.SKILL)
    return None


def hours_of(turns: Sequence[Stint]) -> float:
    """Return how many hours some turns take."""
    return sum(one.end - one.start for one in turns) / HOUR_MS


def _person(turn: Stint, who: Who) -> Iterator[Broken]:
    if not who.there.holds(turn.on):
        yield Broken(Rule.LEFT)
    if any(one.holds(turn.on) for one in who.absences):
        yield Broken(Rule.ABSENT)
    if who.terms.weekdays is not None and turn.on.weekday() not in who.terms.weekdays:
        yield Broken(Rule.WEEKDAY)
    if who.terms.shifts is not None and turn.shift not in who.terms.shifts:
        yield Broken(Rule.SHIFT)


def _place(turn: Stint, who: Who, demand: Demand) -> Iterator[Broken]:
    if not demand.days.holds(turn.on) or turn.on.weekday() not in demand.weekdays:
        yield Broken(Rule.NOT_POSTED_DAYS)
    if demand.room < 1:
        yield Broken(Rule.FULL)
    unable = can_do(who, demand)
    if unable is not None:
        yield unable
    long = hours_of([turn])
    if demand.hours is not None and long > demand.hours:
        yield Broken(Rule.LENGTH, demand.hours, round(long, 1))
    if demand.beside & who.apart:
        yield Broken(Rule.APART)


def _beside(turn: Stint, others: Sequence[Stint], who: Who) -> Iterator[Broken]:
    if any(one.start < turn.end and turn.start < one.end for one in others):
        yield Broken(Rule.TWO_PLACES)
    terms = who.terms
    gaps = [turn.start - one.end if one.start < turn.start else one.start - turn.end for one in others]
    least = min((gap for gap in gaps if gap >= 0), default=None)
    if terms.rest_hours is not None and least is not None and least < terms.rest_hours * HOUR_MS:
        yield Broken(Rule.REST, terms.rest_hours, round(least / HOUR_MS, 1))
    monday = turn.on - timedelta(days=turn.on.weekday())
    yield from _hours(Rule.DAY_HOURS, terms.day_hours, [turn, *(one for one in others if one.on == turn.on)])
    week = [one for one in others if timedelta() <= one.on - monday < timedelta(days=7)]
    yield from _hours(Rule.WEEK_HOURS, terms.week_hours, [turn, *week])
    yield from _row(Rule.DAYS_ROW, terms.days_row, turn, {one.on for one in others})
    if turn.night:
        yield from _row(Rule.NIGHTS_ROW, terms.nights_row, turn, {one.on for one in others if one.night})


def _hours(rule: Rule, allowed: int | None, turns: Sequence[Stint]) -> Iterator[Broken]:
    found = hours_of(turns)
    if allowed is not None and found > allowed:
        yield Broken(rule, allowed, round(found, 1))


def _row(rule: Rule, allowed: int | None, turn: Stint, days: set[date]) -> Iterator[Broken]:
    if allowed is None:
        return

    def run(step: timedelta) -> int:
        length, day = 0, turn.on + step
        while day in days:
            length, day = length + 1, day + step
        return length

    found = run(-_DAY) + 1 + run(_DAY)
    if found > allowed:
        yield Broken(rule, allowed, found)


def beyond(turns: Sequence[Stint], terms: Terms) -> frozenset[Rule]:
    """Return which limits of hours and rest somebody's turns go beyond, though a lift may allow it."""
    who = Who(Tier.VOLUNTEER, terms=terms)
    found: set[Rule] = set()
    for place, turn in enumerate(turns):
        found |= {one.rule for one in _beside(turn, [*turns[:place], *turns[place + 1 :]], who)}
    return frozenset(found & LIFTED)


def times_of(day: date, starts: int, ends: int, at: Callable[[date, int], int]) -> tuple[int, int]:
    """Return when a shift of a day begins and ends (UTC ms).

    `starts` and `ends` are minutes after midnight by the clock on the wall; what ends not after it starts ends on
    the next day. `at` gives the moment of a minute of a day.
    """
    return at(day, starts), at(day + _DAY if ends <= starts else day, ends)


FIVE_TIERS = (Tier.LEADER, Tier.INSTRUCTOR, Tier.HEAD, Tier.OFFICER, Tier.PART_TIME)
"""The five tiers that each grid should have (五级网格力量)."""
