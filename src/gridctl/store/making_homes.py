"""Many homes at once: what rows name is found, and what is missing is made, in a few statements."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import text

from gridctl.core.places import check_unit, floor_of, label
from gridctl.core.text import code_key
from gridctl.core.uid import uuids7
from gridctl.store.homes import join_stairwells
from gridctl.store.place_index import Known, PlaceIndex, no_initials
from gridctl.store.unit import Work


class PlaceText(NamedTuple):
    """What a row says of a home; "" for what it does not say. `area_id` is that of a new building."""

    compound: str = ""
    building: str = ""
    unit: str = ""
    room: str = ""
    area_id: int | None = None


class Made(NamedTuple):
    """The home of each row, in their order (None where a row names no building), and how many are new."""

    homes: list[int | None]
    new_homes: int
    new_buildings: int


class _Wanted(NamedTuple):
    """One door that rows name: its place among the others, and what it is."""

    n: int
    building: int
    unit: str
    room: str
    label: str


_TABLE = """CREATE TEMP TABLE wanted_home (n INTEGER PRIMARY KEY, uid BLOB, building_id INTEGER, unit TEXT,
room TEXT, floor INTEGER, label TEXT, label_key TEXT)"""
_INSERT = """
INSERT INTO home (uid, building_id, unit, room, floor, label, label_key, kind, version, batch_id, created_at)
SELECT w.uid, w.building_id, w.unit, w.room, w.floor, w.label, w.label_key, 'dwelling', 1, :batch, :now
FROM wanted_home w
WHERE NOT EXISTS (SELECT 1 FROM home h WHERE h.label_key = w.label_key AND h.removed_at IS NULL)
ORDER BY w.n
"""
_FOUND = """
SELECT w.n, h.id FROM wanted_home w JOIN home h ON h.label_key = w.label_key AND h.removed_at IS NULL
"""


def make_places(
    work: Work,
    rows: Sequence[PlaceText],
    batch: int | None = None,
    *,
    initials: Callable[[str], str] = no_initials,
) -> Made:
    """Return the homes that `rows` name, with all compounds, buildings and homes made that are missing.

    What is made carries `batch`, so that `undoing_places.undo_places` takes it back. The unit 1 of a
    building with one unit is left out. BadInput for a unit or room that cannot be one.
    """
    index = PlaceIndex(work, initials)
    wanted: dict[str, _Wanted] = {}
    seen: dict[tuple[int, str, str], int] = {}
    places: list[int | None] = []
    for row in rows:
        if not (row.building or row.compound):
            places.append(None)
            continue
        known = index.building(row.compound, row.building, row.area_id)
        known = known or index.promise(row.compound, row.building, row.area_id)
        door = (known.id, *door_of(known, row.unit, row.room))
        if door not in seen:
            name = label(known.code, *door[1:])
            # A unit without a room and a room without a unit are the same door.
            seen[door] = wanted.setdefault(code_key(name), _Wanted(len(wanted), *door, name)).n
        places.append(seen[door])
    made = index.realise(work, {one.building for one in wanted.values()}, batch)
    new = _fill(work, wanted, made, batch)
    found = _homes(work, len(wanted))
    homes = [None if place is None else found[place] for place in places]
    return Made(homes, new, len(made))


def door_of(building: Known, unit: str, room: str) -> tuple[str, str]:
    """Return unit and room as they are kept in a building; its only unit is left out."""
    kept = check_unit(unit, "unit")
    return "" if kept == "1" and building.units == 1 else kept, check_unit(room, "room")


def _fill(work: Work, wanted: dict[str, _Wanted], made: dict[int, int], batch: int | None) -> int:
    work.execute(text("DROP TABLE IF EXISTS wanted_home"))
    work.execute(text(_TABLE))
    values = [
        (
            one.n,
            uid,
            made.get(one.building, one.building),
            one.unit or None,
            one.room or None,
            floor_of(one.room),
            one.label,
            key,
        )
        for (key, one), uid in zip(wanted.items(), uuids7(work.now, len(wanted)), strict=True)
    ]
    work.many("INSERT INTO wanted_home VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    new = work.execute(text(_INSERT), {"batch": batch, "now": work.now}).rowcount
    join_stairwells(work, list({value[2] for value in values}))
    return new


def _homes(work: Work, count: int) -> list[int]:
    found = [0] * count
    for n, home in work.execute(text(_FOUND)):
        found[n] = home
    work.execute(text("DROP TABLE wanted_home"))
    return found
