"""A command line at a terminal: a pseudo-terminal for all three streams, and what is typed there."""

import contextlib
import os
import pty
import select
import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """What stood on the screen in the end, and the exit code."""

    exit: int
    out: str


def on_terminal(*argv: str, typed: str = "", seconds: float = 60.0) -> Seen:
    """Run gridctl with a terminal of its own; `typed` is there to be read from the beginning."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "gridctl", *argv],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm-256color"},
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    pieces = []
    with contextlib.suppress(OSError):  # Linux tells the end of a terminal by an error
        while select.select([ours], [], [], seconds)[0]:
            piece = os.read(ours, 65536)
            if not piece:
                break
            pieces.append(piece)
    code = child.wait(timeout=seconds)
    os.close(ours)
    return Seen(code, b"".join(pieces).decode("utf-8", "replace"))
