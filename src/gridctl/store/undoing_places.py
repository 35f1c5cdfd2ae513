"""Taking places back: homes, then empty buildings, then empty compounds; never a door that is in use."""

import json

from sqlalchemy import text

from gridctl.store.undoing import put_back_changed
from gridctl.store.unit import Work

_LIVED_IN = (
    "(EXISTS (SELECT 1 FROM resident r WHERE r.home_id = h.id AND r.status NOT IN ('forgotten', 'merged', 'void'))"
    " OR EXISTS (SELECT 1 FROM request q WHERE q.home_id = h.id AND q.status <> 'void'))"
)
_IN_USE = (
    "(EXISTS (SELECT 1 FROM home h WHERE h.building_id = b.id AND h.removed_at IS NULL)"
    " OR EXISTS (SELECT 1 FROM request q WHERE q.building_id = b.id AND q.status <> 'void'))"
)
_BACK = """
WITH back_home AS MATERIALIZED (
  SELECT thing_id AS id, 2 * count(*) AS steps FROM stage_home WHERE outcome = 'restored' GROUP BY thing_id),
back_place AS MATERIALIZED (
  SELECT thing_id AS id, type = 'compound' AS is_compound, 2 * count(*) AS steps
  FROM stage_place WHERE outcome = 'restored' GROUP BY 1, 2)
"""
"""A row that another batch changed, and that came back, has gone two versions on and is what it was."""

_TOUCHED_HOMES = f"""{_BACK}
SELECT h.id FROM home h LEFT JOIN back_home k ON k.id = h.id
WHERE h.batch_id = :batch AND h.removed_at IS NULL AND (h.version > 1 + ifnull(k.steps, 0) OR {_LIVED_IN})
UNION
SELECT s.thing_id FROM stage_home s JOIN home h ON h.id = s.thing_id
WHERE s.batch_id = :batch AND s.outcome = 'changed' AND h.version <> s.thing_version
ORDER BY 1
"""  # noqa: S608
_TOUCHED_BUILDINGS = f"""{_BACK}
SELECT b.id FROM building b LEFT JOIN back_place k ON k.id = b.id AND NOT k.is_compound
WHERE b.batch_id = :batch AND b.removed_at IS NULL AND (
  b.version > 1 + ifnull(k.steps, 0)
  OR EXISTS (SELECT 1 FROM request q WHERE q.building_id = b.id AND q.status <> 'void')
  OR EXISTS (SELECT 1 FROM home h LEFT JOIN back_home l ON l.id = h.id
             WHERE h.building_id = b.id AND h.removed_at IS NULL
             AND (h.batch_id IS NOT :batch OR h.version > 1 + ifnull(l.steps, 0) OR {_LIVED_IN})))
UNION
SELECT s.thing_id FROM stage_place s JOIN building b ON b.id = s.thing_id
WHERE s.batch_id = :batch AND s.type <> 'compound' AND s.outcome = 'changed' AND b.version <> s.thing_version
ORDER BY 1
"""  # noqa: S608
_TOUCHED_COMPOUNDS = f"""{_BACK}
SELECT c.id FROM compound c LEFT JOIN back_place k ON k.id = c.id AND k.is_compound
WHERE c.batch_id = :batch AND c.removed_at IS NULL AND (
  c.version > 1 + ifnull(k.steps, 0)
  OR EXISTS (SELECT 1 FROM building b WHERE b.compound_id = c.id AND b.removed_at IS NULL
             AND b.batch_id IS NOT :batch))
UNION
SELECT s.thing_id FROM stage_place s JOIN compound c ON c.id = s.thing_id
WHERE s.batch_id = :batch AND s.type = 'compound' AND s.outcome = 'changed' AND c.version <> s.thing_version
ORDER BY 1
"""  # noqa: S608


def touched(work: Work, kind: str, number: int) -> list[int]:
    """Return the homes, buildings or compounds of a batch that were changed or used since it landed."""
    query = {"homes": _TOUCHED_HOMES, "buildings": _TOUCHED_BUILDINGS, "compounds": _TOUCHED_COMPOUNDS}[kind]
    return list(work.execute(text(query), {"batch": number}).scalars())


def undo_places(
    work: Work,
    number: int,
    *,
    homes: list[int] | None = None,
    buildings: list[int] | None = None,
    compounds: list[int] | None = None,
) -> dict[str, int]:
    """Remove the places that a batch made, all but those that are spared; return how many of each went.

    A home where somebody lives or that a request names stays, whoever asks, and so do a building with homes
    and a compound with buildings.
    """
    spared = {"homes": homes or [], "buildings": buildings or [], "compounds": compounds or []}
    values = {name: json.dumps(ids) for name, ids in spared.items()} | {"batch": number, "now": work.now}
    gone = {}
    for table, thing, used in (
        (
            "homes",
            "home h",
            f"{_LIVED_IN} OR h.building_id IN (SELECT value FROM json_each(:buildings))",  # noqa: S608
        ),
        ("buildings", "building b", _IN_USE),
        (
            "compounds",
            "compound c",
            "EXISTS (SELECT 1 FROM building b WHERE b.compound_id = c.id AND b.removed_at IS NULL)",
        ),
    ):
        name, short = thing.split()
        which = (
            f"SELECT {short}.id FROM {thing} WHERE {short}.batch_id = :batch AND {short}.removed_at IS NULL "  # noqa: S608
            f"AND {short}.id NOT IN (SELECT value FROM json_each(:{table})) AND NOT ({used})"
        )
        statement = f"UPDATE {name} SET removed_at = :now, version = version + 1 WHERE id IN ({which})"  # noqa: S608
        gone[table] = work.execute(text(statement), values).rowcount
    return gone


def undo_rows(work: Work, kind: str, number: int, spared: list[int]) -> int:
    """Take a file of places back: what it made goes, what it changed comes back; return how many rows."""
    if kind == "homes":
        gone = undo_places(work, number, homes=spared)
        return gone["homes"] + put_back_changed(work, "home", "stage_home", number, spared)
    if kind == "compounds":
        gone = undo_places(work, number, compounds=spared)
    else:
        gone = undo_places(work, number, buildings=spared)
    back = put_back_changed(
        work, "building", "stage_place", number, spared if kind == "buildings" else [], "type <> 'compound'"
    )
    back += put_back_changed(
        work, "compound", "stage_place", number, spared if kind == "compounds" else [], "type = 'compound'"
    )
    return gone["buildings"] + gone["compounds"] + back
