"""The ledger: the append-only record of every change, and the salts of its hashes."""

from typing import Any

from gridctl.store.tables.columns import NUMBERED, STRICT, Row, key, may, must
from gridctl.store.types import Bytes, Code, Id, Json, UtcMs, Words


class Ledger(Row, table=True):
    """One entry. Triggers refuse every UPDATE and DELETE; each hash holds the one before it."""

    __tablename__ = "ledger"
    __table_args__ = NUMBERED

    seq: int | None = key()
    at: int = must(UtcMs)
    operator: str = must(Code)
    os_user: str = must(Code)
    host: str = must(Code)
    action: str = must(Code)
    thing: str = must(Code)
    thing_id: str = must(Code)
    changes: dict[str, Any] = must(Json)
    reason: str | None = may(Words)
    prev_hash: bytes = must(Bytes)
    hash: bytes = must(Bytes)


class Salt(Row, table=True):
    """The random salt of one person's hashes in the ledger; forgetting deletes it."""

    __tablename__ = "salt"
    __table_args__ = STRICT

    thing: str = must(Code, primary_key=True)
    thing_id: int = must(Id, primary_key=True)
    salt: bytes = must(Bytes)
