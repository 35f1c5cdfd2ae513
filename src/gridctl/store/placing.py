"""How a finished store gets its name: whole, on the disk, and never over a file that is there."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from gridctl.store.boundary import full
from gridctl.store.connecting import exists_already

_SUFFIXES = ("", "-wal", "-shm", "-journal")
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}


def making_of(target: Path) -> Path:
    """Return the name that `target` is made under; what dead processes left of it is swept away first."""
    for left in target.parent.glob(f".{_literal(target.name)}.*.new"):
        pid = left.name.removeprefix(f".{target.name}.").removesuffix(".new")
        if pid.isdecimal() and (int(pid) == os.getpid() or not _lives(int(pid))):
            drop(left)
    return target.with_name(f".{target.name}.{os.getpid()}.new")


def put(making: Path, target: Path) -> None:
    """Give a closed store its name: its bytes are on the disk before, and so is its folder's entry after.

    Raises StoreUnusable where a file has that name, or where its log could not be written into it.
    """
    log = making.with_name(making.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise full(target)
    _sync(making, os.O_RDWR)
    try:
        os.link(making, target, follow_symlinks=False)
    except FileExistsError:
        raise exists_already(target) from None
    except OSError as fault:
        if fault.errno not in _NO_LINKS:
            raise
        # A disk without hard links (FAT): the look before is all that guards the name.
        if target.exists():
            raise exists_already(target) from None
        making.rename(target)
    _sync(target.parent, os.O_RDONLY)


def drop(making: Path) -> None:
    """Remove a store under its working name, with its logs."""
    for suffix in _SUFFIXES:
        making.with_name(making.name + suffix).unlink(missing_ok=True)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _lives(pid: int) -> bool:
    with suppress(PermissionError, OverflowError):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
    return True


def _literal(name: str) -> str:
    """Return a file name for use in a pattern, where brackets mean themselves."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
