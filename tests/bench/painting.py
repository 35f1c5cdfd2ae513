"""A child process of the dashboard's bench: show a screen without a terminal, and say what it took.

``python painting.py empty`` paints an app with one label; ``python painting.py STORE`` the requests of a store, turns
pages, sorts, filters, lets another process commit, and rests. It prints JSON: seconds of the processor from the start
of the process to the frame and to the rows, milliseconds of the processor until each further step is painted,
seconds by the clock until the commit is, the share of the processor at rest in percent, and the peak of memory in MB.
What looks at the screen is not counted.
"""

import asyncio
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.widgets import Input, Label

SIZE = (120, 36)
REST = 6.0
"""Seconds of rest that are measured."""
PATIENCE = 20.0
STANDS = r"(new|assigned|working|waiting|resolved|closed|cancelled)"
CURSOR = re.compile(rf">\s+(\d+) {STANDS}\b", re.MULTILINE)
"""The row under the cursor, with its number."""
COMMIT = """
import sys, time
from pathlib import Path
from gridctl.core.requests import NewRequest
from gridctl.services import requests
from gridctl.services.office import open_office
with open_office(Path(sys.argv[1])) as office:
    print(requests.add(office, NewRequest("要青菜和鸡蛋")).view.id, time.time())
"""


class Empty(App[None]):
    """What every figure is a ratio to: a Textual app with one label."""

    def compose(self) -> ComposeResult:
        """Yield the label."""
        yield Label("hello")


def peak() -> float:
    """Return the most memory of this process in MB; on Linux without what its parent held."""
    status = Path("/proc/self/status")
    if status.exists() and (found := re.search(r"VmHWM:\s+(\d+)", status.read_text())):
        return int(found[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


class Watched:
    """Looks at an app whenever it has painted."""

    def __init__(self, app: App[Any]) -> None:
        """Begin to look."""
        self.app = app
        self.text = ""
        self.looking = 0.0
        """Seconds of the processor that went into looking."""
        self._paint = app._display
        self._awaited: tuple[Callable[[str], object], asyncio.Future[float]] | None = None
        app._display = self._display  # type: ignore[method-assign]

    def _display(self, screen: Any, renderable: Any) -> None:  # noqa: ANN401
        self._paint(screen, renderable)
        painted = self.worked
        began = time.process_time()
        strips = self.app.screen._compositor.render_strips()
        self.text = "\n".join("".join(segment.text for segment in strip) for strip in strips)
        if self._awaited is not None and self._awaited[0](self.text) and not self._awaited[1].done():
            self._awaited[1].set_result(painted)
        self.looking += time.process_time() - began

    @property
    def worked(self) -> float:
        """Seconds of the processor that went into the app."""
        return time.process_time() - self.looking

    async def until(self, seen: Callable[[str], object]) -> float:
        """Wait until the screen shows something; return what the app had worked by then."""
        if seen(self.text):
            return self.worked
        self._awaited = (seen, asyncio.get_running_loop().create_future())
        try:
            return await asyncio.wait_for(self._awaited[1], PATIENCE)
        except TimeoutError:
            raise RuntimeError(f"not painted within {PATIENCE:.0f} s:\n{self.text}") from None

    async def took(self, deed: Callable[[], object], seen: Callable[[str], object]) -> float:
        """Do something on a quiet screen; return the milliseconds until it is painted."""
        await self.quiet()
        began = self.worked
        deed()
        return 1000 * (await self.until(seen) - began)

    async def quiet(self) -> None:
        """Wait until nothing goes on."""
        await asyncio.sleep(0.3)
        while any(not worker.is_finished for worker in self.app.workers):
            await asyncio.sleep(0.05)

    async def at_rest(self) -> float:
        """Return the share of the processor that the app takes when nothing happens, in percent."""
        await self.quiet()
        began, since = time.process_time(), time.monotonic()
        await asyncio.sleep(REST)
        return 100 * (time.process_time() - began) / (time.monotonic() - since)


def number(text: str) -> str:
    """Return the number of the request under the cursor, or ""."""
    found = CURSOR.search(text)
    return found[1] if found else ""


async def played(watched: Watched, store: Path) -> dict[str, float]:
    """Play the screen of requests and return the figures."""
    found = {"frame": await watched.until(lambda text: "keys" in text)}
    found["rows"] = await watched.until(CURSOR.search)
    app, before = watched.app, number(watched.text)
    press = app.simulate_key
    found["page"] = await watched.took(
        lambda: press("pagedown"), lambda text: number(text) not in {"", before}
    )
    press("home")
    await watched.until(lambda text: number(text) == before)
    for name, words in (
        ("filter", "category:noise"),
        ("due", "is:open sort:due"),
        ("number", "sort:number"),
        ("created", "is:open sort:created"),
        ("newest", ""),
    ):
        found[name] = await asked(watched, words)
    found["commit"] = await committed(watched, store)
    return found


async def asked(watched: Watched, words: str) -> float:
    """Ask for other requests; return the milliseconds until the first of them is painted."""
    line, was = watched.app.screen.query_one("#query", Input), number(watched.text)
    line.focus()
    line.value = words
    return await watched.took(
        lambda: watched.app.simulate_key("enter"), lambda text: number(text) not in {"", was}
    )


async def committed(watched: Watched, store: Path) -> float:
    """Let another process take in a request; return the seconds by the clock until it is on the screen."""
    await watched.quiet()
    command = (sys.executable, "-c", COMMIT, str(store))
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    said = asyncio.create_task(process.communicate())
    painted: list[float] = []
    line = re.compile(rf"^\W*{int(number(watched.text)) + 1} ", re.MULTILINE)

    def shown(text: str) -> bool:
        if line.search(text):
            painted.append(time.time())
        return bool(painted)

    await watched.until(shown)
    _number, at = (await said)[0].split()
    return painted[0] - float(at)


def run(app: App[Any], play: Callable[[Watched], Awaitable[dict[str, float]]]) -> dict[str, float]:
    """Show an app, play it, and return the figures."""
    watched, found = Watched(app), {}
    trouble: list[BaseException] = []

    async def all_of_it() -> None:
        try:
            found.update(await play(watched))
            found["rest"] = await watched.at_rest()
            found["peak"] = peak()
        except Exception as error:
            trouble.append(error)
        app.exit()

    tasks: list[asyncio.Task[None]] = []
    app.call_later(lambda: tasks.append(asyncio.create_task(all_of_it())))
    app.run(headless=True, size=SIZE)
    if trouble:
        raise trouble[0]
    return found


async def labelled(watched: Watched) -> dict[str, float]:
    """Return when the label stands."""
    frame = await watched.until(lambda text: "hello" in text)
    return {"frame": frame}


def main(argv: list[str]) -> int:
    """Paint what was asked for and print the figures."""
    if argv == ["empty"]:
        found = run(Empty(), labelled)
    else:
        from gridctl.services.watching import peek
        from gridctl.tui.app import Dashboard
        from gridctl.tui.desk import Asked

        store = Path(argv[0])
        found = run(Dashboard(Asked(store, screen="requests"), peek(store)), lambda seen: played(seen, store))
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
