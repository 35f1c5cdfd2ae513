"""The tree of places, branch by branch: areas, and the buildings that lie in them."""

from collections.abc import Mapping, Sequence
from typing import Any

from gridctl.core.place_views import BranchView
from gridctl.core.text import code_key
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.services.place_names import find_building
from gridctl.store import areas as area_rows
from gridctl.store import homes as home_rows
from gridctl.store import places as place_rows

BUILDING = "building"
"""The kind of a branch that is a building."""


def branch(office: Office, name: str) -> BranchView:
    """Return one area as a branch."""
    with office.store.read() as work:
        tree = _Tree(area_rows.tree(work), home_rows.counts_by_area(work))
        return tree.view(areas.find(work, name).id, place_rows.counts_by_area(work))


def branches(office: Office, parents: Sequence[str]) -> Mapping[str, tuple[BranchView, ...]]:
    """Return what lies in each of some areas, by their codes: buildings first, then areas.

    "" stands for the top; buildings without an area lie there. Areas that are not there any more are left out.
    """
    with office.store.read() as work:
        tree = _Tree(area_rows.tree(work), home_rows.counts_by_area(work))
        counts = place_rows.counts_by_area(work)
        numbers = {code: None if not code else tree.by_code.get(code_key(code)) for code in parents}
        wanted = {code: number for code, number in numbers.items() if not code or number is not None}
        buildings: dict[int | None, list[BranchView]] = {}
        for row in place_rows.buildings_at(work, list(wanted.values())):
            called = row.name if row.compound_name in {None, row.name} else f"{row.compound_name} {row.name}"
            one = BranchView(row.code, called, BUILDING, 0, 0, row.home_count)
            buildings.setdefault(row.area_id, []).append(one)
        return {
            code: (
                *buildings.get(number, ()),
                *(tree.view(child, counts) for child in tree.children.get(number, ())),
            )
            for code, number in wanted.items()
        }


def way(office: Office, kind: str, name: str) -> tuple[str, ...]:
    """Return the codes from the top down to an area, or to a building (by `kind`); NotFound where it is not there."""
    with office.store.read() as work:
        if kind != BUILDING:
            return tuple(area_rows.path_of(work, areas.find(work, name).id))
        found = find_building(work, name)
        above = area_rows.path_of(work, found.area_id) if found.area_id is not None else []
        return (*above, found.code)


class _Tree:
    """All areas, read once, with what lies below each."""

    def __init__(self, rows: Sequence[Any], homes: Mapping[int, int]) -> None:
        self.by_code = {code_key(row.code): row.id for row in rows}
        self.children: dict[int | None, list[int]] = {}
        self._rows = {row.id: row for row in rows}
        for row in sorted(rows, key=lambda one: code_key(one.code)):
            self.children.setdefault(row.parent_id, []).append(row.id)
        self._homes = dict(homes)
        self._areas: dict[int, int] = {}
        for number in self._upwards():
            below = self.children.get(number, ())
            self._areas[number] = sum(1 + self._areas[child] for child in below)
            self._homes[number] = self._homes.get(number, 0) + sum(self._homes[child] for child in below)

    def _upwards(self) -> list[int]:
        """Return all areas, each behind those below it."""
        order, waiting = [], list(self.children.get(None, ()))
        while waiting:
            number = waiting.pop()
            order.append(number)
            waiting += self.children.get(number, ())
        return order[::-1]

    def view(self, number: int, buildings: Mapping[int, int]) -> BranchView:
        row = self._rows[number]
        return BranchView(
            row.code, row.name, row.kind, self._areas[number], buildings.get(number, 0), self._homes[number]
        )
