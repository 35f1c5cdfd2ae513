"""Staged requests land: rows, timelines and spans in a few statements of one transaction."""

from typing import Any

from sqlalchemy import text

from gridctl.core.words import OPEN
from gridctl.store import requests as rows
from gridctl.store.batches import point_key, remember
from gridctl.store.held import Held
from gridctl.store.tables.request import FOREVER
from gridctl.store.unit import Work

COPIED = (
    "uid",
    "level",
    "category",
    "urgency",
    "channel",
    "area_id",
    "summary",
    "details",
    "name",
    "phone",
    "anonymous",
    "ref",
    "address",
    "received_at",
    "respond_due",
    "due",
    "due_given",
    "pack_hash",
    "rule",
    "resolved_at",
    "closed_at",
    "confidential",
    "on_spot",
    "desk_id",
    "home_id",
    "building_id",
)
UPDATED = tuple(name for name in COPIED if name not in {"uid", "resolved_at", "closed_at", "received_at"})
TIMED = ("status", "received_at", "resolved_at", "closed_at")
STANDING = ("status", "is_open", "holder_member_id", "holder_team_id", "on_spot")
"""What goes back with the times when a changed row is taken back."""
PERSONAL = frozenset({"summary", "details", "name", "phone", "address"})
_TIMES = {"came": "r.received_at", "done": "ifnull(r.resolved_at, r.closed_at)", "gone": "r.closed_at"}
_CAME, _DONE = ("receive", "new", "came"), ("resolve", "resolved", "done")
_LIVES = {
    "new": (_CAME,),
    "assigned": (_CAME, ("assign", "assigned", "came")),
    "working": (_CAME, ("start", "working", "came")),
    "waiting": (_CAME, ("wait", "waiting", "came")),
    "resolved": (_CAME, _DONE),
    "closed": (_CAME, _DONE, ("close", "closed", "gone")),
    "cancelled": (_CAME, ("cancel", "cancelled", "gone")),
    "merged": (_CAME, ("merge", "merged", "gone")),
}
"""The steps of an imported request by its status: kind, the status after it, and which of its times."""
_LIFE = ", ".join(str((status, *step)) for status, steps in _LIVES.items() for step in steps)
LOOK_AT = (
    "CASE WHEN status IN ('new', 'assigned', 'working', 'waiting') "
    "THEN min(ifnull(due, respond_due), ifnull(respond_due, due)) END"
)
"""When the heartbeat must first look at an imported request: at its first deadline."""
_OPEN_WORDS = ", ".join(f"'{status}'" for status in sorted(OPEN))


def land_new(work: Work, number: int, source: str) -> int:
    """Insert the rows that are new, with their steps, spans and keys; return how many there were.

    Staged rows that are new are only read: to mark them would write them a second time.
    """
    first, last = work.execute(
        text("SELECT min(id), max(id) FROM stage_request WHERE batch_id = :b AND outcome IS NULL"),
        {"b": number},
    ).one()
    if first is None:
        return 0
    base = int(
        work.execute(
            text("SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'request'), 0)")
        ).scalar_one()
    )
    values = {"b": number, "first": first, "last": last, "now": work.now, "base": base, "source": source}
    copied = ", ".join(COPIED)
    work.execute(
        text(
            "INSERT INTO request (status, is_open, recorded_at, batch_id, row_id, version, given_due, look_at, "  # noqa: S608
            f"{copied}) "
            f"SELECT status, status IN ({_OPEN_WORDS}), :now, "
            f"batch_id, id, 1, iif(due_given, due, NULL), {LOOK_AT}, {copied} FROM stage_request NOT INDEXED "
            "WHERE id BETWEEN :first AND :last AND batch_id = :b AND outcome IS NULL ORDER BY id"
        ),
        values,
    )
    add_timeline(work, "id > :base", values)
    work.execute(
        text(
            "INSERT INTO import_key (source, key, thing_id, hash, row_id) "
            "SELECT :source, s.key, r.id, s.hash, s.id FROM request r JOIN stage_request s ON s.id = r.row_id "
            "WHERE r.id > :base"
        ),
        values,
    )
    landed = work.execute(text("SELECT count(*) FROM request WHERE id > :base"), {"base": base}).scalar_one()
    return int(landed)


