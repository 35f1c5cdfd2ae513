"""Small rosters to be planned, made by hand or at random."""

import random
from collections.abc import Callable
from typing import TypeVar

from gridctl.planning.roster.problem import Job, Limits, Load, Need, Pair, Past, Person, Problem, Shift, Wish

DAY, NIGHT = Shift(480, 480), Shift(1320, 600, night=True)

T = TypeVar("T")


def week(**changes: object) -> Problem:
    """Return a week of a day job and a night job for four people; its cheapest roster costs 20.

    Each person works five days at most (two days off in a row), so at most 20 of 21 places are filled; each one
    missing costs 20.
    """
    needs = [Need(0, day, 2, 2, short=20) for day in range(7)] + [
        Need(1, day, 1, 1, short=20) for day in range(7)
    ]
    people = tuple(Person(0, Limits(most_row=5, least_off=2, rest=660)) for _one in range(4))
    made = {
        "days": 7,
        "shifts": (DAY, NIGHT),
        "jobs": (Job(0), Job(1)),
        "needs": tuple(needs),
        "kinds": ({0: 0, 1: 0},),
        "people": people,
    }
    return Problem(**{**made, **changes})  # type: ignore[arg-type]


def some(rng: random.Random) -> Problem:
    """Return a problem with a little of everything; it may be impossible."""
    days, count = rng.randint(1, 10), rng.randint(1, 3)
    shifts = tuple(
        Shift(rng.choice([0, 480, 960, 1320]), rng.choice([480, 600, 720]), rng.random() < 0.3)
        for _shift in range(count)
    )
    jobs = tuple(
        Job(rng.randrange(count), rng.randrange(2), rng.randrange(2), rng.randrange(3))
        for _job in range(rng.randint(1, 4))
    )
    needs = tuple(
        _need(rng, job, day) for day in range(days) for job in range(len(jobs)) if rng.random() < 0.8
    )
    people = tuple(_person(rng, days, count, len(jobs)) for _one in range(rng.randint(1, 5)))
    loads = [
        Load("minutes", 240, 480, 2),
        Load("nights", 1, 1, 3),
        Load("weekends", 1, 0, 5),
        Load("hard", 2, 1, 1),
    ]
    return Problem(
        days=days,
        shifts=shifts,
        jobs=jobs,
        needs=needs,
        kinds=[
            {job: rng.randrange(4) for job in range(len(jobs)) if rng.random() < 0.8} for _kind in range(2)
        ],
        people=people,
        first_weekday=rng.randrange(7),
        bans=frozenset((rng.randrange(count), rng.randrange(count)) for _ban in range(rng.randint(0, 2))),
        loads=tuple(load for load in loads if rng.random() < 0.5),
        pairs=_pairs(rng, len(people)),
        crews=((0, 1),) if len(jobs) > 1 and rng.random() < 0.3 else (),
        half_crew=2,
    )


def _need(rng: random.Random, job: int, day: int) -> Need:
    least = rng.randint(0, 2)
    over = rng.choice([None, 0, 3])
    return Need(job, day, least, least + rng.randint(0, 1), rng.randint(10, 99), rng.randint(0, 9), over)


def _pairs(rng: random.Random, people: int) -> tuple[Pair, ...]:
    if people < 2 or rng.random() < 0.5:
        return ()
    together = rng.random() < 0.5
    one, other = rng.sample(range(people), 2)
    return (Pair(one, other, together, 3 if together else rng.choice([3, None])),)


def _person(rng: random.Random, days: int, shifts: int, jobs: int) -> Person:
    def maybe(make: Callable[[], T]) -> T | None:
        return make() if rng.random() < 0.4 else None

    row = rng.choice([0, 0, 1, 2, 3])
    limits = Limits(
        shifts=maybe(lambda: tuple(rng.randint(0, 5) for _shift in range(shifts))),
        most_minutes=maybe(lambda: rng.randint(600, 5000)),
        least_minutes=maybe(lambda: rng.randint(0, 500)),
        week_minutes=maybe(lambda: rng.randint(900, 2400)),
        day_minutes=maybe(lambda: 600),
        most_row=maybe(lambda: rng.randint(2, 5)),
        least_row=rng.choice([1, 1, 2]),
        least_off=rng.choice([1, 1, 2]),
        nights_row=maybe(lambda: rng.randint(1, 3)),
        weekends=maybe(lambda: rng.randint(0, 2)),
        rest=rng.choice([0, 0, 480, 660, 1600]),
    )
    past = Past(
        row=row,
        nights=rng.randint(0, row),
        week_minutes=rng.choice([0, 480]),
        ended=rng.choice([None, -300, 100]) if row else None,
        on_weekend=rng.random() < 0.5,
    )
    return Person(
        kind=rng.randrange(2),
        limits=limits,
        off=frozenset(day for day in range(days) if rng.random() < 0.1),
        blocked=frozenset((rng.randrange(days), rng.randrange(shifts)) for _block in range(2)),
        wishes=tuple(
            Wish(
                rng.randrange(days), rng.choice([None, *range(shifts)]), rng.randint(1, 9), rng.random() < 0.5
            )
            for _wish in range(rng.randint(0, 3))
        ),
        fixed=((rng.randrange(days), rng.randrange(jobs)),) if rng.random() < 0.2 else (),
        past=past,
        carried=tuple(rng.randrange(3) for _load in range(2)),
    )
