"""The dashboard as a test sees it: it presses keys and reads the screen as text."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from gridctl.services.watching import peek
from gridctl.tui.app import Dashboard
from gridctl.tui.desk import Asked

SMALL, USUAL = (80, 24), (120, 36)
LOOKS = (
    pytest.param("zh", SMALL, id="zh-80x24"),
    pytest.param("en", USUAL, id="en-120x36"),
    pytest.param("en", SMALL, id="en-80x24", marks=pytest.mark.slow),
    pytest.param("zh", USUAL, id="zh-120x36", marks=pytest.mark.slow),
)
"""Language and size of the terminal: each is looked at in each run, each pair of them by `-m slow`."""


@dataclass(slots=True)
class Seen:
    """A running dashboard."""

    app: Dashboard
    pilot: Pilot[int]

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line, without blanks at the ends."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self.lines)

    async def settle(self) -> None:
        """Wait until every worker has ended and what it found is painted."""
        await self.pilot.pause()
        while any(not worker.is_finished for worker in self.app.workers):
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
            await self.pilot.pause()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each on a settled screen."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, words: str) -> None:
        """Type a text where the cursor is."""
        await self.pilot.press(*words)
        await self.settle()


def dashboard(
    store: Path, *, screen: str = "overview", area: str | None = None, operator: str = ""
) -> Dashboard:
    """Return the dashboard of a store, not yet shown."""
    return Dashboard(Asked(store, operator, area, screen), peek(store))


def play(app: Dashboard, body: Callable[[Seen], Awaitable[Any]], size: tuple[int, int] = (120, 36)) -> Any:  # noqa: ANN401
    """Show `app` at `size` (columns, lines), let `body` play with it, and return what that returns."""

    async def run() -> Any:  # noqa: ANN401
        async with app.run_test(size=size) as pilot:
            seen = Seen(app, pilot)
            await seen.settle()
            return await body(seen)

    return asyncio.run(run())
