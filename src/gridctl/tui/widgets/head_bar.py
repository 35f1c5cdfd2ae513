"""The two lines at the top: whose store it is, the time, who types; and the tabs."""

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from gridctl.present.cells import cell_len, cut
from gridctl.present.i18n import _
from gridctl.present.visible import visible
from gridctl.tui.places import PLACES


@dataclass(frozen=True, slots=True)
class Head:
    """What the first line says; empty until it is known."""

    store: str = ""
    running: str = ""
    clock: str = ""
    operator: str = ""
    report: str = ""
    waiting: str = ""
    """For whom a write waits, while it does."""


class HeadBar(Widget):
    """Two lines: the head, and the tabs of the screens with their number keys."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "head-bar--line",
        "head-bar--tab",
        "head-bar--here",
        "head-bar--waiting",
    }

    head: reactive[Head] = reactive(Head())

    class Chosen(Message):
        """Somebody clicked on a tab."""

        def __init__(self, place: str) -> None:
            """Keep which one."""
            super().__init__()
            self.place = place

    def __init__(self, here: str) -> None:
        """Make the bar of the screen called `here`."""
        super().__init__()
        self._here = here

    def render(self) -> Text:
        """Paint both lines at the width that there is."""
        width = self.size.width
        line = Text(no_wrap=True, style=self.get_component_rich_style("head-bar--line"))
        left = "  ".join(filter(None, [" gridctl", visible(self.head.store), visible(self.head.running)]))
        parts = [self.head.clock, visible(self.head.operator), self.head.report]
        right = self.head.waiting or self._fitting(
            [part for part in parts if part], width - cell_len(left) - 3
        )
        left = cut(left, max(0, width - cell_len(right) - 3))
        line.append(left + " " * max(1, width - cell_len(left) - cell_len(right) - 1))
        line.append(
            cut(right, width), self.get_component_rich_style("head-bar--waiting") if self.head.waiting else ""
        )
        line.append("\n")
        for start, text, name in self._tabs():
            line.append(" " * (start - self._width_of_last(line)))
            style = "head-bar--here" if name == self._here else "head-bar--tab"
            line.append(text, self.get_component_rich_style(style))
        return line

    @staticmethod
    def _fitting(parts: list[str], width: int) -> str:
        """Return as many of the parts as fit, the first ones first."""
        while len(parts) > 1 and cell_len("   ".join(parts)) > width:
            parts = parts[:-1]
        return "   ".join(parts)

    @staticmethod
    def _width_of_last(line: Text) -> int:
        return cell_len(line.plain.rpartition("\n")[2])

    def _tabs(self) -> list[tuple[int, str, str]]:
        """Return each tab with its first cell; where the width is short, closer together, or as numbers alone."""
        for gap, short in ((1, False), (0, False), (0, True)):
            found, start = [], 1
            for number, place in enumerate(PLACES, 1):
                bare = short and place.name != self._here
                text = f" {number} " if bare else f" {number} {_(place.title)} "
                found.append((start, text, place.name))
                start += cell_len(text) + gap
            if start <= self.size.width:
                break
        return found

    def on_click(self, event: Click) -> None:
        """Tell which tab was clicked."""
        if event.y == 1:
            for start, text, name in self._tabs():
                if start <= event.x < start + cell_len(text):
                    self.post_message(self.Chosen(name))
