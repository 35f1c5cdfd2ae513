"""Planning a roster of any size: small ones at once, large ones cut into parts that are solved apart.

A large one begins with flows (beginning.py), is mended across all parts by chains (chains.py), and then each
part is solved again and again, cut elsewhere each time. With `effort` the same seed gives the same roster.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

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
PART = 100
"""People of a part."""
ROUNDS = 2
"""How often a large roster is cut, where the time allows."""
LEAST_SECONDS = 1.0
"""A part isn't worth solving again in less."""
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
    work = _Work(problem, seconds, effort, seed, better, stop)
    return work.at_once(start) if size(problem) <= SMALL else work.in_parts(start)


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

    def at_once(self, start: Grid | None) -> Outcome:
        """Solve the whole, beginning with what flows and chains find; nobody stays free for a post that is short."""
        board = self._begun(start)
        legal = not broken(self.problem, board.grid)
        try:
            found = solve(
                self.problem,
                seconds=max(self._left(), 0.1),
                effort=self.effort,
                seed=self.seed,
                start=board.grid if legal else None,
                better=self.better,
                stop=self.stop,
            )
        except Impossible:
            if not legal:
                raise
        else:
            cheaper = price(self.problem, board.grid).total > found.cost
            if (cheaper or not legal) and not broken(self.problem, found.grid):
                board = Board(self.problem, found.grid)
            self.bound, self.spent = max(self.bound, found.bound), self.spent + found.effort
        self._mend(board)
        return self._outcome(board)

    def in_parts(self, start: Grid | None) -> Outcome:
        """Solve parts apart, each time cut elsewhere, until the time is over."""
        board = self._begun(start)
        self._say(board)
        with Apart() as apart:
            for turn in range(ROUNDS):
                if self._over() or not self._round(board, apart, turn):
                    break
                self._mend(board)
                self._say(board)
        if broken(self.problem, board.grid):
            raise Impossible
        return self._outcome(board)

    def _begun(self, start: Grid | None) -> Board:
        """Return the roster to begin with: the one given if it keeps the rules, else one by flows; mended."""
        guide = relaxation(self.problem)
        self.bound = guide.bound
        given = start if start is not None and not broken(self.problem, start) else None
        board = begin(self.problem, guide) if given is None else Board(self.problem, given)
        self._mend(board)
        return board

    def _outcome(self, board: Board) -> Outcome:
        return Outcome(
            tuple(map(tuple, board.grid)),
            price(self.problem, board.grid).total,
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
            mend(board, checks=round(CHECKS * share), most=short, late=self._over)
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
        if self._left() * processors() < LEAST_SECONDS * len(parts) and turn:
            return False
        effort = None if self.effort is None else self.effort / len(parts) / ROUNDS
        share = self._left() / (ROUNDS - turn) if effort is None else self._left()
        pieces = [piece(self.problem, board.grid, part) for part in parts]
        tasks = [
            Task(one.problem, effort, self.seed + turn, one.start if self._legal(one) else None)
            for one in pieces
        ]
        outcomes = apart.run(tasks, max(share, LEAST_SECONDS), self._over)
        for one, task, outcome in zip(pieces, tasks, outcomes, strict=True):
            if outcome is not None:
                self.spent += outcome.effort
                self._take(board, one, outcome, sure=task.start is not None)
        return True

    def _legal(self, one: Piece) -> bool:
        return not any(broken_by(one.problem, who, one.start[who]) for who in range(len(one.part.people)))

    def _take(self, board: Board, one: Piece, outcome: Outcome, *, sure: bool) -> None:
        """Put a part back, unless it was better before or breaks a rule."""
        if (sure and outcome.cost >= price(one.problem, one.start).total) or broken(
            one.problem, outcome.grid
        ):
            return
        for who, row in one.rows(outcome).items():
            for day, job in enumerate(row):
                board.put(who, day, job)
