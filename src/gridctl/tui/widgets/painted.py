"""What all widgets share that paint their own lines: the names of their colours."""

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.message import Message
from textual.widget import Widget

from gridctl.present.cells import cell_len, cut, pad
from gridctl.present.visible import visible

Part = tuple[str, str]
"""Words, and the name of their style ("" for the plain one): a colour, ``title``, ``note``, ``cursor``."""


class Opened(Message):
    """Somebody wants to see a thing: its kind (``request``, ``round``, ``area``, ...) and its number or code."""

    def __init__(self, thing: str, key: str) -> None:
        """Keep what."""
        super().__init__()
        self.thing, self.key = thing, key


class Painted(Widget):
    """A widget of lines whose styles go by name."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"painted--{name}"
        for name in ("title", "note", "cursor", "bar", "green", "blue", "yellow", "orange", "red")
    }
    DEFAULT_CSS = """
    Painted { background: $surface; color: $foreground; padding: 0 1; }
    Painted > .painted--title { color: $primary; text-style: bold; }
    Painted:focus > .painted--title { color: $background; background: $primary; text-style: bold; }
    Painted > .painted--note { color: $secondary; }
    Painted > .painted--cursor { background: $primary 30%; text-style: bold; }
    Painted > .painted--bar { color: $primary; }
    Painted > .painted--green { color: $signal-green; }
    Painted > .painted--blue { color: $signal-blue; }
    Painted > .painted--yellow { color: $signal-yellow; }
    Painted > .painted--orange { color: $signal-orange; text-style: bold; }
    Painted > .painted--red { color: $signal-red; text-style: bold; }
    """

    def style_of(self, name: str) -> Style:
        """Return a style by its name; what it does not say is that of the line."""
        return self.get_component_rich_style(f"painted--{name}", partial=True) if name else Style.null()

    def line(self, parts: Sequence[Part], right: str = "", under: str = "", *, yields: bool = False) -> Text:
        """Return one line as wide as there is room: `parts`, cut where they must, and `right` at its end.

        With `yields` the right gives way where the parts need its room. `under` is the style of the whole line.
        Data is made harmless here.
        """
        right = visible(right)
        if (
            yields
            and sum(cell_len(visible(words)) for words, _name in parts) + cell_len(right)
            > self.content_size.width
        ):
            right = ""
        room = self.content_size.width
        left_room = room - cell_len(right) - 1 if right else room
        text = Text(no_wrap=True, end="", style=self.style_of(under))
        used = 0
        for words, name in parts:
            piece = cut(visible(words), max(0, left_room - used))
            text.append(piece, self.style_of(name))
            used += cell_len(piece)
        if right:
            text.append(" " * max(0, room - used - cell_len(right)))
            text.append(cut(right, room), self.style_of("note"))
        else:
            text.append(pad("", max(0, room - used)))
        return text

    def heading(self, title: str, note: str = "") -> Text:
        """Return the line above all others: what this is, and at its end how many or of when."""
        return self.line([(f" {title} " if self.has_focus else title, "title")], note)

    def on_resize(self) -> None:
        """Paint for the room that there is now."""
        self.refresh()

    def on_focus(self) -> None:
        """Show where the keys work now."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they do not any more."""
        self.refresh()
