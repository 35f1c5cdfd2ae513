"""Desks: which one a request stands at, which is above it, and who works there (DESIGN.md §2, 值班台)."""

from collections.abc import Sequence

from gridctl.core.words import AreaKind, Level, Tier

_KINDS = {
    Level.GRID: AreaKind.GRID,
    Level.COMMUNITY: AreaKind.COMMUNITY,
    Level.TOWN: AreaKind.TOWN,
    Level.DISTRICT: AreaKind.DISTRICT,
}
_ORDER = tuple(AreaKind)
LEVELS = tuple(Level)

Place = tuple[int, AreaKind]
"""The number and kind of an area."""

STAFF = frozenset({Tier.LEADER, Tier.INSTRUCTOR, Tier.HEAD, Tier.OFFICER, Tier.DISPATCHER})
"""Who works a desk when they are placed in its area; part-timers and volunteers do what it hands out."""


def desk_for(path: Sequence[Place], level: Level) -> int | None:
    """Return the area whose desk holds a request of `level` that lies in the first area of `path`.

    `path` leads from that area up to its root. The desk is the first area on it of the level's kind, or
    the next one above where there is none of that kind. Where the path ends below, it is the topmost desk
    there is: a community without a town has nobody else, and nothing may lie where no one looks. None
    where the path has no desk at all.
    """
    wanted = _ORDER.index(_KINDS[level])
    topmost = next((number for number, kind in reversed(path) if kind in _KINDS.values()), None)
    return next((number for number, kind in path if _ORDER.index(kind) <= wanted), topmost)


def level_of(kind: AreaKind) -> Level:
    """Return the level of a desk of this kind of area: the first one at or above it."""
    place = _ORDER.index(kind)
    if place <= _ORDER.index(AreaKind.DISTRICT):
        return Level.DISTRICT
    return next(level for level in LEVELS if _ORDER.index(_KINDS[level]) <= place)


def next_up(path: Sequence[Place], desk: int | None) -> tuple[Level, int] | None:
    """Return the level and area of the desk above `desk`, or None where nobody is above.

    A level that this tree leaves out is passed over: where grids stand directly below a town, a grid's
    request goes to the town.
    """
    numbers = [number for number, _kind in path]
    above = path[numbers.index(desk) + 1 :] if desk in numbers else path
    return next(((level_of(kind), number) for number, kind in above if kind in _KINDS.values()), None)
