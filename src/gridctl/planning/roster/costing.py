"""What a roster costs, item by item, added up plainly from the problem: no solver, no model."""

from collections import Counter
from dataclasses import dataclass, fields

from gridctl.planning.roster.checking import counted, side_by_side
from gridctl.planning.roster.problem import Grid, Load, Need, Pair, Problem, Wish
from gridctl.planning.roster.rules import Row, weekends


@dataclass(frozen=True, slots=True)
class Price:
    """The prices of a roster: posts below `least`, below `best` and beyond it, wishes not met, ways, loads,
    pairs, and half crews."""

    short: int = 0
    under: int = 0
    over: int = 0
    wishes: int = 0
    ways: int = 0
    loads: int = 0
    pairs: int = 0
    crews: int = 0

    @property
    def total(self) -> int:
        """The sum of all, which a planner makes small."""
        return sum(int(getattr(self, one.name)) for one in fields(self))


def price(problem: Problem, grid: Grid) -> Price:
    """Return what a roster costs; hard rules aren't looked at."""
    counts = counted(grid)
    needs = [price_of_need(need, counts[need.day, need.job]) for need in problem.needs]
    return Price(
        short=sum(one[0] for one in needs),
        under=sum(one[1] for one in needs),
        over=sum(one[2] for one in needs),
        wishes=sum(_wishes(problem, who, row) for who, row in enumerate(grid)),
        ways=sum(_ways(problem, who, row) for who, row in enumerate(grid)),
        loads=sum(_loads(problem, who, row) for who, row in enumerate(grid)),
        pairs=sum(
            price_of_pair(problem, pair, grid, day) for pair in problem.pairs for day in range(problem.days)
        ),
        crews=_crews(problem, counts),
    )


def price_of_need(need: Need, count: int) -> tuple[int, int, int]:
    """Return what so many at a job cost: those missing below `least`, below `best`, those beyond it."""
    return (
        need.short * max(0, need.least - count),
        need.under * max(0, need.best - max(count, need.least)),
        (need.over or 0) * max(0, count - need.best),
    )


def price_of_row(problem: Problem, who: int, row: Row) -> int:
    """Return what one person's row costs: wishes, ways and loads."""
    return _wishes(problem, who, row) + _ways(problem, who, row) + _loads(problem, who, row)


def _wishes(problem: Problem, who: int, row: Row) -> int:
    return sum(wish.price for wish in problem.people[who].wishes if not _met(problem, wish, row[wish.day]))


def _met(problem: Problem, wish: Wish, job: int | None) -> bool:
    there = job is not None and wish.shift in (None, problem.jobs[job].shift)
    return there == wish.wanted


def _ways(problem: Problem, who: int, row: Row) -> int:
    # A fixed job may lie outside the kind; its way has no price.
    prices = problem.kinds[problem.people[who].kind]
    return sum(prices.get(job, 0) for job in row if job is not None)


def _loads(problem: Problem, who: int, row: Row) -> int:
    return sum(_load(problem, who, row, place, load) for place, load in enumerate(problem.loads))


def _load(problem: Problem, who: int, row: Row, place: int, load: Load) -> int:
    person = problem.people[who]
    carried = person.carried[place] if place < len(person.carried) else 0
    beyond = max(0, carried + carried_in(problem, who, row, load.what) - load.free)
    started = -(-beyond // load.unit)
    return load.price * started * (started + 1) // 2


def carried_in(problem: Problem, who: int, row: Row, what: str) -> int:
    """Return how much of a load somebody carries in this roster: minutes, nights, weekends or hard."""
    if what == "weekends":
        return weekends(problem, problem.people[who], row)
    worked = [(day, problem.jobs[job]) for day, job in enumerate(row) if job is not None]
    if what == "minutes":
        return sum(problem.minutes(day, job.shift) for day, job in worked)
    if what == "nights":
        return sum(problem.shifts[job.shift].night for _day, job in worked)
    return sum(job.hard for _day, job in worked)


def price_of_pair(problem: Problem, pair: Pair, grid: Grid, day: int) -> int:
    """Return what a pair costs on a day; those who must be apart by rule cost nothing."""
    if pair.price is None:
        return 0
    one, other = grid[pair.one][day], grid[pair.other][day]
    beside = side_by_side(problem, one, other)
    if pair.together:
        return pair.price * (not beside and not (one is None and other is None))
    return pair.price * beside


def _crews(problem: Problem, counts: Counter[tuple[int, int]]) -> int:
    return sum(
        price_of_crew(problem, crew, counts, day) for crew in problem.crews for day in range(problem.days)
    )


def price_of_crew(problem: Problem, crew: tuple[int, ...], counts: Counter[tuple[int, int]], day: int) -> int:
    """Return what a crew costs on a day: each one more than the job of it with fewest has."""
    there = [counts[day, job] for job in crew]
    return problem.half_crew * sum(one - min(there) for one in there)
