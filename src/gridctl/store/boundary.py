"""The one boundary between the driver's faults and what a user reads.

The driver's own text never leaves this file: it carries names, phones and statements.
"""

import errno
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as driver

from gridctl.core.errors import N_, BadInput, Busy, GridError, StoreUnusable
from gridctl.store import waiting

PERM, BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL = 3, 5, 6, 7, 8, 10, 11, 13
CANTOPEN, PROTOCOL, TOOBIG, NOTADB = 14, 15, 18, 26
_BY_TEXT = {
    "database is locked": BUSY,
    "attempt to write a readonly database": READONLY,
    "disk I/O error": IOERR,
    "database disk image is malformed": CORRUPT,
    "database or disk is full": FULL,
    "unable to open database file": CANTOPEN,
    "file is not a database": NOTADB,
}
"""The driver's `backup` raises errors without a code; their texts are SQLite's own for each code."""

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_WAY = {
    errno.EIO,
    errno.ENOENT,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ELOOP,
    errno.ENAMETOOLONG,
    errno.EMFILE,
    errno.ENFILE,
    errno.ESTALE,
}
_MB = 1_000_000
_SPARE_MB = 50
BACKUPS = "backups"
"""The folder beside a store that its backups go to."""
_STAMPED = re.compile(r"(v\d+-)?\d{8}-\d{6}(-\d+){0,2}\.db")


@contextmanager
def boundary(path: Path) -> Iterator[None]:
    """Turn faults of the driver and of the disk under `path` into errors of the one tree."""
    try:
        yield
    except DBAPIError as fault:
        found = error_for(fault.orig, path)
        if found is None:
            raise
        raise found from None
    except driver.Error as fault:
        found = error_for(fault, path)
        if found is None:
            raise
        raise found from None
    except OSError as fault:
        found = _disk_error(fault, path)
        if found is None:
            raise
        raise found from None
    except (OverflowError, UnicodeEncodeError):
        raise BadInput(
            N_("a value cannot be stored: a number is too large or a text holds half a character"),
            hint=N_("nothing was saved; correct the input and try again"),
        ) from None


def code_of(fault: BaseException | None) -> int:
    """Return SQLite's primary code of a fault; 0 where there is none."""
    code = getattr(fault, "sqlite_errorcode", None)
    return _BY_TEXT.get(str(fault), 0) if code is None else int(code) & 0xFF


def error_for(fault: BaseException | None, path: Path) -> GridError | None:  # noqa: PLR0911  (one line for each)
    """Return the error for a fault of the driver; None if it is a bug of ours."""
    code = code_of(fault)
    if code in {BUSY, LOCKED, PROTOCOL}:
        return busy(path)
    if code == FULL or (code == IOERR and _free_mb(path) < 1):
        return full(path)
    if code in {READONLY, PERM}:
        return StoreUnusable(
            N_("the store {path} cannot be written"),
            hint=N_("check who owns the file and its folder, and that the disk is not read-only"),
            error="store_readonly",
            path=path,
        )
    if code == NOTADB:
        return not_a_store(path)
    if code == CORRUPT:
        return damaged(path)
    if code in {CANTOPEN, IOERR}:
        return unreadable(path)
    if code == NOMEM:
        return StoreUnusable(
            N_("there is not enough memory for this"),
            hint=N_("nothing was saved; close other programs and try again"),
            error="no_memory",
        )
    if code == TOOBIG:
        return BadInput(N_("a value is too large to be stored"), hint=N_("shorten it and try again"))
    return None


def busy(path: Path) -> Busy:
    """Return the error for a lock that was held too long: which process, since when."""
    holder = waiting.read_note(path)
    if holder is None:
        return Busy(N_("another gridctl is writing"), hint=N_("nothing was saved; try again in a minute"))
    return Busy(
        N_("another gridctl is writing: {what} (process {pid}, since {since})"),
        hint=N_("nothing was saved; try again in a minute"),
        what=holder.what,
        pid=holder.pid,
        since=holder.since,
    )


def full(path: Path) -> StoreUnusable:
    """Return the error for a full disk."""
    return StoreUnusable(
        N_("the disk is full: {free} MB are free beside {path}"),
        hint=N_("nothing was saved; make at least {needed} MB free and try again"),
        error="disk_full",
        path=path,
        free=_free_mb(path),
        needed=_SPARE_MB,
    )


def backups_beside(path: Path) -> list[Path]:
    """Return the backups that gridctl made beside a store, oldest first."""
    found = (path.parent / BACKUPS).glob("*.db")
    mine = [one for one in found if _STAMPED.fullmatch(one.name.removeprefix(f"{path.stem}-"))]
    return sorted(mine, key=lambda one: (one.stat().st_mtime_ns, one.name))


def damaged(path: Path) -> StoreUnusable:
    """Return the error for a damaged file, with the newest backup as the remedy."""
    backups = backups_beside(path)
    if backups:
        return StoreUnusable(
            N_("the store {path} is damaged"),
            hint=N_("stop writing to it; the newest backup is {backup}: gridctl store restore {backup}"),
            error="store_damaged",
            path=path,
            backup=backups[-1],
        )
    return StoreUnusable(
        N_("the store {path} is damaged"),
        hint=N_("stop writing to it and restore a backup: gridctl store restore FILE"),
        error="store_damaged",
        path=path,
    )


def unreadable(path: Path) -> StoreUnusable:
    """Return the error for a file or folder that the system does not let us open or read."""
    return StoreUnusable(
        N_("the store {path} cannot be opened or read"),
        hint=N_("check the disk and the rights of the file, then run: gridctl store check"),
        error="store_unreadable",
        path=path,
    )


def not_a_store(path: Path) -> StoreUnusable:
    """Return the error for a file that something else wrote, or that is encrypted."""
    return StoreUnusable(
        N_("{path} is not a gridctl store, or its key is another one"),
        hint=N_("give the right file with --store, or make a new one: gridctl init"),
        error="not_a_store",
        path=path,
    )


def _disk_error(fault: OSError, path: Path) -> StoreUnusable | None:
    if fault.errno in _NO_SPACE:
        return full(path)
    if fault.errno in _NO_WAY:
        return unreadable(path)
    if fault.errno in _NO_RIGHT:
        return StoreUnusable(
            N_("{path} cannot be written"),
            hint=N_("check who owns the file and its folder, and that the disk is not read-only"),
            error="store_readonly",
            path=path,
        )
    return None


def _free_mb(path: Path) -> int:
    try:
        return shutil.disk_usage(path.parent).free // _MB
    except OSError:
        return 0
