"""Who holds the write lock for long: a note beside the store, for those who wait."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that writes, what it does and since when (ISO time)."""

    pid: int
    what: str
    since: str


def note_path(store: Path) -> Path:
    """Return where the note of `store` lies."""
    return store.with_name(store.name + ".writer")


@contextmanager
def noted(store: Path, what: str, since: str) -> Iterator[None]:
    """Leave a note while a long write goes on. It is advice only: the lock is SQLite's."""
    path = note_path(store)
    note = json.dumps({"pid": os.getpid(), "what": what, "since": since})
    with suppress(OSError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(note)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()


def read_note(store: Path) -> Holder | None:
    """Return who left a note, if that process still lives."""
    try:
        found = json.loads(note_path(store).read_text(encoding="utf-8"))
        holder = Holder(int(found["pid"]), str(found["what"]), str(found["since"]))
        os.kill(holder.pid, 0)
    except PermissionError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return holder
