"""A large problem cut into parts by area: whose home is near goes together with the jobs there.

A part owns the jobs of its areas; its people may move among them, and stay where they stand outside of them.
Whoever of other parts stands at a job of the part stays too. So parts can be solved apart, and what comes back
fits together.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gridctl.planning.roster.problem import Grid, Need, Outcome, Pair, Person, Problem

WIDE = 60
"""Who reaches more areas than this is at home nowhere in particular."""


@dataclass(frozen=True, slots=True)
class Part:
    """People and the jobs among which they may move."""

    people: tuple[int, ...]
    jobs: frozenset[int]


def size(problem: Problem) -> int:
    """Return how many questions a problem asks: people, days, and the jobs that each could do."""
    kinds = Counter(person.kind for person in problem.people)
    return problem.days * sum(count * len(problem.kinds[kind]) for kind, count in kinds.items())


def cut(problem: Problem, most: int, turn: int) -> list[Part]:
    """Return parts of about `most` people each; another `turn` cuts elsewhere."""
    ground = _Ground(problem)
    homes: dict[int, list[int]] = defaultdict(list)
    for who in range(len(problem.people)):
        home = ground.home_of(who)
        if home is not None:
            homes[home].append(who)
    areas = sorted(ground.jobs)
    begin = (turn * len(areas) * 5 // 13) % max(1, len(areas))
    order = [*areas[begin:], *areas[:begin]]
    groups = _grown(ground, order, {area: len(homes[area]) for area in areas}, most)
    return [
        Part(
            tuple(sorted(who for area in group for who in homes[area])),
            frozenset(job for area in group for job in ground.jobs[area]),
        )
        for group in groups
    ]


class _Ground:
    """Areas, where jobs that go out together make one of theirs, and how many reach from one to another."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._area = {job: one.area for job, one in enumerate(problem.jobs)}
        for crew in problem.crews:
            for job in crew[1:]:
                self._join(self._area[crew[0]], self._area[job])
        self.jobs: dict[int, list[int]] = defaultdict(list)
        for job, area in self._area.items():
            self.jobs[area].append(job)
        self._homes = [self._home(kind) for kind in range(len(problem.kinds))]
        self._beside = {pair.other: pair.one for pair in problem.pairs}
        self.reach: dict[int, Counter[int]] = defaultdict(Counter)
        for person in problem.people:
            home, areas = self._homes[person.kind], self._areas(person.kind)
            if home is not None and len(areas) <= WIDE:
                for area in areas - {home}:
                    self.reach[home][area] += 1
                    self.reach[area][home] += 1

    def _join(self, one: int, other: int) -> None:
        if one != other:
            self._area = {job: one if area == other else area for job, area in self._area.items()}

    def _areas(self, kind: int) -> set[int]:
        return {self._area[job] for job in self.problem.kinds[kind]}

    def _home(self, kind: int) -> int | None:
        """Return the area with the cheapest way, of those the one with the most jobs."""
        prices = self.problem.kinds[kind]
        by_area: dict[int, list[int]] = defaultdict(list)
        for job, price in prices.items():
            by_area[self._area[job]].append(price)
        best = sorted((min(found), -len(found), area) for area, found in by_area.items())
        return best[0][2] if best else None

    def home_of(self, who: int) -> int | None:
        """Return where somebody is counted: at home, or at the home of the one they are paired with."""
        home = self._homes[self.problem.people[self._beside.get(who, who)].kind]
        return self._homes[self.problem.people[who].kind] if home is None else home


def _grown(ground: _Ground, order: Sequence[int], people: dict[int, int], most: int) -> list[list[int]]:
    """Return groups of areas: each begins with the next area and takes in what is reached from it by most."""
    left, groups = dict.fromkeys(order), []
    total = sum(people.values())
    full = max(1, total / max(1, round(total / most)))
    while left:
        group: list[int] = []
        near: Counter[int] = Counter()
        while left and sum(people[area] for area in group) < full:
            area = max(
                (one for one in left if near[one]), key=lambda one: near[one], default=next(iter(left))
            )
            del left[area]
            group.append(area)
            near.update(ground.reach[area])
        groups.append(group)
    return groups


