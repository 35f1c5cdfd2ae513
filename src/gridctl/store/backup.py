"""Backups: a whole copy, checked, and only then put in its place (TRUST.md 9)."""

from contextlib import suppress
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from gridctl.core.errors import N_, NotFound, Refused, StoreUnusable
from gridctl.store import placing
from gridctl.store.boundary import FULL, boundary, code_of, damaged, full
from gridctl.store.connecting import APPLICATION_ID, connect, exists_already
from gridctl.store.engine import begin_immediate
from gridctl.store.schema import LATEST, MAGIC, read_version, refuse_newer


def back_up(source: Path, target: Path) -> int:
    """Copy the store, writers or not, to `target`; return its size in bytes. A file there is not touched (Refused)."""
    with boundary(target):
        if target.exists():
            raise Refused(
                N_("there is a file at {path} already"),
                hint=N_("choose another name; a backup overwrites nothing"),
                error="exists",
                path=target,
            )
        making = placing.making_of(target)
    try:
        with boundary(source):
            _copy(source, making)
        with boundary(target):
            _check(making, source)
            size = making.stat().st_size
            placing.put(making, target)
            return size
    finally:
        placing.drop(making)


def restore(backup: Path, store: Path, kept: Path) -> None:
    """Put a checked copy of `backup` in the place of `store`, which is kept at `kept`.

    Nothing is overwritten: `kept` must be free, and the replaced store moves there whole.
    """
    _version_of(backup)
    with boundary(store):
        making = placing.making_of(store)
    try:
        with boundary(backup):
            _copy(backup, making)
            _check(making, backup)
        with boundary(store):
            if store.exists():
                _set_aside(store, kept)
            placing.put(making, store)
    finally:
        placing.drop(making)


def inspect(backup: Path) -> int:
    """Check a backup and leave it as it is; return the version of its schema."""
    version = _version_of(backup)
    with boundary(backup):
        _check(backup, backup)
    return version


def _version_of(backup: Path) -> int:
    if not backup.is_file():
        raise NotFound(N_("there is no file {path}"), hint=N_("check the path"), path=backup)
    version = read_version(backup)
    refuse_newer(backup, version)
    return version


def _copy(source: Path, target: Path) -> None:
    """Copy all pages at once: a copy in parts never ends beside a writer."""
    raw = connect(source)
    try:
        copy = connect(target, create=True)
        try:
            raw.backup(copy, pages=-1)
        except driver.Error as fault:
            if code_of(fault) == FULL:
                raise full(target) from None  # it is the copy's disk that is full
            raise
        finally:
            copy.close()
    finally:
        raw.close()


def _set_aside(store: Path, kept: Path) -> None:
    """Move the store away, with its log, while nobody else writes.

    Whoever waits for the lock finds another file under the name afterwards and is told so (`Store.begin`).
    A damaged store, which cannot be locked, is moved as it is.
    """
    if kept.exists():
        raise exists_already(kept)
    raw = None
    try:
        with suppress(StoreUnusable), boundary(store):
            raw = connect(store)
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            begin_immediate(raw, lambda: None)
        store.replace(kept)
        for suffix in ("-wal", "-shm"):
            log = store.with_name(store.name + suffix)
            if log.exists():
                log.replace(kept.with_name(kept.name + suffix))
    finally:
        if raw is not None:
            raw.close()


def _check(copy: Path, source: Path) -> None:
    """Read a copy back before anyone relies on it; what is wrong with it is said of `source`."""
    with copy.open("rb") as file:
        header = file.read(100)
    if header[:16] != MAGIC or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise damaged(source)
    with boundary(source):
        raw = connect(copy)
        try:
            sound = raw.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            version = int(raw.execute("PRAGMA user_version").fetchone()[0])
        finally:
            raw.close()
    if not sound or not 0 < version <= LATEST:
        raise damaged(source)
