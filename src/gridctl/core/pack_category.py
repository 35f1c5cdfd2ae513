"""Reads the categories and time limits of a pack file, over those that it inherits."""

from collections.abc import Mapping

from gridctl.core.calendars import WORKING_CODE
from gridctl.core.errors import N_
from gridctl.core.nearest import nearest
from gridctl.core.pack import Pack
from gridctl.core.pack_clock import CALENDARS
from gridctl.core.pack_lines import Path
from gridctl.core.pack_rules import Checker
from gridctl.core.pack_values import OTHER, CallKind, Category, Label, Limit
from gridctl.core.words import Urgency

KEYS = (
    "code",
    "title",
    "keywords",
    "hints",
    "urgency",
    "skills",
    "confidential",
    "clock",
    "call",
    "limits",
    "calendar",
)
LIMIT_KEYS = ("respond", "assign", "accept", "resolve", "calendar")


def read_limits(
    check: Checker, value: object, path: Path, old: Mapping[Urgency, Limit]
) -> dict[Urgency, Limit]:
    """Return limits by urgency; what a table does not say stays as in `old`."""
    limits = dict(old)
    for code, one in check.table(value, path, [word.value for word in Urgency]).items():
        here = (*path, code)
        limits[Urgency(code)] = _limit(check, check.table(one, here, LIMIT_KEYS), here).over(
            limits.get(Urgency(code), Limit())
        )
    return limits


def _limit(check: Checker, table: Mapping[str, object], path: Path) -> Limit:
    """Return one line of limits; one in working days counts by the working calendar."""
    times = {name: check.duration(table.get(name), (*path, name)) for name in LIMIT_KEYS[:-1]}
    calendar = check.choice(table.get("calendar"), (*path, "calendar"), CALENDARS)
    if calendar is None and any(str(table.get(name, "")).endswith("wd") for name in LIMIT_KEYS[:-1]):
        calendar = WORKING_CODE
    return Limit(
        times["respond"],
        times["resolve"],
        assign_ms=times["assign"],
        accept_ms=times["accept"],
        calendar=calendar,
    )


def read_categories(
    check: Checker, value: object, old: tuple[Category, ...], skills: Mapping[str, Label]
) -> tuple[Category, ...]:
    """Return the inherited categories with the file's changes, new ones behind them, `other` last."""
    categories = {category.code: category for category in old}
    lines: dict[str, int | str] = {}
    for place, one in enumerate(check.items(value, ("category",))):
        path: Path = ("category", place)
        table = check.table(one, path, KEYS)
        check.required(table, path, "code")
        code = check.code(table.get("code"), (*path, "code"))
        if code is None:
            continue
        if code in lines:
            check.problem(
                (*path, "code"),
                N_("{file}, line {line}: {key}: the category {category} stands here a second time"),
                N_("the first is in line {first}; make one of both"),
                category=code,
                first=lines[code],
            )
        lines.setdefault(code, check.line(path))
        if code not in categories:
            check.required(table, path, "title")
        before = categories.get(code, Category(code, Label()))
        categories[code] = _category(check, table, path, before, skills)
    if OTHER not in categories:
        check.problem(
            ("category",),
            N_("{file}, line {line}: the category {category} is missing"),
            N_('what fits nowhere goes there; add it, or write extends = "routine" under [pack]'),
            category=OTHER,
        )
    return tuple(sorted(categories.values(), key=lambda category: category.code == OTHER))


def check_limits(check: Checker, pack: Pack, value: object) -> None:
    """Note limits that leave less time to resolve than to respond; `value` is the file's own list."""
    for urgency, limit in pack.limits.items():
        _check_order(check, ("limits", urgency.value), limit, f"{pack.name or '-'}/*/{urgency}")
    items = list(value) if isinstance(value, list | tuple) else []
    places = {str(one.get("code")): place for place, one in enumerate(items) if isinstance(one, Mapping)}
    for category in pack.categories:
        for urgency in category.limits:
            path: Path = ("limits", urgency.value)
            if category.code in places:
                path = ("category", places[category.code], *path)
            limit = pack.limit(category.code, urgency)
            _check_order(check, path, limit, limit.rule)


def _check_order(check: Checker, path: Path, limit: Limit, rule: str) -> None:
    if limit.respond_ms and limit.resolve_ms and limit.respond_ms > limit.resolve_ms:
        check.problem(
            path,
            N_("{file}, line {line}: {key}: {rule} leaves less time to resolve than to respond"),
            N_("raise resolve or lower respond"),
            rule=rule,
        )


def _category(
    check: Checker,
    table: Mapping[str, object],
    path: Path,
    before: Category,
    skills: Mapping[str, Label],
) -> Category:
    urgency = check.choice(table.get("urgency"), (*path, "urgency"), Urgency)
    confidential = check.flag(table.get("confidential"), (*path, "confidential"))
    clock = check.flag(table.get("clock"), (*path, "clock"))
    calendar = check.choice(table.get("calendar"), (*path, "calendar"), CALENDARS)
    category = Category(
        code=before.code,
        title=check.label(table.get("title"), (*path, "title")) or before.title,
        urgency=Urgency(urgency) if urgency else before.urgency,
        keywords=check.keywords(table.get("keywords"), (*path, "keywords"), before.keywords),
        hints=check.keywords(table.get("hints"), (*path, "hints"), before.hints),
        skills=read_skills(check, table, path, skills) if "skills" in table else before.skills,
        confidential=before.confidential if confidential is None else confidential,
        clock=before.clock if clock is None else clock,
        call=_calls(check, table, path) if "call" in table else before.call,
        limits=read_limits(check, table.get("limits"), (*path, "limits"), before.limits),
        calendar=calendar or before.calendar,
    )
    if table.get("limits") and not category.clock:
        check.problem(
            (*path, "limits"),
            N_("{file}, line {line}: {key} cannot hold where clock is false"),
            N_("remove the limits, or the line clock = false"),
        )
    return category


def read_skills(
    check: Checker, table: Mapping[str, object], path: Path, known: Mapping[str, Label]
) -> tuple[str, ...]:
    """Return the skills of a table, each of which must have a label."""
    found: list[str] = []
    for place, one in enumerate(check.items(table.get("skills"), (*path, "skills"))):
        here = (*path, "skills", place)
        skill = check.code(one, here)
        if skill is None:
            continue
        if skill not in known:
            check.problem(
                here,
                N_("{file}, line {line}: {key}: the skill {value} has no label; nearest: {nearest}"),
                N_("add it under [labels.skills], or write one of: {known}"),
                value=skill,
                nearest=nearest(skill, known) or "-",
                known=", ".join(known),
            )
        elif skill not in found:
            found.append(skill)
    return tuple(found)


def _calls(check: Checker, table: Mapping[str, object], path: Path) -> tuple[CallKind, ...]:
    found: list[CallKind] = []
    for place, one in enumerate(check.items(table.get("call"), (*path, "call"))):
        kind = check.choice(one, (*path, "call", place), CallKind)
        if kind is not None and CallKind(kind) not in found:
            found.append(CallKind(kind))
    return tuple(found)
