"""Jobs that are alike for a group of people, and what is counted along a row: minutes, weekends, nights.

People whose rows are counted alike form a group, and their best rows are found at once. Jobs of a group that
are alike in all that its rules look at are one letter, so a row is a word of letters and days off.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from gridctl.planning.roster.cells import Cells
from gridctl.planning.roster.problem import WEEK, Job, Person

LARGEST = 2_500
"""Cells of all counters of one person together; counters that would go beyond it are left out."""
MORE = 20_000
"""The same for people of whom more must be counted."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Jobs that are alike: how much of each counter one adds, and its place in a run of nights (0: by day)."""

    jobs: tuple[int, ...]
    adds: tuple[int, ...]
    night: int = 0


@dataclass(frozen=True, slots=True)
class Counter:
    """What is counted along a row: minutes in units, weekends, nights, hard, or one shift; `size` is its range.

    `unit` is what one step of it stands for.
    """

    what: str
    unit: int
    size: int
    shift: int = -1


@dataclass(slots=True)
class Group:
    """People whose rows follow the same rules of runs, with their letters and counters.

    `before[k]` names the letters of the day before that letter k may follow.
    """

    people: list[int]
    letters: list[Letter] = field(default_factory=list)
    before: list[list[int]] = field(default_factory=list)
    counters: list[Counter] = field(default_factory=list)


def groups(cells: Cells, more: Mapping[int, frozenset[int]]) -> list[Group]:
    """Return the groups of some people; for each, `more` are shifts that are counted in any case."""
    found: dict[object, list[int]] = defaultdict(list)
    for one, shifts in more.items():
        person = cells.problem.people[one]
        limits, past = person.limits, person.past
        key = (
            (limits.most_row is None, limits.nights_row, limits.rest),
            past.nights if limits.nights_row is not None else 0,
            (limits.most_minutes is None, limits.least_minutes is None, limits.week_minutes is None),
            (limits.weekends is None, _few(cells, person), shifts),
        )
        found[key].append(one)
    made = [Group(people) for people in found.values()]
    for group in made:
        _count(cells, group, more[group.people[0]])
        _spell(cells, group)
    return made


def _few(cells: Cells, person: Person) -> frozenset[int]:
    """Return the shifts of which somebody may do so few that they must be counted."""
    limits, longest = person.limits, min((shift.minutes for shift in cells.problem.shifts), default=1)
    days = cells.problem.days * 5 // WEEK
    if limits.most_minutes is not None:
        days = min(days, limits.most_minutes // max(longest, 1))
    return frozenset(shift for shift, most in enumerate(limits.shifts or ()) if 0 < most <= days // 3)


def _most(limits: list[int | None], possible: int) -> int:
    """Return the largest limit that says something, or what is possible."""
    return min(possible, max(possible if limit is None else limit for limit in limits))


def _count(cells: Cells, group: Group, more: frozenset[int]) -> None:
    """Choose what is counted: all that a limit or a load looks at, as long as there is room for it."""
    problem = cells.problem
    people = [problem.people[one] for one in group.people]
    lengths = [shift.minutes for shift in problem.shifts]
    unit, longest = math.gcd(*lengths) or 1, max(lengths, default=0)
    days, loads = problem.days, {load.what for load in problem.loads}
    wanted: list[Counter] = []
    bounded = any(p.limits.most_minutes is not None or p.limits.least_minutes is not None for p in people)
    if bounded or "minutes" in loads:
        most = _most([p.limits.most_minutes for p in people], days * longest)
        wanted.append(Counter("minutes", unit, most // unit + 1))
    if any(p.limits.weekends is not None for p in people) or "weekends" in loads:
        most = _most([p.limits.weekends for p in people], len(cells.weekends))
        wanted.append(Counter("weekends", 1, most + 1))
    wanted += _shift_counters(people, _few(cells, people[0]) | more)
    if any(p.limits.week_minutes is not None for p in people):
        most = _most([p.limits.week_minutes for p in people], WEEK * longest)
        wanted.append(Counter("week", unit, most // unit + 1))
    if "nights" in loads:
        wanted.append(Counter("nights", 1, days + 1))
    if "hard" in loads:
        heaviest = max((job.hard for job in problem.jobs), default=0)
        wanted.append(Counter("hard", 1, days * heaviest + 1))
    cells_used = 1
    for counter in wanted:
        if cells_used * counter.size <= (MORE if more else LARGEST):
            cells_used *= counter.size
            group.counters.append(counter)


def _shift_counters(people: list[Person], shifts: frozenset[int]) -> list[Counter]:
    """Return counters for shifts of which everybody of a group may do only so many; the fewest first."""
    found = []
    for shift in shifts:
        most = max(person.limits.shifts[shift] for person in people if person.limits.shifts)
        found.append(Counter("shift", 1, most + 1, shift))
    return sorted(found, key=lambda counter: (counter.size, counter.shift))


def _spell(cells: Cells, group: Group) -> None:
    """Make the letters: jobs that add the same and can follow, and be followed by, the same."""
    problem, limits = cells.problem, cells.problem.people[group.people[0]].limits
    shifts = sorted({job.shift for job in problem.jobs})
    bad = {one: {other: _clash(cells, limits.rest, one, other) for other in shifts} for one in shifts}
    alike: dict[tuple[object, bool, tuple[int, ...]], list[int]] = defaultdict(list)
    for number, job in enumerate(problem.jobs):
        look = tuple(bad[job.shift].values()), tuple(row[job.shift] for row in bad.values())
        alike[look, problem.shifts[job.shift].night, _adds(cells, group, job)].append(number)
    nights = limits.nights_row
    for (_look, by_night, adds), members in alike.items():
        counted = nights is not None and by_night
        for place in range(1, (nights or 0) + 1) if counted else [0]:
            group.letters.append(Letter(tuple(members), adds, place))
    firsts = [problem.jobs[letter.jobs[0]].shift for letter in group.letters]
    for letter, shift in zip(group.letters, firsts, strict=True):
        group.before.append(
            [
                place
                for place, other in enumerate(group.letters)
                if not bad[firsts[place]][shift]
                and (
                    other.night == letter.night - 1
                    if letter.night > 1
                    else not (letter.night and other.night)
                )
            ]
        )


def _clash(cells: Cells, rest: int, one: int, other: int) -> bool:
    """Whether a shift can't follow another on the next day; the clock isn't looked at."""
    problem = cells.problem
    if (one, other) in problem.bans:
        return True
    return problem.usual_times(1, other)[0] < problem.usual_times(0, one)[1] + rest


def _adds(cells: Cells, group: Group, job: Job) -> tuple[int, ...]:
    """Return what a job adds to each counter; weekends are added by the day."""
    one = cells.problem.shifts[job.shift]
    by_what = {"minutes": one.minutes, "week": one.minutes, "nights": int(one.night), "hard": job.hard}
    return tuple(
        int(counter.shift == job.shift)
        if counter.what == "shift"
        else by_what.get(counter.what, 0) // counter.unit
        for counter in group.counters
    )
