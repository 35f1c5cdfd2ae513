"""Taking a list of residents back: who came with it becomes void, what it filled becomes as it was.

A need that a list gave and that is taken back never held: it keeps its number, and is seen no more.
"""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import text

from gridctl.core.residents import HERE
from gridctl.store import resident_search as index
from gridctl.store.unit import Work

_HERE = ", ".join(f"'{status}'" for status in sorted(HERE))
_NEW = "batch_id = :b AND status <> 'void'"
_EMPTIED = (
    "name",
    "sex",
    "birth_date",
    "identity",
    "phone",
    "phones",
    "home_id",
    "registered_home_id",
    "registered_address",
    "address",
    "household",
    "relation",
    "contact_name",
    "contact_phone",
    "notes",
    "facts",
    "came_on",
    "left_on",
)
"""Who never was here keeps a number alone."""

_TOUCHED = """
WITH back AS (SELECT thing_id AS id, 2 * count(*) AS steps FROM stage_resident
              WHERE outcome = 'restored' GROUP BY thing_id)
SELECT r.id FROM resident r LEFT JOIN back USING (id)
WHERE r.batch_id = :b AND r.status <> 'void' AND (
  r.version > 1 + ifnull(back.steps, 0)
  OR EXISTS (SELECT 1 FROM request q WHERE q.resident_id = r.id AND q.status <> 'void')
  OR EXISTS (SELECT 1 FROM need n WHERE n.resident_id = r.id AND n.batch_id IS NOT :b AND n.voided_at IS NULL))
UNION
SELECT s.thing_id FROM stage_resident s JOIN resident r ON r.id = s.thing_id
WHERE s.batch_id = :b AND s.outcome = 'changed' AND r.batch_id IS NOT :b AND r.status <> 'void'
GROUP BY s.thing_id HAVING max(s.thing_version) <> r.version
ORDER BY 1
"""


def first_rows(work: Work, number: int, most: int) -> list[Mapping[str, Any]]:
    """Return the first rows of a batch by their lines: new residents, and what changed or differs."""
    query = text(
        "SELECT * FROM (SELECT row_id AS line, NULL AS outcome, id AS thing_id, NULL AS before "
        "FROM resident WHERE batch_id = :b ORDER BY id LIMIT :most) "
        "UNION ALL SELECT line, outcome, thing_id, before FROM stage_resident WHERE batch_id = :b "
        "ORDER BY line LIMIT :most"
    )
    rows = work.execute(query, {"b": number, "most": most}).mappings()
    return [dict(row) | {"before": json.loads(row["before"]) if row["before"] else None} for row in rows]


def touched(work: Work, number: int) -> list[int]:
    """Return the residents of a batch who were changed or used after it landed."""
    return list(work.execute(text(_TOUCHED), {"b": number}).scalars())


def undo(work: Work, number: int, spared: list[int]) -> tuple[int, list[int]]:
    """Take residents back, all but the spared ones; return how many are gone, and who is as before."""
    values = {"b": number, "keep": json.dumps(spared)}
    which = f"SELECT id FROM resident WHERE {_NEW} AND id NOT IN (SELECT value FROM json_each(:keep))"  # noqa: S608
    gone = list(work.execute(text(which), values).scalars())
    changed = _restore(work, number, spared)
    index.forget(work, gone)
    work.execute(
        text(
            "UPDATE need SET voided_at = :now, ended_at = ifnull(ended_at, :now), place = NULL, note = NULL "
            "WHERE batch_id = :b AND voided_at IS NULL "
            "AND resident_id NOT IN (SELECT value FROM json_each(:keep))"
        ),
        values | {"now": work.now},
    )
    emptied = ", ".join(f"{name} = NULL" for name in _EMPTIED)
    work.execute(
        text(
            f"UPDATE resident SET status = 'void', version = version + 1, {emptied} "  # noqa: S608
            f"WHERE {_NEW} AND id NOT IN (SELECT value FROM json_each(:keep))"
        ),
        values,
    )
    return len(gone), changed


def _restore(work: Work, number: int, spared: list[int]) -> list[int]:
    """Give residents the values that the rows of a batch replaced, the last row first."""
    query = text(
        "SELECT s.id, s.thing_id, s.before FROM stage_resident s JOIN resident r ON r.id = s.thing_id "  # noqa: S608
        f"WHERE s.batch_id = :b AND s.outcome = 'changed' AND r.batch_id IS NOT :b AND r.status IN ({_HERE}) "
        "ORDER BY s.id DESC"
    )
    found: list[int] = []
    for row_id, thing, before in work.execute(query, {"b": number}).all():
        if thing in spared:
            continue
        fields = json.loads(before).get("fields", {}) if before else {}
        assigned = "".join(f", {name} = :{name}" for name in fields)
        work.execute(
            text(f"UPDATE resident SET version = version + 1{assigned} WHERE id = :id"),  # noqa: S608
            {"id": thing} | fields,
        )
        work.execute(
            text("UPDATE stage_resident SET outcome = 'restored', before = NULL WHERE id = :id"),
            {"id": row_id},
        )
        found.append(int(thing))
    return found
