"""Taking a batch back: what it added becomes void, what it replaced comes back."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text

from gridctl.store.landing_requests import follow_due
from gridctl.store.types import dumps
from gridctl.store.unit import Work

_NEW_REQUESTS = "batch_id = :batch AND status <> 'void'"
_BACK = """
WITH back AS (SELECT thing_id AS id, 2 * count(*) AS steps FROM {stage}
              WHERE outcome = 'restored' GROUP BY thing_id)
"""
"""A row that another batch changed, and that came back, has gone two versions on and is what it was."""

_TOLD: Mapping[str, Sequence[str]] = {
    "area": ("parent_id", "name", "kind", "code"),
    "building": ("name", "code", "area_id"),
    "member": ("name", "code", "area_id"),
    "post": (
        "duty",
        "area_id",
        "place",
        "shift",
        "starts",
        "ends",
        "least",
        "from_on",
        "until_on",
        "weekdays",
    ),
    "request": ("status", "due", "received_at", "urgency", "area_id", "building_id", "holder_member_id"),
}
"""What a past moment is told by, of each kind of thing."""

_TOUCHED_REQUESTS = (
    _BACK.format(stage="stage_request")
    + """
SELECT r.id FROM request r LEFT JOIN back USING (id)
WHERE r.batch_id = :batch AND r.status <> 'void' AND r.version > 1 + ifnull(back.steps, 0)
UNION
SELECT s.thing_id FROM stage_request s JOIN request r ON r.id = s.thing_id
WHERE s.batch_id = :batch AND s.outcome = 'changed' AND r.version <> s.thing_version AND r.status <> 'void'
ORDER BY 1
"""
)
_TOUCHED_AREAS = (
    _BACK.format(stage="stage_area")
    + """
SELECT a.id FROM area a LEFT JOIN back USING (id)
WHERE a.batch_id = :batch AND a.removed_at IS NULL AND (
    a.version > 1 + ifnull(back.steps, 0)
    OR EXISTS (SELECT 1 FROM request r WHERE r.area_id = a.id AND r.status <> 'void')
    OR EXISTS (SELECT 1 FROM operation o WHERE o.area_id = a.id AND o.ended_at IS NULL)
    OR EXISTS (SELECT 1 FROM member m WHERE m.area_id = a.id AND m.removed_at IS NULL)
    OR EXISTS (SELECT 1 FROM posting g WHERE g.area_id = a.id AND g.until_at IS NULL)
    OR EXISTS (SELECT 1 FROM post t WHERE t.area_id = a.id AND t.removed_at IS NULL)
    OR EXISTS (SELECT 1 FROM compound p WHERE p.area_id = a.id AND p.removed_at IS NULL)
    OR EXISTS (SELECT 1 FROM building b WHERE b.area_id = a.id AND b.removed_at IS NULL)
    OR EXISTS (SELECT 1 FROM home h WHERE h.area_id = a.id AND h.removed_at IS NULL)
    OR EXISTS (SELECT 1 FROM supply_stock k WHERE k.area_id = a.id AND k.on_hand > 0)
    OR EXISTS (SELECT 1 FROM area c WHERE c.parent_id = a.id AND c.removed_at IS NULL
               AND c.batch_id IS NOT :batch))
UNION
SELECT s.thing_id FROM stage_area s JOIN area a ON a.id = s.thing_id
WHERE s.batch_id = :batch AND s.outcome = 'changed' AND a.version <> s.thing_version
ORDER BY 1
"""
)
_GONE_AREAS = """
WITH RECURSIVE
  kept AS (SELECT id, parent_id FROM area WHERE id IN (SELECT value FROM json_each(:keep))
           UNION SELECT a.id, a.parent_id FROM area a JOIN kept ON a.id = kept.parent_id)
