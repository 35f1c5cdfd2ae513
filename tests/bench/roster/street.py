"""Makes the week of a street office under a lockdown: micro-grids, posts by the hour, and who can take them.

A street has communities of ten micro-grids. Each micro-grid has a gate, a patrol and deliveries, each community
a sampling point, a disinfection crew, a store, transport and a desk. Stairwell heads give a few hours a week near
home, officers and cadres forty in their community, nurses and disinfectors go further. Eight in a hundred days
are absences.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from gridctl.planning.roster.problem import Job, Limits, Load, Need, Past, Person, Problem, Shift, Wish

DAYS = 7
SHIFTS = (Shift(360, 480), Shift(840, 480), Shift(1320, 480, night=True))
GATE, PATROL, DELIVERY, SAMPLING, DISINFECTION, STORE, TRANSPORT, DESK = range(8)
NEAR, FAR = (GATE, PATROL, DELIVERY), (SAMPLING, DISINFECTION, STORE, TRANSPORT, DESK)
TOGETHER = 10
"""Micro-grids of a community."""
SHORT, UNDER = 10_000, 200
ABSENT = 0.08


@dataclass(frozen=True, slots=True)
class Size:
    """Heads and officers, cadres, and micro-grids; one in eight of the former is an officer."""

    members: int
    cadres: int
    grids: int
    tight: float = 1.0


OFFICE = Size(2_221, 134, 120)
CITY = Size(12_220, 4_780, 870, 1.35)
SMALL = Size(110, 8, 6)


def street(size: Size, seed: int) -> Problem:
    """Make the week; the same of the same seed."""
    rng = random.Random(f"street {seed}")
    jobs = tuple(_jobs(size.grids))
    kinds: dict[tuple[int, frozenset[int], bool], int] = {}
    people = [_person(rng, size, kinds, cadre=False) for _member in range(size.members)]
    people += [_person(rng, size, kinds, cadre=True) for _cadre in range(size.cadres)]
    rng.shuffle(people)
    by_place: dict[tuple[int, int], list[int]] = {}
    for number, job in enumerate(jobs):
        by_place.setdefault((job.duty, job.area), []).append(number)
    return Problem(
        days=DAYS,
        shifts=SHIFTS,
        jobs=jobs,
        needs=tuple(_needs(rng, jobs, size.tight)),
        kinds=[_ways(by_place, size.grids, *kind) for kind in kinds],
        people=tuple(people),
        loads=(Load("nights", 1, 2, 20),),
    )


def _jobs(grids: int) -> Iterator[Job]:
    """Yield the jobs; a community's stand at its first micro-grid."""
    for grid in range(grids):
        for shift, hard in ((0, 0), (1, 0), (2, 1)):
            yield Job(shift, GATE, grid, hard)
        for duty in (PATROL, DELIVERY):
            for shift in (0, 1):
                yield Job(shift, duty, grid)
        if grid % TOGETHER == 0:
            for duty in FAR:
                for shift in (0, 1, 2) if duty in {STORE, DESK} else (0, 1):
                    yield Job(shift, duty, grid)


def _needs(rng: random.Random, jobs: tuple[Job, ...], tight: float) -> Iterator[Need]:
    for number, job in enumerate(jobs):
        for day in range(DAYS):
            if job.duty in FAR:
                least = 2 if job.shift < 2 and job.duty in {SAMPLING, TRANSPORT} else 1
            elif job.duty == GATE:
                least = 1
            else:
                least = int(rng.random() < 0.12)
            least = int(least * tight + rng.random())
            yield Need(number, day, least, least + int(rng.random() < 0.2), SHORT, UNDER)


def _person(
    rng: random.Random, size: Size, kinds: dict[tuple[int, frozenset[int], bool], int], *, cadre: bool
) -> Person:
    officer = cadre or rng.random() < 0.16
    skills = set(NEAR) | {STORE}
    skills |= {SAMPLING} if rng.random() < 0.06 else set()
    skills |= {DISINFECTION} if rng.random() < 0.06 else set()
    skills |= {TRANSPORT} if rng.random() < 0.25 else set()
    skills |= {DESK} if officer else set()
    kind = kinds.setdefault((rng.randrange(size.grids), frozenset(skills), officer), len(kinds))
    hours = 40 if officer else rng.choice((4, 8, 8, 12, 16))
    return Person(
        kind=kind,
        limits=Limits(week_minutes=60 * hours, rest=660, most_row=6),
        off=frozenset(day for day in range(DAYS) if rng.random() < ABSENT),
        # Part-time heads have their own work by day, or sleep by night.
        blocked=frozenset()
        if officer
        else frozenset((day, shift) for day in range(DAYS) for shift in range(3) if rng.random() < 0.2),
        wishes=tuple(
            Wish(rng.randrange(DAYS), rng.choice((None, 2)), 30) for _wish in range(rng.choice((0, 0, 1)))
        ),
        past=Past(1, 0, 0, rng.choice((-600, -120, 360))) if rng.random() < 0.3 else Past(),
    )


def _ways(
    by_place: dict[tuple[int, int], list[int]], grids: int, home: int, skills: frozenset[int], officer: bool
) -> dict[int, int]:
    """Return the jobs that somebody can do, each with the price of the way."""
    found = {}
    community = home // TOGETHER
    for duty in sorted(skills):
        if duty in NEAR:
            reach = TOGETHER if officer else 2
            places = [grid for grid in range(home - reach, home + reach + 1) if 0 <= grid < grids]
        else:
            far = 1 if duty in {SAMPLING, DISINFECTION} or officer else 0
            places = [TOGETHER * one for one in range(community - far, community + far + 1)]
        for grid in places:
            for job in by_place.get((duty, grid), ()):
                found[job] = 2 * abs(grid - home) if duty in NEAR else 5 * abs(grid // TOGETHER - community)
    return found
