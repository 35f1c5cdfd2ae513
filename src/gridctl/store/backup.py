"""Backups: a whole copy, checked, and only then put in its place (TRUST.md 9)."""

import os
from contextlib import suppress
from pathlib import Path

from gridctl.core.errors import N_, NotFound, StoreUnusable
from gridctl.store.boundary import boundary, damaged
from gridctl.store.engine import APPLICATION_ID, begin_immediate, connect, exists_already
from gridctl.store.schema import LATEST, MAGIC, read_version


def back_up(source: Path, target: Path) -> int:
    """Copy the store, writers or not, to `target`; return its size in bytes. A file there is not touched."""
    if target.exists():
        raise exists_already(target)
    making = target.with_name(f".{target.name}.{os.getpid()}.new")
    with boundary(source):
        raw = connect(source)
        try:
            copy = connect(making, create=True)
            try:
                raw.backup(copy, pages=-1)
            finally:
                copy.close()
        except BaseException:
            _drop(making)
            raise
        finally:
            raw.close()
    try:
        with boundary(target):
            _check(making)
            size = making.stat().st_size
            _put(making, target)
            return size
    finally:
        _drop(making)


def restore(backup: Path, store: Path, kept: Path) -> None:
    """Put a checked copy of `backup` in the place of `store`, which is kept at `kept`.

    Nothing is overwritten: `kept` must be free, and the replaced store moves there whole.
    """
    if not backup.is_file():
        raise NotFound(N_("there is no file {path}"), hint=N_("check the path"), path=backup)
    read_version(backup)
    making = store.with_name(f".{store.name}.{os.getpid()}.new")
    try:
        with boundary(backup):
            _copy(backup, making)
            _check(making)
        with boundary(store):
            if store.exists():
                _set_aside(store, kept)
            _put(making, store)
    finally:
        _drop(making)


def _copy(source: Path, target: Path) -> None:
    raw = connect(source)
    try:
        copy = connect(target, create=True)
        try:
            raw.backup(copy, pages=-1)
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
    with suppress(StoreUnusable), boundary(store):
        raw = connect(store)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        begin_immediate(raw, lambda: None)
    try:
        os.replace(store, kept)
        for suffix in ("-wal", "-shm"):
            log = store.with_name(store.name + suffix)
            if log.exists():
                os.replace(log, kept.with_name(kept.name + suffix))
    finally:
        if raw is not None:
            raw.close()


def _check(path: Path) -> None:
    """Read the copy back before anyone relies on it."""
    header = path.open("rb").read(100)
    if header[:16] != MAGIC or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise damaged(path)
    raw = connect(path)
    try:
        if raw.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise damaged(path)
        if int(raw.execute("PRAGMA user_version").fetchone()[0]) > LATEST:
            raise damaged(path)
    finally:
        raw.close()


def _put(making: Path, target: Path) -> None:
    """Give the finished copy its name; it is on the disk before, and so is its folder after."""
    for suffix in ("-wal", "-shm"):
        making.with_name(making.name + suffix).unlink(missing_ok=True)
    handle = os.open(making, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(making, target, follow_symlinks=False)
    except FileExistsError:
        raise exists_already(target) from None
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _drop(making: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        making.with_name(making.name + suffix).unlink(missing_ok=True)
