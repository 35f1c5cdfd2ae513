"""What `pack list`, `pack show` and `pack check` tell of packs: frozen values, keys as in JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from gridctl.core.calendars import ALWAYS_CODE
from gridctl.core.duty_views import (
    DutyView,
    PostRuleView,
    ShiftView,
    TermsRow,
    duty_view,
    rule_view,
    shift_view,
    terms_rows,
)
from gridctl.core.pack import Pack
from gridctl.core.pack_clock import DAYS, Escalation, Working
from gridctl.core.pack_clock_rules import show_hours
from gridctl.core.pack_values import Category, Keywords, Label, Limit
from gridctl.core.times import DAY_MS, HOUR_MS, MINUTE_MS
from gridctl.core.words import Urgency

Both = dict[str, str]
"""A text in both languages, by ``en`` and ``zh``; either may be empty."""


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack that can be applied: built in, or kept in the store since it was (`own`).

    `default` marks the store's own one; `operations` are the numbers of those that run with it.
    """

    KIND: ClassVar[str] = "pack"
    name: str
    status: str
    title: Both
    version: str
    categories: int
    default: bool
    operations: tuple[int, ...]
    about: Both
    hash: str


@dataclass(frozen=True, slots=True)
class CategoryView:
    """One category. `limits` by urgency: ``respond``, ``assign``, ``accept``, ``resolve`` as ``4h``, or none."""

    KIND: ClassVar[str] = "category"
    code: str
    title: Both
    urgency: str
    clock: bool
    confidential: bool
    limits: dict[str, dict[str, str | None]]
    keywords: dict[str, list[str]]
    hints: dict[str, list[str]]
    skills: tuple[str, ...]
    call: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackView:
    """All of one pack. `urgency_words` raise or lower the urgency, `emergency` are numbers by country.

    `calendar` is that of limits that name none, `working` the hours of its working days; `levels` are limits
    of requests that come in there; `escalation` is what goes up by itself, by urgency; `wait` the longest.
    `posts` are rules by which posts are made where the pack is applied, `signals` where the colours begin, in
    hundredths.
    """

    KIND: ClassVar[str] = "pack"
    name: str
    status: str
    version: str
    title: Both
    about: Both
    hour_of_return: str
    hash: str
    limits: dict[str, dict[str, str | None]]
    categories: tuple[CategoryView, ...]
    urgency_words: dict[str, dict[str, list[str]]]
    emergency: dict[str, dict[str, str]]
    labels: dict[str, dict[str, Both]]
    purge: tuple[dict[str, Any], ...]
    calendar: str = ALWAYS_CODE
    working: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[str, dict[str, str | None]]] = field(default_factory=dict)
    escalation: dict[str, dict[str, Any]] = field(default_factory=dict)
    wait: str | None = None
    duties: tuple[DutyView, ...] = ()
    shifts: tuple[ShiftView, ...] = ()
    posts: tuple[PostRuleView, ...] = ()
    terms: tuple[TermsRow, ...] = ()
    signals: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """One problem of a pack file; `nearest` is the known word that was probably meant."""

    KIND: ClassVar[str] = "problem"
    file: str
    line: int | None
    key: str
    nearest: str
    problem: str
    hint: str


def both(label: Label) -> Both:
    """Return a label as plain data."""
    return {"en": label.en, "zh": label.zh}


def span_text(ms: int | None) -> str | None:
    """Return a duration as pack files write it, in its largest whole unit: ``30m``, ``4h``, ``3d``."""
    if ms is None:
        return None
    for unit, letter in ((DAY_MS, "d"), (HOUR_MS, "h")):
        if ms and ms % unit == 0:
            return f"{ms // unit}{letter}"
    return f"{ms // MINUTE_MS}m"


def pack_row(pack: Pack, status: str, *, default: bool, operations: tuple[int, ...]) -> PackRow:
    """Return a pack as a line of a list."""
    return PackRow(
        name=pack.name,
        status=status,
        title=both(pack.title),
        version=pack.version,
        categories=len(pack.categories),
        default=default,
        operations=operations,
        about=both(pack.about),
        hash=pack.content_hash,
    )


