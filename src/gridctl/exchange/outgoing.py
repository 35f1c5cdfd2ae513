"""A file goes out: written beside its target, for its owner alone, synced, and put in place whole."""

import fcntl
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from gridctl.core.errors import N_, BadInput, StoreUnusable


def put(path: Path, chunks: Iterable[str | bytes]) -> None:
    """Write the chunks to `path`, mode 0600; what stood there is replaced at the end, or stays after an error.

    Texts are written as UTF-8. A link is replaced, never followed. BadInput for a folder, StoreUnusable where
    nothing can be written.
    """
    if path.is_dir():
        raise BadInput(N_("{path} is a folder"), hint=N_("name a file in it"), path=path)
    try:
        _sweep(path)
        _write(path, chunks)
    except OSError:
        raise StoreUnusable(
            N_("the export cannot be written to {path}"),
            hint=N_("nothing was written; check the folder's rights and the free space"),
            error="export_unwritable",
            path=path,
        ) from None


def _write(path: Path, chunks: Iterable[str | bytes]) -> None:
    handle, made = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            # Who sweeps spares what is being written; of who died the lock is free.
            fcntl.flock(file, fcntl.LOCK_EX)
            file.writelines(one.encode() if isinstance(one, str) else one for one in chunks)
            file.flush()
            os.fsync(file.fileno())
            Path(made).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(made).unlink()
        raise


def _sweep(path: Path) -> None:
    """Remove the unfinished files of exports that died."""
    for stale in path.parent.glob(f".{path.name}.*.tmp"):
        with suppress(OSError), stale.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            stale.unlink()
