"""Scenario packs by the hash of their content, and the operations that apply them."""

from gridctl.store.tables.columns import NUMBERED, STRICT, Row, key, may, must, refers
from gridctl.store.types import Code, Count, Uid, UtcMs, Words


class StoredPack(Row, table=True):
    """A pack as it was when something was decided by it; never changed."""

    __tablename__ = "pack"
    __table_args__ = STRICT

    hash: str = must(Code, primary_key=True)
    name: str = must(Code, index=True)
    content: str = must(Words)
    stored_at: int = must(UtcMs)


class Operation(Row, table=True):
    """A pack applied to an area (none: everywhere) under a name, from a moment on."""

    __tablename__ = "operation"
    __table_args__ = NUMBERED

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    name: str = must(Words)
    pack_hash: str = must(Code)
    area_id: int | None = refers("area.id")
    started_at: int = must(UtcMs)
    ended_at: int | None = may(UtcMs)
    version: int = must(Count)
