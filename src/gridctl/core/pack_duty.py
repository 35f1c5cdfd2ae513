"""Reads what a pack file says of duty: duties, shifts, rules of posts, how much somebody may work.

Duties and shifts of a pack that is extended stay, new ones stand behind them, and one with the same code takes
over only the keys that are written. Rules of posts are replaced as a whole: those of everyday would stand beside
those of an emergency else.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import time

from gridctl.core.duties import Duty, DutyRules, Per, PostRule, Shift, Terms
from gridctl.core.errors import N_
from gridctl.core.nearest import nearest
from gridctl.core.pack_category import read_skills
from gridctl.core.pack_clock import DAYS
from gridctl.core.pack_lines import Path
from gridctl.core.pack_rules import Checker
from gridctl.core.pack_values import Label
from gridctl.core.words import Tier

TOP = ("duty", "shift", "posts", "terms")
"""The keys of a pack file that are read here."""
HARDEST = 5

_TERMS = tuple(one.name for one in fields(Terms))
TERM_LIMITS = {"day_hours": 24, "week_hours": 168, "rest_hours": 72, "days_row": 60, "nights_row": 60}
"""The most that each of the numbers can be."""
_POST_KEYS = ("duty", "per", "shifts", "least", "best", "each", "standby", "crew", "skills")
_MOST_PEOPLE = 500


def read_duty(
    check: Checker, top: Mapping[str, object], old: DutyRules, skills: Mapping[str, Label]
) -> DutyRules:
    """Return the inherited rules with the file's changes; `skills` are those that the pack has labels for."""
    duties = _duties(check, top.get("duty"), old, skills)
    shifts = _shifts(check, top.get("shift"), old)
    found = DutyRules(duties, shifts, old.posts, old.terms, old.tiers)
    terms, tiers = _all_terms(check, top.get("terms"), found)
    if "posts" in top:
        found = replace(found, posts=_posts(check, top["posts"], found, skills))
    return replace(found, terms=terms, tiers=tiers)


def _twice(check: Checker, path: Path, code: str, lines: dict[str, int | str]) -> None:
    """Note a code that stands in the file a second time."""
    if code in lines:
        check.problem(
            (*path, "code"),
            N_("{file}, line {line}: {key}: {value} stands here a second time"),
            N_("the first is in line {first}; make one of both"),
            value=code,
            first=lines[code],
        )
    lines.setdefault(code, check.line(path))


def _duties(check: Checker, value: object, old: DutyRules, skills: Mapping[str, Label]) -> tuple[Duty, ...]:
    duties = {one.code: one for one in old.duties}
    lines: dict[str, int | str] = {}
    for place, one in enumerate(check.items(value, ("duty",))):
        path: Path = ("duty", place)
        table = check.table(one, path, [field.name for field in fields(Duty)])
        check.required(table, path, "code")
        code = check.code(table.get("code"), (*path, "code"))
        if code is None:
            continue
        _twice(check, path, code, lines)
        if code not in duties:
            check.required(table, path, "title")
            check.required(table, path, "actions")
        duties[code] = _duty(check, table, path, duties.get(code, Duty(code, Label())), skills)
    return tuple(duties.values())


def _duty(
    check: Checker, table: Mapping[str, object], path: Path, before: Duty, skills: Mapping[str, Label]
) -> Duty:
    changes: dict[str, object] = {"title": check.label(table.get("title"), (*path, "title"))}
    if "actions" in table:
        steps = enumerate(check.items(table["actions"], (*path, "actions")))
        found = [check.label(step, (*path, "actions", number)) for number, step in steps]
        changes["actions"] = tuple(step for step in found if step)
    if "skills" in table:
        changes["skills"] = read_skills(check, table, path, skills)
    tier = check.choice(table.get("tier"), (*path, "tier"), Tier)
    changes["tier"] = Tier(tier) if tier else None
    for name in ("outdoors", "emergency"):
        changes[name] = check.flag(table.get(name), (*path, name))
    for name, least, most in (("hours", 1, 24), ("hard", 0, HARDEST), ("checkin", 5, 1440)):
        changes[name] = check.number(table.get(name), (*path, name), least, most)
    return replace(before, **{name: new for name, new in changes.items() if new is not None})  # type: ignore[arg-type]


def _shifts(check: Checker, value: object, old: DutyRules) -> tuple[Shift, ...]:
    shifts = {one.code: one for one in old.shifts}
    lines: dict[str, int | str] = {}
    for place, one in enumerate(check.items(value, ("shift",))):
        path: Path = ("shift", place)
        table = check.table(one, path, [field.name for field in fields(Shift)])
        check.required(table, path, "code")
        code = check.code(table.get("code"), (*path, "code"))
        if code is None:
            continue
        _twice(check, path, code, lines)
        if code not in shifts:
            for name in ("title", "letter", "start", "end"):
                check.required(table, path, name)
        before = shifts.get(code, Shift(code, Label(), "?", time(), time()))
        start, end = (check.clock(table.get(name), (*path, name)) for name in ("start", "end"))
        night = check.flag(table.get("night"), (*path, "night"))
        shifts[code] = Shift(
            code,
            check.label(table.get("title"), (*path, "title")) or before.title,
            check.text(table.get("letter"), (*path, "letter"), 2) or before.letter,
            before.start if start is None else start,
            before.end if end is None else end,
            before.night if night is None else night,
        )
    return tuple(shifts.values())


