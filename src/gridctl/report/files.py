"""Report files: the same name for the same day, put in place whole, one writer at a time."""

import fcntl
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from gridctl.core.errors import N_, Busy, StoreUnusable

_SAFE = re.compile(r"[^\w.\-]+")


def report_name(kind: str, day: str, area: str | None, suffix: str) -> str:
    """Return a file's name from an allow-list of characters, e.g. ``daily-2025-03-13-HL.md``."""
    parts = [kind, day, *([area] if area else [])]
    return _SAFE.sub("_", "-".join(parts)).lstrip(".") + suffix


@contextmanager
def only_one(folder: Path, name: str) -> Iterator[None]:
    """Hold the lock of one report; Busy (exit 75) where another process writes the same one."""
    _make(folder)
    path = folder / f".{name}.lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(
                N_("the report {name} is being written by another process"),
                hint=N_("try again in a minute"),
                name=name,
            ) from None
        yield
    finally:
        os.close(handle)


def write_report(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a report beside its target, sync it, and put it in place; return where it lies."""
    whole = content if isinstance(content, bytes) else content.encode()
    target = folder / name
    try:
        _sweep(folder, name)
        handle, made = tempfile.mkstemp(prefix=f".{name}.", suffix=".tmp", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(whole)
                file.flush()
                os.fsync(file.fileno())
            Path(made).replace(target)
            _sync(folder)
        except BaseException:
            with suppress(OSError):
                Path(made).unlink()
            raise
    except OSError:
        raise _unwritable(folder) from None
    return target


def write_reports(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write several files, each put in place whole; Busy (exit 75) where another process writes one of them."""
    with ExitStack() as locks:
        for name in sorted(files):
            locks.enter_context(only_one(folder, name))
        return [write_report(folder, name, content) for name, content in files.items()]


def _sync(folder: Path) -> None:
    """Let the names in a folder reach the disk: who says that a report is there must find it after a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise _unwritable(folder) from None


def _sweep(folder: Path, name: str) -> None:
    """Remove what a killed writer of the same report left; the lock says that there is none now."""
    for stale in folder.glob(f".{name}.*.tmp"):
        stale.unlink(missing_ok=True)


def _unwritable(folder: Path) -> StoreUnusable:
    return StoreUnusable(
        N_("the report cannot be written to {folder}"),
        hint=N_("nothing was written; check the folder's rights and the free space"),
        error="report_unwritable",
        folder=folder,
    )
