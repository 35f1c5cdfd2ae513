"""Made problems of a few people and days, with everything in them that a problem can have; each has a plan."""

import random
from dataclasses import replace

from hypothesis import strategies as st

from gridctl.planning.roster.board import Board
from gridctl.planning.roster.problem import (
    DAY,
    Job,
    Limits,
    Load,
    Need,
    Pair,
    Past,
    Person,
    Problem,
    Shift,
    Wish,
)
from gridctl.planning.roster.rules import broken_by

SHIFTS = (Shift(360, 480), Shift(840, 480), Shift(1320, 480, night=True), Shift(540, 240))
SHORT, UNDER = 1000, 20


@st.composite
def problems(draw: st.DrawFn, *, people: int = 6, days: int = 7, price: bool = True) -> Problem:
    """Draw a problem; without `price` only the posts cost something."""
    seed = draw(st.integers(0, 2**32))
    return made(seed, draw(st.integers(1, people)), draw(st.integers(1, days)), price=price)


def made(seed: int, people: int, days: int, *, price: bool = True) -> Problem:
    """Make a problem of its seed; a legal roster is at hand while making it, so that there is one."""
    rng = random.Random(f"roster {seed}")
    jobs = tuple(
        Job(rng.randrange(len(SHIFTS)), rng.randrange(2), rng.randrange(3), rng.choice((0, 0, 1)))
        for _job in range(rng.randint(1, 6))
    )
    bare = Problem(
        days=days,
        shifts=SHIFTS,
        jobs=jobs,
        needs=_needs(rng, days, len(jobs)),
        kinds=[_kind(rng, len(jobs)) for _kind_ in range(3)],
        people=tuple(_person(rng, days) for _person_ in range(people)),
        first_weekday=rng.randrange(7),
        bans=frozenset(rng.sample([(2, 0), (1, 0), (2, 3), (2, 1)], rng.randint(0, 2))),
        odd=_odd(rng, days),
    )
    return _priced(rng, _settled(rng, bare)) if price else _settled(rng, bare)


def _needs(rng: random.Random, days: int, jobs: int) -> tuple[Need, ...]:
    found, dense = [], rng.choice((0.2, 0.5, 0.8))
    for day in range(days):
        for job in range(jobs):
            least = rng.choice((0, 1, 1, 2))
            if rng.random() < dense:
                best, over = least + rng.choice((0, 0, 1)), rng.choice((None, None, 3))
                found.append(Need(job, day, least, best, SHORT, UNDER, over))
    return tuple(found)


def _kind(rng: random.Random, jobs: int) -> dict[int, int]:
    return {job: rng.choice((0, 0, 2, 5)) for job in range(jobs) if rng.random() < 0.8}


def _person(rng: random.Random, days: int) -> Person:
    def some(*values: int | None) -> int | None:
        return rng.choice((None, None, None, None, *values))

    limits = Limits(
        shifts=rng.choice((None, None, None, None, (2, 3, 1, 0))),
        most_minutes=some(960, 1440, 2400),
        week_minutes=some(480, 960, 2400),
        day_minutes=some(240),
        most_row=some(1, 2, 4),
        least_row=rng.choice((1, 1, 2)),
        least_off=rng.choice((1, 1, 2)),
        nights_row=some(1, 2),
        weekends=some(0, 1),
        rest=rng.choice((0, 660, 660, 1500)),
    )
    past = Past(rng.randint(1, 3), 0, 480, rng.choice((-480, -120, 360))) if rng.random() < 0.4 else Past()
    if past.row:
        past = replace(past, nights=int(past.ended == DAY // 4), on_weekend=rng.random() < 0.3)
    return Person(
        kind=rng.randrange(3),
        limits=limits,
        off=frozenset(day for day in range(days) if rng.random() < 0.15),
        blocked=frozenset((day, rng.randrange(4)) for day in range(days) if rng.random() < 0.15),
        past=past,
        carried=rng.choice(((), (480, 1))),
    )


def _odd(rng: random.Random, days: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Put the clock forward or back on a day: its night is an hour shorter or longer."""
    if rng.random() < 0.7:
        return {}
    day = rng.randrange(days)
    return {(day, 2): (day * DAY + 1320, day * DAY + 1800 + rng.choice((-60, 60)))}


def _settled(rng: random.Random, bare: Problem) -> Problem:
    """Fill a roster at random, and ask for no more than it holds: what stands, and the least of minutes."""
    rows = Board(bare, unfinished=True)
    for need in rng.sample(bare.needs, len(bare.needs)):
        for who in rng.sample(range(len(bare.people)), len(bare.people)):
            free = rows.grid[who][need.day] is None and rows.could(who, need.day, need.job)
            if free and rows.room(need) and rng.random() < 0.7 and rows.fits(who, (need.day, need.job)):
                rows.put(who, need.day, need.job)
    people = []
    for who, person in enumerate(bare.people):
        row = rows.grid[who]
        if broken_by(bare, who, row):
            # The least of days in a row and off isn't kept by what was filled: it isn't asked for.
            limits = replace(person.limits, least_row=1, least_off=1)
            person = replace(person, limits=limits)  # noqa: PLW2901
        minutes = sum(
            bare.minutes(day, bare.jobs[job].shift) for day, job in enumerate(row) if job is not None
        )
        worked = [(day, job) for day, job in enumerate(row) if job is not None]
        if rng.random() < 0.3:
            limits = replace(person.limits, least_minutes=rng.choice((minutes, minutes // 2)))
            person = replace(person, limits=limits)  # noqa: PLW2901
        fixed = tuple(one for one in worked if rng.random() < 0.15)
        people.append(replace(person, fixed=fixed))
    return replace(bare, people=tuple(people))


def _priced(rng: random.Random, bare: Problem) -> Problem:
    """Add what is wished, burdens, pairs and crews."""
    count = len(bare.people)
    people = tuple(
        replace(
            person,
            wishes=tuple(
                Wish(
                    rng.randrange(bare.days), rng.choice((None, 0, 2)), rng.randint(1, 9), rng.random() < 0.5
                )
                for _wish in range(rng.choice((0, 1, 2)))
            ),
        )
        for person in bare.people
    )
    loads = (Load("minutes", 480, 960, 2), Load(rng.choice(("nights", "weekends", "hard")), 1, 0, 3))
    pairs = []
    if count > 1:
        one, other = rng.sample(range(count), 2)
        pairs.append(Pair(one, other, rng.random() < 0.5, rng.randint(1, 9)))
    crews = (
        (tuple(rng.sample(range(len(bare.jobs)), 2)),) if len(bare.jobs) > 1 and rng.random() < 0.5 else ()
    )
    return replace(bare, people=people, loads=loads, pairs=tuple(pairs), crews=crews, half_crew=4)
