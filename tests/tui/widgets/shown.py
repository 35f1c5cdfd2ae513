"""A table on a screen of its own, over a list that is made up as it is read."""

import asyncio
import functools
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from gridctl.tui.widgets.window_table import Column, Key, Pages, Row, WindowTable

COLUMNS = (
    Column("number", "number", 8, right=True, sorts=True),
    Column("status", "status", 9, sorts=True, tone={"new": "red", "closed": "dim"}.get),  # type: ignore[arg-type]
    Column("summary", "summary", 20, least=8, flex=1),
    Column("holder", "holder", 8, spare=1),
)


@dataclass
class Numbers:
    """Rows with the keys `first` down to 1; what is asked for is written down."""

    first: int
    gone: frozenset[int] = frozenset()
    asked: list[int] = field(default_factory=list)

    def keys(self) -> range | list[int]:
        """Return all keys, newest first."""
        down = range(self.first, 0, -1)
        return [key for key in down if key not in self.gone] if self.gone else down

    def count(self) -> int:
        """Return how many there are."""
        return self.first - len(self.gone)

    def page(self, offset: int, size: int) -> Sequence[Row]:
        """Return a page."""
        self.asked.append(offset)
        return [row(key) for key in self.keys()[offset : offset + size]]

    def place(self, key: Key) -> int | None:
        """Return where a row stands."""
        keys = self.keys()
        return keys.index(int(key)) if int(key) in keys else None


def row(key: int) -> Row:
    """Return the row of a key."""
    status = "closed" if key % 3 == 0 else "new"
    return Row(key, (str(key), status, f"求助 {key} 号", "李建国"), {"status": status})


class TableApp(App[None]):
    """A table alone on the screen, and what it tells."""

    def __init__(self, pages: Pages | None, columns: Sequence[Column] = COLUMNS, empty: str = "") -> None:
        super().__init__()
        self.table = WindowTable(columns, pages, empty=empty)
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        """Return the table."""
        yield self.table

    def on_mount(self) -> None:
        """Give it the keys."""
        self.table.focus()

    def on_window_table_highlighted(self, message: WindowTable.Highlighted) -> None:
        """Write it down."""
        self.said.append(message)

    def on_window_table_opened(self, message: WindowTable.Opened) -> None:
        """Write it down."""
        self.said.append(message)

    def on_window_table_marked(self, message: WindowTable.Marked) -> None:
        """Write it down."""
        self.said.append(message)

    def on_window_table_sort_asked(self, message: WindowTable.SortAsked) -> None:
        """Write it down."""
        self.said.append(message)

    def on_window_table_broken(self, message: WindowTable.Broken) -> None:
        """Write it down."""
        self.said.append(message)


@dataclass
class Shown:
    """A table that is on the screen."""

    app: TableApp
    pilot: Pilot[None]

    @property
    def table(self) -> WindowTable:
        """The table."""
        return self.app.table

    @property
    def lines(self) -> list[str]:
        """What is on the screen, line by line."""
        return [self.table.render_line(y).text.rstrip() for y in range(self.table.size.height)]

    @property
    def marked(self) -> list[Key]:
        """The keys of the marked rows."""
        return list(self.table.marks.keys)

    async def press(self, *keys: str) -> None:
        """Press keys and wait until all is read."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait until all that is seen has been read and painted."""
        await self.pilot.pause()
        while not self.table.is_settled:
            await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    def told(self, kind: type[Message]) -> list[Any]:
        """Return the messages of a kind."""
        return [message for message in self.app.said if isinstance(message, kind)]


@asynccontextmanager
async def shown(
    pages: Pages | None,
    *,
    size: tuple[int, int] = (60, 12),
    columns: Sequence[Column] = COLUMNS,
    empty: str = "",
    settle: bool = True,
) -> AsyncIterator[Shown]:
    """Show a table with `pages`; with `settle` until all that is seen has been read."""
    app = TableApp(pages, columns, empty)
    async with app.run_test(size=size) as pilot:
        view = Shown(app, pilot)
        if settle:
            await view.settle()
        yield view


def on_screen(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Let a test wait for the screen."""

    @functools.wraps(test)
    def run(*args: object, **named: object) -> None:
        async def whole() -> None:
            await test(*args, **named)

        asyncio.run(whole())

    return run
