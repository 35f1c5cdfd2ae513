"""Batches of imports: their record, their staged rows, and what a row is known by."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import delete, insert, select, text, update

from gridctl.store.tables.batch import Batch, ImportKey, StageArea, StageHome, StagePlace, StageRequest
from gridctl.store.tables.columns import table
from gridctl.store.tables.stage_duty import StageAbsence, StagePost, StageWish
from gridctl.store.tables.stage_people import StageMember, StageTeam
from gridctl.store.tables.stage_point import StagePoint
from gridctl.store.tables.stage_resident import StageResident
from gridctl.store.tables.supply import StageStock
from gridctl.store.unit import Work

BATCH = table(Batch)
KEY = table(ImportKey)
STAGES = {
    "areas": table(StageArea),
    "requests": table(StageRequest),
    "residents": table(StageResident),
    "compounds": table(StagePlace),
    "buildings": table(StagePlace),
    "homes": table(StageHome),
    "members": table(StageMember),
    "teams": table(StageTeam),
    "points": table(StagePoint),
    "stock": table(StageStock),
    "posts": table(StagePost),
    "absences": table(StageAbsence),
    "wishes": table(StageWish),
}
COMMON = ("id", "outcome", "thing_id", "thing_version", "before")
STALE_MS = 6 * 3_600_000
"""A batch that is still staged after six hours was left by a process that died."""


def payload(kind: str) -> list[str]:
    """Return the columns that staging fills, in their order."""
    return [column.name for column in STAGES[kind].c if column.name not in COMMON]


def open_batch(work: Work, values: dict[str, Any]) -> int:
    """Record a batch that is about to be staged, and return its number."""
    zeros = dict.fromkeys(("rows", "new", "changed", "same", "rejected"), 0)
    return work.add(insert(BATCH).values(**values, **zeros, state="staged", started_at=work.now))


@contextmanager
def checked_before(work: Work) -> Iterator[None]:
    """Spare millions of rows the CHECKs of code lists: their codes came out of `core.words` already.

    Each such CHECK costs 1.7 microseconds a row, half of a landing.
    """
    work.conn.exec_driver_sql("PRAGMA ignore_check_constraints = 1")
    try:
        yield
    finally:
        work.conn.exec_driver_sql("PRAGMA ignore_check_constraints = 0")


@contextmanager
def roomy(work: Work) -> Iterator[None]:
    """Give a landing 64 MB for pages, twice as much as usual: it fills the indexes by time in no order.

    With 32 MB the steps of a million requests took half as long again, for pages went out and came back.
    While pages change, SQLite takes up to twice what it is given.
    """
    usual = work.conn.exec_driver_sql("PRAGMA cache_size").scalar_one()
    work.conn.exec_driver_sql("PRAGMA cache_size = -64000")
    try:
        yield
    finally:
        work.conn.exec_driver_sql(f"PRAGMA cache_size = {usual}")


def sweep(work: Work) -> None:
    """Drop what processes left that died before they landed."""
    b = BATCH.c
    stale = work.execute(select(b.id, b.kind).where(b.state == "staged", b.started_at < work.now - STALE_MS))
    for number, kind in stale.all():
        drop(work, number, kind)


def drop(work: Work, number: int, kind: str) -> None:
    """Forget a batch that never landed."""
    stage = STAGES[kind]
    work.execute(delete(stage).where(stage.c.batch_id == number))
    work.execute(delete(BATCH).where(BATCH.c.id == number, BATCH.c.state == "staged"))
    # Nobody has seen this number: a rehearsal leaves no gap where it can be helped.
    work.execute(
        text("UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'batch' AND seq = :number"),
        {"number": number},
    )


def stage(work: Work, kind: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Stage rows whose values stand in the order of `payload`."""
    names = payload(kind)
    marks = ", ".join("?" * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    statement = f"INSERT INTO {STAGES[kind].name} ({columns}) VALUES ({marks})"  # noqa: S608
    work.many(statement, rows)


def staged_keys(work: Work, kind: str, number: int, keys: Sequence[bytes]) -> dict[bytes, tuple[int, bytes]]:
    """Return (line, hash) of those of `keys` that this batch has staged already."""
    query = text(
        f"SELECT s.key, s.line, s.hash FROM json_each(:keys) j "  # noqa: S608
        f"CROSS JOIN {STAGES[kind].name} s ON s.batch_id = :batch AND s.key = unhex(j.value)"
    )
    found = work.execute(query, {"keys": json.dumps([key.hex() for key in keys]), "batch": number})
    return {bytes(row[0]): (row[1], bytes(row[2])) for row in found}


def number_twins(work: Work, kind: str, number: int) -> None:
    """Give each further row with the same key a key of its own: true twins stay two."""
    name = STAGES[kind].name
    twins = text(
        f"SELECT id, key FROM {name} WHERE batch_id = :batch AND key IN (SELECT key FROM {name} "  # noqa: S608
        "WHERE batch_id = :batch GROUP BY key HAVING count(*) > 1) ORDER BY key, id"
    )
    last, place, changes = b"", 0, []
    for row_id, key in work.execute(twins, {"batch": number}):
        place = place + 1 if key == last else 1
        last = key
        if place > 1:
            changes.append((bytes(key) + b"\x00%d" % place, row_id))
    if changes:
        work.conn.exec_driver_sql(f"UPDATE {name} SET key = ? WHERE id = ?", changes)  # noqa: S608


def match(work: Work, kind: str, number: int, source: str) -> None:
    """Mark the rows that are known: the same as last time, or changed."""
    name = STAGES[kind].name
    work.execute(
        text(
            f"UPDATE {name} SET thing_id = k.thing_id, "  # noqa: S608
            f"outcome = CASE WHEN k.hash = {name}.hash THEN 'same' ELSE 'changed' END "
            f"FROM import_key k WHERE {name}.batch_id = :batch AND k.source = :source AND k.key = {name}.key"
        ),
        {"batch": number, "source": source},
    )


def outcomes(work: Work, kind: str, number: int) -> dict[str, int]:
    """Return how many staged rows are new, changed and the same."""
    # Sums, for groups would be sorted in memory.
    query = text(
        "SELECT sum(outcome IS NULL), sum(outcome = 'changed'), sum(outcome = 'same') "  # noqa: S608
        f"FROM {STAGES[kind].name} WHERE batch_id = :batch"
    )
    new, changed, same = work.execute(query, {"batch": number}).one()
    return {"new": new or 0, "changed": changed or 0, "same": same or 0}


def drop_same(work: Work, kind: str, number: int) -> None:
    """Forget the staged rows that said nothing new."""
    stage_table = STAGES[kind]
    work.execute(delete(stage_table).where(stage_table.c.batch_id == number, stage_table.c.outcome == "same"))


def changed_rows(work: Work, kind: str, number: int, source: str) -> list[tuple[Any, Any]]:
    """Return (new row, row of last time) of each changed row."""
    name = STAGES[kind].name
    new = work.execute(
        text(f"SELECT * FROM {name} WHERE batch_id = :batch AND outcome = 'changed' ORDER BY id"),  # noqa: S608
        {"batch": number},
    ).mappings()
    pairs = []
    for row in new.all():
        old = work.execute(
            text(
                f"SELECT s.* FROM import_key k JOIN {name} s ON s.id = k.row_id "  # noqa: S608
                "WHERE k.source = :source AND k.key = :key"
            ),
            {"source": source, "key": row["key"]},
        ).mappings()
        pairs.append((row, old.first()))
    return pairs


def remember(work: Work, kind: str, row_id: int, before: dict[str, Any], version: int) -> None:
    """Keep what a changed row replaced, and the version that the thing has since."""
    stage_table = STAGES[kind]
    work.execute(
        update(stage_table).where(stage_table.c.id == row_id).values(before=before, thing_version=version)
    )


def point_key(work: Work, source: str, key: bytes, row_hash: bytes, row_id: int) -> None:
    """Let a key point to the row that said so last."""
    work.execute(
        update(KEY).where(KEY.c.source == source, KEY.c.key == key).values(hash=row_hash, row_id=row_id)
    )


def finish(work: Work, number: int, values: dict[str, Any]) -> None:
    """Record the end of a batch: its state and counts."""
    work.execute(update(BATCH).where(BATCH.c.id == number).values(**values, ended_at=work.now))


def get(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return the record of a batch that landed or was taken back."""
    return work.execute(select(BATCH).where(BATCH.c.id == number, BATCH.c.state != "staged")).first()


def all_batches(work: Work) -> list[Any]:
    """Return the records of the batches that landed or were taken back, newest first."""
    return list(work.execute(select(BATCH).where(BATCH.c.state != "staged").order_by(BATCH.c.id.desc())))


def rejects_files(work: Work) -> list[str]:
    """Return the files in which refused rows were handed back."""
    b = BATCH.c
    return list(work.execute(select(b.rejects_file).where(b.rejects_file.is_not(None)).distinct()).scalars())


def staged_rows(work: Work, kind: str, number: int, most: int) -> list[Any]:
    """Return rows of a batch as they were understood, with what was replaced."""
    stage_table = STAGES[kind]
    query = select(stage_table).where(stage_table.c.batch_id == number).order_by(stage_table.c.id).limit(most)
    return list(work.execute(query).mappings())


def is_staged(work: Work, number: int) -> bool:
    """Tell whether a batch is still there to be staged and landed."""
    return (
        work.execute(select(BATCH.c.id).where(BATCH.c.id == number, BATCH.c.state == "staged")).first()
        is not None
    )


def marks(work: Work, number: int) -> set[int]:
    """Return the marks of areas to be made that rows with something new to say stand for."""
    query = text(
        "SELECT DISTINCT area_id FROM stage_request "
        "WHERE batch_id = :batch AND area_id < 0 AND outcome IS NOT 'same'"
    )
    return set(work.execute(query, {"batch": number}).scalars())


def place(work: Work, number: int, mark: int, area_id: int) -> None:
    """Put an area that was just made in the place of the mark that stood for it."""
    stage_table = STAGES["requests"]
    c = stage_table.c
    for column in (c.area_id, c.desk_id):
        where = (c.batch_id == number, column == mark)
        work.execute(update(stage_table).where(*where).values({column: area_id}))
