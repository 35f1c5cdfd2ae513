"""Fair shares of a round: pieces of its walk that end with a stairwell where that keeps them about equal."""

from collections.abc import Sequence
from itertools import pairwise

TOLERANCE = 0.25
"""So far from its even size, as a part of it, a share may be so that a stairwell is not divided."""


def cuts(stairs: Sequence[object], shares: int) -> list[int]:
    """Return where the shares of a walk begin and end: `shares` + 1 places, from 0 to the number of doors.

    `stairs` names for each door, in walking order, the stairwell that it is in.
    """
    count = len(stairs)
    even = count / shares
    ends = [place for place, (one, two) in enumerate(pairwise(stairs), 1) if one != two]
    found = [0]
    for share in range(1, shares):
        ideal = share * even
        near = min(ends, key=lambda place: abs(place - ideal), default=count)
        cut = near if abs(near - ideal) <= TOLERANCE * even else round(ideal)
        found.append(max(cut, found[-1]))
    return [*found, count]
