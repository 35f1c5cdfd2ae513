"""A roster to be made, in plain numbers: people, days, jobs, what each day needs, and what each thing costs.

A job is a duty at an area in a shift; it comes back from day to day. A person does one job a day at most, so a
roster is a grid of people and days that holds the number of a job, or None for a day off. Hard rules are the
limits of a person, days off, blocks, fixed jobs, bans and rest; all else is a price, and the sum of prices is
what a planner makes small. Times are minutes; absolute ones count from the midnight that day 0 begins with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

DAY = 24 * 60
WEEK = 7
SATURDAY, SUNDAY = 5, 6

Grid = Sequence[Sequence[int | None]]
"""A roster: for each person and day the number of the job, or None."""


@dataclass(frozen=True, slots=True)
class Shift:
    """When work begins (minutes after midnight) and how long it takes; past midnight it belongs to its first day."""

    start: int
    minutes: int
    night: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """A duty at an area in a shift (an index); `hard` weighs how unpleasant it is (0: not at all)."""

    shift: int
    duty: int = 0
    area: int = 0
    hard: int = 0


@dataclass(frozen=True, slots=True)
class Need:
    """How many a job needs on a day.

    Each one missing below `least` costs `short`, each one missing between `least` and `best` costs `under`,
    each one beyond `best` costs `over`; None: there can't be more than `best`. A job is done only on days that
    have a need for it, unless it is fixed.
    """

    job: int
    day: int
    least: int
    best: int
    short: int
    under: int = 0
    over: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish for a day (`wanted`) or against it; `shift` None means any. It costs `price` where it is not met."""

    day: int
    shift: int | None
    price: int
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What one person may work; None: no limit. Many people share one.

    `shifts`: the most of each shift over the whole roster. `most_minutes`, `least_minutes`: over the whole
    roster; `week_minutes`: in each week from Monday. `day_minutes`: the longest shift. `most_row`, `least_row`:
    days worked in a row; `least_off`: days off in a row; `nights_row`: night shifts in a row. `weekends`:
    weekends with work on either day. `rest`: minutes between the end of one shift and the next start.

    A run of days is only too short where both its ends are seen: the first day and the last may cut one.
    Past.row shows what was before the first day, unless it is 0.
    """

    shifts: tuple[int, ...] | None = None
    most_minutes: int | None = None
    least_minutes: int | None = None
    week_minutes: int | None = None
    day_minutes: int | None = None
    most_row: int | None = None
    least_row: int = 1
    least_off: int = 1
    nights_row: int | None = None
    weekends: int | None = None
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Past:
    """What came before day 0: days and nights worked in a row up to it, minutes of its week, when work ended.

    `ended` is in absolute minutes: negative, or the end of a night that reaches into day 0. `on_weekend`: day 0
    is a Sunday and the Saturday before it was worked: that weekend was counted then, so its Sunday adds none.
    """

    row: int = 0
    nights: int = 0
    week_minutes: int = 0
    ended: int | None = None
    on_weekend: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can work: `kind` says which jobs at which price.

    `off`: days without work. `blocked`: shifts of days that can't be. `fixed`: jobs of days that stand.
    `carried`: for each load what was carried before, in the load's own unit.
    """

    kind: int
    limits: Limits = Limits()
    off: frozenset[int] = frozenset()
    blocked: frozenset[tuple[int, int]] = frozenset()
    wishes: tuple[Wish, ...] = ()
    fixed: tuple[tuple[int, int], ...] = ()
    past: Past = Past()
    carried: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """A burden that should be spread evenly: each started `unit` beyond `free` costs `price` times its number.

    `what` is minutes, nights, weekends or hard (the sum of the jobs' `hard`).
    """

    what: str
    unit: int
    free: int
    price: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who should (`together`) or should not work in the same duty, area, shift and day; `price` for each day.

    Together: a day on which just one of the two works, or both apart, costs. None: it is a rule, not a wish
    (for those apart only).
    """

    one: int
    other: int
    together: bool
    price: int | None


@dataclass(frozen=True)
class Problem:
    """What is to be planned.

    `kinds`: for each kind of person the jobs that it can do, with a price (skill, tier, way, help from a
    neighbour). `bans`: pairs of shifts of which the second may not follow on the day after the first. `crews`:
    jobs that go out together; on each day each one beyond the smallest of their numbers costs `half_crew`.
    `odd`: start and end, in absolute minutes, of shifts on days when the clock is changed.
    """

    days: int
    shifts: tuple[Shift, ...]
    jobs: tuple[Job, ...]
    needs: tuple[Need, ...]
    kinds: Sequence[Mapping[int, int]]
    people: tuple[Person, ...]
    first_weekday: int = 0
    bans: frozenset[tuple[int, int]] = frozenset()
    loads: tuple[Load, ...] = ()
    pairs: tuple[Pair, ...] = ()
    crews: tuple[tuple[int, ...], ...] = ()
    half_crew: int = 0
    odd: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def times(self, day: int, shift: int) -> tuple[int, int]:
        """Return when a shift of a day begins and ends, in absolute minutes."""
        return self.odd.get((day, shift)) or self.usual_times(day, shift)

    def usual_times(self, day: int, shift: int) -> tuple[int, int]:
        """Return when a shift of a day begins and ends where the clock isn't changed."""
        start = day * DAY + self.shifts[shift].start
        return start, start + self.shifts[shift].minutes

    def minutes(self, day: int, shift: int) -> int:
        """Return how long a shift of a day takes."""
        start, end = self.times(day, shift)
        return end - start

    def weekday(self, day: int) -> int:
        """Return the day of the week, 0 for Monday."""
        return (self.first_weekday + day) % WEEK

    @cached_property
    def needs_of(self) -> dict[tuple[int, int], Need]:
        """Each need by day and job."""
        return {(need.day, need.job): need for need in self.needs}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A roster with its price, a bound from below for every roster, the work spent, and whether it was cut short.

    `effort` is in the solver's deterministic seconds, which are the same on every machine; `seconds` by the wall.
    """

    grid: tuple[tuple[int | None, ...], ...]
    cost: int
    bound: float
    effort: float
    seconds: float
    stopped: bool = False


class Impossible(Exception):
    """No roster keeps all rules, or none was found in the time given.

    `people`: those whose own rules are known to contradict each other.
    """

    def __init__(self, people: tuple[int, ...] = ()) -> None:
        """Say whose rules can't be kept, where that is known."""
        super().__init__(people)
        self.people = people
