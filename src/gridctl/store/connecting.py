"""The one function that opens connections (TRUST.md 1 to 5); it does without SQLAlchemy."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

from gridctl.core.errors import N_, StoreUnusable
from gridctl.core.search import search_text

APPLICATION_ID = 0x67726964
"""``grid``: marks the file as ours."""

OLDEST_SQLITE = (3, 51, 3)
"""Older ones have the WAL-reset fault, which damages a store that several processes checkpoint."""

BUSY_MS = 180_000

PRAGMAS: tuple[tuple[str, str | int], ...] = (
    ("busy_timeout", BUSY_MS),
    ("foreign_keys", 1),
    ("journal_mode", "wal"),
    ("synchronous", 2),
    ("secure_delete", 1),
    ("recursive_triggers", 1),
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("temp_store", 2),
    ("journal_size_limit", 64_000_000),
    ("mmap_size", 0),
    ("cache_size", -32_000),
)
"""In this order, each with the value that it reads back."""

# The driver looks for an adapter of every None and bytes, and finds none after an exception within: 1.1 and
# 1.7 microseconds each, most of the cost of a wide row. These two give back what they got, in 0.2.
driver.register_adapter(type(None), {}.get)
driver.register_adapter(bytes, bytes)


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open `path` with every pragma set; only `create` may make the file.

    Raises StoreUnusable where the library is too old or WAL cannot be had.
    """
    if driver.sqlite_version_info < OLDEST_SQLITE:
        raise StoreUnusable(
            N_("this SQLite ({version}) can damage a store"),
            hint=N_("install a newer sqlcipher3: pip install --upgrade sqlcipher3"),
            version=driver.sqlite_version,
        )
    if create:
        _make_private(path)
    uri = f"file:{quote(str(path.absolute()))}?mode=rw"
    raw: sqlite3.Connection = driver.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        raw.execute("PRAGMA cipher_log_level = NONE")
        for name, value in PRAGMAS:
            raw.execute(f"PRAGMA {name} = {value}")
        raw.create_function("search_text", -1, search_text, deterministic=True)
        if raw.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            raise StoreUnusable(
                N_("the disk under {path} cannot hold a store: write-ahead logging is not possible there"),
                hint=N_("choose a local folder with --store"),
                path=path,
            )
    except BaseException:
        raw.close()
        raise
    return raw


def exists_already(path: Path) -> StoreUnusable:
    """Return the error for a file where a new one was to be made."""
    return StoreUnusable(
        N_("there is a file at {path} already"),
        hint=N_("choose another place with --store, or use what is there: gridctl store info"),
        error="store_exists",
        path=path,
    )


def _make_private(path: Path) -> None:
    """Make the file with rights for its owner alone; refuse one that is there."""
    for folder in [p for p in reversed(path.absolute().parents) if not p.exists()]:
        folder.mkdir(mode=0o700, exist_ok=True)
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
    except FileExistsError:
        raise exists_already(path) from None
