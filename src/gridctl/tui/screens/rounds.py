"""The screen of rounds."""

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Static

from gridctl.tui.screens.base import GridScreen


class Rounds(GridScreen):
    """Door by door."""

    def body(self) -> Iterator[Widget]:
        """Yield."""
        yield Static()

    def load(self) -> None:
        """Ask."""
