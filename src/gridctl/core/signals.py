"""The five colours (五色图): what each one tells, and how an area takes one from those below it.

Everything here is a value or a rule on values; moments are UTC milliseconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from gridctl.core.rounds import Tally


class Signal(StrEnum):
    """The colours, from calm to burning. The letters differ, so that nobody needs to see the colours."""

    GREEN = "green"
    BLUE = "blue"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"

    @property
    def letter(self) -> str:
        """The letter that stands for it, the same in all languages: G B Y O R."""
        return self.value[0].upper()

    @property
    def rank(self) -> int:
        """How bad it is, from 0."""
        return _RANKS[self]


_ORDER = tuple(Signal)
_RANKS = {one: rank for rank, one in enumerate(Signal)}
ALARMING = frozenset({Signal.ORANGE, Signal.RED})
"""The colours that a check finds."""


class Why(StrEnum):
    """Why something has its colour."""

    OPEN = "open"
    ROUND = "round"
    DUE_SOON = "due_soon"
    UNTAKEN = "untaken"
    BEHIND = "behind"
    LATE = "late"
    OVERDUE = "overdue"
    POST_EMPTY = "post_empty"
    NO_SHOW = "no_show"
    CRITICAL_UNTAKEN = "critical_untaken"
    FAR_OVERDUE = "far_overdue"
    EMERGENCY_EMPTY = "emergency_empty"
    SILENT = "silent"
    BELOW = "below"


COLOURS: Mapping[Why, Signal] = {
    Why.OPEN: Signal.BLUE,
    Why.ROUND: Signal.BLUE,
    Why.DUE_SOON: Signal.YELLOW,
    Why.UNTAKEN: Signal.YELLOW,
    Why.BEHIND: Signal.YELLOW,
    Why.LATE: Signal.YELLOW,
    Why.OVERDUE: Signal.ORANGE,
    Why.POST_EMPTY: Signal.ORANGE,
    Why.NO_SHOW: Signal.ORANGE,
    Why.CRITICAL_UNTAKEN: Signal.RED,
    Why.FAR_OVERDUE: Signal.RED,
    Why.EMERGENCY_EMPTY: Signal.RED,
    Why.SILENT: Signal.RED,
}
"""The colour of each reason; that of `BELOW` is told by the shares."""


@dataclass(frozen=True, slots=True)
class SignalRules:
    """Where the colours begin, in hundredths: the table ``[signals]`` of a pack.

    `soon`: so much of the limit or less is left. `far`: so much of the limit or more has gone by. `behind`: a
    round lacks so much of its targets, or more, of what its time would have it. `share`: from which share of the
    areas below on, at that colour or a worse one, the area above takes it.
    """

    soon: int = 25
    far: int = 200
    behind: int = 10
    share: Mapping[str, int] = field(default_factory=lambda: {"yellow": 10, "orange": 20, "red": 30})

    @classmethod
    def of(cls, data: Mapping[str, Any] | None) -> "SignalRules":
        """Read it back from JSON data; the usual rules where a pack is older than they."""
        return cls() if data is None else cls(**dict(data))


USUAL = SignalRules()


@dataclass(frozen=True, slots=True)
class Load:
    """The open requests of one place or member, counted by what is said of them; a request can be in several.

    Beside each count stands the lowest number of such a request, to look it up.
    """

    open: int = 0
    overdue: int = 0
    far: int = 0
    soon: int = 0
    untaken: int = 0
    critical: int = 0
    first: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something has its colour: how many, and the number of the first request, round or post.

    `duty` is the code of an empty post's duty. With `BELOW` so many `of` the areas below have it, or worse.
    """

    KIND: ClassVar[str] = "signal"
    reason: Why
    signal: Signal
    count: int
    number: int | None = None
    duty: str | None = None
    of: int | None = None


def because(reason: Why, count: int, number: int | None = None, duty: str | None = None) -> Reason:
    """Return a reason with its own colour."""
    return Reason(reason, COLOURS[reason], count, number, duty)


def of_requests(load: Load, *, held: bool = False) -> list[Reason]:
    """Return what the open requests of a place tell, or of a member who holds them (`held`).

    What is far overdue is not told as overdue too, nor what is critical as one that nobody has.
    """
    counts = (
        (Why.CRITICAL_UNTAKEN, load.critical, "critical"),
        (Why.FAR_OVERDUE, load.far, "far"),
        (Why.OVERDUE, load.overdue - load.far, "overdue"),
        (Why.DUE_SOON, load.soon, "soon"),
        (Why.UNTAKEN, 0 if held else load.untaken - load.critical, "untaken"),
    )
    found = [because(why, count, load.first.get(name)) for why, count, name in counts if count > 0]
    if load.open and not found:
        found.append(because(Why.OPEN, load.open, load.first.get("open")))
    return found


def is_soon(rules: SignalRules, received: int, due: int, now: int) -> bool:
    """Tell whether a deadline falls within the last part of its time."""
    return due > now and (due - now) * 100 <= rules.soon * max(0, due - received)


def is_far(rules: SignalRules, received: int, due: int, now: int) -> bool:
    """Tell whether a request is overdue so long that its time went by as often as the rules say."""
    return due <= now and (now - received) * 100 >= rules.far * max(0, due - received)


@dataclass(frozen=True, slots=True)
class Pace:
    """How a round should go: when it was opened and is to be done (UTC ms), and the coverage that is wanted.

    `goal` is in thousandths; without one all are wanted.
    """

    opened: int
    until: int | None
    goal: int | None

    def wanted(self, now: int) -> float:
        """Return the share of the targets that should be done by now; 0 without an end."""
        if self.until is None:
            return 0.0
        whole = (self.goal or 1000) / 1000
        if now >= self.until:
            return whole
        return whole * max(0, now - self.opened) / max(1, self.until - self.opened)


def is_behind(rules: SignalRules, pace: Pace, tally: Tally, now: int) -> bool:
    """Tell whether fewer targets are done than the time gone by would have it, beyond what the rules allow.

    Nothing is allowed once the time is over.
    """
    if pace.until is None or not tally.due:
        return False
    missing = pace.wanted(now) - tally.done / tally.due
    return missing > (0 if now >= pace.until else rules.behind / 100)


def worst(reasons: Sequence[Reason]) -> Signal:
    """Return the worst colour of some reasons; green without any."""
    return max((one.signal for one in reasons), key=lambda one: one.rank, default=Signal.GREEN)


def sort_reasons(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return reasons, the worst first."""
    return tuple(sorted(reasons, key=lambda one: -one.signal.rank))


def from_below(rules: SignalRules, children: Mapping[Signal, int]) -> Reason | None:
    """Return what an area takes from those directly below it, counted by colour; None where all are green.

    It takes the worst colour that has, with all that are worse, its share of them; where none has, it is blue:
    something is open.
    """
    whole, worse = sum(children.values()), 0
    for colour in reversed(_ORDER[1:]):
        worse += children.get(colour, 0)
        if worse and worse * 100 >= rules.share.get(colour, 0) * whole:
            return Reason(Why.BELOW, colour, worse, of=whole)
    return None
