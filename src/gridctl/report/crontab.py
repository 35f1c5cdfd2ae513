"""The user's crontab: the lines of a store between two marks; every other line stays as it is, byte for byte."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from gridctl.core.errors import N_, NotFound, Refused, StoreUnusable

PATIENCE = 30
"""Seconds that the crontab program may take."""


def require() -> str:
    """Return where the crontab program is; NotFound where this machine has none."""
    found = shutil.which("crontab")
    if found is None:
        raise NotFound(
            N_("this machine has no crontab program"),
            hint=N_(
                "--print shows the lines for another scheduler, gridctl report schedule print --systemd a timer"
            ),
            error="no_crontab",
        )
    return found


def is_there() -> bool:
    """Tell whether this machine has a crontab program."""
    return shutil.which("crontab") is not None


def install(store: Path, lines: Sequence[str]) -> bool:
    """Put the lines of a store into the crontab, in the place of its old ones, or take them out where there are none.

    Return whether anything changed. What was written is read back: StoreUnusable where it is not there.
    """
    before = _read()
    after = merged(before, store, lines)
    if after == before:
        return False
    _write(after)
    if block(store, lines) not in _read():
        raise _refused(N_("the crontab does not hold what was written to it"), "")
    return True


def block(store: Path, lines: Sequence[str]) -> bytes:
    """Return the lines of a store between their marks; nothing for no lines."""
    if not lines:
        return b""
    begin, end = _marks(store)
    return os.fsencode("\n".join([begin, *lines, end, ""]))


def merged(crontab: bytes, store: Path, lines: Sequence[str]) -> bytes:
    """Return a crontab with the block of a store replaced, added at the end, or taken out for no lines.

    Refused where a mark stands without the other.
    """
    begin, end = (os.fsencode(mark) for mark in _marks(store))
    kept: list[bytes] = []
    place: int | None = None
    inside = False
    for line in crontab.splitlines(keepends=True):
        mark = line.rstrip(b"\r\n")
        if mark in (begin, end):
            if inside is (mark == begin):
                raise _broken(store)
            inside = mark == begin
            place = len(kept) if place is None else place
        elif not inside:
            kept.append(line)
    if inside:
        raise _broken(store)
    new = block(store, lines)
    if place is not None:
        return b"".join([*kept[:place], new, *kept[place:]])
    gap = b"\n" if new and kept and not kept[-1].endswith(b"\n") else b""
    return b"".join([*kept, gap, new])


def _marks(store: Path) -> tuple[str, str]:
    name = store.absolute()
    return (f"# gridctl begin {name} (gridctl report schedule writes these lines)", f"# gridctl end {name}")


def _broken(store: Path) -> Refused:
    return Refused(
        N_("in the crontab a mark of {store} stands alone"),
        hint=N_("nothing was changed; remove the lines between the marks by hand: crontab -e"),
        error="crontab_marks",
        store=store,
    )


def _read() -> bytes:
    done = _run(["-l"], b"")
    if done.returncode == 0:
        return done.stdout
    # "no crontab for NAME" is how all of them say that it is empty.
    if b"no crontab" in done.stderr.lower():
        return b""
    raise _refused(N_("the crontab cannot be read: {told}"), _told(done))


def _write(content: bytes) -> None:
    done = _run(["-"], content)
    if done.returncode:
        raise _refused(N_("the crontab cannot be written: {told}"), _told(done))


def _run(words: list[str], content: bytes) -> "subprocess.CompletedProcess[bytes]":
    try:
        return subprocess.run(  # noqa: S603  (the path of crontab and one of two words)
            [require(), *words],
            input=content,
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        raise _refused(N_("the crontab program does not answer"), "") from None


def _told(done: "subprocess.CompletedProcess[bytes]") -> str:
    return (done.stderr.decode("utf-8", "replace").strip().splitlines() or [str(done.returncode)])[0][:200]


def _refused(message: str, told: str) -> StoreUnusable:
    return StoreUnusable(
        message,
        hint=N_("the schedules are kept in the store; print the lines: gridctl report schedule print"),
        error="crontab",
        told=told,
    )
