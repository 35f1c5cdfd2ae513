"""A roster that grows turn by turn, each held against the rules beside those that stand already."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from gridctl.core.duty_rules import Broken, Days, Demand, Stint, Who, broken
from gridctl.services.duty_people import Ground, stint

Beside = tuple[str, int, str, str]
"""Duty, area, shift and day: those who share them work together."""


@dataclass
class Standing:
    """Turns that stand, by member and by post; what is added must keep the rules beside them."""

    ground: Ground
    since: date
    until: date
    stints: dict[int, list[Stint]] = field(default_factory=lambda: defaultdict(list))
    heads: Counter[tuple[int, str]] = field(default_factory=Counter)
    mates: dict[Beside, set[int]] = field(default_factory=lambda: defaultdict(set))
    _demands: dict[int, Demand] = field(default_factory=dict)
    _lifts: dict[int, tuple[Days, ...]] = field(default_factory=dict)

    def put(self, rows: Iterable[Any]) -> None:
        """Add turns (rows with shift, night, duty and area of their posts) that stand, whatever the rules say."""
        for row in rows:
            self._add(row.member_id, stint(row), row)

    def _add(self, member: int, turn: Stint, post: Any) -> None:  # noqa: ANN401
        day = turn.on.isoformat()
        self.stints[member].append(turn)
        self.heads[turn.post, day] += 1
        self.mates[post.duty, post.area_id, turn.shift, day].add(member)

    def take(self, member: int, turn: Stint, post: Any) -> None:  # noqa: ANN401
        """Take a turn off again."""
        day = turn.on.isoformat()
        self.stints[member].remove(turn)
        self.heads[turn.post, day] -= 1
        self.mates[post.duty, post.area_id, turn.shift, day].discard(member)

    def busy(self, member: int, turn: Stint) -> bool:
        """Tell whether somebody has a turn at that time; most have, and it is the rule that is asked at once."""
        return any(one.start < turn.end and turn.start < one.end for one in self.stints.get(member, ()))

    def against(self, member: int, who: Who, post: Any, turn: Stint) -> tuple[Broken, ...]:  # noqa: ANN401
        """Return the rules that one more turn would break."""
        day = turn.on.isoformat()
        mates = self.mates.get((post.duty, post.area_id, turn.shift, day), set())
        demand = replace(
            self.demand(post),
            room=post.best - self.heads[turn.post, day],
            beside=frozenset(mates & who.apart) if who.apart else frozenset(),
        )
        return broken(turn, self.stints.get(member, ()), who, demand, self._lifted(post.area_id))

    def try_add(self, member: int, who: Who, post: Any, turn: Stint) -> tuple[Broken, ...]:  # noqa: ANN401
        """Add a turn where no rule forbids it; return the rules that do."""
        found = self.against(member, who, post, turn)
        if not found:
            self._add(member, turn, post)
        return found

    def is_lifted(self, post: Any, day: date) -> bool:  # noqa: ANN401
        """Tell whether the limits of hours and rest are set aside at a post on a day."""
        return any(lift.holds(day) for lift in self._lifted(post.area_id))

    def demand(self, post: Any) -> Demand:  # noqa: ANN401
        """Return what a post asks for, looked up once."""
        if post.id not in self._demands:
            self._demands[post.id] = self.ground.demand(post)
        return self._demands[post.id]

    def _lifted(self, area_id: int) -> tuple[Days, ...]:
        if area_id not in self._lifts:
            self._lifts[area_id] = self.ground.lifted(area_id, self.since, self.until)
        return self._lifts[area_id]


def named(member: Any, post: int, day: date, against: Iterable[Broken]) -> Mapping[str, Any]:  # noqa: ANN401
    """Return a turn that could not be, with the rules that forbade it."""
    return {
        "member": member.code,
        "name": member.name,
        "post": post,
        "date": day.isoformat(),
        "rules": [str(one.rule) for one in against],
    }
