"""A pack as a page for people: limits in one cell each, words as counts, both titles side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from gridctl.core.duty_views import DutyView, PostRuleView, ShiftView, TermsRow
from gridctl.core.pack_views import Both, CategoryView, PackView
from gridctl.core.words import Urgency
from gridctl.present.i18n import _
from gridctl.present.labels import label

_NONE: dict[str, str | None] = dict.fromkeys(("respond", "assign", "accept", "resolve", "calendar"))
_UP = ("overdue", "unreached", "unassigned", "again", "add")


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """One category; a limit is ``respond / resolve``."""

    KIND: ClassVar[str] = "category"
    code: str
    en: str
    zh: str
    urgency: str
    critical: str
    urgent: str
    normal: str
    low: str
    keywords: int
    marks: str


@dataclass(frozen=True, slots=True)
class LabelLine:
    """What one code is called."""

    KIND: ClassVar[str] = "label"
    kind: str
    code: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What happens to requests of one urgency as time passes; limits are those of the pack itself."""

    KIND: ClassVar[str] = "pack_rule"
    urgency: str
    level: str | None
    respond: str | None
    assign: str | None
    accept: str | None
    resolve: str | None
    calendar: str | None
    overdue: str | None
    unreached: str | None
    unassigned: str | None
    again: str | None
    add: str | None


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty; `actions` is how many steps its card has."""

    KIND: ClassVar[str] = "duty"
    code: str
    en: str
    zh: str
    actions: int
    skills: tuple[str, ...]
    tier: str | None
    outdoors: bool
    hours: int | None
    hard: int
    checkin: int | None


@dataclass(frozen=True, slots=True)
class PackPage:
    """A pack without its words."""

    KIND: ClassVar[str] = "pack"
    name: str
    status: str
    version: str
    title: Both
    about: Both
    hour_of_return: str
    emergency: str
    hash: str
    calendar: str
    working: dict[str, str]
    wait: str | None
    rules: tuple[RuleLine, ...]
    categories: tuple[CategoryLine, ...]
    duties: tuple[DutyLine, ...]
    shifts: tuple[ShiftView, ...]
    posts: tuple[PostRuleView, ...]
    terms: tuple[TermsRow, ...]
    labels: tuple[LabelLine, ...]
    purge: tuple[dict[str, Any], ...]
    signals: str


def pack_page(view: PackView) -> PackPage:
    """Return a pack as a page."""
    return PackPage(
        name=view.name,
        status=view.status,
        version=view.version,
        title=view.title,
        about=view.about,
        hour_of_return=view.hour_of_return,
        emergency="; ".join(f"{country} {_numbers(found)}" for country, found in view.emergency.items()),
        hash=view.hash,
        calendar=view.calendar,
        working=view.working,
        wait=view.wait,
        rules=tuple(_rules(view)),
        categories=tuple(_line(one) for one in view.categories),
        duties=tuple(map(_duty, view.duties)),
        shifts=view.shifts,
        posts=view.posts,
        terms=view.terms,
        labels=tuple(
            LabelLine(kind, code, label["en"], label["zh"])
            for kind, labels in view.labels.items()
            for code, label in labels.items()
        ),
        purge=view.purge,
        signals=_signals(view.signals),
    )


def _signals(rules: dict[str, Any]) -> str:
    """Return where the colours begin in words."""
    told = _(
        "due soon: {soon}% of the limit left; long overdue: {far}% gone by; a round behind: {behind}% missing"
    )
    shares = _(", ").join(f"{label(one, 'signals')} {share}%" for one, share in rules["share"].items())
    return told.format(**rules) + "; " + _("from below: {shares}").format(shares=shares)


def _rules(view: PackView) -> Iterator[RuleLine]:
    """Yield a line for each urgency, and one for each level that has limits of its own."""
    for urgency in Urgency:
        up = view.escalation.get(urgency, {})
        told = {name: up.get(name) for name in _UP}
        yield RuleLine(urgency=str(urgency), level=None, **view.limits.get(urgency, _NONE), **told)
    for level, limits in view.levels.items():
        for code, limit in limits.items():
            yield RuleLine(urgency=code, level=level, **limit, **dict.fromkeys(_UP))


def _numbers(numbers: dict[str, str]) -> str:
    return ", ".join(dict.fromkeys(numbers.values()))


def _line(category: CategoryView) -> CategoryLine:
    marks = [_("confidential")] if category.confidential else []
    if not category.clock:
        marks.append(_("no clock"))
    limits = {urgency: _limit(category.limits[urgency]) for urgency in Urgency}
    return CategoryLine(
        code=category.code,
        en=category.title["en"],
        zh=category.title["zh"],
        urgency=category.urgency,
        critical=limits[Urgency.CRITICAL],
        urgent=limits[Urgency.URGENT],
        normal=limits[Urgency.NORMAL],
        low=limits[Urgency.LOW],
        keywords=sum(map(len, category.keywords.values())),
        marks=_(", ").join(marks),
    )


def _duty(duty: DutyView) -> DutyLine:
    return DutyLine(
        code=duty.code,
        en=duty.title["en"],
        zh=duty.title["zh"],
        actions=len(duty.actions),
        skills=duty.skills,
        tier=duty.tier,
        outdoors=duty.outdoors,
        hours=duty.hours,
        hard=duty.hard,
        checkin=duty.checkin,
    )


def _limit(limit: dict[str, str | None]) -> str:
    respond, resolve = limit["respond"], limit["resolve"]
    return f"{respond or '-'} / {resolve or '-'}" if respond or resolve else "-"
