"""Making the changes that mend a roster: each held against the rules once more, whole chains or nothing of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gridctl.core.duties import LIVE, TurnState
from gridctl.core.duty_rules import Broken, Stint
from gridctl.core.replan_views import ReplanView
from gridctl.core.telling import TellKind
from gridctl.core.text import clean_line
from gridctl.planning.roster.moves import Move
from gridctl.services.duty_check import Standing, named
from gridctl.services.duty_news import tell
from gridctl.services.duty_people import Ground, People, stint_at
from gridctl.services.office import Office
from gridctl.services.replanning import Found, view
from gridctl.services.turns import new_row
from gridctl.store import turns as rows
from gridctl.store.unit import Work


def carry_out(office: Office, found: Found) -> ReplanView:
    """Make the changes in one transaction; a change that a rule forbids by now is left out with its chain and named."""
    with office.store.begin() as work:
        doing = _Doing(office, work, found)
        moves = doing.possible()
        doing.make(moves)
    return view(office, found, dry_run=False, moves=moves, left=doing.left)


@dataclass
class _Doing:
    """Changes being made beside what stands by now; `left` names those that a rule forbids."""

    office: Office
    work: Work
    found: Found
    left: list[Mapping[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the turns that count by now."""
        span = self.found.made.span
        self.ground = Ground(self.office, self.work, self.work.now)
        self.known = People(self.ground, span.first, span.last)
        self.turns = {row.id: row for some in self.known.turns.values() for row in some if row.state in LIVE}
        self.at = {(row.member_id, row.post_id, row.on_date): row.id for row in reversed(self.turns.values())}
        self.holes = [row.id for row in self.found.holes if row.id in self.turns]

    def possible(self) -> list[Move]:
        """Return the changes that no rule forbids by now; of a chain all or none."""
        moves = list(self.found.closing.moves)
        while refused := self._refused(moves):
            made = self.found.made
            for move, turn, against in refused:
                self.left.append(named(made.members[move.person], turn.post, turn.on, against))
            gone = self._chained(moves, [move for move, _turn, _against in refused])
            moves = [move for move in moves if move not in gone]
        return moves

    def _refused(self, moves: Sequence[Move]) -> list[tuple[Move, Stint, tuple[Broken, ...]]]:
        """Return the changes that break a rule, beside all the others."""
        made = self.found.made
        standing = Standing(self.ground, made.span.first, made.span.last)
        gone = {*self.holes, *self._left_by(moves)}
        standing.put(row for number, row in self.turns.items() if number not in gone)
        found = []
        # What lies under a lift comes last: it may go beyond the limits, the rest may not because of it.
        for move in sorted(moves, key=lambda one: (one.day, one.after) in made.lifted):
            if move.after is not None:
                member, post, turn = made.members[move.person], made.posts[move.after], self._turn(move)
                against = standing.try_add(member.id, self.known.who(member), post, turn)
                if against:
                    found.append((move, turn, against))
        return found

    def _chained(self, moves: Sequence[Move], start: Sequence[Move]) -> set[Move]:
        """Return some changes with all that hang on them: who takes what another leaves, or leaves one for another."""
        made, open_ = self.found.made, {(row.on_date, row.post_id) for row in self.found.holes}
        leaving = {move.person for move in moves if move.before is not None}

        def knots(move: Move) -> set[tuple[Any, ...]]:
            day = made.span.day(move.day).isoformat()
            posts = {(day, made.posts[job].id) for job in (move.before, move.after) if job is not None}
            return posts - open_ | ({(move.person,)} if move.person in leaving else set())

        gone, tied = set(start), set().union(*map(knots, start))
        while more := {move for move in moves if move not in gone and not tied.isdisjoint(knots(move))}:
            gone |= more
            tied = tied.union(*map(knots, more))
        return gone

    def _left_by(self, moves: Sequence[Move]) -> list[int]:
        """Return the numbers of the turns that people leave by some changes."""
        made = self.found.made
        keys = (
            (
                made.members[move.person].id,
                made.posts[move.before].id,
                made.span.day(move.day).isoformat(),
            )
            for move in moves
            if move.before is not None
        )
        return [self.at[key] for key in keys if key in self.at]

    def _turn(self, move: Move) -> Stint:
        made = self.found.made
        return stint_at(self.office, made.posts[move.after or 0], made.span.day(move.day))

    def make(self, moves: Sequence[Move]) -> None:
        """Write the changes, and tell those whom they concern."""
        why = self.found.away.why
        reason = clean_line(why, "--why") if why else None
        gone = [*self.holes, *self._left_by(moves)]
        for number in gone:
            self._take_away(self.turns[number], reason)
        given = [self._give(move, reason) for move in moves if move.after is not None]
        tell(self.work, gone, TellKind.SHIFT_TAKEN_AWAY)
        tell(self.work, given, TellKind.SHIFT_GIVEN)

    def _take_away(self, row: Any, reason: str | None) -> None:  # noqa: ANN401
        values = {"state": str(TurnState.REMOVED), "removed_at": self.work.now, "why": reason}
        rows.change(self.work, row.id, row.version, values)
        changes = {"post": row.post_id, "date": row.on_date, "state": [row.state, "removed"]}
        self.work.log("turn.replan", "turn", row.id, changes, reason)

    def _give(self, move: Move, reason: str | None) -> int:
        member, turn = self.found.made.members[move.person], self._turn(move)
        number = rows.add(
            self.work, new_row(self.work, turn, member.id, TurnState.PUBLISHED) | {"why": reason}
        )
        changes = {
            "member": member.code,
            "post": turn.post,
            "date": turn.on.isoformat(),
            "for": self.found.member.code,
        }
        self.work.log("turn.replan", "turn", number, changes, reason)
        return number
