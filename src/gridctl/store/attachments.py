"""Photos and papers of requests: rows in the store, files in a folder beside it (TRUST.md 7 and 13)."""

import errno
import hashlib
import os
import re
import stat
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select, update

from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.store.boundary import boundary
from gridctl.store.tables.columns import table
from gridctl.store.tables.orders import Attachment
from gridctl.store.unit import Work

ATTACHMENT = table(Attachment)
A = ATTACHMENT.c
_NAME = re.compile(r"R[0-9]{1,18}-[0-9a-f]{32}\.(jpg|png|webp|pdf)")
_HOUR = 3600
_LEFT = re.compile(r"\.R[0-9]+-[0-9a-f]{32}\.[a-z]+\.[A-Za-z0-9_]+\.tmp")


def folder_of(store: Path) -> Path:
    """Return the folder beside a store where its photos and papers lie."""
    return store.with_name(f"{store.name}.files")


def digest(content: bytes) -> str:
    """Return the hash that a file goes by."""
    return hashlib.sha256(content).hexdigest()


def file_name(request: int, sha256: str, kind: str) -> str:
    """Return the name under which a file is kept: nothing of it comes from outside."""
    return f"R{request}-{sha256[:32]}.{kind}"


def read_outside(path: Path, most: int) -> bytes:
    """Return the bytes of a file that somebody hands in, and no more than one above `most`.

    Links are not followed, and what is no plain file is refused: BadInput; NotFound for none.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise NotFound(N_("there is no file {path}"), hint=N_("check the path"), path=path) from None
    except OSError as fault:
        linked = fault.errno == errno.ELOOP
        raise BadInput(
            N_("{path} is a link") if linked else N_("{path} cannot be read"),
            hint=N_("name the file itself"),
            path=path,
        ) from None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise BadInput(N_("{path} is no file"), hint=N_("name the file itself"), path=path)
        return file.read(most + 1)


def put(folder: Path, name: str, content: bytes) -> bool:
    """Write a file into the folder, whole and synced, before it gets its name; False where it was there already."""
    target = folder / name
    with boundary(target):
        folder.mkdir(mode=0o700, exist_ok=True)
        _sweep(folder)
        if target.is_file() and not target.is_symlink() and digest(target.read_bytes()) == digest(content):
            return False
        handle, made = tempfile.mkstemp(prefix=f".{name}.", suffix=".tmp", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(made).replace(target)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise
        _sync(folder)
    return True


def drop(folder: Path, names: Iterable[str]) -> None:
    """Remove files from the folder; those that are gone already are let be."""
    for name in names:
        if _NAME.fullmatch(name):
            with suppress(FileNotFoundError), boundary(folder / name):
                (folder / name).unlink()


def _sweep(folder: Path) -> None:
    """Remove what a killed writer has left, an hour after it at the earliest."""
    for left in folder.glob(".R*.tmp"):
        with suppress(FileNotFoundError):
            if _LEFT.fullmatch(left.name) and time.time() - left.stat().st_mtime > _HOUR:
                left.unlink()


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def add(work: Work, request: int, values: dict[str, Any]) -> int:
    """Insert a row for a request's file under its next place; return the place."""
    found = work.execute(select(func.max(A.place)).where(A.request_id == request)).scalar()
    place = int(found or 0) + 1
    work.add(insert(ATTACHMENT).values(request_id=request, place=place, **values))
    return place


def of_request(work: Work, request: int) -> list[Any]:
    """Return the rows of a request's files, removed ones too, in their order."""
    return list(work.execute(select(ATTACHMENT).where(A.request_id == request).order_by(A.place)))


def there(work: Work, requests: Sequence[int] | None = None) -> list[Any]:
    """Return the rows of all files that are there, or those of some requests."""
    query = select(ATTACHMENT).where(A.removed_at.is_(None))
    if requests is None:
        return list(work.execute(query))
    found: list[Any] = []
    for start in range(0, len(requests), 500):
        found += work.execute(query.where(A.request_id.in_(list(requests[start : start + 500]))))
    return found


def remove(work: Work, ids: Sequence[int]) -> None:
    """Mark files as removed; the rows stay without their names."""
    for number in ids:
        values = {"removed_at": work.now, "removed_by": work.actor.operator, "name": None}
        work.execute(update(ATTACHMENT).where(A.id == number).values(**values))


def forget(work: Work, requests: Sequence[int]) -> None:
    """Mark all files of these requests as removed; nothing stays of what they were called."""
    remove(work, [row.id for row in there(work, requests)])


def faults(folder: Path, rows: Sequence[Any]) -> list[str]:
    """Return the files that are missing, altered, or of no request."""
    found = []
    known = {row.file: row.sha256 for row in rows}
    for name, sha256 in sorted(known.items()):
        path = folder / name
        if path.is_symlink() or not path.is_file() or digest(path.read_bytes()) != sha256:
            found.append(name)
    if folder.is_dir():
        found += sorted(
            one.name for one in folder.iterdir() if _NAME.fullmatch(one.name) and one.name not in known
        )
    return found


def copy_all(source: Path, target: Path, names: Iterable[str]) -> None:
    """Copy files from one folder into another one; those that are missing are left out."""
    for name in names:
        path = source / name
        if _NAME.fullmatch(name) and path.is_file() and not path.is_symlink():
            put(target, name, path.read_bytes())
