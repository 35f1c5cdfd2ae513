"""A child process of the dashboard's bench: show a screen without a terminal, and say what it took.

``python painting.py empty`` paints an app with one label; ``python painting.py STORE SCREEN PATTERN`` the dashboard,
until PATTERN (a regular expression) stands on the screen. Prints seconds of the processor from the start of the
process to the frame and to the pattern, and the peak of memory in MB.
"""

import json
import re
import resource
import sys
import time
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult
from textual.widgets import Label

SIZE = (120, 36)


class Empty(App[None]):
    """What every figure is a ratio to: a Textual app with one label."""

    def compose(self) -> ComposeResult:
        """Yield the label."""
        yield Label("hello")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def watched(app: App[Any], frame: str, pattern: str) -> dict[str, float]:
    """Run `app` until `pattern` is on the screen; return when `frame` was first, and when `pattern` was."""
    found: dict[str, float] = {}
    plain = app._display

    def display(screen: Any, renderable: Any) -> None:  # noqa: ANN401
        plain(screen, renderable)
        strips = app.screen._compositor.render_strips()
        text = "\n".join("".join(segment.text for segment in strip) for strip in strips)
        if "frame" not in found and re.search(frame, text):
            found["frame"] = time.process_time()
        if "rows" not in found and re.search(pattern, text):
            found["rows"] = time.process_time()
            found["peak"] = _peak()
            app.exit()

    app._display = display  # type: ignore[method-assign]
    app.run(headless=True, size=SIZE)
    return found


def main(argv: list[str]) -> int:
    """Paint what was asked for and print the figures."""
    if argv == ["empty"]:
        app: App[Any] = Empty()
        found = watched(app, "hello", "hello")
    else:
        from gridctl.services.watching import peek
        from gridctl.tui.app import Dashboard
        from gridctl.tui.desk import Asked

        store, screen, pattern = argv
        app = Dashboard(Asked(Path(store), screen=screen), peek(Path(store)))
        found = watched(app, "keys", pattern)
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
