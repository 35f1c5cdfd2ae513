"""A child process of the bench: the table for long lists alone, over rows that are made up as they are read.

``python window.py ROWS TURNS`` prints the milliseconds of the processor from the app's start to the first rows, the
median of TURNS pages down, and the peak of memory in MB.
"""

import asyncio
import json
import resource
import statistics
import sys
import time
from collections.abc import Sequence

from textual.app import App, ComposeResult

from gridctl.tui.widgets.window_table import Column, Key, Row, WindowTable

COLUMNS = (Column("number", "number", 8, right=True), Column("words", "words", 20, flex=1))


class Made:
    """Rows that are made when they are asked for."""

    def __init__(self, rows: int) -> None:
        self._rows = rows

    def count(self) -> int:
        """Return how many there are."""
        return self._rows

    def page(self, offset: int, size: int) -> Sequence[Row]:
        """Make a page."""
        return [Row(n, (str(n), f"老人要降压药 {n}")) for n in range(offset, min(offset + size, self._rows))]

    def place(self, key: Key) -> int | None:
        """Return where a row stands."""
        return int(key)


class Alone(App[None]):
    """A table and nothing else."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.table = WindowTable(COLUMNS, Made(rows))

    def compose(self) -> ComposeResult:
        """Return the table."""
        yield self.table


async def measured(rows: int, turns: int) -> dict[str, float]:
    """Return the figures of a table with so many rows."""
    began = time.process_time()
    app = Alone(rows)
    async with app.run_test(size=(120, 36)) as pilot:
        while app.table.row_at(0) is None or not app.table.is_settled:
            await pilot.pause()
        first = time.process_time() - began
        took = []
        for _turn in range(turns):
            began = time.process_time()
            await pilot.press("pagedown")
            while app.table.row_at(app.table.cursor) is None:
                await pilot.pause()
            took.append(time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first": 1000 * first, "page": 1000 * statistics.median(took), "peak": peak}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measured(int(sys.argv[1]), int(sys.argv[2])))))
