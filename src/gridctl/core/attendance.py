"""Turning up: how a turn of duty stands at a moment, and who has a history of not coming (督考).

Nothing here looks at a clock or a store; moments are UTC milliseconds.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gridctl.core.duties import LIVE, TurnState
from gridctl.core.times import DAY_MS, MINUTE_MS

GRACE_MS = 10 * MINUTE_MS
"""So long after the beginning somebody who has not checked in is not yet late."""
NO_SHOW_MS = 30 * MINUTE_MS
"""So long after the beginning somebody who has not checked in has not turned up."""
EARLY_MS = 120 * MINUTE_MS
"""So long before the beginning of a turn one can check in for it."""
OVERTIME_MS = 720 * MINUTE_MS
"""So long after its end one can still check out of it."""
KEPT_MS = 7 * DAY_MS
"""Where nobody has checked in for so long, nobody does: an empty list tells nothing of who came."""
LONGEST_MS = 27 * 60 * MINUTE_MS
"""No turn is longer than a day, also where the clock is set back in it."""
RISK_TURNS = 5
"""So many of the newest turns of a member that are over make their history."""
RISK_MISSED = 2
"""Whoever missed so many of these may well not turn up again."""


class Standing(StrEnum):
    """How a turn stands at a moment, as lists show it."""

    DRAFT = "draft"
    PUBLISHED = "published"
    OFFERED = "offered"
    ON_DUTY = "on_duty"
    SILENT = "silent"  # on duty, but without the sign of life that was due
    LATE = "late"
    NO_SHOW = "no_show"
    DONE = "done"
    REMOVED = "removed"


AMISS = frozenset({Standing.SILENT, Standing.LATE, Standing.NO_SHOW})
"""What a desk has to see to."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a turn: when it is, and the signs of life that there were. `checkin` is in minutes.

    Where attendance is not `kept`, that nobody checked in tells nothing.
    """

    state: str
    start: int
    end: int
    came: int | None = None
    left: int | None = None
    seen: int | None = None
    missed: int | None = None
    checkin: int | None = None
    kept: bool = True

    def silent_from(self) -> int | None:
        """Return from when on somebody who is on duty counts as silent; None where one sign is enough."""
        if self.came is None or self.left is not None or not self.checkin:
            return None
        return max(self.came, self.seen or 0) + self.checkin * MINUTE_MS + GRACE_MS

    def standing(self, now: int) -> Standing:
        """Return how the turn stands at `now`.

        A mark of the heartbeat that nobody came stays until somebody checks in; without one the clock tells.
        """
        if self.state in {TurnState.DRAFT, TurnState.REMOVED}:
            return Standing(self.state)
        if self.came is not None:
            if self.left is not None or now >= self.end:
                return Standing.DONE
            silent = self.silent_from()
            return Standing.SILENT if silent is not None and now >= silent else Standing.ON_DUTY
        if self.missed is not None or (self.kept and now >= min(self.start + NO_SHOW_MS, self.end)):
            return Standing.NO_SHOW
        return Standing.LATE if self.kept and now >= self.start + GRACE_MS else Standing(self.state)

    def was_late(self) -> bool:
        """Tell whether somebody came, but after the grace."""
        return self.came is not None and self.came > self.start + GRACE_MS

    def worked_ms(self, now: int) -> int:
        """Return how long somebody has stood there: from their coming to their going, within the turn."""
        if self.came is None:
            return 0
        until = self.end if self.left is None else min(self.left, self.end)
        return max(0, min(until, now) - max(self.came, self.start))


def at_risk(missed: int, over: int) -> bool:
    """Tell whether who missed so many of the newest turns that are over may well not come to the next."""
    return missed >= RISK_MISSED or 0 < over == missed


def can_come(one: Signs, at: int) -> bool:
    """Tell whether somebody can check in, or be heard of, at a moment."""
    return one.state in LIVE and one.left is None and one.start - EARLY_MS <= at < one.end


def can_go(one: Signs, at: int) -> bool:
    """Tell whether somebody can check out at a moment."""
    return one.came is not None and one.left is None and one.came <= at < one.end + OVERTIME_MS


def expected(found: Sequence[Signs], at: int) -> int | None:
    """Return the place of the turn for which somebody checks in at a moment; None where there is none.

    First the one that runs: nobody has come to it yet, or a sign of life is due from time to time; then the next.
    """
    fitting = [place for place, one in enumerate(found) if can_come(one, at)]
    running = [place for place in fitting if found[place].start <= at]
    awaited = [place for place in running if found[place].came is None or found[place].checkin]
    coming = [place for place in fitting if found[place].start > at and found[place].came is None]
    order = [*awaited, *coming, *running, *fitting]
    return order[0] if order else None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many turns there were to come to, how they were kept, and the hours worked (ms)."""

    turns: int = 0
    came: int = 0
    late: int = 0
    no_show: int = 0
    worked_ms: int = 0


def tally(found: Iterable[Signs], now: int) -> Tally:
    """Return how turns were kept; one that nobody had to come to yet counts for nothing."""
    turns = came = late = missed = worked = 0
    for one in found:
        standing = one.standing(now)
        if one.state not in LIVE or (one.came is None and standing is not Standing.NO_SHOW):
            continue
        turns += 1
        came += one.came is not None
        late += one.was_late()
        missed += standing is Standing.NO_SHOW
        worked += one.worked_ms(now)
    return Tally(turns, came, late, missed, worked)


@dataclass(frozen=True, slots=True)
class Standby:
    """Somebody who stands by: their number, and the area (its number) that they stand by for."""

    member: int
    area: int
    until: int


def step_in(
    path: Sequence[int], until: int, standbys: Iterable[Standby], busy: Collection[int]
) -> int | None:
    """Return the member who steps in at an area, or None where nobody stands by.

    `path` leads from the area up to its root: who stands by nearest goes first, then who can stay up to the end
    (`until`), then the lower number. Whoever is `busy` stepped in elsewhere already.
    """
    heights = {area: height for height, area in enumerate(path)}
    fitting = [one for one in standbys if one.area in heights and one.member not in busy]
    best = min(fitting, key=lambda one: (heights[one.area], one.until < until, one.member), default=None)
    return None if best is None else best.member
