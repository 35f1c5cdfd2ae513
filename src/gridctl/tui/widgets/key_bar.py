"""The line of keys at the bottom: those that work here and now."""

from typing import ClassVar

from rich.text import Text
from textual.events import Click
from textual.screen import Screen
from textual.widget import Widget

from gridctl.present.cells import cell_len
from gridctl.tui.keys import KeySaid, keys_at

HELP = "help_here"
"""The action of the key that is never left out."""


class KeyBar(Widget):
    """One line; what does not fit is found with `?`. A click does what the key does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key", "key-bar--about"}

    def on_mount(self) -> None:
        """Follow the focus: other widgets have other keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def _keys(self) -> list[tuple[int, KeySaid]]:
        """Return all keys that fit, with their first cells; help always does."""
        said = [one for one in keys_at(self.screen) if one.shown and one.enabled]
        said.sort(key=lambda one: one.action == HELP)
        cells = [cell_len(one.key) + cell_len(one.about) + 3 for one in said]
        while len(said) > 1 and sum(cells) > self.size.width:
            said.pop(-2)
            cells.pop(-2)
        return [(1 + sum(cells[:place]), one) for place, one in enumerate(said)]

    def render(self) -> Text:
        """Paint the keys."""
        key_style = self.get_component_rich_style("key-bar--key")
        style = self.get_component_rich_style("key-bar--about")
        line = Text(" ", style=style, no_wrap=True)
        for _start, one in self._keys():
            line.append(one.key, key_style)
            line.append(f" {one.about}  ", style)
        return line

    def on_click(self, event: Click) -> None:
        """Do what the key under the mouse does."""
        for start, one in self._keys():
            if start <= event.x < start + cell_len(one.key) + cell_len(one.about) + 1:
                self.app.simulate_key(one.name)
