"""How urgent a piece of work is beside others: points that add up, each with its rule.

The order of `request next` and the numbers of `request why` are the same sum. All points are conventions
of ours: a step of urgency weighs more than anything but a missed deadline.
"""

from dataclasses import dataclass

from gridctl.core.times import HOUR_MS
from gridctl.core.words import Urgency

URGENCY = {Urgency.CRITICAL: 400, Urgency.URGENT: 200, Urgency.NORMAL: 100, Urgency.LOW: 50}
TIME_USED = 100
"""Points for a limit that is used up; part of it gives that part."""
OVERDUE, OVERDUE_HOUR, OVERDUE_MOST = 100, 5, 100
NOT_REACHED = 60
NOBODY = 40
URGED, URGED_MOST = 20, 100


@dataclass(frozen=True, slots=True)
class Standing:
    """What the score looks at: the urgency, the time limit in ms and how much of it was used."""

    urgency: Urgency
    limit: int | None
    used: int
    reached: bool
    respond_overdue: bool
    held: bool
    urged: int


def score(one: Standing) -> dict[str, int]:
    """Return the points by rule; rules that give none are left out."""
    found = {"urgency": URGENCY[one.urgency]}
    if one.limit is not None:
        late = one.used - one.limit
        found["time_used"] = round(TIME_USED * min(1.0, one.used / one.limit)) if one.limit else TIME_USED
        if late >= 0:
            found["overdue"] = OVERDUE + min(OVERDUE_MOST, OVERDUE_HOUR * (late // HOUR_MS))
    if one.respond_overdue and not one.reached:
        found["not_reached"] = NOT_REACHED
    if not one.held:
        found["nobody"] = NOBODY
    if one.urged:
        found["urged"] = min(URGED_MOST, URGED * one.urged)
    return {rule: points for rule, points in found.items() if points}
