"""Times queries within a process that has them warm. Run by the measured environment's own Python.

    python queries.py STORE N COMMAND...

Prints the median of N runs of one gridctl command in milliseconds, without starting Python each time.
"""

import contextlib
import io
import os
import statistics
import sys
import time

from gridctl.main import run


def main(store: str, rounds: int, argv: list[str]) -> float:
    """Return the median of `rounds` runs in milliseconds, after two that warm the caches."""
    took = []
    for _ in range(rounds + 2):
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")):
            began = time.perf_counter()
            code = run(["--store", store, *argv])
            took.append(1000 * (time.perf_counter() - began))
        if code:
            raise SystemExit(code)
    return statistics.median(took[2:])


if __name__ == "__main__":
    os.environ["GRIDCTL_CONFIG"] = os.devnull
    sys.stdout.write(f"{main(sys.argv[1], int(sys.argv[2]), sys.argv[3:]):.2f}\n")
