"""People and posts as the rules of duty see them: terms, absences, skills, lifts, and turns near a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property
from typing import Any

from gridctl.core.days import first_day, last_day
from gridctl.core.duties import Duty, DutyRules, Terms
from gridctl.core.duty_rules import Days, Demand, Stint, Who, times_of
from gridctl.core.times import local, to_ms
from gridctl.core.weekdays import days_of
from gridctl.core.words import Tier
from gridctl.services.duty_catalogue import rules_at
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.takers import skill_words
from gridctl.store import areas as area_rows
from gridctl.store import turns as rows
from gridctl.store.unit import Work

LOOK = timedelta(days=40)
"""So far around a day the rules look: longer than any row of days that may be allowed."""


def bits(mask: int) -> frozenset[int]:
    """Return the weekdays of a mask as a set, for rules that ask whether a day is among them."""
    return frozenset(days_of(mask))


@dataclass(slots=True)
class Ground:
    """What packs say of duty where, read once for a unit of work."""

    office: Office
    work: Work
    at: int
    packs: Packs = field(init=False)
    _rules: dict[int | None, DutyRules] = field(default_factory=dict)
    _words: dict[tuple[int, str], frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read which packs are in force."""
        self.packs = Packs(self.work, self.office.settings.pack_hash)

    def rules(self, area_id: int | None) -> DutyRules:
        """Return what holds at an area."""
        if area_id not in self._rules:
            self._rules[area_id] = rules_at(self.packs, area_id, self.at)
        return self._rules[area_id]

    def duty(self, post: Any) -> Duty | None:  # noqa: ANN401
        """Return what a post's duty is about; None where no pack in force knows it any more."""
        return self.rules(post.area_id).duty(post.duty)

    def demand(self, post: Any, room: int = 1, beside: Iterable[int] = ()) -> Demand:  # noqa: ANN401
        """Return what a post asks for."""
        duty = self.duty(post)
        asked = [duty.skills if duty else (), tuple(post.skills or ())]
        return Demand(
            tuple(
                frozenset().union(*(self._skill(post.area_id, one) for one in some)) for some in asked if some
            ),
            duty.tier if duty else None,
            duty.hours if duty else None,
            Days(date.fromisoformat(post.from_on), date.fromisoformat(post.until_on)),
            bits(post.weekdays),
            room,
            frozenset(beside),
        )

    def _skill(self, area_id: int, code: str) -> frozenset[str]:
        """Return what a skill may be called where a post is, folded."""
        applied = self.packs.in_force(area_id, self.at)
        key = (hash(applied.hash), code)
        if key not in self._words:
            own, usual = skill_words(applied.pack, code), skill_words(self.packs.default().pack, code)
            self._words[key] = own | usual
        return self._words[key]

    def terms(self, member: Any, own: Terms = Terms()) -> Terms:  # noqa: ANN401, B008  (frozen)
        """Return how much somebody may work: own terms over those of the tier over the pack's."""
        return own.over(self.rules(member.area_id).terms_of(Tier(member.tier)))


def own_terms(row: Any) -> Terms:  # noqa: ANN401
    """Return the terms of a member's row of them."""
    return Terms(
        row.day_hours,
        row.week_hours,
        row.rest_hours,
        row.days_row,
        row.nights_row,
        None if row.weekdays is None else days_of(row.weekdays),
        None if row.shifts is None else tuple(row.shifts),
    )


def stint(row: Any) -> Stint:  # noqa: ANN401
    """Return a turn's row (with its post's shift and night) as the rules see it."""
    day = date.fromisoformat(row.on_date)
    return Stint(day, row.start_at, row.end_at, row.post_id, row.shift, bool(row.night))


def stint_at(office: Office, post: Any, day: date) -> Stint:  # noqa: ANN401
    """Return a turn that somebody would have at a post on a day."""

    def at(on: date, minute: int) -> int:
        return to_ms(local(on, time(*divmod(minute % 1440, 60)), office.zone))

    start, end = times_of(day, post.starts, post.ends, at)
    return Stint(day, start, end, post.id, post.shift, bool(post.night))


@dataclass  # without slots: the turns are read once, when they are asked for
class People:
    """Some members (all unless named) with all that the rules ask about them around some days."""

    ground: Ground
    since: date
    until: date
    numbers: Sequence[int] | None = None
    drafts: bool = False
    absences: dict[int, list[Days]] = field(init=False)
    own: dict[int, Terms] = field(init=False)
    apart: dict[int, set[int]] = field(init=False)

    def __post_init__(self) -> None:
        """Read absences, terms and who may not work with whom."""
        work, span = self.ground.work, (self.since.isoformat(), self.until.isoformat())
        self.absences = defaultdict(list)
        for row in rows.absences(work, self.numbers, *span):
            days = Days(date.fromisoformat(row.from_on), date.fromisoformat(row.until_on))
            self.absences[row.member_id].append(days)
        self.own = {row.member_id: own_terms(row) for row in rows.terms(work, self.numbers)}
        self.apart = defaultdict(set)
        for row in rows.pairs(work, self.numbers, rules_only=True):
            self.apart[row.one_id].add(row.other_id)
            self.apart[row.other_id].add(row.one_id)

    def who(self, member: Any) -> Who:  # noqa: ANN401
        """Return a member's row as the rules see it."""
        there = Days(
            first_day(member.from_on) if member.from_on else None,
            last_day(member.until_on) if member.until_on else None,
        )
        return Who(
            Tier(member.tier),
            frozenset(one.casefold() for one in member.skills or ()),
            there,
            self.ground.terms(member, self.own.get(member.id, Terms())),
            tuple(self.absences.get(member.id, ())),
            frozenset(self.apart.get(member.id, ())),
        )

    @cached_property
    def turns(self) -> dict[int, list[Any]]:
        """The rows of each one's turns around the days, by their beginning."""
        since, until = (self.since - LOOK).isoformat(), (self.until + LOOK).isoformat()
        found: dict[int, list[Any]] = defaultdict(list)
        for row in rows.near(self.ground.work, self.numbers, since, until, drafts=self.drafts):
            found[row.member_id].append(row)
        return found


def lifts_at(work: Work, area_id: int | None, since: date, until: date) -> tuple[Days, ...]:
    """Return on which days the limits of hours and rest are set aside at an area (None: everywhere)."""
    found = rows.lifts(work, since.isoformat(), until.isoformat())
    if not found:
        return ()
    above = {None, *(area_rows.ancestors(work, area_id) if area_id else ())}
    return tuple(
        Days(date.fromisoformat(row.from_on), date.fromisoformat(row.until_on))
        for row in found
        if row.area_id in above
    )
