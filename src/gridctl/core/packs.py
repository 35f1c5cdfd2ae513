"""Reads pack files: TOML text or parsed data in, a resolved `Pack` out, or every problem at once.

A pack may say ``extends = "routine"`` and then holds only what differs:

- a table of limits or a category takes over only the keys that are written;
- lists of words grow, and a word that begins with ``-`` is taken out of the inherited list;
- labels, emergency numbers and purges are replaced one by one;
- new categories stand behind the inherited ones, but before `other`;
- duties and shifts grow too, rules of posts are replaced as a whole (`core.pack_duty`).

Later versions add tables of their own: each one becomes a key of `TOP`, with
a reader here and a field with a default in `Pack`.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import time

from gridctl.core import pack_duty
from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.core.pack import Pack
from gridctl.core.pack_category import check_limits, read_categories, read_limits
from gridctl.core.pack_checklist import read_checklists
from gridctl.core.pack_clock import ClockRules
from gridctl.core.pack_clock_rules import (
    check_working,
    read_calendars,
    read_escalation,
    read_levels,
    read_wait,
)
from gridctl.core.pack_reading_rules import read_reading
from gridctl.core.pack_rules import BadPack, Checker
from gridctl.core.pack_signals import read_signals
from gridctl.core.pack_values import (
    CallKind,
    Category,
    Keywords,
    Label,
    Limit,
    Purge,
    PurgeKind,
)
from gridctl.core.toml import not_toml
from gridctl.core.words import AreaKind, Channel, Level, TeamKind, Tier, Urgency

__all__ = ["BadPack", "Category", "Limit", "Pack", "load_pack", "parse_pack", "read_pack"]

TOP = (
    "pack",
    "report",
    "emergency",
    "limits",
    "urgency",
    "category",
    "labels",
    "purge",
    "calendars",
    "level",
    "escalation",
    "waiting",
    "reading",
    *pack_duty.TOP,
    "checklist",
    "signals",
)
ABOUT_KEYS = ("name", "title", "about", "version", "extends")
# What [labels] can rename; skills are free, the others name codes that exist.
LABEL_KINDS: Mapping[str, tuple[str, ...] | None] = {
    "areas": tuple(AreaKind),
    "levels": tuple(Level),
    "channels": tuple(Channel),
    "tiers": tuple(Tier),
    "teams": tuple(TeamKind),
    "skills": None,
}

Base = Callable[[str], Pack]
_COUNTRY = re.compile(r"[A-Z]{2}")
_EMPTY = Pack("", Label(), Label(), "", time(), {}, ())


def load_pack(name: str, find: Callable[[str], tuple[str, str]]) -> Pack:
    """Read the pack `name` and those that it extends.

    `find` returns (file, text) of a name and raises NotFound where there is none. Raises BadPack, also for
    packs that extend each other in a circle.
    """
    return _load(name, find, ())


def read_pack(text: str, *, file: str, base: Base | None = None) -> Pack:
    """Read the text of a TOML file; see `parse_pack`. What is not TOML is BadPack with its line."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadPack([not_toml(error, file, text)]) from None
    return parse_pack(data, file=file, text=text, base=base)


def parse_pack(data: Mapping[str, object], *, file: str, text: str = "", base: Base | None = None) -> Pack:
    """Read a parsed TOML file into a resolved pack.

    `text` is the file's text, for line numbers. `base` returns the pack that an ``extends`` names and raises
    NotFound where there is none. Raises BadPack with all problems: each says file, line, key and remedy.
    """
    check = Checker(file, text)
    top = check.table(data, (), TOP)
    about = check.table(top.get("pack"), ("pack",), ABOUT_KEYS)
    for key in ("name", "title", "about", "version"):
        check.required(about, ("pack",), key)
    old = _extended(check, about.get("extends"), base)
    if old is None:
        check.done()
        raise AssertionError  # an unknown base is a problem
    report = check.table(top.get("report"), ("report",), ("hour_of_return",))
    labels = _labels(check, top.get("labels"), old.labels)
    use, working = read_calendars(check, top.get("calendars"), old.clocks)
    check.workday_ms = working.day_ms
    limits = _common_limits(check, top.get("limits"), old)
    categories = read_categories(check, top.get("category"), old.categories, labels.get("skills", {}))
    pack = Pack(
        name=check.code(about.get("name"), ("pack", "name")) or "",
        title=check.label(about.get("title"), ("pack", "title")) or Label(),
        about=check.label(about.get("about"), ("pack", "about")) or Label(),
        version=check.text(about.get("version"), ("pack", "version"), 40) or "",
        hour_of_return=check.clock(report.get("hour_of_return"), ("report", "hour_of_return"))
        or old.hour_of_return,
        limits=limits,
        categories=categories,
        urgency=_urgency(check, top.get("urgency"), old.urgency),
        emergency=_emergency(check, top.get("emergency"), old.emergency),
        labels=labels,
        purge=_purge(check, top.get("purge"), old.purge),
        wait_ms=read_wait(check, top.get("waiting"), old.wait_ms),
        clocks=ClockRules(
            use,
            working,
            read_levels(check, top.get("level"), old.clocks),
            read_escalation(check, top.get("escalation"), old.clocks),
        ),
        reading=read_reading(
            check, top.get("reading"), old.reading, frozenset(one.code for one in categories)
        ),
        duty=pack_duty.read_duty(check, top, old.duty, labels.get("skills", {})),
        checklists=read_checklists(
            check, top.get("checklist"), old.checklists, frozenset(one.code for one in categories)
        ),
        signals=read_signals(check, top.get("signals"), old.signals),
    )
    check_limits(check, pack, top.get("category"))
    check_working(check, pack)
    check.done()
    return pack


