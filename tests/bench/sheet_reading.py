"""Times the reading of a workbook beside python-calamine alone. Run by the measured environment's Python.

    python sheet_reading.py FILE N

Prints the medians of N readings of each, in turn, in seconds: ours (in a guarded child), and bare.
"""

import statistics
import sys
import time
from collections.abc import Callable

from python_calamine import CalamineWorkbook

from gridctl.exchange.formats import open_table


def ours(file: str) -> int:
    """Read every row as an import does; return how many."""
    with open_table(file) as table:
        return sum(1 for _row in table)


def bare(file: str) -> int:
    """Read every row with the library alone; return how many."""
    return len(CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()) - 1


def _seconds(read: Callable[[str], int], file: str) -> tuple[float, int]:
    began = time.perf_counter()
    rows = read(file)
    return time.perf_counter() - began, rows


def main(file: str, rounds: int) -> tuple[float, float]:
    """Return both medians; both read the same number of rows."""
    pairs = [(_seconds(ours, file), _seconds(bare, file)) for _ in range(rounds + 1)][1:]
    if any(first[1] != second[1] for first, second in pairs):
        raise SystemExit("not the same rows")
    return statistics.median(first[0] for first, _ in pairs), statistics.median(
        second[0] for _, second in pairs
    )


if __name__ == "__main__":
    sys.stdout.write("{:.4f} {:.4f}\n".format(*main(sys.argv[1], int(sys.argv[2]))))
