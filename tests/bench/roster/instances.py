"""Reads the public Shift Scheduling benchmark (Curtois and Qu) into a problem of ours.

The files explain their format in comments. Its cover has one number with a weight under and a weight over; its
requests are wishes; each of its shifts is one job.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from gridctl.planning.roster.problem import Job, Limits, Need, Person, Problem, Shift, Wish

FOLDER = Path("../shared/data/rostering")


def sections(path: Path) -> dict[str, list[list[str]]]:
    """Return the rows of each section of a file, cut at commas, without comments."""
    found: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.strip()
        if text.startswith("SECTION_"):
            rows = found.setdefault(text.removeprefix("SECTION_"), [])
        elif text and not text.startswith("#"):
            rows.append([cell.strip() for cell in text.split(",")])
    return found


def read(path: Path) -> Problem:
    """Return the problem of an instance; a person's row in the file is a person's row in the roster."""
    parts = sections(path)
    days = int(parts["HORIZON"][0][0])
    shifts = {row[0]: place for place, row in enumerate(parts["SHIFTS"])}
    bans = {
        (shifts[row[0]], shifts[after]) for row in parts["SHIFTS"] for after in row[2].split("|") if after
    }
    return Problem(
        days=days,
        shifts=tuple(Shift(0, int(row[1])) for row in parts["SHIFTS"]),
        jobs=tuple(Job(place) for place in range(len(shifts))),
        needs=tuple(_needs(parts["COVER"], shifts, days)),
        kinds=(dict.fromkeys(range(len(shifts)), 0),),
        people=tuple(_people(parts, shifts)),
        bans=frozenset(bans),
    )


def _needs(rows: list[list[str]], shifts: dict[str, int], days: int) -> Iterator[Need]:
    """Yield the need of each shift on each day; where the file asks for nobody, anybody may come for nothing."""
    asked = {(int(day), shift): tuple(map(int, numbers)) for day, shift, *numbers in rows}
    for day in range(days):
        for shift, job in shifts.items():
            wanted, under, over = asked.get((day, shift), (0, 0, 0))
            yield Need(job, day, wanted, wanted, under, 0, over)


def _people(parts: dict[str, list[list[str]]], shifts: dict[str, int]) -> Iterator[Person]:
    wishes: dict[str, list[Wish]] = defaultdict(list)
    for section, wanted in (("SHIFT_ON_REQUESTS", True), ("SHIFT_OFF_REQUESTS", False)):
        for who, day, shift, weight in parts.get(section, []):
            wishes[who].append(Wish(int(day), shifts[shift], int(weight), wanted))
    off = {row[0]: frozenset(map(int, row[1:])) for row in parts.get("DAYS_OFF", [])}
    for who, most, *numbers in parts["STAFF"]:
        most_minutes, least_minutes, most_row, least_row, least_off, weekends = map(int, numbers)
        of_shift = dict(cell.split("=") for cell in most.split("|"))
        limits = Limits(
            shifts=tuple(int(of_shift[shift]) for shift in shifts),
            most_minutes=most_minutes,
            least_minutes=least_minutes,
            most_row=most_row,
            least_row=least_row,
            least_off=least_off,
            weekends=weekends,
        )
        yield Person(0, limits, off.get(who, frozenset()), wishes=tuple(wishes[who]))