def add_timeline(work: Work, which: str, values: dict[str, Any]) -> None:
    """Write steps and spans of imported requests from their own times.

    A closing time writes `resolve` and `close` together (DESIGN.md §8, 3); `which` selects the requests.
    """
    operator = {**values, "operator": work.actor.operator, "now": work.now, "forever": FOREVER}
    operator["on_spot"] = '{"on_spot":true}'
    # Request by request: its steps then stand side by side, also in the index by time, as its ends do.
    at = f"CASE life.time {' '.join(f'WHEN {name!r} THEN {time}' for name, time in _TIMES.items())} END"
    work.execute(
        text(
            f"WITH life (status, kind, becomes, time) AS (VALUES {_LIFE}) "  # noqa: S608
            "INSERT INTO step "
            "(request_id, kind, at, recorded_at, counted_at, operator, status, detail, origin, batch_id) "
            f"SELECT r.id, life.kind, {at}, :now, {at}, :operator, life.becomes, "
            "iif(life.kind = 'resolve' AND r.on_spot, :on_spot, NULL), 'import', :b "
            f"FROM (SELECT * FROM request WHERE {which}) r CROSS JOIN life ON life.status = r.status"
        ),
        operator,
    )
    work.execute(
        text(
            "INSERT INTO span (request_id, status, from_at, to_at, due) "  # noqa: S608
            "SELECT id, CASE WHEN status IN ('assigned', 'working', 'waiting') THEN status ELSE 'new' END, "
            f"received_at, ifnull(ifnull(resolved_at, closed_at), :forever), due FROM request WHERE {which} ORDER BY id"
        ),
        operator,
    )
    work.execute(
        text(
            "INSERT INTO span (request_id, status, from_at, to_at, due) "  # noqa: S608
            f"SELECT id, 'resolved', resolved_at, ifnull(closed_at, :forever), due FROM request "
            f"WHERE {which} AND resolved_at IS NOT NULL AND ifnull(closed_at, :forever) > resolved_at ORDER BY id"
        ),
        operator,
    )


def land_changed(
    work: Work, number: int, source: str, pairs: list[tuple[Any, Any]], held: Held | None = None
) -> None:
    """Bring changed rows up to date: only what the file itself changed, and keep what it replaced."""
    for read, old in pairs:
        row = (
            work.execute(text("SELECT * FROM request WHERE id = :id"), {"id": read["thing_id"]})
            .mappings()
            .one()
        )
        new = _dated(read, row)
        if held is not None:
            new = held.fill(new, row if old is None else old)
        _keep_reading(work, read, new)
        fields = {f: new[f] for f in UPDATED if old is None or new[f] != old[f]}
        before: dict[str, Any] = {"fields": {f: row[f] for f in fields}}
        before |= {"hash": bytes(old["hash"]).hex(), "row_id": old["id"]} if old is not None else {}
        if any(new[f] != (row if old is None else old)[f] for f in TIMED):
            fields |= _retime(work, number, row, new, before)
        if "due" in fields:
            fields["given_due"] = fields["due"] if new["due_given"] else None
        rows.change(work, row["id"], row["version"], fields)
        follow_due(work, row["id"])
        work.execute(text(f"UPDATE request SET look_at = {LOOK_AT} WHERE id = :id"), {"id": row["id"]})  # noqa: S608
        remember(work, "requests", new["id"], before, row["version"] + 1)
        point_key(work, source, new["key"], new["hash"], new["id"])
        work.log("request.import", "request", row["id"], _diff(work, row, fields))


def follow_due(work: Work, number: int) -> None:
    """Let the spans of a request have the deadline that its file gives it: it counts as if always known.

    Once something was typed of it, it counts from the span that lasts.
    """
    statement = (
        "UPDATE span SET due = (SELECT due FROM request WHERE id = :id) WHERE request_id = :id AND (to_at = :forever "
        "OR NOT EXISTS (SELECT 1 FROM step WHERE request_id = :id AND origin = 'typed' AND counted_at IS NOT NULL))"
    )
    work.execute(text(statement), {"id": number, "forever": FOREVER})


