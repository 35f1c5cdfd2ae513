"""What goes up by itself, and when: a pure sum of the pack's rule, the deadlines, and what went up before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gridctl.core.pack_clock import Escalation
from gridctl.core.reminders import Reminding, Watched, pending
from gridctl.core.words import Level

_RULES = {
    Reminding.OVERDUE: "overdue",
    Reminding.UNREACHED: "unreached",
    Reminding.UNASSIGNED: "unassigned",
}


@dataclass(frozen=True, slots=True)
class WentUp:
    """An escalation of the heartbeat at `at` (UTC ms), and the missed deadlines that it answered."""

    at: int
    missed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rise:
    """A request has to go up from `at` (UTC ms) on, since it missed the deadline of `kind`."""

    at: int
    kind: Reminding
    deadline: int


def rises(rule: Escalation, one: Watched, level: Level, before: Iterable[WentUp]) -> list[Rise]:
    """Return when a request goes up by itself if nothing happens, the first one first.

    Each missed deadline takes it up once; where the pack says `again`, once more after so long at the desk
    above. A desk that is not among the rule's levels keeps it.
    """
    if level not in rule.levels:
        return []
    told, found = list(before), []
    for kind, deadline in pending(one).items():
        grace = getattr(rule, _RULES[kind], None) if kind in _RULES else None
        if grace is None:
            continue
        answered = [up.at for up in told if up.missed.get(str(kind)) == deadline]
        if not answered:
            found.append(Rise(deadline + grace, kind, deadline))
        elif rule.again is not None:
            found.append(Rise(max(answered) + rule.again, kind, deadline))
    return sorted(found, key=lambda rise: rise.at)


def next_look(one: Watched, coming: Iterable[Rise], now: int) -> int | None:
    """Return when a request must be looked at after it was looked at `now` (UTC ms), or None."""
    moments = [*pending(one).values(), *(rise.at for rise in coming)]
    return min((at for at in moments if at > now), default=None)
