"""Planning a roster of any size: small ones at once, large ones cut into parts that are solved apart.

A large one begins with flows (beginning.py), is mended across all parts by chains (chains.py), and then each
part is solved again and again, cut elsewhere each time. With `effort` the same seed gives the same roster.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from gridctl.planning.roster.apart import Apart, Task, processors
from gridctl.planning.roster.beginning import begin
from gridctl.planning.roster.board import Board
from gridctl.planning.roster.bounds import filled, most_least, relaxation
from gridctl.planning.roster.chains import mend
from gridctl.planning.roster.checking import broken
from gridctl.planning.roster.costing import price
from gridctl.planning.roster.cutting import Piece, cut, piece, size
from gridctl.planning.roster.problem import Grid, Impossible, Outcome, Problem
from gridctl.planning.roster.rules import broken_by
from gridctl.planning.roster.solving import solve

SMALL = 40_000
"""Up to so many questions (people, days, jobs) a problem is solved whole."""
PART = 180
"""People of a part."""
ROUNDS = 3
"""How often a large roster is cut, where the time allows."""
LEAST_SECONDS = 2.0
"""A part isn't worth solving in less."""
CHECKS = 25_000
"""Rows that are held against the rules in about a second."""


def plan(
    problem: Problem,
    *,
    seconds: float,
    effort: float | None = None,
    seed: int = 1,
    start: Grid | None = None,
    better: Callable[[int, float], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Outcome:
    """Return the best roster that is found; the arguments are those of `solve`.

    Raises Impossible where no roster keeps all rules, or none was found in the time given.
    """
    if size(problem) <= SMALL:
        found = solve(
            problem, seconds=seconds, effort=effort, seed=seed, start=start, better=better, stop=stop
        )
        return _filled_up(problem, found)
    return _Work(problem, seconds, effort, seed, better, stop).plan(start)


def _filled_up(problem: Problem, found: Outcome) -> Outcome:
    """Return a roster in which nobody is free for a post that is short, however little time there was."""
    board = Board(problem, found.grid)
    mend(board, checks=CHECKS, most=sum(need.least for need in problem.needs))
    cost = price(problem, board.grid).total
    return replace(found, grid=tuple(map(tuple, board.grid)), cost=cost) if cost < found.cost else found


@dataclass(slots=True)
class _Work:
    """A large roster while it is planned."""

    problem: Problem
    seconds: float
    effort: float | None
    seed: int
    better: Callable[[int, float], None] | None
    stop: Callable[[], bool] | None
    began: float = field(default_factory=time.monotonic)
    bound: float = 0
    cost: int | None = None
    spent: float = 0

    def plan(self, start: Grid | None) -> Outcome:
        """Begin, mend, and solve parts until the time is over."""
        problem = self.problem
        guide = relaxation(problem)
        self.bound = guide.bound
        legal = start is not None and not broken(problem, start)
        board = Board(problem, start) if legal else begin(problem, guide)
        self._mend(board)
        self._say(board)
        with Apart() as apart:
            for turn in range(ROUNDS):
                if self._over() or not self._round(board, apart, turn):
                    break
                self._mend(board)
                self._say(board)
        if broken(problem, board.grid):
            raise Impossible
        return Outcome(
            tuple(map(tuple, board.grid)),
            price(problem, board.grid).total,
            self.bound,
            self.spent,
            time.monotonic() - self.began,
            bool(self.stop and self.stop()),
        )

    def _left(self) -> float:
        return self.seconds - (time.monotonic() - self.began)

    def _over(self) -> bool:
        return self._left() <= 0 or bool(self.stop and self.stop())

    def _mend(self, board: Board) -> None:
        """Fill by chains what can be filled; a tenth of the work is given to it."""
        short = most_least(self.problem) - filled(self.problem, board.grid)[0]
        if short > 0:
            share = (self.seconds if self.effort is None else self.effort) / 10
            before = board.checks
            mend(board, checks=round(CHECKS * share), most=short, stop=self._over)
            self.spent += (board.checks - before) / CHECKS

    def _say(self, board: Board) -> None:
        """Tell of a cheaper roster, if it keeps the rules."""
        cost = price(self.problem, board.grid).total
        if (self.cost is None or cost < self.cost) and not broken(self.problem, board.grid):
            self.cost = cost
            if self.better:
                self.better(cost, self.bound)

    def _round(self, board: Board, apart: Apart, turn: int) -> bool:
        """Solve all parts of one cut apart, and return whether there was time for it."""
        parts = cut(self.problem, PART, turn)
        share = self._left() * processors() / len(parts) / (ROUNDS - turn)
        seconds = self._left() if self.effort is not None else share
        if seconds < LEAST_SECONDS:
            if turn:
                return False
            seconds = LEAST_SECONDS
        effort = None if self.effort is None else self.effort / len(parts) / ROUNDS
        pieces = [piece(self.problem, board.grid, part) for part in parts]
        tasks = [
            Task(one.problem, seconds, effort, self.seed + turn, one.start if self._legal(one) else None)
            for one in pieces
        ]
        for one, task, outcome in zip(pieces, tasks, apart.run(tasks, self._over), strict=True):
            if outcome is not None:
                self.spent += outcome.effort
                self._take(board, one, outcome, sure=task.start is not None)
        return True

    def _legal(self, one: Piece) -> bool:
        return not any(broken_by(one.problem, who, one.start[who]) for who in range(len(one.part.people)))

    def _take(self, board: Board, one: Piece, outcome: Outcome, *, sure: bool) -> None:
        """Put a part back, unless it was better before."""
        if sure and outcome.cost >= price(one.problem, one.start).total:
            return
        for who, row in one.rows(outcome).items():
            for day, job in enumerate(row):
                board.put(who, day, job)
