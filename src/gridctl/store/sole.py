"""One process at a time for what must not run twice beside itself, such as the heartbeat."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gridctl.core.errors import N_, Busy, StoreUnusable


@contextmanager
def only_one(path: Path, what: str) -> Iterator[None]:
    """Hold the lock of `what` for the store at `path`; Busy (exit 75) where another process has it.

    The lock is a file beside the store; it is let go when the process ends, however it ends.
    """
    lock = path.with_name(f".{path.name}.{what}.lock")
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError:
        raise StoreUnusable(
            N_("no lock can be made beside the store: {path}"),
            hint=N_("nothing was done; check the rights of the folder"),
            error="lock_unwritable",
            path=lock,
        ) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(
                N_("another gridctl {what} is at work on this store"),
                hint=N_("nothing was done; the other one does it"),
                what=what,
            ) from None
        yield
    finally:
        os.close(handle)
