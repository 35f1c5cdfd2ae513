"""Forgetting, down to the bytes: the registry of columns says what goes and what stays (DESIGN.md §8, 4)."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Table, bindparam, delete, select, text, update

from gridctl.core.columns import COLUMNS, Mask, Retention
from gridctl.core.traces import GONE, Traces
from gridctl.store.boundary import boundary
from gridctl.store.connecting import connect
from gridctl.store.lean import SALT
from gridctl.store.tables.all import METADATA
from gridctl.store.types import Json
from gridctl.store.unit import Work

_GOES = frozenset({Retention.PERSON, Retention.PURGE})
_SWEPT = frozenset({Mask.NAME, Mask.PHONE, Mask.IDENTITY, Mask.TEXT})
_KEPT_WHOLE = frozenset({"ledger", "salt", "request_words"})
"""The ledger cannot be changed: it holds hashes alone, and their salts go.

The words of the full text follow the requests at the end of the same transaction; changed here, the index
could not tell any more which words to give up.
"""

_HOMES = ("home_id", "registered_home_id", "building_id")
"""Which door it was is as telling as a name; what areas count stays with the area."""
_CODES = frozenset({"to", "from", "desk", "level", "status", "outcome", "holder"}) | {"auto", "no_answer"}
_WORDS = (str, list, dict)
"""What the detail of a step may keep: flags and numbers, and codes under these names."""


def clear(work: Work, name: str, ids: Sequence[int], more: dict[str, Any] | None = None) -> int:
    """Empty every column of these rows that the registry keeps no longer than the person, and the homes.

    Returns how many rows there were. A column that must not be empty gets a mark. `more` are
    further columns with their new values.
    """
    rows = METADATA.tables[name]
    values: dict[str, Any] = {
        column.name: None if column.nullable else GONE
        for column in rows.columns
        if COLUMNS[f"{name}.{column.name}"].retention in _GOES
    }
    values |= {column: None for column in _HOMES if column in rows.c} | (more or {})
    if "version" in rows.c:
        values["version"] = rows.c.version + 1
    return _each(work, update(rows).values(values), rows, ids)


def _each(work: Work, statement: Any, rows: Table, ids: Sequence[int]) -> int:  # noqa: ANN401
    """Run an update or delete for the rows with these ids; return how many there were."""
    key = next(iter(rows.primary_key.columns))
    found = 0
    for part in _parts(ids):
        found += work.execute(statement.where(key.in_(part))).rowcount
    return found


def _parts(ids: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), 500):
        yield list(ids[start : start + 500])


def clear_needs(work: Work, residents: Sequence[int]) -> None:
    """Take place and words from the marks of these residents; tags and days stay for the figures."""
    needs = METADATA.tables["need"]
    ids = [
        one
        for part in _parts(residents)
        for one in work.execute(select(needs.c.id).where(needs.c.resident_id.in_(part))).scalars()
    ]
    clear(work, "need", ids)


def clear_steps(work: Work, requests: Sequence[int]) -> None:
    """Take the words from the timelines of these requests; kinds, times and holders stay."""
    steps = METADATA.tables["step"]
    of_row = update(steps).where(steps.c.seq == bindparam("row"))
    for part in _parts(requests):
        mine = steps.c.request_id.in_(part)
        work.execute(update(steps).where(mine, steps.c.note.is_not(None)).values(note=None))
        told = work.execute(select(steps.c.seq, steps.c.detail).where(mine, steps.c.detail.is_not(None)))
        for seq, detail in told.all():
            kept = {key: one for key, one in detail.items() if key in _CODES or not isinstance(one, _WORDS)}
            work.execute(of_row.values(detail=kept or None), {"row": seq})


def clear_staged(work: Work, thing: str, ids: Sequence[int]) -> int:
    """Empty the rows of imports that told of these things, with what they replaced; return how many."""
    name = f"stage_{thing}"
    if name not in METADATA.tables:
        return 0
    query = f"SELECT id FROM {name} WHERE thing_id IN (SELECT value FROM json_each(:ids))"  # noqa: S608
    if thing == "request":  # which row made it is told by the request itself
        query += (
            " UNION SELECT row_id FROM request WHERE row_id IS NOT NULL"
            " AND id IN (SELECT value FROM json_each(:ids))"
        )
    staged = list(work.execute(text(query), {"ids": json.dumps(list(ids))}).scalars())
    rows = METADATA.tables[name]
    replaced = {
        row.id: row.before
        for part in _parts(staged)
        for row in work.execute(select(rows.c.id, rows.c.before).where(rows.c.id.in_(part)))
        if row.before
    }
    cleared = clear(work, name, staged)
    for number, before in replaced.items():
        kept = {"fields": _harmless(thing, before.get("fields", {}))}
        work.execute(update(rows).where(rows.c.id == number).values(before=before | kept))
    return cleared


def _harmless(thing: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Return what of the replaced values stays, so that the import can still be undone."""
    return {
        name: value
        for name, value in fields.items()
        if COLUMNS[f"{thing}.{name}"].retention not in _GOES and name not in _HOMES
    }


