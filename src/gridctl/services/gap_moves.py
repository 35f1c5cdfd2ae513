"""The smallest set of moves that closes a gap: free people to posts with room, the nearest first.

Where nobody free can take a post that is short, somebody who stands elsewhere in the same shift takes it, and
somebody free takes theirs: two moves instead of one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from gridctl.core.duty_rules import Demand, Stint, Who, can_do
from gridctl.core.gap_views import MoveView
from gridctl.core.words import Tier
from gridctl.services.duty_check import Standing
from gridctl.services.duty_people import Ground, People, may_go
from gridctl.services.roster_ways import Tree
from gridctl.store import gaps as rows
from gridctl.store import turns as turn_rows

MOST = 2_000
"""So many moves are named; a gap that is larger is closed by a plan."""
CHAINS = 10
"""So many posts are looked at for a second move."""
MOVERS = 100
"""So many people who stand around are asked to move."""
_NEAR = 2
"""Around a post is the area above its own."""


@dataclass(slots=True)
class Opening:
    """A post on a day, with the turn that somebody would have there and how many stand there."""

    post: Any
    turn: Stint
    heads: int

    @property
    def key(self) -> tuple[int, str]:
        """The post and the day."""
        return self.post.id, self.turn.on.isoformat()

    @property
    def missing(self) -> int:
        """How many are missing below the minimum."""
        return max(0, int(self.post.least) - self.heads)

    @property
    def room(self) -> int:
        """How many more the post takes at all."""
        return max(0, int(self.post.best) - self.heads)


def closing(
    ground: Ground, tree: Tree, openings: Sequence[Opening], free: Sequence[Any]
) -> Iterator[MoveView]:
    """Yield the moves: posts below their minimum first, then those below what is desired."""
    if not free or not any(one.room for one in openings):
        return
    closer = _Closer(ground, tree, openings, free)
    yield from closer.fill([one for one in openings if one.missing], lambda one: one.missing, chains=True)
    yield from closer.fill([one for one in openings if one.room], lambda one: one.room, chains=False)


@dataclass
class _Closer:
    """People who are still free, and what stands with the moves made so far."""

    ground: Ground
    tree: Tree
    openings: Sequence[Opening]
    free: Sequence[Any]
    near: dict[int, list[Any]] = field(init=False)
    standing: Standing = field(init=False)
    known: People = field(init=False)
    left: dict[int, Any] = field(init=False)
    whos: dict[int, Who] = field(init=False)
    made: int = 0
    chained: int = 0

    def __post_init__(self) -> None:
        """Sort the free people by where they work, up to the roots; read their turns."""
        days = [one.turn.on for one in self.openings]
        self.left = {row.id: row for row in self.free}
        self.known = People(self.ground, min(days), max(days), list(self.left))
        self.whos = {row.id: self.known.who(row) for row in self.free}
        self.standing = Standing(self.ground, min(days), max(days))
        self.standing.put(row for turns in self.known.turns.values() for row in turns)
        # Who stands there already is counted; who they are matters only where two must be apart.
        for one in self.openings:
            self.standing.heads[one.key] = one.heads
        self.near = defaultdict(list)
        for row in self.free:
            for up in self.tree.path(row.area_id):
                self.near[up].append(row)

    def fill(
        self, wanted: Sequence[Opening], count: Callable[[Opening], int], *, chains: bool
    ) -> Iterator[MoveView]:
        """Yield the moves that fill some posts, each as far as `count` says."""
        for one in wanted:
            for _head in range(count(one)):
                if self.made >= MOST or not (self.left or chains):
                    return
                moves = self._direct(one) or (self._again(one) or self._chain(one) if chains else [])
                if not moves:
                    break
                self.made += len(moves)
                one.heads += 1
                yield from moves

    def _direct(self, one: Opening) -> list[MoveView]:
        """Let the nearest free person who may do it take a post."""
        for row in self._nearest(one.post.area_id):
            if self._takes(row, one):
                del self.left[row.id]
                return [_move(row, one, None)]
        return []

    def _again(self, one: Opening) -> list[MoveView]:
        """Let somebody who has got something to do already take one more, the nearest of those who may."""
        seen: set[int] = set()
        for up in self.tree.path(one.post.area_id):
            for row in self.near.get(up, ())[:MOVERS]:
                if row.id in seen or row.id in self.left:
                    continue
                seen.add(row.id)
                if not self.standing.busy(row.id, one.turn) and self._takes(row, one):
                    return [_move(row, one, None)]
        return []

    def _nearest(self, area_id: int) -> Iterator[Any]:
        """Yield who is still free, from the nearest area outwards, each once."""
        seen: set[int] = set()
        for up in self.tree.path(area_id):
            for row in self.near.get(up, ()):
                if row.id in self.left and row.id not in seen:
                    seen.add(row.id)
                    yield row

    def _takes(self, row: Any, one: Opening) -> bool:  # noqa: ANN401
        """Put somebody at a post if the rules allow it."""
        if not self._able(row, self.standing.demand(one.post)):
            return False
        return not self.standing.try_add(row.id, self.whos[row.id], one.post, one.turn)

    def _able(self, row: Any, demand: Demand) -> bool:  # noqa: ANN401
        return may_go(Tier(row.tier), demand) and can_do(self.whos[row.id], demand) is None

    def _chain(self, one: Opening) -> list[MoveView]:
        """Let somebody who stands elsewhere in the same hours take a post, and somebody free theirs."""
        if self.chained >= CHAINS or not self.left:
            return []
        self.chained += 1
        around = self.tree.path(one.post.area_id)[:_NEAR]
        others = {
            other.post.id: other
            for other in self.openings
            if (other.turn.start, other.turn.end) == (one.turn.start, one.turn.end)
            and other.post.id != one.post.id
            and not set(around).isdisjoint(self.tree.path(other.post.area_id))
        }
        found = rows.standing(self.ground.work, list(others), one.turn.on.isoformat())[:MOVERS]
        movers = turn_rows.members(self.ground.work, {row.member_id for row in found})
        known = People(self.ground, one.turn.on, one.turn.on, list(movers))
        for row in found:
            mover = movers[row.member_id]
            if self._may_move(known, mover, row, one):
                moves = self._moved(mover, one, others[row.post_id])
                if moves:
                    return moves
        return []

    def _moved(self, mover: Any, one: Opening, other: Opening) -> list[MoveView]:  # noqa: ANN401
        """Let somebody leave a post for another if somebody free takes theirs."""
        other.heads -= 1
        self.standing.heads[other.key] -= 1
        second = self._direct(other)
        other.heads += 1
        if not second:
            self.standing.heads[other.key] += 1
            return []
        self.standing.heads[one.key] += 1
        return [_move(mover, one, other.post.id), *second]

    def _may_move(self, known: People, mover: Any, row: Any, one: Opening) -> bool:  # noqa: ANN401
        """Tell whether somebody keeps the rules at another post of the same hours."""
        who = known.who(mover)
        if can_do(who, self.standing.demand(one.post)) is not None:
            return False
        alone = Standing(self.ground, one.turn.on, one.turn.on)
        alone.put(turn for turn in known.turns.get(mover.id, ()) if turn.id != row.id)
        alone.heads[one.key] = one.heads
        return not alone.against(mover.id, who, one.post, one.turn)


def _move(row: Any, one: Opening, leaves: int | None) -> MoveView:  # noqa: ANN401
    return MoveView(
        row.code,
        row.name,
        one.post.id,
        one.turn.on.isoformat(),
        one.post.shift,
        one.post.duty,
        one.post.area,
        leaves,
    )