@dataclass(frozen=True, slots=True)
class Piece:
    """A part as a problem of its own, its people first, with the roster to begin with."""

    part: Part
    problem: Problem
    start: tuple[tuple[int | None, ...], ...]
    jobs: tuple[int, ...]

    def rows(self, outcome: Outcome) -> dict[int, list[int | None]]:
        """Return the rows of the part's people, with the whole problem's jobs."""
        return {
            who: [None if job is None else self.jobs[job] for job in outcome.grid[place]]
            for place, who in enumerate(self.part.people)
        }


def piece(problem: Problem, grid: Grid, part: Part) -> Piece:
    """Return a part as a problem of its own.

    Whoever else stands at its jobs, or belongs to a pair with somebody in it, is in it with a row that stands.
    """
    inside = set(part.people)
    pairs = [pair for pair in problem.pairs if pair.one in inside or pair.other in inside]
    beside = {one for pair in pairs for one in (pair.one, pair.other)} - inside
    for who, row in enumerate(grid):
        if who not in inside and not part.jobs.isdisjoint(job for job in row if job is not None):
            beside.add(who)
    everybody = [*part.people, *sorted(beside)]
    jobs = tuple(sorted(part.jobs | {job for who in everybody for job in grid[who] if job is not None}))
    number = {job: place for place, job in enumerate(jobs)}
    kinds = _Kinds(problem, number)
    people = [kinds.inside(problem.people[who], grid[who], part.jobs) for who in part.people]
    people += [kinds.outside(grid[who]) for who in sorted(beside)]
    place = {who: spot for spot, who in enumerate(everybody)}
    small = replace(
        problem,
        jobs=tuple(problem.jobs[job] for job in jobs),
        needs=tuple(_renumbered(need, number) for need in problem.needs if need.job in part.jobs),
        kinds=kinds.made,
        people=tuple(people),
        pairs=tuple(Pair(place[one.one], place[one.other], one.together, one.price) for one in pairs),
        crews=tuple(
            tuple(number[job] for job in crew) for crew in problem.crews if part.jobs.issuperset(crew)
        ),
    )
    start = tuple(tuple(None if job is None else number[job] for job in grid[who]) for who in everybody)
    return Piece(part, small, start, jobs)


def _renumbered(need: Need, number: dict[int, int]) -> Need:
    return replace(need, job=number[need.job])


class _Kinds:
    """The kinds of a part: those of its people with the part's numbers, and one that can do nothing else."""

    def __init__(self, problem: Problem, number: dict[int, int]) -> None:
        self._problem, self._number = problem, number
        self._of: dict[int, int] = {}
        self.made: list[dict[int, int]] = [{}]

    def inside(self, person: Person, row: Sequence[int | None], jobs: frozenset[int]) -> Person:
        """Return somebody of the part; what they do outside of it stands."""
        if person.kind not in self._of:
            self._of[person.kind] = len(self.made)
            prices = self._problem.kinds[person.kind]
            self.made.append(
                {self._number[job]: price for job, price in prices.items() if job in self._number}
            )
        fixed = {day: job for day, job in enumerate(row) if job is not None and job not in jobs}
        fixed.update(person.fixed)
        stands = tuple((day, self._number[job]) for day, job in sorted(fixed.items()))
        return replace(person, kind=self._of[person.kind], fixed=stands)

    def outside(self, row: Sequence[int | None]) -> Person:
        """Return somebody of another part, whose whole row stands."""
        stands = tuple((day, self._number[job]) for day, job in enumerate(row) if job is not None)
        return Person(0, fixed=stands, off=frozenset(day for day, job in enumerate(row) if job is None))
