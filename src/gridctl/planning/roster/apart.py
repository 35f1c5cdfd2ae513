"""Problems solved apart, each in a process of its own: as many at once as there are processors.

The child is this module run as a program: it reads problems from its input, and writes what it finds.
"""

import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from gridctl.planning.roster.problem import Grid, Impossible, Outcome, Problem
from gridctl.planning.roster.solving import solve

LEAST = 0.5
"""Seconds that a task is given at least."""
LOOK = 0.2
"""Seconds between two looks whether to stop."""


@dataclass(frozen=True, slots=True)
class Task:
    """What `solve` is asked."""

    problem: Problem
    effort: float | None
    seed: int
    start: Grid | None


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Apart:
    """Processes that solve; they end with the block."""

    def __init__(self, count: int | None = None) -> None:
        """Start nothing yet: a child begins with its first task."""
        self._count = count or processors()
        self._children: list[subprocess.Popen[bytes]] = []
        self._mine = threading.local()
        self._pool = ThreadPoolExecutor(self._count)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all children."""
        self._end()
        self._pool.shutdown()

    def run(
        self, tasks: Sequence[Task], seconds: float, stop: Callable[[], bool] | None = None
    ) -> list[Outcome | None]:
        """Solve all tasks, and return the outcomes in their order; None for one without a roster.

        All together have about so many seconds: what one leaves of its share is for those that come later, and
        with an effort each has all of them. Where `stop` says so the children end at once, and what isn't
        solved by then is None.
        """
        ends = time.monotonic() + seconds
        waiting: list[Future[Outcome | None]] = [
            self._pool.submit(self._solve, task, ends, len(tasks) - place) for place, task in enumerate(tasks)
        ]
        unfinished = set(waiting)
        while unfinished:
            unfinished = wait(unfinished, LOOK).not_done
            if unfinished and stop and stop():
                for one in unfinished:
                    one.cancel()
                self._end()
                wait([one for one in unfinished if not one.cancelled()])
                break
        return [None if one.cancelled() else one.result() for one in waiting]

    def _solve(self, task: Task, ends: float, left: int) -> Outcome | None:
        seconds = ends - time.monotonic()
        if task.effort is None:
            seconds *= min(1, self._count / left)
        child = getattr(self._mine, "child", None)
        if child is None or child.poll() is not None:
            child = self._mine.child = _start()
            self._children.append(child)
        try:
            pickle.dump((task, max(seconds, LEAST)), _pipe(child.stdin))
            _pipe(child.stdin).flush()
            found = pickle.load(_pipe(child.stdout))  # noqa: S301  (from our own child)
        except (EOFError, OSError, pickle.UnpicklingError):
            # It was ended, or died for want of memory: its part stays as it is.
            return None
        if isinstance(found, Exception):
            raise found
        return found if isinstance(found, Outcome) else None

    def _end(self) -> None:
        for child in self._children:
            child.kill()
            child.wait()
        self._children.clear()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # noqa: S101  (it was asked for)
    return stream


def _start() -> "subprocess.Popen[bytes]":
    """Start a child; nothing of the current folder is imported there, and signals of the terminal pass it by."""
    home = Path(__file__).resolve().parents[3]
    env = dict(os.environ)
    if home.name not in {"site-packages", "dist-packages"}:
        env["PYTHONPATH"] = os.pathsep.join(filter(None, (env.get("PYTHONPATH"), str(home))))
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "gridctl.planning.roster.apart"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=env,
        start_new_session=True,
    )


def serve(source: IO[bytes], target: IO[bytes]) -> None:
    """Solve what comes in until nothing comes any more."""
    while True:
        try:
            task, seconds = pickle.load(source)  # noqa: S301  (from our own parent)
        except EOFError:
            return
        pickle.dump(answer(task, seconds), target)
        target.flush()


def answer(task: Task, seconds: float) -> Outcome | Exception | None:
    """Solve a task: an outcome, None where there is no roster, or what went wrong."""
    try:
        return solve(task.problem, seconds=seconds, effort=task.effort, seed=task.seed, start=task.start)
    except Impossible:
        return None
    except Exception as error:
        return error


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
