"""Where a leader has lifted the limits of hours and rest for some of the days: who goes beyond them, and where.

First everybody is planned, or a hole is filled, within the limits; then posts under a lift that still lack somebody
are filled without them. What is not under a lift stays as it was, so that a limit is passed for a minimum alone, and
nowhere else.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from gridctl.planning.roster.board import Post
from gridctl.planning.roster.bounds import relaxation
from gridctl.planning.roster.checking import counted
from gridctl.planning.roster.costing import price
from gridctl.planning.roster.moves import Closing, changed, close
from gridctl.planning.roster.problem import Grid, Limits, Outcome, Person, Problem
from gridctl.services.roster_problem import Made

SHARE = 0.7
"""So much of the time goes into the plan within the limits, where some days are lifted."""

Search = Callable[[Problem, float, Grid | None], Outcome]
"""A planner: what is to be planned, the share of the time (of 1), and a roster to begin with."""


def solved(made: Made, search: Search) -> Outcome:
    """Return the best roster that is found; raises what the planner raises."""
    if not made.lifted:
        return search(made.problem, 1.0, None)
    within = search(made.problem, SHARE, None)
    loose = without_limits(made, within.grid)
    counts = counted(within.grid)
    if within.stopped or all(counts[need.day, need.job] >= need.least for need in loose.needs):
        return within
    found = search(loose, 1 - SHARE, within.grid)
    cost = price(made.problem, found.grid).total
    everybody = replace(
        made.problem, people=tuple(replace(one, limits=Limits()) for one in made.problem.people)
    )
    return Outcome(
        grid=found.grid,
        cost=cost,
        bound=min(cost, relaxation(everybody).bound),
        effort=within.effort + found.effort,
        seconds=within.seconds + found.seconds,
        stopped=found.stopped,
    )


def closed(made: Made, problem: Problem, grid: Grid, holes: Sequence[Post]) -> Closing:
    """Return the fewest changes that fill what somebody leaves: a day and a job for each of the holes.

    `problem` is that of `made` without whoever is away.
    """
    within = close(problem, grid, holes)
    under = {post: one for one in within.open if (post := (one.need.day, one.need.job)) in made.lifted}
    if not under:
        return within
    mended = [list(row) for row in grid]
    for move in within.moves:
        mended[move.person][move.day] = move.after
    loose = without_limits(replace(made, problem=problem), mended)
    left = [post for post, one in under.items() for _head in range(one.missing)]
    beyond = close(loose, mended, left)
    for move in beyond.moves:
        mended[move.person][move.day] = move.after
    rest = tuple(one for one in within.open if (one.need.day, one.need.job) not in under)
    return Closing(changed(grid, mended), (*rest, *beyond.open), within.dearer + beyond.dearer)


def without_limits(made: Made, grid: Grid) -> Problem:
    """Return the problem of the posts under a lift: nobody has limits, and what lies elsewhere in a roster stands."""
    counts = counted(grid)

    def best(day: int, job: int, least: int) -> int:
        return max(least, counts[day, job])

    lifted = [one for one in made.problem.needs if (one.day, one.job) in made.lifted]
    needs = tuple(replace(one, best=best(one.day, one.job, one.least)) for one in lifted)
    people = tuple(_freed(made, person, row) for person, row in zip(made.problem.people, grid, strict=True))
    return replace(made.problem, needs=needs, people=people)


def _freed(made: Made, person: Person, row: Sequence[int | None]) -> Person:
    days = ((day, job) for day, job in enumerate(row) if job is not None)
    fixed = tuple(one for one in days if one not in made.lifted or one in person.fixed)
    return replace(person, limits=Limits(), fixed=fixed)
