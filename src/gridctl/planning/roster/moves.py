"""The smallest changes to a published roster that fill posts which somebody has left.

Chains (chains.py) are tried first; then a solver looks at the people around the holes for fewer changes.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gridctl.planning.roster.board import Board, Post
from gridctl.planning.roster.chains import carry_out, fill
from gridctl.planning.roster.costing import price
from gridctl.planning.roster.problem import Grid, Problem
from gridctl.planning.roster.reasons import Reason, reason
from gridctl.planning.roster.shifting import fewer

DEPTH = 4
"""People of the longest chain."""
CHECKS = 20_000
"""Rows that are held against the rules for one hole, at most."""


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody's day as it was and as it is from now on: a job, or None for a day off."""

    person: int
    day: int
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Closing:
    """Changes that fill holes, with the holes that stay and why; `dearer`: what the roster costs more."""

    moves: tuple[Move, ...]
    open: tuple[Reason, ...]
    dearer: int

    @property
    def told(self) -> tuple[int, ...]:
        """Whose roster changes."""
        return tuple(sorted({move.person for move in self.moves}))


def close(
    problem: Problem,
    grid: Grid,
    holes: Sequence[Post],
    *,
    frozen: Collection[tuple[int, int]] = (),
    days: Collection[int] | None = None,
    effort: float = 1.0,
    seed: int = 1,
) -> Closing:
    """Return the fewest people's changes, then the cheapest, that fill holes (a day and a job, one for each head).

    No rule is broken that wasn't before. `frozen`: people and days that stay as they are, beside fixed jobs;
    `days`: the only ones that may change, e.g. those that are still to come. `effort`: the solver's
    deterministic seconds at most.
    """
    stays = frozenset(frozen)

    def free(who: int, day: int) -> bool:
        return (who, day) not in stays and (days is None or day in days)

    board = Board(problem, grid)
    left, told = 0, 0
    for hole in sorted(holes, key=lambda one: (len(board.takers[one[1]]), one)):
        need = problem.needs_of.get(hole)
        if need is not None and board.room(need):
            chain = fill(board, hole, depth=DEPTH, checks=CHECKS, free=free)
            left, told = left + (chain is None), told + len(chain or ())
            carry_out(board, chain or ())
    if left or told > 1:
        board = fewer(problem, grid, board, holes, free=free, effort=effort, seed=seed)
    posts = [post for post in dict.fromkeys(holes) if post in problem.needs_of]
    return Closing(
        changed(grid, board.grid),
        tuple(
            reason(board, problem.needs_of[post]) for post in posts if board.missing(problem.needs_of[post])
        ),
        price(problem, board.grid).total - price(problem, grid).total,
    )


def changed(before: Grid, after: Grid) -> tuple[Move, ...]:
    """Return what is different from one roster to the other."""
    return tuple(
        Move(who, day, old, new)
        for who, (was, now) in enumerate(zip(before, after, strict=True))
        for day, (old, new) in enumerate(zip(was, now, strict=True))
        if old != new
    )
