"""Turning up: how a turn of duty stands at a moment, and who has a history of not coming (督考).

Nothing here looks at a clock or a store; moments are UTC milliseconds.
"""

from dataclasses import dataclass
from enum import StrEnum

from gridctl.core.duties import TurnState
from gridctl.core.times import MINUTE_MS

GRACE_MS = 10 * MINUTE_MS
"""So long after the beginning somebody who has not checked in is not yet late."""
NO_SHOW_MS = 30 * MINUTE_MS
"""So long after the beginning somebody who has not checked in has not turned up."""
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
AWAITED = frozenset({Standing.PUBLISHED, Standing.OFFERED, Standing.LATE})
"""Turns in which somebody may still check in on time, or a little late."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What is known of a turn: when it is, and the signs of life that there were. `checkin` is in minutes."""

    state: str
    start: int
    end: int
    came: int | None = None
    left: int | None = None
    seen: int | None = None
    missed: int | None = None
    checkin: int | None = None

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
        if self.missed is not None or now >= min(self.start + NO_SHOW_MS, self.end):
            return Standing.NO_SHOW
        return Standing.LATE if now >= self.start + GRACE_MS else Standing(self.state)

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
