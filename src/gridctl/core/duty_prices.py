"""What a roster's shortcomings cost: conventions of ours, in one table. A planner makes the sum small.

The prices stand in steps that never mix: somebody missing below the minimum is worth more than any wish, way and
burden of the one who fills it, and below the desired headcount still more than those. Within the last step all
prices are near each other, so that they are weighed.
"""

from dataclasses import dataclass

from gridctl.core.areas import RANK
from gridctl.core.words import AreaKind

SHORT = 100_000
"""One missing below the minimum of a post; twice that at a post of an emergency duty."""
UNDER = 6_000
"""One missing between the minimum and the desired headcount."""
SHORT_STANDBY = 20_000
"""One missing below the minimum of a standby (机动)."""
UNDER_STANDBY = 3_000
"""One missing below the desired headcount of a standby."""

SAME_PLACE = 0
WAYS = {
    AreaKind.GRID: 4,
    AreaKind.COMMUNITY: 12,
    AreaKind.TOWN: 60,
}
"""The way from home to a post by the narrowest area that holds both: own micro-grid free, own grid, own
community, a neighbouring community of the same town (跨区支援)."""
FARTHEST = 150
"""Help from farther away, where the area that is planned is larger than a town."""
NO_HOME = 20
"""The way of somebody whose area is not known."""

WISH = 8
"""A wish that is not met, for each point of its weight (1 to 10)."""
PAIR = 8
"""A day on which two who should be together, or apart, are not, for each point of the weight."""
PAIR_RULE = 400
"""A day on which two who must be together are not."""
HALF_CREW = 300
"""Each one of a crew who goes out without a mate."""
OTHER_SHIFT = 6
"""A day in another shift than somebody mostly had in the week before: continuity with the running roster."""


@dataclass(frozen=True, slots=True)
class Burden:
    """A burden that is spread evenly: each started `unit` costs `price` times its number.

    What was carried in the four weeks before counts, so that those go first who carried least.
    """

    what: str
    unit: int
    price: int


BURDENS = (
    Burden("minutes", 240, 1),
    Burden("nights", 1, 6),
    Burden("weekends", 1, 6),
    Burden("hard", 4, 2),
)
"""Minutes of work, nights, weekends with work on either day, and the sum of how unpleasant the duties are."""
CARRIED_DAYS = 28
"""So many days before the first are looked at for what was carried."""


def way(narrowest: AreaKind | None, *, same: bool) -> int:
    """Return the price of the way from home to a post.

    `narrowest` is the kind of the narrowest area that holds both (None: there is none), `same` whether they are
    one area.
    """
    if same or narrowest in _BELOW_GRID:
        return SAME_PLACE
    return FARTHEST if narrowest is None else WAYS.get(narrowest, FARTHEST)


_BELOW_GRID = frozenset(kind for kind, rank in RANK.items() if rank > RANK[AreaKind.GRID])