SELECT id FROM area
WHERE batch_id = :batch AND removed_at IS NULL AND id NOT IN (SELECT id FROM kept)
"""
"""Areas above a spared one are spared too: it would lose its place."""


def touched_requests(work: Work, number: int) -> list[int]:
    """Return the numbers of the requests of a batch that were changed after it landed."""
    return list(work.execute(text(_TOUCHED_REQUESTS), {"batch": number}).scalars())


def touched_areas(work: Work, number: int) -> list[int]:
    """Return the numbers of the areas of a batch that were changed after it landed, or are in use."""
    return list(work.execute(text(_TOUCHED_AREAS), {"batch": number}).scalars())


def undo_requests(work: Work, number: int, source: str, spared: list[int]) -> int:
    """Take requests back, all but the spared ones; return how many rows were undone."""
    values = {
        "batch": number,
        "keep": json.dumps(spared),
        "source": source,
        "now": work.now,
        "operator": work.actor.operator,
    }
    work.execute(text("CREATE TEMP TABLE IF NOT EXISTS undone (id INTEGER PRIMARY KEY)"))
    work.execute(text("DELETE FROM undone"))
    which = f"SELECT id FROM request WHERE {_NEW_REQUESTS} AND id NOT IN (SELECT value FROM json_each(:keep))"
    gone = work.execute(text(f"INSERT INTO undone {which}"), values).rowcount
    here = "IN (SELECT id FROM undone)"
    for statement in (
        f"UPDATE request SET status = 'void', is_open = 0, version = version + 1 WHERE id {here}",
        f"UPDATE step SET counted_at = NULL WHERE request_id {here} AND counted_at IS NOT NULL",
        f"DELETE FROM span WHERE request_id {here}",
        f"DELETE FROM import_key WHERE source = :source AND thing_id {here}",
        "INSERT INTO step (request_id, kind, at, recorded_at, operator, status, origin, batch_id) "
        "SELECT id, 'undo', :now, :now, :operator, 'void', 'import', :batch FROM undone",
        "DROP TABLE undone",
    ):
        work.execute(text(statement), values)
    return gone + _restore_requests(work, number, source, spared)


def put_back_changed(
    work: Work, thing: str, stage: str, number: int, spared: list[int], which: str = "1"
) -> int:
    """Give the things that a batch changed the values back that it replaced; return how many."""
    rows = _changed(work, stage, number, spared, which)
    for row in rows:
        _put_back(work, thing, row, json.loads(row["before"])["fields"], stage)
    return len(rows)


def _changed(work: Work, stage: str, number: int, spared: list[int], which: str = "1") -> list[Any]:
    query = text(
        f"SELECT * FROM {stage} WHERE batch_id = :batch AND outcome = 'changed' AND {which} ORDER BY id DESC"
    )
    rows = work.execute(query, {"batch": number}).mappings()
    return [row for row in rows if row["thing_id"] not in set(spared)]


def _put_back(work: Work, thing: str, row: Any, fields: dict[str, Any], stage: str = "") -> None:  # noqa: ANN401
    """Give a thing the values that a staged row replaced, and note that it has them again."""
    note_restored(work, thing, row["thing_id"], fields)
    assigned = "".join(f", {name} = :{name}" for name in fields)
    work.execute(
        text(f"UPDATE {thing} SET version = version + 1{assigned} WHERE id = :id"),
        {"id": row["thing_id"]} | {name: _plain(value) for name, value in fields.items()},
    )
    work.execute(
        text(f"UPDATE {stage or f'stage_{thing}'} SET outcome = 'restored' WHERE id = :row"),
        {"row": row["id"]},
    )


def note_restored(work: Work, thing: str, number: int, fields: Mapping[str, Any]) -> None:
    """Write into the ledger what a thing is given back, as far as a past moment is told by it (`store.then`).

    It is called before the thing has these values; names are kept as hashes.
    """
    told = [name for name in _TOLD.get(thing, ()) if name in fields]
    if not told and thing != "request":  # the times of a request come back too, by its steps
        return
    query = text(f"SELECT {', '.join(('id', *told))} FROM {thing} WHERE id = :id")
    now: Any = work.execute(query, {"id": number}).mappings().one()
    both = {name: [now[name], fields[name]] for name in told}
    if thing == "member" and "name" in both:
        both["name"] = [work.salted(thing, number, one) for one in both["name"]]
    work.log(f"{thing}.restore", thing, number, both)


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Return a value as its column keeps it: structured ones are JSON texts."""
    return dumps(value) if isinstance(value, dict | list) else value


def _restore_requests(work: Work, number: int, source: str, spared: list[int]) -> int:
    changed = _changed(work, "stage_request", number, spared)
    for row in changed:
        before = json.loads(row["before"])
        number_of = {"id": row["thing_id"]}
        if not work.execute(
            text("SELECT 1 FROM request WHERE id = :id AND status <> 'void'"), number_of
        ).first():
            continue  # its own import was taken back by force: it stays away
        _put_back(work, "request", row, before["fields"])
        if "steps" in before:
            _restore_times(work, row["thing_id"], before)
        follow_due(work, row["thing_id"])
        if "hash" in before:
            known = {"hash": bytes.fromhex(before["hash"]), "row": before["row_id"], "source": source}
            work.execute(
                text(
                    "UPDATE import_key SET hash = :hash, row_id = :row WHERE source = :source AND thing_id = :id"
                ),
                number_of | known,
            )
    return len(changed)


def _restore_times(work: Work, request: int, before: dict[str, Any]) -> None:
    """Let the steps count that counted before; those that came since, typed ones too, count no more."""
    values = {"id": request}
    work.execute(
        text("UPDATE step SET counted_at = NULL WHERE request_id = :id AND counted_at IS NOT NULL"), values
    )
    work.execute(text("DELETE FROM span WHERE request_id = :id"), values)
    for seq, counted in before["steps"]:
        work.execute(text("UPDATE step SET counted_at = :at WHERE seq = :seq"), {"at": counted, "seq": seq})
    for status, start, end in before["spans"]:
        work.execute(
            text(
                "INSERT INTO span (request_id, status, from_at, to_at, due) "
                "VALUES (:id, :status, :start, :end, (SELECT due FROM request WHERE id = :id))"
            ),
            {"id": request, "status": status, "start": start, "end": end},
        )


def undo_areas(work: Work, number: int, spared: list[int]) -> int:
    """Take areas back, all but the spared ones and those above them; return how many rows were undone.

    What lies below one of them but came from elsewhere comes to stand alone.
    """
    found = work.execute(text(_GONE_AREAS), {"batch": number, "keep": json.dumps(spared)}).scalars()
    values = {"gone": json.dumps(list(found)), "now": work.now}
    gone = "(SELECT value FROM json_each(:gone))"
    orphans = f"SELECT id FROM area WHERE parent_id IN {gone} AND id NOT IN {gone} AND removed_at IS NULL"
    for orphan in work.execute(text(orphans), values).scalars().all():
        note_restored(work, "area", orphan, {"parent_id": None})
    for statement in (
        f"UPDATE area SET parent_id = NULL, version = version + 1 "
        f"WHERE parent_id IN {gone} AND id NOT IN {gone} AND removed_at IS NULL",
        f"UPDATE area SET removed_at = :now, version = version + 1 WHERE id IN {gone}",
    ):
        work.execute(text(statement), values)
    changed = put_back_changed(work, "area", "stage_area", number, spared)
    return len(json.loads(str(values["gone"]))) + changed
