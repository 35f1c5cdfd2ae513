"""Times queries within a process that has them warm. Run by the measured environment's own Python.

    python queries.py STORE N COMMAND...

Prints the medians of N runs of one gridctl command in milliseconds, without starting Python each time: of
the processor's time, which others at work on the machine disturb little, and of the time by the clock.
"""

import contextlib
import io
import os
import statistics
import sys
import time

from gridctl.main import run


def main(store: str, rounds: int, argv: list[str]) -> tuple[float, float]:
    """Return the medians (processor's time, clock's time) of `rounds` runs in ms, after two that warm up."""
    worked, took = [], []
    for _ in range(rounds + 2):
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")):
            began = time.process_time(), time.perf_counter()
            code = run(["--store", store, *argv])
            worked.append(1000 * (time.process_time() - began[0]))
            took.append(1000 * (time.perf_counter() - began[1]))
        if code:
            raise SystemExit(code)
    return statistics.median(worked[2:]), statistics.median(took[2:])


if __name__ == "__main__":
    os.environ["GRIDCTL_CONFIG"] = os.devnull
    found = main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
    sys.stdout.write(f"{found[0]:.2f} {found[1]:.2f}\n")
