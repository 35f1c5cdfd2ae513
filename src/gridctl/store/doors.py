"""Homes by the thousand: their numbers by label, and the doors of a building."""

import json
from collections.abc import Sequence

from sqlalchemy import text

from gridctl.store.areas import BELOW
from gridctl.store.unit import Work

Doors = dict[str | None, list[tuple[str | None, int]]]
"""Of one building: units and numbers of its homes by their room."""


def by_keys(work: Work, keys: Sequence[str]) -> dict[str, int]:
    """Return the numbers of the homes with these label keys."""
    found = work.execute(
        text(
            "SELECT h.label_key, h.id FROM json_each(:keys) j "
            "CROSS JOIN home h ON h.label_key = j.value AND h.removed_at IS NULL"
        ),
        {"keys": json.dumps(list(keys), ensure_ascii=False)},
    )
    return {key: number for key, number in found}  # noqa: C416  (rows are no pairs to mypy)


def of_building(work: Work, building: int) -> Doors:
    """Return the doors of a building."""
    found: Doors = {}
    query = text("SELECT room, unit, id FROM home WHERE building_id = :building AND removed_at IS NULL")
    for room, unit, number in work.execute(query, {"building": building}):
        found.setdefault(room, []).append((unit, number))
    return found


def in_area(work: Work, area: int, room: str) -> list[int]:
    """Return the homes with this room in an area and all below it."""
    query = text(
        f"{BELOW}SELECT h.id FROM building b CROSS JOIN home h ON h.building_id = b.id AND h.removed_at IS NULL "  # noqa: S608
        "WHERE b.area_id IN (SELECT id FROM below) AND h.room = :room "
        "UNION SELECT id FROM home WHERE area_id IN (SELECT id FROM below) AND room = :room AND removed_at IS NULL"
    )
    return list(work.execute(query, {"area": area, "room": room}).scalars())
