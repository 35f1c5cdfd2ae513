"""Packs by their hash, and operations."""

from typing import Any

from sqlalchemy import insert, or_, select, update

from gridctl.core.errors import Conflict, N_
from gridctl.store.tables.columns import table
from gridctl.store.tables.pack import Operation, StoredPack
from gridctl.store.unit import Work

PACK = table(StoredPack)
OPERATION = table(Operation)


def keep(work: Work, pack_hash: str, name: str, content: str) -> None:
    """Store a pack under its hash, unless it is there."""
    if not work.execute(select(PACK.c.hash).where(PACK.c.hash == pack_hash)).first():
        work.execute(insert(PACK).values(hash=pack_hash, name=name, content=content, stored_at=work.now))


def content(work: Work, pack_hash: str) -> str:
    """Return the JSON of the pack with this hash."""
    return str(work.execute(select(PACK.c.content).where(PACK.c.hash == pack_hash)).scalar_one())


def stored(work: Work) -> list[Any]:
    """Return hash, name and time of every stored pack, newest first."""
    query = select(PACK.c.hash, PACK.c.name, PACK.c.stored_at).order_by(PACK.c.stored_at.desc())
    return list(work.execute(query))


def operations(work: Work, *, at: int | None = None) -> list[Any]:
    """Return operations by their beginning, or those that are on at a moment (UTC ms)."""
    o = OPERATION.c
    query = select(OPERATION).order_by(o.started_at, o.id)
    if at is not None:
        query = query.where(o.started_at <= at, or_(o.ended_at.is_(None), o.ended_at > at))
    return list(work.execute(query))


def add_operation(work: Work, values: dict[str, Any]) -> int:
    """Insert one operation and return its number."""
    return int(work.execute(insert(OPERATION).values(**values)).inserted_primary_key[0])


def end_operation(work: Work, number: int, version: int, at: int) -> None:
    """End an operation that has not been changed since it was read; Conflict otherwise."""
    o = OPERATION.c
    done = work.execute(
        update(OPERATION).where(o.id == number, o.version == version).values(ended_at=at, version=version + 1)
    )
    if done.rowcount != 1:
        raise Conflict(
            N_("somebody else has just changed this operation"), hint=N_("look at it again: gridctl operation list")
        )