def _keep_reading(work: Work, read: Any, new: dict[str, Any]) -> None:  # noqa: ANN401
    """Let the staged row say what it stood for: the next file is held against that."""
    fields = {name: value for name, value in new.items() if value != read[name]}
    if fields:
        assigned = ", ".join(f"{name} = :{name}" for name in fields)
        work.execute(
            text(f"UPDATE stage_request SET {assigned} WHERE id = :id"),  # noqa: S608
            {"id": read["id"]} | fields,
        )


def _dated(new: Any, row: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a row of a file; one that does not say when it came in came in when it first did."""
    found = dict(new)
    if new["undated"]:
        shift = row["received_at"] - new["received_at"]
        moved = ("received_at", "respond_due") if new["due_given"] else ("received_at", "respond_due", "due")
        found |= {name: new[name] + shift for name in moved if new[name] is not None}
    return found


def _diff(work: Work, row: Any, fields: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Return what changed, as the ledger keeps it: personal values as salted hashes."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if row[name] == value:
            continue
        if name in PERSONAL:
            found[name] = [
                work.salted("request", row["id"], row[name]),
                work.salted("request", row["id"], value),
            ]
        else:
            found[name] = [row[name], value]
    return found


def _retime(work: Work, number: int, row: Any, new: Any, before: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Let a request follow new times in the file.

    While nobody has typed a step, its timeline is written anew and the old steps stop counting. A request
    that people work on is only ended where the file says so; its other times stay.
    """
    number_of = {"id": row["id"]}
    typed = work.execute(
        text(
            "SELECT count(*) FROM step WHERE request_id = :id AND origin = 'typed' AND counted_at IS NOT NULL"
        ),
        number_of,
    ).scalar_one()
    times = {f: new[f] for f in ("received_at", "resolved_at", "closed_at")}
    before["fields"] |= {f: row[f] for f in (*times, *STANDING)}
    steps = work.execute(
        text("SELECT seq, counted_at FROM step WHERE request_id = :id AND counted_at IS NOT NULL"), number_of
    )
    before["steps"] = [list(step) for step in steps]
    spans = work.execute(text("SELECT status, from_at, to_at FROM span WHERE request_id = :id"), number_of)
    before["spans"] = [list(span) for span in spans]
    values = {"id": row["id"], "b": number, "forever": FOREVER}
    if not typed:
        work.execute(
            text("UPDATE step SET counted_at = NULL WHERE request_id = :id AND counted_at IS NOT NULL"),
            values,
        )
        work.execute(text("DELETE FROM span WHERE request_id = :id"), values)
        work.execute(
            text(
                f"UPDATE request SET status = :status, is_open = :status IN ({_OPEN_WORDS}), "  # noqa: S608
                "received_at = :received_at, resolved_at = :resolved_at, closed_at = :closed_at WHERE id = :id"
            ),
            values | times | {"status": new["status"]},
        )
        add_timeline(work, "id = :id", values)
        return times | {"status": new["status"]}
    if row["is_open"] and new["status"] in {"closed", "cancelled", "merged"}:
        return _end(work, number, row, new)
    return {}


def _end(work: Work, number: int, row: Any, new: Any) -> dict[str, Any]:  # noqa: ANN401
    """End an open request at the file's time, but not before the last step that people took."""
    _last, counted = rows.last_counted(work, row["id"])
    at = max(new["closed_at"], counted)
    kinds = {
        "closed": (("resolve", "resolved"), ("close", "closed")),
        "cancelled": (("cancel", "cancelled"),),
        "merged": (("merge", "merged"),),
    }
    for kind, status in kinds[new["status"]]:
        if kind == "resolve" and row["status"] == "resolved":
            continue
        rows.add_step(
            work,
            {
                "request_id": row["id"],
                "kind": kind,
                "at": new["closed_at"],
                "recorded_at": work.now,
                "counted_at": at,
                "operator": work.actor.operator,
                "status": status,
                "origin": "import",
                "batch_id": number,
            },
        )
    work.execute(
        text("UPDATE span SET to_at = :at WHERE request_id = :id AND to_at = :forever"),
        {"at": at, "id": row["id"], "forever": FOREVER},
    )
    resolved = row["resolved_at"] or (new["closed_at"] if new["status"] == "closed" else None)
    return {"status": new["status"], "is_open": False, "resolved_at": resolved, "closed_at": new["closed_at"]}
