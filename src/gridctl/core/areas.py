"""The rule of the forest: kinds only ever descend."""

from gridctl.core.errors import N_, Refused
from gridctl.core.words import AreaKind

RANK = {
    AreaKind.PROVINCE: 0,
    AreaKind.CITY: 1,
    AreaKind.DISTRICT: 2,
    AreaKind.TOWN: 3,
    AreaKind.COMMUNITY: 4,
    AreaKind.GRID: 5,
    AreaKind.MICRO_GRID: 6,
    AreaKind.STAIRWELL: 7,
    AreaKind.CHECKPOINT: 7,
    AreaKind.ENTERPRISE: 7,
    AreaKind.STREET: 7,
}
"""A smaller rank stands higher; the four kinds of micro-grid stand side by side at the bottom."""


def check_descent(parent: AreaKind, child: AreaKind) -> None:
    """Refuse a child whose kind does not stand below its parent's."""
    if RANK[child] <= RANK[parent]:
        raise Refused(
            N_("a {child} cannot lie within a {parent}"),
            hint=N_("kinds descend: province, city, district, town, community, grid, micro_grid, stairwell"),
            error="kind_order",
            child=child,
            parent=parent,
        )
