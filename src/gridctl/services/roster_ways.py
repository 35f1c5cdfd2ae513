"""How far it is from where people work to posts, in the tree of areas: the price of each way."""

from collections.abc import Iterable, Sequence
from typing import Any

from gridctl.core.areas import RANK
from gridctl.core.duty_prices import NO_HOME, way
from gridctl.core.words import AreaKind
from gridctl.store import areas as rows
from gridctl.store.unit import Work

Prices = tuple[int | None, ...]
"""The price of the way to each of some areas; None: too far to be asked."""


class Tree:
    """The tree of areas, read once."""

    def __init__(self, work: Work) -> None:
        """Read it."""
        self.areas: dict[int, Any] = {row.id: row for row in rows.tree(work)}
        self._paths: dict[int, tuple[int, ...]] = {}

    def path(self, area_id: int | None) -> tuple[int, ...]:
        """Return the numbers from an area up to its root."""
        if area_id is None or area_id not in self.areas:
            return ()
        if area_id not in self._paths:
            self._paths[area_id] = (area_id, *self.path(self.areas[area_id].parent_id))
        return self._paths[area_id]

    def below(self, area_id: int) -> list[int]:
        """Return the numbers of an area and of all below it."""
        return [one for one in self.areas if area_id in self.path(one)]

    def rank(self, area_id: int) -> int:
        """Return how high an area stands; see `core.areas`."""
        return RANK[AreaKind(self.areas[area_id].kind)]

    def around(self, area_id: int) -> int:
        """Return the town that an area lies in, whose people help each other; itself where it stands higher.

        Where there is no town it is the root.
        """
        up = [one for one in self.path(area_id) if self.rank(one) >= RANK[AreaKind.TOWN]]
        return up[-1] if up else area_id

    def holds(self, area_id: int | None, homes: Iterable[int]) -> bool:
        """Tell whether one of some areas lies in another; None holds everything."""
        return area_id is None or any(area_id in self.path(home) for home in homes)

    def prices(self, homes: Sequence[int], targets: Sequence[int]) -> Prices:
        """Return the price of the way from the nearest of somebody's areas to each of some others.

        Farther than the own town is too far, but for a post of an area that the home lies in.
        """
        if not homes:
            return tuple(NO_HOME for _target in targets)
        nets = [(home, self._over(home)) for home in homes]
        return tuple(
            min(
                (price for home, over in nets if (price := self._way(home, over, target)) is not None),
                default=None,
            )
            for target in targets
        )

    def _over(self, home: int) -> dict[int, int | None]:
        """Return the price of a way from an area that leads over each of the areas above it; None: too far."""
        found: dict[int, int | None] = {}
        for one in self.path(home):
            kind = AreaKind(self.areas[one].kind)
            found[one] = None if RANK[kind] < RANK[AreaKind.TOWN] else way(kind, same=False)
        return found

    def _way(self, home: int, over: dict[int, int | None], target: int) -> int | None:
        if target in over:
            return way(AreaKind(self.areas[target].kind), same=home == target)
        return next((over[one] for one in self.path(target) if one in over), None)
