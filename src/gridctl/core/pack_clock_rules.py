"""Reads the clock part of a pack file: calendars, limits of levels, escalation, the longest wait."""

from collections.abc import Mapping
from datetime import time

from gridctl.core.calendars import WORKING_CODE, Hours, check_hours
from gridctl.core.countries import COUNTRIES
from gridctl.core.errors import N_, BadInput
from gridctl.core.pack import Pack
from gridctl.core.pack_category import read_limits
from gridctl.core.pack_clock import (
    CALENDARS,
    DAYS,
    NO_COUNTRY,
    STORE_COUNTRY,
    ClockRules,
    Escalation,
    Working,
)
from gridctl.core.pack_lines import Path
from gridctl.core.pack_rules import Checker
from gridctl.core.pack_values import Limit
from gridctl.core.times import parse_clock
from gridctl.core.words import Level, Urgency

_WORKDAYS = 5
_WEEKS = 52
_TIMES = ("add", "overdue", "unreached", "unassigned", "again")


def read_calendars(check: Checker, value: object, old: ClockRules) -> tuple[str, Working]:
    """Return the pack's usual calendar and its working hours, from ``[calendars]``."""
    table = check.table(value, ("calendars",), ("use", "working"))
    use = check.choice(table.get("use"), ("calendars", "use"), CALENDARS)
    working = _working(check, table.get("working"), ("calendars", "working"), old.working)
    return use or old.use, working


def _working(check: Checker, value: object, path: Path, old: Working) -> Working:
    table = check.table(value, path, ("hours", *DAYS, "holidays"))
    week = list(old.week)
    if "hours" in table:
        usual = _hours(check, table["hours"], (*path, "hours"))
        week[:_WORKDAYS] = week[:_WORKDAYS] if usual is None else [usual] * _WORKDAYS
    for place, day in enumerate(DAYS):
        if day in table:
            own = _hours(check, table[day], (*path, day))
            week[place] = week[place] if own is None else own
    if not any(week):
        check.problem(
            path,
            N_("{file}, line {line}: {key} has no hour in which anybody works"),
            N_('write hours = ["9:00-12:00", "13:00-17:00"], or those of single days'),
        )
    return Working(tuple(week), _country(check, table.get("holidays"), (*path, "holidays")) or old.holidays)


def _hours(check: Checker, value: object, path: Path) -> tuple[Hours, ...] | None:
    """Return the hours of a day, none for an empty list; None where they are wrong."""
    found: list[Hours] = []
    for place, one in enumerate(check.items(value, path)):
        text = check.text(one, (*path, place), 20)
        if text is None:
            continue
        hours = read_hours(text)
        if hours is None:
            check.problem(
                (*path, place),
                N_("{file}, line {line}: {key}: {value} are no hours"),
                N_('write from and to: "9:00-12:00"; a to of "0:00" is midnight'),
                value=text,
            )
        else:
            found.append(hours)
    if not check_hours(tuple(found)):
        check.problem(
            path,
            N_("{file}, line {line}: {key}: hours must follow each other"),
            N_('each ends after it begins, and before the next: ["9:00-12:00", "13:00-17:00"]'),
        )
        return None
    return tuple(sorted(found)) if found or value == [] else None


def read_hours(text: str) -> Hours | None:
    """Return from and to of ``9:00-12:00``; None where that is not what `text` says."""
    begin, dash, end = text.replace("–", "-").partition("-")
    try:
        opens, closes = parse_clock(begin), parse_clock("0:00" if end.strip() == "24:00" else end)
    except BadInput:
        return None
    if not dash or opens.second or closes.second or not check_hours(((opens, closes),)):
        return None
    return opens, closes


def show_hours(hours: tuple[Hours, ...]) -> str:
    """Return hours as pack files write them: ``9:00-12:00, 13:00-17:00``."""
    return ", ".join(f"{_show(opens)}-{_show(closes)}" for opens, closes in hours)


def _show(clock: time) -> str:
    return f"{clock.hour}:{clock.minute:02d}"


def _country(check: Checker, value: object, path: Path) -> str | None:
    text = check.text(value, path, 10)
    if text is None or text in {STORE_COUNTRY, NO_COUNTRY} or text in COUNTRIES:
        return text
    check.problem(
        path,
        N_("{file}, line {line}: {key}: {value} is no country"),
        N_('write two letters as in "CN", or "store" for the country of the store, or "none"'),
        value=text,
    )
    return None


def read_levels(check: Checker, value: object, old: ClockRules) -> Mapping[Level, Mapping[Urgency, Limit]]:
    """Return the limits of requests that come in at a level, from ``[level.town.limits.urgent]``."""
    levels = dict(old.levels)
    for code, one in check.table(value, ("level",), [str(level) for level in Level]).items():
        path: Path = ("level", code)
        table = check.table(one, path, ("limits",))
        level = Level(code)
        levels[level] = read_limits(check, table.get("limits"), (*path, "limits"), levels.get(level, {}))
    return levels


def read_escalation(check: Checker, value: object, old: ClockRules) -> Mapping[Urgency, Escalation]:
    """Return what goes up by itself and what that adds, by urgency, from ``[escalation.critical]``."""
    found = dict(old.escalation)
    for code, one in check.table(value, ("escalation",), [str(urgency) for urgency in Urgency]).items():
        path: Path = ("escalation", code)
        table = check.table(one, path, (*_TIMES, "from"))
        before = found.get(Urgency(code), Escalation())
        times = {
            name: before_value
            if (given := check.duration(table.get(name), (*path, name), least=_least(name))) is None
            else given
            for name in _TIMES
            for before_value in [getattr(before, name)]
        }
        levels = before.levels
        if "from" in table:
            words = [
                check.choice(word, (*path, "from", place), Level)
                for place, word in enumerate(check.items(table["from"], (*path, "from")))
            ]
            levels = tuple(Level(word) for word in words if word)
        found[Urgency(code)] = Escalation(**times, levels=levels)
    return found


def _least(name: str) -> int:
    """Return the shortest time that makes sense: to add nothing, or to go up each moment, does not."""
    return 1 if name in {"add", "again"} else 0


def read_wait(check: Checker, value: object, old: int | None) -> int | None:
    """Return how long somebody may let a request wait without the desk above, from ``[waiting]``."""
    table = check.table(value, ("waiting",), ("longest",))
    longest = check.duration(table.get("longest"), ("waiting", "longest"))
    return old if longest is None else longest


def check_working(check: Checker, pack: Pack) -> None:
    """Note limits that would take more than a year of working hours."""
    year = pack.clocks.working.week_ms * _WEEKS
    for category in pack.categories:
        for urgency in Urgency:
            for level in (None, *pack.clocks.levels):
                limit = pack.limit(category.code, urgency, level)
                most = max(limit.respond_ms or 0, limit.resolve_ms or 0, limit.assign_ms or 0)
                if limit.calendar == WORKING_CODE and 0 < year < most:
                    check.problem(
                        ("calendars", "working"),
                        N_("{file}, line {line}: {key}: {rule} would take more than a year"),
                        N_("a limit counts working hours there: five days of eight hours are 40h, or 5wd"),
                        rule=limit.rule,
                    )
                    return