def pack_view(pack: Pack, status: str) -> PackView:
    """Return everything that a pack holds."""
    return PackView(
        name=pack.name,
        status=status,
        version=pack.version,
        title=both(pack.title),
        about=both(pack.about),
        hour_of_return=f"{pack.hour_of_return:%H:%M}",
        hash=pack.content_hash,
        limits={str(urgency): _limit(limit) for urgency, limit in pack.limits.items()},
        categories=tuple(_category(pack, one) for one in pack.categories),
        urgency_words={str(urgency): _words(words) for urgency, words in pack.urgency.items()},
        emergency={
            country: {str(kind): number for kind, number in numbers.items()}
            for country, numbers in pack.emergency.items()
        },
        labels={
            kind: {code: both(label) for code, label in labels.items()}
            for kind, labels in pack.labels.items()
        },
        purge=tuple(
            {"kind": str(one.kind), "days": one.days, "title": both(one.title)} for one in pack.purge
        ),
        calendar=pack.clocks.use,
        working=_working(pack.clocks.working),
        levels={
            str(level): {str(urgency): _limit(limit) for urgency, limit in limits.items()}
            for level, limits in pack.clocks.levels.items()
        },
        escalation={str(urgency): _rule(rule) for urgency, rule in pack.clocks.escalation.items()},
        wait=span_text(pack.wait_ms),
        duties=tuple(map(duty_view, pack.duty.duties)),
        shifts=tuple(map(shift_view, pack.duty.shifts)),
        posts=tuple(map(rule_view, pack.duty.posts)),
        terms=tuple(terms_rows(pack.duty)),
        signals=asdict(pack.signals),
    )


def _limit(limit: Limit) -> dict[str, str | None]:
    return {
        "respond": span_text(limit.respond_ms),
        "resolve": span_text(limit.resolve_ms),
        "assign": span_text(limit.assign_ms),
        "accept": span_text(limit.accept_ms),
        "calendar": limit.calendar,
    }


def _working(working: Working) -> dict[str, str]:
    """Return the hours of each weekday, and whose holidays are off."""
    hours = {day: show_hours(one) for day, one in zip(DAYS, working.week, strict=True) if one}
    return hours | {"holidays": working.holidays}


def _rule(rule: Escalation) -> dict[str, Any]:
    names = ("add", "overdue", "unreached", "unassigned", "again")
    return {name: span_text(getattr(rule, name)) for name in names} | {
        "from": [str(one) for one in rule.levels]
    }


def _category(pack: Pack, category: Category) -> CategoryView:
    limits = {urgency: pack.limit(category.code, urgency) for urgency in Urgency}
    return CategoryView(
        code=category.code,
        title=both(category.title),
        urgency=str(category.urgency),
        clock=category.clock,
        confidential=category.confidential,
        limits={str(urgency): _limit(limit) for urgency, limit in limits.items()},
        keywords=_words(category.keywords),
        hints=_words(category.hints),
        skills=category.skills,
        call=tuple(str(kind) for kind in category.call),
    )


def _words(words: Keywords) -> dict[str, list[str]]:
    return {"en": list(words.en), "zh": list(words.zh)}


def names_of(packs: list[Pack]) -> Mapping[str, Mapping[str, Both]]:
    """Return what packs call things, categories among them; a later pack goes before an earlier one."""
    found: dict[str, dict[str, Both]] = {}
    for pack in packs:
        titles = {
            "categories": {one.code: one.title for one in pack.categories},
            "duties": {one.code: one.title for one in pack.duty.duties},
            "shifts": {one.code: one.title for one in pack.duty.shifts},
        }
        for kind, labels in {**pack.labels, **titles}.items():
            found.setdefault(kind, {}).update({code: both(label) for code, label in labels.items()})
    return found
