"""Chains of changes that fill a post: somebody free takes it, or somebody leaves another post that is filled in turn.

Each link is one person's row with a day or two changed; every row keeps the rules. A chain ends with somebody
who is free, or at a post that has more than its least.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gridctl.planning.roster.board import Board, Post

Change = tuple[int, int | None]
"""A day and the job on it from now on."""


@dataclass(frozen=True, slots=True)
class Link:
    """One person's changes, and the post that they leave empty."""

    who: int
    changes: tuple[Change, ...]
    leaves: Post | None
    dearer: int


Chain = tuple[Link, ...]
Free = Callable[[int, int], bool]
"""Whether somebody's day may be changed."""


def fill(board: Board, post: Post, *, depth: int, checks: int, free: Free | None = None) -> Chain | None:
    """Return a chain of the fewest people that fills a post, the cheapest of those that are seen, or None.

    At most `depth` people are changed and about `checks` rows are looked at.
    """
    ends = board.checks + checks
    seen = {post}
    level: list[tuple[Post, Chain]] = [(post, ())]
    for length in range(depth):
        best: tuple[int, Chain] | None = None
        following: list[tuple[Post, Chain]] = []
        for chain in _longer(board, level, ends, last=length + 1 == depth, free=free):
            left = chain[-1].leaves
            if left is None or _surplus(board, left):
                price = _price(board, chain)
                best = (price, chain) if best is None or price < best[0] else best
            elif left not in seen:
                seen.add(left)
                following.append((left, chain))
        if best is not None:
            return best[1]
        if board.checks >= ends:
            return None
        level = following
    return None


def _longer(
    board: Board, level: list[tuple[Post, Chain]], ends: int, *, last: bool, free: Free | None
) -> Iterator[Chain]:
    """Yield the chains that are one link longer, until so many rows were looked at."""
    for hole, chain in level:
        for link in _links(board, hole, chain, last=last, free=free):
            longer = (*chain, link)
            if not board.partners or _sound(board, longer):
                yield longer
        if board.checks >= ends:
            return


def carry_out(board: Board, chain: Chain) -> None:
    """Make the changes of a chain."""
    for link in chain:
        for day, job in link.changes:
            board.put(link.who, day, job)


def saves(board: Board, post: Post, chain: Chain) -> int:
    """Return what a chain that fills a post saves; negative where it costs."""
    return board.gain(board.problem.needs_of[post]) - _price(board, chain)


def _sound(board: Board, chain: Chain) -> bool:
    """Return whether those who must be apart still are when the whole chain is made."""
    before = [(link.who, day, board.put(link.who, day, job)) for link in chain for day, job in link.changes]
    found = all(board.fits(link.who, *link.changes) for link in chain)
    for who, day, job in reversed(before):
        board.put(who, day, job)
    return found


def _price(board: Board, chain: Chain) -> int:
    """Return what a chain costs those in it, and at the post that it leaves with fewer."""
    last = chain[-1].leaves
    loss = 0
    if last is not None and last in board.problem.needs_of:
        need = board.problem.needs_of[last]
        board.counts[last] -= 1
        loss = board.gain(need)
        board.counts[last] += 1
    return loss + sum(link.dearer for link in chain)


def _surplus(board: Board, post: Post) -> bool:
    """Return whether a post can spare one."""
    need = board.problem.needs_of.get(post)
    return need is None or board.counts[post] > need.least


def _links(board: Board, hole: Post, chain: Chain, *, last: bool, free: Free | None) -> Iterator[Link]:
    """Yield how a post can be filled by one person: at once, from another post of the day, or of another day.

    The last link of the longest chain is somebody free or from a post that can spare one.
    """
    day, job = hole
    told = {link.who for link in chain}
    for who in board.takers[job]:
        if who in told or not board.could(who, day, job) or (free and not free(who, day)):
            continue
        row = board.grid[who]
        there = row[day]
        if there == job:
            continue
        left = None if there is None else (day, there)
        useless = last and left is not None and not _surplus(board, left)
        if not useless and board.fits(who, (day, job)):
            yield Link(who, ((day, job),), left, board.dearer(who, (day, job)))
        elif there is None:
            yield from _instead(board, who, hole, last=last, free=free)


def _instead(board: Board, who: int, hole: Post, *, last: bool, free: Free | None) -> Iterator[Link]:
    """Yield how somebody who is full or resting can fill a post by leaving one of another day."""
    for other, there in enumerate(board.grid[who]):
        if there is None or other in board.stands[who] or (free and not free(who, other)):
            continue
        if last and not _surplus(board, (other, there)):
            continue
        changes = (hole, (other, None))
        if board.fits(who, *changes):
            yield Link(who, changes, (other, there), board.dearer(who, *changes))


def mend(board: Board, *, checks: int, most: int, late: Callable[[], bool]) -> int:
    """Fill posts below their least by chains while that saves, and return how many heads were filled.

    `most`: no more than so many can be filled. Whoever is free is always found; longer chains are looked for
    until it is `late`, each post with about the same share of the `checks` of rows.
    """
    done = 0
    for depth, share in ((1, 0.0), (3, 0.4), (6, 0.6)):
        holes = list(board.holes())
        each = max(300, round(share * checks / max(1, len(holes)))) if share else len(board.grid)
        for need in holes:
            while done < most and board.missing(need) and not (depth > 1 and late()):
                chain = fill(board, (need.day, need.job), depth=depth, checks=each)
                if chain is None or saves(board, (need.day, need.job), chain) <= 0:
                    break
                carry_out(board, chain)
                done += 1
    return done
