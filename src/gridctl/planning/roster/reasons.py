"""Why a post is short, in counts of people, and what would fill it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gridctl.planning.roster.board import Board
from gridctl.planning.roster.problem import Grid, Need, Problem
from gridctl.planning.roster.rules import Rule

BUSY, FREE = "busy", "free"
"""On another job that day; and free, so that only the price speaks against it."""


class Remedy(StrEnum):
    """What would fill a post, the smallest change first."""

    MOVE = "move"
    TAKE = "take"
    LIMIT = "limit"
    BLOCK = "block"
    ABSENCE = "absence"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Fix:
    """One change that fills one head of a post.

    move: `person` leaves `post`, which has more than its least; take: `person` is free; limit: `rule` is lifted
    for `person` on that day; block, absence: they come all the same; person: one more of `kind`.
    """

    remedy: Remedy
    person: int | None = None
    rule: Rule | None = None
    post: int | None = None
    kind: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A post with fewer than its least, and for everybody who can do the job why they aren't on it.

    `people`: by the first rule in their way (Rule), or `busy`, or `free`.
    """

    need: Need
    missing: int
    people: Mapping[str, tuple[int, ...]]
    fixes: tuple[Fix, ...] = ()

    @property
    def able(self) -> int:
        """How many have a kind that can do the job, those on it left out."""
        return sum(map(len, self.people.values()))


def reasons(problem: Problem, grid: Grid, *, most: int = 3) -> list[Reason]:
    """Return why each post with fewer than its least is short, the dearest first."""
    board = Board(problem, grid)
    return [reason(board, need, most=most) for need in board.holes()]


def reason(board: Board, need: Need, *, most: int = 3) -> Reason:
    """Return why one post is short, with at most `most` fixes of one sort."""
    people: dict[str, list[int]] = defaultdict(list)
    for who in board.takers[need.job]:
        if board.grid[who][need.day] != need.job:
            people[why(board, who, need)].append(who)
    fixes: list[Fix] = []
    for fix in sorted(_fixes(board, need, people), key=lambda one: list(Remedy).index(one.remedy)):
        if sum(one.remedy is fix.remedy for one in fixes) < most:
            fixes.append(fix)
    return Reason(
        need,
        board.missing(need),
        {reason: tuple(found) for reason, found in people.items()},
        tuple(fixes),
    )


def why(board: Board, who: int, need: Need) -> str:
    """Return the first thing in the way of somebody taking a post."""
    person = board.problem.people[who]
    shift = board.problem.jobs[need.job].shift
    if need.day in person.off and need.day not in board.stands[who]:
        return Rule.OFF
    if (need.day, shift) in person.blocked and need.day not in board.stands[who]:
        return Rule.BLOCKED
    if board.grid[who][need.day] is not None:
        return BUSY
    found = _new(board, who, need)
    return found[0] if found else FREE


def _new(board: Board, who: int, need: Need) -> list[Rule]:
    """Return the rules that somebody's row breaks with a post in it and doesn't break without."""
    before = {(one.rule, one.day) for one in board.breaks(who)}
    found = [one.rule for one in board.breaks(who, (need.day, need.job)) if (one.rule, one.day) not in before]
    return list(dict.fromkeys(found))


def _fixes(board: Board, need: Need, people: Mapping[str, list[int]]) -> Iterator[Fix]:
    """Yield single changes, each enough for one head."""
    for who in people.get(FREE, ()):
        yield Fix(Remedy.TAKE, who)
    for who in people.get(BUSY, ()):
        post = board.grid[who][need.day]
        other = board.problem.needs_of.get((need.day, post)) if post is not None else None
        spare = other is None or board.counts[need.day, other.job] > other.least
        if spare and need.day not in board.stands[who] and not _new(board, who, need):
            yield Fix(Remedy.MOVE, who, post=post)
    for rule, found in people.items():
        for who in found if rule not in {BUSY, FREE} else ():
            alone = _new(board, who, need)
            if len(alone) == 1:
                yield Fix(_REMEDIES.get(alone[0], Remedy.LIMIT), who, alone[0])
    kinds = [kind for kind, jobs in enumerate(board.problem.kinds) if need.job in jobs]
    for kind in sorted(kinds, key=lambda one: board.problem.kinds[one][need.job]):
        yield Fix(Remedy.PERSON, kind=kind)


_REMEDIES = {Rule.OFF: Remedy.ABSENCE, Rule.BLOCKED: Remedy.BLOCK}