def _known(check: Checker, value: object, path: Path, known: Mapping[str, object]) -> str | None:
    """Return a code that must be one of those that the pack has."""
    code = check.code(value, path)
    if code is None or code in known:
        return code
    check.problem(
        path,
        N_("{file}, line {line}: {key}: this pack has no {value}; nearest: {nearest}"),
        N_("known: {known}"),
        value=code,
        nearest=nearest(code, known) or "-",
        known=", ".join(known),
    )
    return None


def _codes(check: Checker, value: object, path: Path, known: Mapping[str, object]) -> tuple[str, ...]:
    found = [_known(check, one, (*path, place), known) for place, one in enumerate(check.items(value, path))]
    return tuple(dict.fromkeys(code for code in found if code))


def _posts(
    check: Checker, value: object, rules: DutyRules, skills: Mapping[str, Label]
) -> tuple[PostRule, ...]:
    duties = {one.code: one for one in rules.duties}
    shifts = {one.code: one for one in rules.shifts}
    found: list[PostRule] = []
    for place, one in enumerate(check.items(value, ("posts",))):
        path: Path = ("posts", place)
        table = check.table(one, path, _POST_KEYS)
        check.required(table, path, "duty")
        check.required(table, path, "per")
        duty = _known(check, table.get("duty"), (*path, "duty"), duties)
        per = check.choice(table.get("per"), (*path, "per"), Per)
        each = check.number(table.get("each"), (*path, "each"), 1, 1_000_000)
        if (per == Per.RESIDENTS) != ("each" in table):
            check.problem(
                (*path, "each"),
                N_("{file}, line {line}: {key} and per = residents belong together"),
                N_('write how many residents one post is for: per = "residents", each = 500'),
            )
        least = check.number(table.get("least"), (*path, "least"), 0, _MOST_PEOPLE)
        best = check.number(table.get("best"), (*path, "best"), 1, _MOST_PEOPLE)
        least = min(1, best or 1) if least is None else least
        if best is not None and best < least:
            check.problem(
                (*path, "best"),
                N_("{file}, line {line}: {key} is less than least"),
                N_("least is the headcount that must be there, best the one that should be"),
            )
        rule = PostRule(
            duty=duty or "",
            per=Per(per) if per else Per.AREA,
            shifts=_codes(check, table.get("shifts"), (*path, "shifts"), shifts),
            least=least,
            best=max(least, best or 1),
            each=each,
            standby=check.flag(table.get("standby"), (*path, "standby")) or False,
            crew=check.code(table.get("crew"), (*path, "crew")),
            skills=read_skills(check, table, path, skills),
        )
        if duty:
            _check_length(check, path, rule, duties[duty], shifts)
            found.append(rule)
    return tuple(found)


def _check_length(
    check: Checker, path: Path, rule: PostRule, duty: Duty, shifts: Mapping[str, Shift]
) -> None:
    """Note a shift that lasts longer than somebody may do that duty at a stretch."""
    for code in rule.shifts or shifts:
        length = shift_minutes(shifts[code])
        if duty.hours and length > duty.hours * 60:
            check.problem(
                (*path, "shifts"),
                N_("{file}, line {line}: {key}: {shift} is longer than {hours} hours, the most for {duty}"),
                N_("name shorter shifts, or raise hours of the duty"),
                shift=code,
                hours=duty.hours,
                duty=duty.code,
            )


def shift_minutes(shift: Shift) -> int:
    """Return how long a shift is by the clock on the wall, in minutes; the same hour twice is a whole day."""
    start, end = (one.hour * 60 + one.minute for one in (shift.start, shift.end))
    return (end - start) % 1440 or 1440


def _all_terms(check: Checker, value: object, rules: DutyRules) -> tuple[Terms, Mapping[Tier, Terms]]:
    table = check.table(value, ("terms",), (*_TERMS, "tiers"))
    own = {name: one for name, one in table.items() if name != "tiers"}
    terms = _terms(check, own, ("terms",), rules).over(rules.terms)
    tiers = dict(rules.tiers)
    for code, one in check.table(
        table.get("tiers"), ("terms", "tiers"), [str(tier) for tier in Tier]
    ).items():
        path: Path = ("terms", "tiers", code)
        found = _terms(check, check.table(one, path, _TERMS), path, rules)
        tiers[Tier(code)] = found.over(tiers.get(Tier(code), Terms()))
    return terms, tiers


def _terms(check: Checker, table: Mapping[str, object], path: Path, rules: DutyRules) -> Terms:
    numbers = {
        name: check.number(table.get(name), (*path, name), 0 if name == "rest_hours" else 1, most)
        for name, most in TERM_LIMITS.items()
    }
    weekdays = shifts = None
    if "weekdays" in table:
        given = enumerate(check.items(table["weekdays"], (*path, "weekdays")))
        words = [check.choice(word, (*path, "weekdays", place), DAYS) for place, word in given]
        weekdays = tuple(sorted({DAYS.index(word) for word in words if word}))
    if "shifts" in table:
        known = {one.code: one for one in rules.shifts}
        shifts = _codes(check, table["shifts"], (*path, "shifts"), known)
    return Terms(**numbers, weekdays=weekdays, shifts=shifts)
