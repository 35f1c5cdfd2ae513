"""Fewest people told: the people around some holes, each with some other rows, as one small choice for a solver."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gridctl.planning.roster.board import Board, Post
from gridctl.planning.roster.chains import Free
from gridctl.planning.roster.checking import broken, counted
from gridctl.planning.roster.costing import price, price_of_row
from gridctl.planning.roster.problem import Grid, Problem

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

AROUND = 60
"""People who are looked at, at most."""
NEAR = 6
"""Days before and after a hole that may change."""
ROWS = 400
"""Other rows of one person."""
SECONDS = 20.0
"""The most that it takes by the wall, whatever the effort."""
_Row = tuple[int | None, ...]


def fewer(
    problem: Problem,
    before: Grid,
    board: Board,
    holes: Sequence[Post],
    *,
    free: Free,
    effort: float,
    seed: int,
) -> Board:
    """Return a roster that fills at least as many of the holes as `board`, with as few people told as is found.

    Every other post keeps what it has, up to its least.
    """
    from ortools.sat.python import cp_model  # start-up: only a plan needs the solver

    choice = _Choice(problem, before, holes, _pool(problem, before, board, holes, free), cp_model.CpModel())
    if not choice.rows:
        return board
    choice.ask()
    choice.hint(board)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.max_deterministic_time = effort
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    if solver.solve(choice.model) not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return board
    rows = [list(row) for row in before]
    for (who, row), literal in choice.rows.items():
        if solver.boolean_value(literal):
            rows[who] = list(row)
    known = set(broken(problem, before))
    if not known.issuperset(broken(problem, rows)):  # those who must be apart aren't in the model
        return board
    return min((board, Board(problem, rows)), key=lambda one: _worth(one, before, holes))


def _pool(
    problem: Problem, before: Grid, board: Board, holes: Sequence[Post], free: Free
) -> dict[int, list[_Row]]:
    """Return who could take a hole, or take over from them, with other rows for each; the row that is comes first."""
    old = Board(problem, before)
    near = {other for day, _job in holes for other in range(day - NEAR, day + NEAR + 1)}
    found = dict.fromkeys(who for who, row in enumerate(board.grid) if tuple(row) != tuple(before[who]))
    posts = dict.fromkeys(holes)
    for _layer in range(2):
        people = [who for day, job in list(posts) for who in old.takers[job] if old.could(who, day, job)]
        found.update(dict.fromkeys(people))
        for who in list(found)[:AROUND]:
            held = ((day, job) for day, job in enumerate(before[who]) if job is not None and day in near)
            posts.update(dict.fromkeys(post for post in held if post in problem.needs_of))
    by_day: dict[int, list[int]] = defaultdict(list)
    for day, job in posts:
        by_day[day].append(job)
    pool = {}
    for who in list(found)[:AROUND]:
        rows = {tuple(before[who]): None, tuple(board.grid[who]): None}
        for row in _others(
            old, who, {day: jobs for day, jobs in by_day.items() if free(who, day)}, set(holes)
        ):
            if len(rows) >= ROWS:
                break
            rows[row] = None
        pool[who] = list(rows)
    return pool


def _others(board: Board, who: int, by_day: dict[int, list[int]], holes: set[Post]) -> Iterator[_Row]:
    """Yield rows with one or two days changed that keep the rules, and such with more holes taken."""
    row = board.grid[who]
    single: list[tuple[int, int | None]] = []
    for day, jobs in sorted(by_day.items()):
        if day not in board.stands[who]:
            single += [(day, job) for job in jobs if job != row[day] and board.could(who, day, job)]
            single += [(day, None)] if row[day] is not None else []
    single.sort(key=lambda one: one not in holes)
    legal: list[tuple[tuple[int, int | None], ...]] = []
    for changes in [
        *((one,) for one in single),
        *((one, two) for place, one in enumerate(single) for two in single[:place] if one[0] != two[0]),
    ]:
        if board.fits(who, *changes):
            legal.append(changes)
            yield tuple(board.row_with(who, changes))
    for changes in legal:
        for hole in sorted(holes):
            if len(changes) > 1 and all(hole[0] > day for day, _job in changes) and hole in single:
                more = (*changes, hole)
                if board.fits(who, *more):
                    legal.append(more)
                    yield tuple(board.row_with(who, more))


class _Choice:
    """One row for each person, so that every post keeps what it has, up to its least."""

    def __init__(
        self,
        problem: Problem,
        before: Grid,
        holes: Sequence[Post],
        pool: dict[int, list[_Row]],
        model: "CpModel",
    ) -> None:
        self.problem, self.before, self.holes, self.pool, self.model = problem, before, holes, pool, model
        self.rows = {(who, row): model.new_bool_var("") for who, rows in pool.items() for row in rows}

    def ask(self) -> None:
        """Put the question: holes first, then people told, then the price."""
        for who, rows in self.pool.items():
            self.model.add_exactly_one(self.rows[who, row] for row in rows)
        told = [1 - self.rows[who, rows[0]] for who, rows in self.pool.items()]
        prices = {
            (who, row): price_of_row(self.problem, who, row) - price_of_row(self.problem, who, rows[0])
            for who, rows in self.pool.items()
            for row in rows
        }
        missing, terms, worth = self._posts()
        dear = 1 + worth + 2 * sum(map(abs, prices.values()))
        terms += [value * self.rows[key] for key, value in prices.items() if value]
        self.model.minimize(sum(terms) + dear * sum(told) + dear * (len(told) + 1) * sum(missing))

    def hint(self, board: Board) -> None:
        """Begin with the chains that were found."""
        for (who, row), literal in self.rows.items():
            self.model.add_hint(literal, row == tuple(board.grid[who]))

    def _posts(self) -> "tuple[list[IntVar], list[LinearExpr], int]":
        """Return what stays missing at holes, the prices of posts, and a bound on these prices."""
        counts, wanted = counted(self.before), Counter(self.holes)
        doing: dict[Post, list[IntVar]] = defaultdict(list)
        for (_who, row), literal in self.rows.items():
            for day, job in enumerate(row):
                if job is not None:
                    doing[day, job].append(literal)
        missing: list[IntVar] = []
        terms: list[LinearExpr] = []
        worth = 0
        for post, literals in doing.items():
            need = self.problem.needs_of.get(post)
            if need is None:
                continue
            others = counts[post] - sum(self.before[who][post[0]] == post[1] for who in self.pool)
            count, most = sum(literals) + others, len(self.pool) + others
            least = min(need.least, counts[post])
            if wanted[post]:
                left = self.model.new_int_var(0, wanted[post], "")
                missing.append(left)
                self.model.add(count + left >= min(need.best, counts[post] + wanted[post]))
            self.model.add(count >= least)
            if need.over is None:
                self.model.add(count <= max(need.best, counts[post]))
            under = self.model.new_int_var(0, need.best, "")
            over = self.model.new_int_var(0, most, "")
            self.model.add(under >= need.best - count)
            self.model.add(over >= count - need.best)
            terms += [need.under * under, (need.over or 0) * over]
            worth += need.under * need.best + (need.over or 0) * most
        return missing, terms, worth


def _worth(board: Board, before: Grid, holes: Sequence[Post]) -> tuple[int, int, int]:
    """Return how many holes stay, how many people are told, and the price: the smaller the better."""
    counts = counted(before)
    wanted = Counter(post for post in holes if post in board.problem.needs_of)
    left = sum(max(0, more - max(0, board.counts[post] - counts[post])) for post, more in wanted.items())
    told = sum(tuple(row) != tuple(was) for row, was in zip(board.grid, before, strict=True))
    return left, told, price(board.problem, board.grid).total
