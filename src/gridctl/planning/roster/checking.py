"""Whether a roster keeps every hard rule, read plainly from the problem: no solver, no model.

A fixed job stands whatever else is said of its day: its person's kind, days off, blocks, longest shift and
rest after the past aren't held against it, nor that the job isn't needed then. The limits count it like any.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gridctl.planning.roster.problem import SATURDAY, SUNDAY, Grid, Person, Problem

Row = Sequence[int | None]
"""The days of one person: the number of the job, or None."""


class Rule(StrEnum):
    """The hard rules, in the order in which they are looked at."""

    SHAPE = "shape"
    FIXED = "fixed"
    KIND = "kind"
    CLOSED = "closed"
    OFF = "off"
    BLOCKED = "blocked"
    BAN = "ban"
    REST = "rest"
    DAY_MINUTES = "day_minutes"
    SHIFTS = "shifts"
    WEEK_MINUTES = "week_minutes"
    MOST_MINUTES = "most_minutes"
    MOST_ROW = "most_row"
    NIGHTS_ROW = "nights_row"
    WEEKENDS = "weekends"
    LEAST_MINUTES = "least_minutes"
    LEAST_ROW = "least_row"
    LEAST_OFF = "least_off"
    OVER = "over"
    PAIR = "pair"


ORDER = tuple(Rule)
"""Which rule is named first where several are broken."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A hard rule that is broken: by whom, on which day (None: over the whole), with which job."""

    rule: Rule
    person: int | None = None
    day: int | None = None
    job: int | None = None


def broken(problem: Problem, grid: Grid) -> list[Broken]:
    """Return every hard rule that a roster breaks; nothing for a legal one."""
    shape = _shape(problem, grid)
    if shape:
        return shape
    found = [one for who in range(len(problem.people)) for one in broken_by(problem, who, grid[who])]
    return [*found, *_too_many(problem, grid), *_apart(problem, grid)]


def broken_by(problem: Problem, who: int, row: Row) -> list[Broken]:
    """Return the rules that one person's row breaks, of those that concern no one else."""
    person = problem.people[who]
    found = [
        *_asked(problem, person, row),
        *_between(problem, person, row),
        *_amounts(problem, person, row),
        *_runs(problem, person, row),
    ]
    return [
        Broken(rule, who, day, None if day is None else row[day])
        for rule, day in sorted(found, key=lambda one: ORDER.index(one[0]))
    ]


def _shape(problem: Problem, grid: Grid) -> list[Broken]:
    if len(grid) != len(problem.people):
        return [Broken(Rule.SHAPE)]
    jobs = range(len(problem.jobs))
    short = [Broken(Rule.SHAPE, who) for who, row in enumerate(grid) if len(row) != problem.days]
    return short or [
        Broken(Rule.SHAPE, who, day, job)
        for who, row in enumerate(grid)
        for day, job in enumerate(row)
        if job is not None and job not in jobs
    ]


_Found = Iterator[tuple[Rule, int | None]]


def _asked(problem: Problem, person: Person, row: Row) -> _Found:
    """Look at each day by itself: what stands, who can do what, what is open, who is there."""
    stands = dict(person.fixed)
    for day, job in stands.items():
        if row[day] != job:
            yield Rule.FIXED, day
    for day, job in enumerate(row):
        if job is None:
            continue
        if stands.get(day) == job:
            continue
        shift = problem.jobs[job].shift
        longest = person.limits.day_minutes
        if longest is not None and problem.minutes(day, shift) > longest:
            yield Rule.DAY_MINUTES, day
        if job not in problem.kinds[person.kind]:
            yield Rule.KIND, day
        if (day, job) not in problem.needs_of:
            yield Rule.CLOSED, day
        if day in person.off:
            yield Rule.OFF, day
        if (day, shift) in person.blocked:
            yield Rule.BLOCKED, day


def _between(problem: Problem, person: Person, row: Row) -> _Found:
    """Look at what lies between one shift and the next."""
    ended, before = person.past.ended, None
    for day, job in enumerate(row):
        if job is None:
            continue
        shift = problem.jobs[job].shift
        start, end = problem.times(day, shift)
        stands = before is None and (day, job) in person.fixed
        if ended is not None and start - ended < person.limits.rest and not stands:
            yield Rule.REST, day
        if before is not None and before[0] == day - 1 and (before[1], shift) in problem.bans:
            yield Rule.BAN, day
        ended, before = end, (day, shift)


