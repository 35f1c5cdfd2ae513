"""Whether a roster keeps every hard rule: each row by itself, too many at a post, and those who must be apart."""

from collections import Counter

from gridctl.planning.roster.problem import Grid, Problem
from gridctl.planning.roster.rules import Broken, Rule, broken_by


def broken(problem: Problem, grid: Grid) -> list[Broken]:
    """Return every hard rule that a roster breaks; nothing for a legal one."""
    shape = _shape(problem, grid)
    if shape:
        return shape
    found = [one for who in range(len(problem.people)) for one in broken_by(problem, who, grid[who])]
    return [*found, *_too_many(problem, grid), *_apart(problem, grid)]


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


def _too_many(problem: Problem, grid: Grid) -> list[Broken]:
    counts = counted(grid)
    stand = Counter(post for person in problem.people for post in person.fixed)
    return [
        Broken(Rule.OVER, None, need.day, need.job)
        for need in problem.needs
        if need.over is None and counts[need.day, need.job] > max(need.best, stand[need.day, need.job])
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
