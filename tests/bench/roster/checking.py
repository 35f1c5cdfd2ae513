"""Checks a roster of the public benchmark against its file alone: nothing of the planner is used here.

A roster is a row for each employee of the file, with the name of a shift for each day, or an empty text. A run
of days at the beginning or the end of the horizon is never too short.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

SATURDAY, WEEK = 5, 7


@dataclass(frozen=True, slots=True)
class Checked:
    """The penalty of a roster and all rules that it breaks, in words."""

    penalty: int
    violations: tuple[str, ...]


def check(path: Path, roster: list[list[str]]) -> Checked:
    """Return the penalty and the broken rules of a roster."""
    parts = _parts(path)
    days = int(parts["SECTION_HORIZON"][0])
    lengths, bans = {}, {}
    for line in parts["SECTION_SHIFTS"]:
        name, length, after = line.split(",")
        lengths[name], bans[name] = int(length), set(filter(None, after.split("|")))
    names = [line.split(",")[0] for line in parts["SECTION_STAFF"]]
    off = {
        line.split(",")[0]: set(map(int, line.split(",")[1:])) for line in parts.get("SECTION_DAYS_OFF", [])
    }
    broken = [] if len(roster) == len(names) else [f"{len(roster)} rows for {len(names)} employees"]
    for line, row in zip(parts["SECTION_STAFF"], roster, strict=False):
        who = line.split(",")[0]
        if len(row) != days or not set(row) <= {"", *lengths}:
            broken.append(f"{who}: the row is no row of shifts")
        broken += [f"{who}: works on day off {day}" for day in off.get(who, ()) if row[day]]
        broken += [
            f"{who}: {after} follows {before} on day {day}"
            for day, (before, after) in enumerate(pairwise(row), 1)
            if before and after in bans[before]
        ]
        broken += _limits(line, row, lengths)
    return Checked(_penalty(parts, dict(zip(names, roster, strict=False))), tuple(broken))


def _parts(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    current = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("SECTION"):
            current = line.strip()
            found[current] = []
        elif line.strip() and not line.startswith("#"):
            found[current].append(line.strip())
    return found


def _limits(line: str, row: list[str], lengths: dict[str, int]) -> list[str]:
    """Return the limits of an employee's line that a row breaks."""
    who, shifts, *numbers = line.split(",")
    most, least, most_row, least_row, least_off, weekends = map(int, numbers)
    counts = Counter(row)
    broken = []
    for cell in shifts.split("|"):
        name, limit = cell.split("=")
        if counts[name] > int(limit):
            broken.append(f"{who}: {counts[name]} of {name}, {limit} allowed")
    minutes = sum(lengths[shift] for shift in row if shift)
    if not least <= minutes <= most:
        broken.append(f"{who}: {minutes} minutes, {least} to {most} allowed")
    day = 0
    for works, run in groupby(row, key=bool):
        size = len(list(run))
        inside = day > 0 and day + size < len(row)
        if works and size > most_row:
            broken.append(f"{who}: {size} days in a row from day {day}, {most_row} allowed")
        if inside and size < (least_row if works else least_off):
            broken.append(f"{who}: only {size} {'days' if works else 'days off'} in a row from day {day}")
        day += size
    worked = sum(any(row[day : day + 2]) for day in range(SATURDAY, len(row), WEEK))
    if worked > weekends:
        broken.append(f"{who}: {worked} weekends, {weekends} allowed")
    return broken


def _penalty(parts: dict[str, list[str]], rows: dict[str, list[str]]) -> int:
    total = 0
    for line in parts.get("SECTION_SHIFT_ON_REQUESTS", []):
        who, day, shift, weight = line.split(",")
        total += int(weight) if rows[who][int(day)] != shift else 0
    for line in parts.get("SECTION_SHIFT_OFF_REQUESTS", []):
        who, day, shift, weight = line.split(",")
        total += int(weight) if rows[who][int(day)] == shift else 0
    counts = Counter((day, shift) for row in rows.values() for day, shift in enumerate(row))
    for line in parts["SECTION_COVER"]:
        day, shift, wanted, under, over = line.split(",")
        missing = int(wanted) - counts[int(day), shift]
        total += int(under) * max(0, missing) + int(over) * max(0, -missing)
    return total