def _amounts(problem: Problem, person: Person, row: Row) -> _Found:
    """Look at what is counted over the roster and over its weeks."""
    limits = person.limits
    worked = [(day, problem.jobs[job].shift) for day, job in enumerate(row) if job is not None]
    minutes = sum(problem.minutes(day, shift) for day, shift in worked)
    if limits.shifts is not None:
        counts = Counter(shift for _day, shift in worked)
        if any(count > limits.shifts[shift] for shift, count in counts.items()):
            yield Rule.SHIFTS, None
    if limits.most_minutes is not None and minutes > limits.most_minutes:
        yield Rule.MOST_MINUTES, None
    if limits.least_minutes is not None and minutes < limits.least_minutes:
        yield Rule.LEAST_MINUTES, None
    if limits.week_minutes is not None:
        weeks: dict[int, int] = defaultdict(int)
        for day, shift in worked:
            weeks[week_of(problem, day)] += problem.minutes(day, shift)
        for week, amount in weeks.items():
            # What was worked in the week before day 0 counts with its rest.
            if amount + (person.past.week_minutes if week == 0 else 0) > limits.week_minutes:
                yield Rule.WEEK_MINUTES, max(0, 7 * week - problem.first_weekday)
    if limits.weekends is not None and weekends(problem, person, row) > limits.weekends:
        yield Rule.WEEKENDS, None


def week_of(problem: Problem, day: int) -> int:
    """Return the number of a day's week, from Monday; 0 is the week of day 0."""
    return (problem.first_weekday + day) // 7


def weekends(problem: Problem, person: Person, row: Row) -> int:
    """Return on how many weekends somebody works; one that was worked before day 0 was counted then."""
    found = {
        week_of(problem, day)
        for day, job in enumerate(row)
        if job is not None and problem.weekday(day) in (SATURDAY, SUNDAY)
    }
    if person.past.on_weekend and problem.first_weekday == SUNDAY:
        found.discard(0)
    return len(found)


def _runs(problem: Problem, person: Person, row: Row) -> _Found:
    """Look at days worked, off, and nights in a row."""
    limits, past = person.limits, person.past
    works = [job is not None for job in row]
    nights = [job is not None and problem.shifts[problem.jobs[job].shift].night for job in row]
    for rule, most, flags, before in (
        (Rule.MOST_ROW, limits.most_row, works, past.row),
        (Rule.NIGHTS_ROW, limits.nights_row, nights, past.nights),
    ):
        if most is not None:
            for start, length in _spans(flags):
                if length + (before if start == 0 else 0) > most:
                    yield rule, start
    for rule, least, flags in (
        (Rule.LEAST_ROW, limits.least_row, works),
        (Rule.LEAST_OFF, limits.least_off, [not flag for flag in works]),
    ):
        for start, length in _spans(flags):
            if length < least and start > 0 and start + length < problem.days:
                yield rule, start


def _spans(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the start and length of each run of true flags."""
    found: list[tuple[int, int]] = []
    for place, flag in enumerate(flags):
        if flag and place and flags[place - 1]:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif flag:
            found.append((place, 1))
    return found


def _too_many(problem: Problem, grid: Grid) -> list[Broken]:
    counts = counted(grid)
    return [
        Broken(Rule.OVER, None, need.day, need.job)
        for need in problem.needs
        if need.over is None and counts[need.day, need.job] > need.best
    ]


def counted(grid: Grid) -> Counter[tuple[int, int]]:
    """Return how many work at each job, by day and job."""
    return Counter((day, job) for row in grid for day, job in enumerate(row) if job is not None)


def _apart(problem: Problem, grid: Grid) -> list[Broken]:
    return [
        Broken(Rule.PAIR, pair.one, day, grid[pair.one][day])
        for pair in problem.pairs
        if pair.price is None and not pair.together
        for day in range(problem.days)
        if side_by_side(problem, grid[pair.one][day], grid[pair.other][day])
    ]


def side_by_side(problem: Problem, one: int | None, other: int | None) -> bool:
    """Return whether two jobs of one day are the same duty at the same area in the same shift."""
    if one is None or other is None:
        return False
    a, b = problem.jobs[one], problem.jobs[other]
    return (a.duty, a.area, a.shift) == (b.duty, b.area, b.shift)
