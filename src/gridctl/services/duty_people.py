"""People and posts as the rules of duty see them: terms, absences, skills, lifts, and turns near a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cached_property
from typing import Any

from gridctl.core.days import first_day, last_day
from gridctl.core.duties import Duty, DutyRules, Terms
from gridctl.core.duty_rules import TIER_RANK, Days, Demand, Stint, Who, times_of
from gridctl.core.skills import DOERS, skill_words
from gridctl.core.times import local, parse_date, to_ms
from gridctl.core.weekdays import days_of
from gridctl.core.words import Tier
from gridctl.services.office import Office
from gridctl.services.packs import Packs, rules_at
from gridctl.store import areas as area_rows
from gridctl.store import turns as rows
from gridctl.store.unit import Work

LOOK = timedelta(days=40)
"""So far around a day lists look for who works beside whom."""
_WEEK = 7
_DOERS = frozenset(DOERS)


def bits(mask: int) -> frozenset[int]:
    """Return the weekdays of a mask as a set, for rules that ask whether a day is among them."""
    return frozenset(days_of(mask))


def may_go(tier: Tier, demand: Demand) -> bool:
    """Tell whether a plan sends somebody of a tier to a post: those who hand out go where nobody else may."""
    high = demand.tier is not None and TIER_RANK[demand.tier] < TIER_RANK[Tier.HEAD]
    return tier in _DOERS or high


def on_day(office: Office, text: str) -> date:
    """Read a day as people write it."""
    return parse_date(text, office.now().date())


@dataclass(slots=True)
class Ground:
    """What packs say of duty where, read once for a unit of work."""

    office: Office
    work: Work
    at: int
    packs: Packs = field(init=False)
    _hashes: dict[int | None, str] = field(default_factory=dict)
    _rules: dict[str, DutyRules] = field(default_factory=dict)
    _terms: dict[tuple[str, str], Terms] = field(default_factory=dict)
    _words: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _lifts: dict[tuple[date, date], list[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read which packs are in force."""
        self.packs = Packs(self.work, self.office.settings.pack_hash)

    def hash_at(self, area_id: int | None) -> str:
        """Return the hash of the pack in force at an area."""
        if area_id not in self._hashes:
            self._hashes[area_id] = self.packs.in_force(area_id, self.at).hash
        return self._hashes[area_id]

    def rules(self, area_id: int | None) -> DutyRules:
        """Return what holds at an area; what a pack says is put together once."""
        key = self.hash_at(area_id)
        if key not in self._rules:
            self._rules[key] = rules_at(self.packs, area_id, self.at)
        return self._rules[key]

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
        key = (self.hash_at(area_id), code)
        if key not in self._words:
            own, usual = self.packs.by_hash(key[0]), self.packs.default().pack
            self._words[key] = skill_words(own, code) | skill_words(usual, code)
        return self._words[key]

    def usual_terms(self, area_id: int | None, tier: str) -> Terms:
        """Return how much the members of a tier may work at an area."""
        key = (self.hash_at(area_id), tier)
        if key not in self._terms:
            self._terms[key] = self.rules(area_id).terms_of(Tier(tier))
        return self._terms[key]

    def lifted(self, area_id: int | None, since: date, until: date) -> tuple[Days, ...]:
        """Return on which days the limits of hours and rest are set aside at an area (None: everywhere)."""
        key = (since, until)
        if key not in self._lifts:
            self._lifts[key] = rows.lifts(self.work, since.isoformat(), until.isoformat())
        if not self._lifts[key]:
            return ()
        above = {None, *(area_rows.ancestors(self.work, area_id) if area_id else ())}
        return tuple(
            Days(date.fromisoformat(row.from_on), date.fromisoformat(row.until_on))
            for row in self._lifts[key]
            if row.area_id in above
        )


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


def span_at(office: Office, starts: int, ends: int, day: date) -> tuple[int, int]:
    """Return from when to when (UTC ms) a shift of these minutes after midnight runs that begins on a day."""

    def at(on: date, minute: int) -> int:
        return to_ms(local(on, time(*divmod(minute % 1440, 60)), office.zone))

    return times_of(day, starts, ends, at)


def stint_at(office: Office, post: Any, day: date) -> Stint:  # noqa: ANN401
    """Return a turn that somebody would have at a post on a day."""
    start, end = span_at(office, post.starts, post.ends, day)
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
            self.terms(member),
            tuple(self.absences.get(member.id, ())),
            frozenset(self.apart.get(member.id, ())),
        )

    def terms(self, member: Any) -> Terms:  # noqa: ANN401
        """Return how much somebody may work: own terms over those of the tier over the pack's."""
        usual, own = self.ground.usual_terms(member.area_id, member.tier), self.own.get(member.id)
        return own.over(usual) if own else usual

    @cached_property
    def turns(self) -> dict[int, list[Any]]:
        """The rows of each one's turns around the days, by their beginning."""
        look = timedelta(days=self._row())
        since, until = (self.since - look).isoformat(), (self.until + look).isoformat()
        found: dict[int, list[Any]] = defaultdict(list)
        for row in rows.near(self.ground.work, self.numbers, since, until, drafts=self.drafts):
            found[row.member_id].append(row)
        return found

    def _row(self) -> int:
        """Return how many days around the rules look: a week, and the longest row that anybody's terms know."""
        rules = [pack.duty for pack in self.ground.packs.all_now()]
        terms = [*self.own.values(), *(one for some in rules for one in (some.terms, *some.tiers.values()))]
        return max([_WEEK, *(1 + (one or 0) for some in terms for one in (some.days_row, some.nights_row))])
