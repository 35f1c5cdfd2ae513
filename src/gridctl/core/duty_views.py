"""Duties and shifts as they leave the services: frozen values, keys as in JSON."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from typing import ClassVar

from gridctl.core.duties import Duty, DutyRules, PostRule, Shift, Terms
from gridctl.core.errors import N_, NotFound
from gridctl.core.nearest import nearest
from gridctl.core.pack_values import Label
from gridctl.core.weekdays import show_weekdays

Both = dict[str, str]
"""A text in both languages, by ``en`` and ``zh``; either may be empty."""


@dataclass(frozen=True, slots=True)
class DutyView:
    """A kind of work. `hours` is the longest turn, `hard` 0 to 5, `checkin` in minutes, `actions` in order.

    An empty post of a `critical` one is red.
    """

    KIND: ClassVar[str] = "duty"
    code: str
    title: Both
    skills: tuple[str, ...]
    tier: str | None
    outdoors: bool
    hours: int | None
    hard: int
    critical: bool
    checkin: int | None
    actions: tuple[Both, ...]


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A template of a shift by the clock on the wall; it ends on the next day where that is no later."""

    KIND: ClassVar[str] = "shift"
    code: str
    title: Both
    letter: str
    start: str
    end: str
    night: bool


@dataclass(frozen=True, slots=True)
class PostRuleView:
    """Posts that a pack makes where it is applied; `each` is how many residents one is for. No shifts: all."""

    KIND: ClassVar[str] = "post_rule"
    duty: str
    per: str
    each: int | None
    shifts: tuple[str, ...]
    least: int
    best: int
    skills: tuple[str, ...]
    crew: str | None
    standby: bool


@dataclass(frozen=True, slots=True)
class TermsRow:
    """How much members of a tier may work, all of them where it is None: hours and days, as in `core.duties`."""

    KIND: ClassVar[str] = "terms"
    tier: str | None
    day_hours: int | None
    week_hours: int | None
    rest_hours: int | None
    days_row: int | None
    nights_row: int | None
    weekdays: str | None
    shifts: tuple[str, ...] | None


def rule_view(rule: PostRule) -> PostRuleView:
    """Return a rule of posts as plain values."""
    return PostRuleView(
        rule.duty,
        str(rule.per),
        rule.each,
        rule.shifts,
        rule.least,
        rule.best,
        rule.skills,
        rule.crew,
        rule.standby,
    )


def terms_rows(rules: DutyRules) -> Iterator[TermsRow]:
    """Yield what holds for all, then for each tier that has terms of its own."""
    if rules.terms == Terms() and not rules.tiers:
        return
    for tier, terms in ((None, rules.terms), *((tier, rules.terms_of(tier)) for tier in rules.tiers)):
        yield TermsRow(
            tier and str(tier),
            terms.day_hours,
            terms.week_hours,
            terms.rest_hours,
            terms.days_row,
            terms.nights_row,
            None if terms.weekdays is None else show_weekdays(terms.weekdays),
            terms.shifts,
        )


def duty_view(duty: Duty) -> DutyView:
    """Return a duty as plain values."""
    return DutyView(
        code=duty.code,
        title=_both(duty.title),
        skills=duty.skills,
        tier=str(duty.tier) if duty.tier else None,
        outdoors=duty.outdoors,
        hours=duty.hours,
        hard=duty.hard,
        critical=duty.emergency,
        checkin=duty.checkin,
        actions=tuple(map(_both, duty.actions)),
    )


def shift_view(shift: Shift) -> ShiftView:
    """Return a shift as plain values."""
    return ShiftView(
        shift.code, _both(shift.title), shift.letter, _clock(shift.start), _clock(shift.end), shift.night
    )


def _both(label: Label) -> Both:
    return {"en": label.en, "zh": label.zh}


def _clock(clock: time) -> str:
    return f"{clock:%H:%M}"


def find_duty(duties: Iterable[Duty], text: str) -> Duty:
    """Return the duty that is meant: its code, its title in either language, or a part of the Chinese one that no
    other has; NotFound names the nearest.
    """
    known = {one.code: one for one in duties}
    found = _meant(known, text)
    if found is None:
        raise _unknown(
            N_("there is no duty {name}"), N_("see what there is: gridctl duty catalogue"), known, text
        )
    return known[found]


def find_shift(shifts: Iterable[Shift], text: str) -> Shift:
    """Return the shift that is meant: its code, letter or title in either language; NotFound names the nearest."""
    known = {one.code: one for one in shifts}
    letters = {one.letter.casefold(): one.code for one in known.values()}
    found = _meant(known, text) or letters.get(text.strip().casefold())
    if found is None:
        raise _unknown(
            N_("there is no shift {name}"), N_("see what there is: gridctl duty shifts"), known, text
        )
    return known[found]


def _meant(known: "dict[str, Duty] | dict[str, Shift]", text: str) -> str | None:
    word = text.strip().casefold()
    for code, one in known.items():
        if word in {code, one.title.en.casefold(), one.title.zh.casefold()} or word.replace("-", "_") == code:
            return code
    part = [code for code, one in known.items() if word and word in one.title.zh.casefold()]
    return part[0] if len(part) == 1 else None


def _unknown(message: str, hint: str, known: "dict[str, Duty] | dict[str, Shift]", text: str) -> NotFound:
    names = {name: code for code, one in known.items() for name in (code, one.title.en, one.title.zh) if name}
    near = names.get(nearest(text, names), "")
    return NotFound(
        message,
        hint=N_("did you mean {near}? Known: {known}") if near else (N_("known: {known}") if known else hint),
        name=text,
        near=near,
        known=", ".join(known),
    )
