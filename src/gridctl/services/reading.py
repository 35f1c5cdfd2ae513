"""Reading a text with what the store knows: its homes, who lives there, and the words of the pack in force."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from gridctl.checks.phones import check_phone
from gridctl.core.errors import BadInput
from gridctl.core.home_text import HomeText, readings
from gridctl.core.pack import Pack
from gridctl.core.understanding import Door, Understood, Wish, understand
from gridctl.services import homes
from gridctl.services.office import Office
from gridctl.services.packs import load
from gridctl.store import areas as area_rows
from gridctl.store import homes as rows
from gridctl.store.unit import Work

_SHORT = 5
"""A room alone has no more signs."""


def with_reading(pack: Pack) -> Pack:
    """Return the pack; one that a store keeps from before packs told how to read takes the built-in words."""
    return pack if pack.reading.words else replace(pack, reading=load("routine").reading)


class Doors:
    """Finds the homes that words mean, near an area or in a building, and remembers them."""

    def __init__(
        self, work: Work, near: int | None, *, building_id: int | None = None, within: int | None = None
    ) -> None:
        """Look near the area `near` first, and nowhere but below `within`, where that is given."""
        self._work, self._near, self._building, self._within = work, near, building_id, within
        self._known: dict[str, Door | None] = {}
        self._own: list[dict[str, list[Any]]] | None = None

    def __call__(self, text: str) -> Door | None:
        """Return the home that a text means, or None where it is none, or several."""
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, text: str) -> Door | None:
        bare = _bare(text)
        if bare and self._building is None and self._near is not None:
            found = self._nearest(bare)
        else:
            found = self._inside(text) or homes.meant(self._work, text, self._near)
        if len(found) != 1 or not self._allowed(found[0]):
            return None
        return door_of(self._work, int(found[0].id), str(found[0].label))

    def _nearest(self, bare: HomeText) -> Sequence[Any]:
        """Return the homes with this room in the operator's own stairwell, else in the areas up to the grid.

        A chat names many rooms: the doors of each area are read once.
        """
        if self._own is None:
            self._own = []
            for area in homes.own_areas(self._work, self._near or 0):
                rooms: dict[str, list[Any]] = {}
                for row in rows.inside(self._work, area):
                    rooms.setdefault(row.room or "", []).append(row)
                self._own.append(rooms)
        for rooms in self._own:
            found = [
                row for row in rooms.get(bare.room.upper(), ()) if not bare.unit or row.unit == bare.unit
            ]
            if found:
                return found
        return ()

    def _inside(self, text: str) -> Sequence[Any]:
        """Return the homes of the building that was given: a bare room or unit is one of its own."""
        if self._building is None:
            return ()
        for one in readings(text):
            if one.building or one.compound or not one.room:
                continue
            found = rows.matching(self._work, buildings=[self._building], unit=one.unit, room=one.room)
            if len(found) == 1:
                return found
        return ()

    def _allowed(self, row: Any) -> bool:  # noqa: ANN401
        if self._building is not None and row.building_id != self._building:
            return False
        if self._within is None:
            return True
        return row.in_area is not None and self._within in area_rows.ancestors(self._work, row.in_area)


def _bare(text: str) -> HomeText | None:
    """Return the room, perhaps with its unit, of a text that names no building in any reading."""
    ways = readings(text) if text[:1].isdigit() and len(text) <= _SHORT else ()
    return next((one for one in ways if one.room and not (one.building or one.compound)), None)


def door_of(work: Work, number: int, label: str) -> Door:
    """Return a home with the names and needs of who lives there."""
    people = rows.residents(work, number)
    needs = frozenset(tag for one in people for tag in (one.needs or "").split())
    return Door(number, label, tuple(one.name for one in people if one.name), needs)


def resident_at(work: Work, door: Door, name: str) -> int | None:
    """Return the number of the only resident of a home with this name, or None."""
    found = [one.id for one in rows.residents(work, door.id) if one.name == name]
    return int(found[0]) if len(found) == 1 else None


def read(office: Office, text: str, pack: Pack, doors: Doors, wish: Wish) -> Understood:
    """Return what a clean text says; a number that is no phone of the country stays text."""
    found = understand(text, pack, doors, wish)
    if found.phone is None:
        return found
    try:
        checked = check_phone(found.phone.value, office.settings.country)
    except BadInput:
        return understand(text, pack, doors, replace(wish, phone=False))
    return replace(found, phone=replace(found.phone, value=checked))