def drop_salts(work: Work, thing: str, ids: Sequence[int]) -> None:
    """Delete the salts without which nobody can tell what the ledger's hashes stand for."""
    for part in _parts(ids):
        work.execute(delete(SALT).where(SALT.c.thing == thing, SALT.c.thing_id.in_(part)))


def sweep(work: Work, traces: Traces) -> int:
    """Wipe the traces out of all that is said about others; return how many rows were changed.

    Every column of every table is looked at that the registry masks.
    """
    if not traces:
        return 0
    raw: Any = work.conn.connection.driver_connection
    raw.create_function("leaves_a_trace", 1, lambda value: isinstance(value, str) and traces.found_in(value))
    try:
        return sum(_sweep(work, METADATA.tables[name], traces) for name in sorted(_swept_tables()))
    finally:
        raw.create_function("leaves_a_trace", 1, None)


def _swept_tables() -> Iterable[str]:
    return {key.partition(".")[0] for key, one in COLUMNS.items() if one.mask in _SWEPT} - _KEPT_WHOLE


def _sweep(work: Work, rows: Table, traces: Traces) -> int:
    columns = [one for one in rows.columns if COLUMNS[f"{rows.name}.{one.name}"].mask in _SWEPT]
    key = next(iter(rows.primary_key.columns))
    words = ", ".join(f'"{one.name}"' for one in columns)
    # One question for each row: the way from SQLite to Python costs more than the answer.
    holds = text(f"leaves_a_trace(concat_ws('|', {words}))")
    found = work.execute(select(key, *columns).where(holds)).all()
    for row in found:
        values = {one.name: _wiped(row._mapping[one.name], one, traces) for one in columns}
        if "version" in rows.c:
            values["version"] = rows.c.version + 1
        work.execute(update(rows).where(key == bindparam("row")).values(values), {"row": row[0]})
    return len(found)


def _wiped(value: Any, column: Any, traces: Traces) -> Any:  # noqa: ANN401
    """Return a value without its traces; a name or number that is one is emptied, where it may be empty."""
    if value is None:
        return None
    whole = COLUMNS[f"{column.table.name}.{column.name}"].mask is not Mask.TEXT
    if isinstance(column.type, Json):
        if whole and isinstance(value, list):
            return [one for one in value if not traces.found_in(str(one))] or None
        return traces.wiped_deep(value)
    if whole and column.nullable:
        return None if traces.found_in(value) else value
    return traces.wiped(value)


def write_anew(path: Path, patience_ms: int = 5_000) -> bool:
    """Write every page of the store anew, without what deleted values left between the rows; empty its log.

    `secure_delete` zeroes what is deleted, but not the copies that stay behind where SQLite moves rows from
    page to page: of 1,500 names and numbers that were deleted from a store, 6 were still in the file. It
    takes about as much memory as the store is large, for temporary files are not allowed to hold it.

    False where somebody else read from the log for longer than `patience_ms`: it holds them until the last
    process that has the store open ends.
    """
    with boundary(path):
        raw = connect(path)
        try:
            raw.execute("VACUUM")
            raw.execute(f"PRAGMA busy_timeout = {patience_ms}")
            return not raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            raw.close()
