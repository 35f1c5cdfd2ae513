"""Which hard rules one person's row keeps, read plainly from the problem: no solver, no model.

A fixed job stands whatever else is said of its day: its person's kind, days off, blocks, longest shift and
rest after the past aren't held against it, nor that the job isn't needed then, and two fixed ones may follow
each other too soon. The limits count it like any.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from gridctl.planning.roster.problem import SATURDAY, SUNDAY, WEEK, Person, Problem

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


def broken_by(problem: Problem, who: int, row: Row) -> list[Broken]:
    """Return the rules that one person's row breaks, of those that concern no one else."""
    person = problem.people[who]
    worked = [(day, job, problem.jobs[job].shift) for day, job in enumerate(row) if job is not None]
    found = [*_asked(problem, person, worked), *_between(problem, person, worked)]
    found += _amounts(problem, person, worked)
    found += _weeks(problem, person, worked)
    found += [(Rule.FIXED, day) for day, job in person.fixed if row[day] != job]
    if person.limits.weekends is not None and weekends(problem, person, row) > person.limits.weekends:
        found.append((Rule.WEEKENDS, None))
    found += _long_runs(problem, person, row)
    found += _short_runs(problem, person, row)
    return [
        Broken(rule, who, day, None if day is None else row[day])
        for rule, day in sorted(found, key=lambda one: ORDER.index(one[0]))
    ]


_Found = Iterator[tuple[Rule, int | None]]
_Worked = Sequence[tuple[int, int, int]]
"""The days worked, each with the job and its shift."""


def _asked(problem: Problem, person: Person, worked: _Worked) -> _Found:
    """Look at each day by itself: who can do what, what is open, who is there."""
    longest = person.limits.day_minutes
    for day, job, shift in worked:
        if (day, job) in person.fixed:
            continue
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


def _between(problem: Problem, person: Person, worked: _Worked) -> _Found:
    """Look at what lies between one shift and the next."""
    ended, last, last_shift, last_stands = person.past.ended, -1, -1, True
    for day, job, shift in worked:
        start, end = problem.times(day, shift)
        stands = (day, job) in person.fixed
        if not (stands and last_stands):
            if ended is not None and start - ended < person.limits.rest:
                yield Rule.REST, day
            if last == day - 1 and (last_shift, shift) in problem.bans:
                yield Rule.BAN, day
        ended, last, last_shift, last_stands = end, day, shift, stands


def _amounts(problem: Problem, person: Person, worked: _Worked) -> _Found:
    """Look at what is counted over the whole roster."""
    limits = person.limits
    if limits.shifts is not None:
        counts = Counter(shift for _day, _job, shift in worked)
        if any(count > limits.shifts[shift] for shift, count in counts.items()):
            yield Rule.SHIFTS, None
    if limits.most_minutes is not None or limits.least_minutes is not None:
        minutes = sum(problem.minutes(day, shift) for day, _job, shift in worked)
        if limits.most_minutes is not None and minutes > limits.most_minutes:
            yield Rule.MOST_MINUTES, None
        if limits.least_minutes is not None and minutes < limits.least_minutes:
            yield Rule.LEAST_MINUTES, None


def _weeks(problem: Problem, person: Person, worked: _Worked) -> _Found:
    """Look at the minutes of each week that is worked in; what was worked before day 0 counts in its week."""
    most = person.limits.week_minutes
    if most is None:
        return
    weeks: dict[int, int] = {}
    for day, _job, shift in worked:
        week = week_of(problem, day)
        before = weeks.get(week)
        if before is None:
            before = week_before(problem, person) if week == 0 else 0
        weeks[week] = before + problem.minutes(day, shift)
    for week, amount in weeks.items():
        if amount > most:
            yield Rule.WEEK_MINUTES, max(0, WEEK * week - problem.first_weekday)


def week_of(problem: Problem, day: int) -> int:
    """Return the number of a day's week, from Monday; 0 is the week of day 0."""
    return (problem.first_weekday + day) // WEEK


def week_before(problem: Problem, person: Person) -> int:
    """Return the minutes that somebody worked before day 0 in its week; none where the week begins with it."""
    return person.past.week_minutes if problem.first_weekday else 0


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


def _long_runs(problem: Problem, person: Person, row: Row) -> _Found:
    """Look at too many days or nights worked in a row."""
    limits, past = person.limits, person.past
    if limits.most_row is not None:
        for start, length in _spans([job is not None for job in row]):
            if length + (past.row if start == 0 else 0) > limits.most_row:
                yield Rule.MOST_ROW, start
    if limits.nights_row is not None:
        nights = [job is not None and problem.shifts[problem.jobs[job].shift].night for job in row]
        for start, length in _spans(nights):
            if length + (past.nights if start == 0 else 0) > limits.nights_row:
                yield Rule.NIGHTS_ROW, start


def _short_runs(problem: Problem, person: Person, row: Row) -> _Found:
    """Look at runs of days worked or off that are too short, where both their ends are seen."""
    limits, past = person.limits, person.past
    if limits.least_row <= 1 and limits.least_off <= 1:
        return
    works = [job is not None for job in row]
    for start, length in _spans(works):
        whole = length + (past.row if start == 0 else 0)
        seen = (start > 0 or past.row > 0) and start + length < problem.days
        if seen and whole < limits.least_row:
            yield Rule.LEAST_ROW, start
    for start, length in _spans([not flag for flag in works]):
        seen = (start > 0 or past.row > 0) and start + length < problem.days
        if seen and length < limits.least_off:
            yield Rule.LEAST_OFF, start
    if row and row[0] is None and 0 < past.row < limits.least_row and _could_work(problem, person, 0):
        yield Rule.LEAST_ROW, 0


def _could_work(problem: Problem, person: Person, day: int) -> bool:
    """Return whether there is any job that somebody could do on a day, looking at nothing but the day."""
    past, limits = person.past, person.limits
    for job in problem.kinds[person.kind]:
        shift = problem.jobs[job].shift
        never = limits.shifts is not None and not limits.shifts[shift]
        rested = past.ended is None or problem.times(day, shift)[0] - past.ended >= limits.rest
        if rested and not never and not any(_asked(problem, replace(person, fixed=()), [(day, job, shift)])):
            return True
    return False


def _spans(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the start and length of each run of true flags."""
    found: list[tuple[int, int]] = []
    for place, flag in enumerate(flags):
        if flag and place and flags[place - 1]:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif flag:
            found.append((place, 1))
    return found
