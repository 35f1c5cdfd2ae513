"""The homes of a building whose layout or area changes: some come, some go, some get another label."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import text

from gridctl.core.places import Door, label
from gridctl.core.text import code_key
from gridctl.store.homes import join_stairwells, lay_out
from gridctl.store.unit import Work

_DOORS = """
SELECT h.id, h.label, ifnull(h.unit, '') AS unit, ifnull(h.room, '') AS room, h.floor,
  EXISTS (SELECT 1 FROM resident r WHERE (r.home_id = h.id OR r.registered_home_id = h.id)
          AND r.status NOT IN ('forgotten', 'merged', 'void'))
  OR EXISTS (SELECT 1 FROM request q WHERE q.home_id = h.id AND q.status <> 'void') AS used
FROM home h WHERE h.building_id = :building AND h.removed_at IS NULL ORDER BY h.id
"""


def doors(work: Work, building: int) -> dict[tuple[str, str], Any]:
    """Return the homes of a building by unit and room; `used` tells whether anybody or anything belongs there."""
    return {(row.unit, row.room): row for row in work.execute(text(_DOORS), {"building": building})}


def add_missing(work: Work, building: int, code: str, coming: Collection[Door]) -> int:
    """Lay out the homes that are not there yet; return how many are new."""
    there = doors(work, building)
    return lay_out(work, building, code, [one for one in coming if (one.unit, one.room) not in there])


def remove(work: Work, homes: Sequence[int]) -> None:
    """Remove homes; their numbers are never used again."""
    work.execute(
        text(
            "UPDATE home SET removed_at = :now, version = version + 1 "
            "WHERE id IN (SELECT value FROM json_each(:ids))"
        ),
        {"now": work.now, "ids": json.dumps(list(homes))},
    )


def relabel(work: Work, code: str, homes: Sequence[tuple[int, Door]]) -> None:
    """Give homes (number, door) the label of their door; their stairwell follows from it."""
    rows = []
    for number, door in homes:
        name = label(code, door.unit, door.room)
        rows.append((door.unit or None, name, code_key(name), number))
    work.many(
        "UPDATE home SET unit = ?, label = ?, label_key = ?, area_id = NULL, version = version + 1 WHERE id = ?",
        rows,
    )


def follow_area(work: Work, building: int, area_id: int | None) -> None:
    """Let the homes of a building that lies elsewhere now leave the stairwells of before, and join those there."""
    if area_id is not None:
        work.execute(
            text(
                "UPDATE home SET area_id = NULL, version = version + 1 WHERE building_id = :building "
                "AND removed_at IS NULL AND area_id NOT IN (WITH RECURSIVE below(id) AS (VALUES (:area) "
                "UNION ALL SELECT a.id FROM area a JOIN below ON a.parent_id = below.id) SELECT id FROM below)"
            ),
            {"building": building, "area": area_id},
        )
    join_stairwells(work, [building])
