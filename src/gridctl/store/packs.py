"""Packs by their hash, and operations."""

from functools import cache
from typing import Any

from sqlalchemy import Select, case, func, insert, or_, select, text, update

from gridctl.core.errors import N_, Conflict
from gridctl.core.words import ENDED
from gridctl.store.areas import within
from gridctl.store.lean import OPERATION, PACK, REQUEST
from gridctl.store.unit import Work

_CONTENT = text("SELECT content FROM pack WHERE hash = :hash")


def keep(work: Work, pack_hash: str, name: str, content: str) -> None:
    """Store a pack under its hash, unless it is there."""
    if not work.execute(select(PACK.c.hash).where(PACK.c.hash == pack_hash)).first():
        work.execute(insert(PACK).values(hash=pack_hash, name=name, content=content, stored_at=work.now))


def content(work: Work, pack_hash: str) -> str:
    """Return the JSON of the pack with this hash; of a store that is open it is read once."""
    if pack_hash not in work.kept:
        work.kept[pack_hash] = str(work.execute(_CONTENT, {"hash": pack_hash}).scalar_one())
    return work.kept[pack_hash]


def name_of(work: Work, pack_hash: str) -> str:
    """Return the name of the pack with this hash."""
    return str(work.execute(select(PACK.c.name).where(PACK.c.hash == pack_hash)).scalar_one())


def newest(work: Work, name: str) -> str | None:
    """Return the JSON of the pack that was stored last under this name, or None."""
    query = select(PACK.c.content).where(PACK.c.name == name).order_by(PACK.c.stored_at.desc()).limit(1)
    found = work.execute(query).first()
    return str(found.content) if found else None


def stored(work: Work) -> list[Any]:
    """Return hash, name and time of every stored pack, newest first."""
    query = select(PACK.c.hash, PACK.c.name, PACK.c.stored_at).order_by(PACK.c.stored_at.desc())
    return list(work.execute(query))


def operations(work: Work, *, at: int | None = None) -> list[Any]:
    """Return operations by their beginning, or those that are on at a moment (UTC ms)."""
    o = OPERATION.c
    query = _operations()
    if at is not None:
        query = query.where(o.started_at <= at, or_(o.ended_at.is_(None), o.ended_at > at))
    return list(work.execute(query))


@cache
def _operations() -> Select[Any]:
    """Return the query of all operations, built once: every step asks which pack is in force."""
    return select(OPERATION).order_by(OPERATION.c.started_at, OPERATION.c.id)


def operation(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return the row of one operation, or None."""
    return work.execute(select(OPERATION).where(OPERATION.c.id == number)).first()


def people_left(work: Work, area_id: int | None, start: int, end: int, ended_by: int) -> tuple[int, int]:
    """Count the ended requests that came in from `start` up to `end` (UTC ms) and still tell of a person.

    Returns how many in all, and how many that ended up to `ended_by`. No area counts everywhere.
    """
    r = REQUEST.c
    told = or_(r.name.is_not(None), r.phone.is_not(None), r.details.is_not(None), r.address.is_not(None))
    where = [r.status.in_(sorted(ENDED)), r.received_at >= start, r.received_at < end, told]
    if area_id is not None:
        where.append(within(r.area_id, area_id))
    old = func.coalesce(func.sum(case((r.closed_at <= ended_by, 1), else_=0)), 0)
    found: Any = work.execute(select(func.count(), old).select_from(REQUEST).where(*where)).one()
    return int(found[0]), int(found[1])


def add_operation(work: Work, values: dict[str, Any]) -> int:
    """Insert one operation and return its number."""
    return work.add(insert(OPERATION).values(**values))


def end_operation(work: Work, number: int, version: int, at: int) -> None:
    """End an operation that has not been changed since it was read; Conflict otherwise."""
    o = OPERATION.c
    done = work.execute(
        update(OPERATION).where(o.id == number, o.version == version).values(ended_at=at, version=version + 1)
    )
    if done.rowcount != 1:
        raise Conflict(
            N_("somebody else has just changed this operation"),
            hint=N_("look at it again: gridctl operation list"),
        )