def _load(name: str, find: Callable[[str], tuple[str, str]], above: tuple[str, ...]) -> Pack:
    file, text = find(name)
    if name in above:
        raise BadPack(
            [
                BadInput(
                    N_("{file}, line {line}: {key}: the packs {circle} extend each other in a circle"),
                    hint=N_("one of them must stand by itself"),
                    file=file,
                    line=Checker(file, text).line(("pack", "extends")),
                    key="pack.extends",
                    circle=", ".join(above),
                )
            ]
        )
    return read_pack(text, file=file, base=lambda other: _load(other, find, (*above, name)))


def _extended(check: Checker, value: object, base: Base | None) -> Pack | None:
    """Return the pack to inherit from, an empty one where none is named, None where it is unknown."""
    name = check.text(value, ("pack", "extends"))
    if name is None:
        return _EMPTY
    try:
        if base is not None:
            return base(name)
    except NotFound:
        pass
    check.problem(
        ("pack", "extends"),
        N_("{file}, line {line}: {key}: there is no pack {value}"),
        N_("gridctl pack list shows those that can be extended"),
        value=name,
    )
    return None


def _common_limits(check: Checker, value: object, old: Pack) -> Mapping[Urgency, Limit]:
    limits = read_limits(check, value, ("limits",), old.limits)
    given = value if isinstance(value, Mapping) else {}
    for urgency in Urgency:
        if urgency not in limits and urgency not in given:
            check.required({}, ("limits",), urgency.value)
    return limits


def _urgency(check: Checker, value: object, old: Mapping[Urgency, Keywords]) -> Mapping[Urgency, Keywords]:
    words = dict(old)
    for code, one in check.table(value, ("urgency",), [word.value for word in Urgency]).items():
        urgency = Urgency(code)
        words[urgency] = check.keywords(one, ("urgency", code), words.get(urgency, Keywords()))
    return words


def _emergency(
    check: Checker, value: object, old: Mapping[str, Mapping[CallKind, str]]
) -> Mapping[str, Mapping[CallKind, str]]:
    numbers = dict(old)
    for country, one in check.table(value, ("emergency",)).items():
        path = ("emergency", country)
        if not _COUNTRY.fullmatch(country):
            check.problem(
                path,
                N_("{file}, line {line}: {key} is not a country"),
                N_("write its two letters as in CN or US; EU is for all countries of the Union"),
            )
            continue
        found = dict(numbers.get(country, {}))
        for kind, number in check.table(one, path, [kind.value for kind in CallKind]).items():
            text = check.text(number, (*path, kind), 20)
            if text is not None:
                found[CallKind(kind)] = text
        numbers[country] = found
    return numbers


def _labels(
    check: Checker, value: object, old: Mapping[str, Mapping[str, Label]]
) -> Mapping[str, Mapping[str, Label]]:
    labels = dict(old)
    for kind, one in check.table(value, ("labels",), LABEL_KINDS).items():
        found = dict(labels.get(kind, {}))
        for code, text in check.table(one, ("labels", kind), LABEL_KINDS[kind]).items():
            path = ("labels", kind, code)
            label = check.label(text, path)
            if check.code(code, path) is not None and label is not None:
                found[code] = label
        labels[kind] = found
    return labels


def _purge(check: Checker, value: object, old: tuple[Purge, ...]) -> tuple[Purge, ...]:
    purges = {purge.kind: purge for purge in old}
    for code, one in check.table(value, ("purge",), [kind.value for kind in PurgeKind]).items():
        path, kind = ("purge", code), PurgeKind(code)
        table = check.table(one, path, ("days", "title"))
        before = purges.get(kind)
        if before is None:
            check.required(table, path, "days")
            check.required(table, path, "title")
        days = check.days(table.get("days"), (*path, "days"))
        title = check.label(table.get("title"), (*path, "title"))
        usual = before or Purge(kind, 0, Label())
        purges[kind] = Purge(kind, usual.days if days is None else days, title or usual.title)
    return tuple(purges.values())
