"""Taking a batch back: what it added becomes void, what it replaced comes back."""

import json
from typing import Any

from sqlalchemy import text

from gridctl.store.unit import Work

_NEW_REQUESTS = "batch_id = :batch AND status <> 'void'"


def touched_since(work: Work, kind: str, number: int) -> list[int]:
    """Return the numbers of the things of a batch that were changed after it landed, or are in use."""
    if kind == "requests":
        query = (
            f"SELECT id FROM request WHERE {_NEW_REQUESTS} AND version > 1 UNION "  # noqa: S608
            "SELECT s.thing_id FROM stage_request s JOIN request r ON r.id = s.thing_id "
            "WHERE s.batch_id = :batch AND s.outcome = 'changed' AND r.version <> s.thing_version ORDER BY 1"
        )
    else:
        query = (
            "SELECT a.id FROM area a WHERE a.batch_id = :batch AND a.removed_at IS NULL AND (a.version > 1 "
            "OR EXISTS (SELECT 1 FROM request r WHERE r.area_id = a.id AND r.status <> 'void') "
            "OR EXISTS (SELECT 1 FROM operation o WHERE o.area_id = a.id AND o.ended_at IS NULL) "
            "OR EXISTS (SELECT 1 FROM member m WHERE m.area_id = a.id) "
            "OR EXISTS (SELECT 1 FROM area c WHERE c.parent_id = a.id AND c.removed_at IS NULL AND c.batch_id IS NOT :batch)) "
            "UNION SELECT s.thing_id FROM stage_area s JOIN area a ON a.id = s.thing_id "
            "WHERE s.batch_id = :batch AND s.outcome = 'changed' AND a.version <> s.thing_version ORDER BY 1"
        )
    return list(work.execute(text(query), {"batch": number}).scalars())


def undo_requests(work: Work, number: int, source: str, spared: list[int]) -> int:
    """Take requests back, all but the spared ones; return how many rows were undone."""
    keep = json.dumps(spared)
    values = {
        "batch": number,
        "keep": keep,
        "source": source,
        "now": work.now,
        "operator": work.actor.operator,
    }
    work.execute(text("CREATE TEMP TABLE IF NOT EXISTS undone (id INTEGER PRIMARY KEY)"))
    work.execute(text("DELETE FROM undone"))
    which = f"SELECT id FROM request WHERE {_NEW_REQUESTS} AND id NOT IN (SELECT value FROM json_each(:keep))"  # noqa: S608
    gone = work.execute(text(f"INSERT INTO undone {which}"), values).rowcount
    here = "IN (SELECT id FROM undone)"
    for statement in (
        f"UPDATE request SET status = 'void', is_open = 0, version = version + 1 WHERE id {here}",  # noqa: S608
        f"UPDATE step SET counted_at = NULL WHERE request_id {here} AND counted_at IS NOT NULL",  # noqa: S608
        f"DELETE FROM span WHERE request_id {here}",  # noqa: S608
        f"DELETE FROM import_key WHERE source = :source AND thing_id {here}",  # noqa: S608
        "INSERT INTO step (request_id, kind, at, recorded_at, operator, status, origin, batch_id) "
        "SELECT id, 'undo', :now, :now, :operator, 'void', 'import', :batch FROM undone",
        "DROP TABLE undone",
    ):
        work.execute(text(statement), values)
    return gone + _restore_requests(work, number, source, spared)


def _restore_requests(work: Work, number: int, source: str, spared: list[int]) -> int:
    query = text(
        "SELECT * FROM stage_request WHERE batch_id = :batch AND outcome = 'changed' ORDER BY id DESC"
    )
    changed = [
        row for row in work.execute(query, {"batch": number}).mappings() if row["thing_id"] not in spared
    ]
    for row in changed:
        before = json.loads(row["before"])
        number_of = {"id": row["thing_id"]}
        fields = before["fields"]
        assigned = "".join(f", {name} = :{name}" for name in fields)
        work.execute(
            text(f"UPDATE request SET version = version + 1{assigned} WHERE id = :id"), number_of | fields
        )
        if "steps" in before:
            _restore_times(work, number, row["thing_id"], before)
        if "hash" in before:
            work.execute(
                text(
                    "UPDATE import_key SET hash = :hash, row_id = :row WHERE source = :source AND thing_id = :id"
                ),
                number_of
                | {"hash": bytes.fromhex(before["hash"]), "row": before["row_id"], "source": source},
            )
    return len(changed)


def _restore_times(work: Work, number: int, request: int, before: dict[str, Any]) -> None:
    values = {"id": request, "batch": number}
    work.execute(
        text("UPDATE step SET counted_at = NULL WHERE request_id = :id AND batch_id = :batch"), values
    )
    work.execute(text("DELETE FROM span WHERE request_id = :id"), values)
    for seq, counted in before["steps"]:
        work.execute(text("UPDATE step SET counted_at = :at WHERE seq = :seq"), {"at": counted, "seq": seq})
    for status, start, end in before["spans"]:
        work.execute(
            text("INSERT INTO span (request_id, status, from_at, to_at) VALUES (:id, :status, :start, :end)"),
            {"id": request, "status": status, "start": start, "end": end},
        )


def undo_areas(work: Work, number: int, spared: list[int]) -> int:
    """Take areas back, all but the spared ones; what lies below one from elsewhere comes to stand alone."""
    values = {"batch": number, "keep": json.dumps(spared), "now": work.now}
    gone = "SELECT id FROM area WHERE batch_id = :batch AND removed_at IS NULL AND id NOT IN (SELECT value FROM json_each(:keep))"
    work.execute(
        text(f"UPDATE area SET parent_id = NULL WHERE parent_id IN ({gone}) AND id NOT IN ({gone})"),
        values,
    )
    done = work.execute(
        text(f"UPDATE area SET removed_at = :now, version = version + 1 WHERE id IN ({gone})"),
        values,
    ).rowcount
    query = text("SELECT * FROM stage_area WHERE batch_id = :batch AND outcome = 'changed'")
    changed = [row for row in work.execute(query, values).mappings() if row["thing_id"] not in spared]
    for row in changed:
        fields = json.loads(row["before"])["fields"]
        assigned = "".join(f", {name} = :{name}" for name in fields)
        work.execute(
            text(f"UPDATE area SET version = version + 1{assigned} WHERE id = :id"),
            {"id": row["thing_id"]} | fields,
        )
    return done + len(changed)
