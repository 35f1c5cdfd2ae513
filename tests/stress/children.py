"""Children that run gridctl's commands in their own process, without starting Python again.

The parent imports gridctl once and forks; a child runs as many commands as it lives, and tells the parent
by a pipe of each one that was answered with success. The parent holds no connection while it forks.
"""

import contextlib
import json
import os
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from gridctl.main import run


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command left: its exit code and both streams."""

    exit: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401
        """The data on stdout."""
        return json.loads(self.out)


def command(*argv: str) -> Answer:
    """Run one command line in this process."""
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as out,
        tempfile.TemporaryFile("w+", encoding="utf-8") as err,
    ):
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(list(argv))
        out.seek(0)
        err.seek(0)
        return Answer(code, out.read(), err.read())


def succeed(*argv: str) -> Answer:
    """Run one command line that must succeed."""
    answer = command(*argv)
    if answer.exit:
        raise AssertionError(f"gridctl {' '.join(argv)} exits {answer.exit}: {answer.err}")
    return answer


Tell = Callable[[dict[str, Any]], None]


@dataclass(slots=True)
class Child:
    """A running child and what it has told so far."""

    pid: int
    pipe: int
    told: list[dict[str, Any]] = field(default_factory=list)
    _rest: bytes = b""

    def listen(self, seconds: float) -> bool:
        """Read what it tells for `seconds`; False as soon as it has ended."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self.pipe], [], [], left)[0] and not self._read():
                return False
        return True

    def wait_for_first(self) -> None:
        """Wait until it has told one thing, or ended."""
        while not self.told and self._read():
            pass

    def kill(self) -> None:
        """Kill it at once, then read what was still in the pipe."""
        os.kill(self.pid, signal.SIGKILL)
        self.join()

    def join(self) -> int:
        """Read to its end and return its exit code (-9 when it was killed)."""
        while self._read():
            pass
        os.close(self.pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> bool:
        block = os.read(self.pipe, 65_536)
        *lines, self._rest = (self._rest + block).split(b"\n")
        self.told += [json.loads(line) for line in lines]
        return bool(block)


def fork(job: Callable[[Tell], None]) -> Child:
    """Run `job` in a child; what it tells is written at once, a line for each."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Child(pid, reading)
    code = 1
    try:
        os.close(reading)
        job(lambda fact: _write(writing, fact))
        code = 0
    except BaseException as fault:
        # Whatever it is: a child must never return into its parent's code.
        with contextlib.suppress(OSError):
            _write(writing, {"fault": f"{type(fault).__name__}: {fault}"})
    finally:
        os._exit(code)


def _write(pipe: int, fact: dict[str, Any]) -> None:
    line = json.dumps(fact, ensure_ascii=False).encode() + b"\n"
    while line:
        line = line[os.write(pipe, line) :]
