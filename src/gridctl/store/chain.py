"""The ledger's chain: how entries are written, salted and checked (TRUST.md 21)."""

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, insert, select, text

from gridctl.store.lean import LEDGER, SALT
from gridctl.store.types import dumps

GENESIS = bytes(32)
_ADD, _ADD_SALT = insert(LEDGER), insert(SALT)
_LAST = text("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1")
_SALT = text("SELECT salt FROM salt WHERE thing = :thing AND thing_id = :thing_id")
_FIELDS = ("seq", "at", "operator", "os_user", "host", "action", "thing", "thing_id", "changes", "reason")


def entry_hash(previous: bytes, entry: dict[str, Any]) -> bytes:
    """Return SHA-256 over the hash before and the canonical JSON of the entry's own fields."""
    body = dumps({field: entry[field] for field in _FIELDS})
    return hashlib.sha256(previous + body.encode()).digest()


def append(conn: Connection, entry: dict[str, Any]) -> int:
    """Write one entry at the end of the chain, within the caller's transaction; return its number."""
    last = conn.execute(_LAST).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    whole = {**entry, "seq": seq}
    conn.execute(_ADD, {**whole, "prev_hash": previous, "hash": entry_hash(previous, whole)})
    return int(seq)


def salted(conn: Connection, thing: str, thing_id: int, value: object) -> str:
    """Return a hash of a personal value under the salt of its person, which is made at first use."""
    salt = conn.execute(_SALT, {"thing": thing, "thing_id": thing_id}).scalar()
    if salt is None:
        salt = os.urandom(16)
        conn.execute(_ADD_SALT, {"thing": thing, "thing_id": thing_id, "salt": salt})
    return _hash(salt, value)


def stands_for(conn: Connection, kept: str, thing: str, thing_id: int, value: object) -> bool:
    """Tell whether a hash of the ledger stands for a personal value; never once the person is forgotten."""
    salt = conn.execute(_SALT, {"thing": thing, "thing_id": thing_id}).scalar()
    return salt is not None and hmac.compare_digest(kept, _hash(salt, value))


def _hash(salt: bytes, value: object) -> str:
    return "hmac:" + hmac.new(salt, str(value).encode(), hashlib.sha256).hexdigest()[:32]


def head(conn: Connection) -> tuple[int, str]:
    """Return the number and hash (hex) of the newest entry; (0, "") in an empty ledger."""
    last = conn.execute(_LAST).first()
    return (last.seq, last.hash.hex()) if last else (0, "")


def breaks(conn: Connection) -> Iterator[int]:
    """Yield the number of each entry that does not follow from the one before it."""
    rows: Iterable[Any] = conn.execute(select(LEDGER).order_by(LEDGER.c.seq)).mappings()
    previous, expected = GENESIS, 1
    for row in rows:
        good = row["seq"] == expected and row["prev_hash"] == previous
        if not good or row["hash"] != entry_hash(previous, dict(row)):
            yield row["seq"]
        previous, expected = row["hash"], row["seq"] + 1
