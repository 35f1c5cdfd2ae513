"""A titled list of a few dozen lines: a cursor that stays on its line, and enter that opens what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message

from gridctl.core.errors import N_
from gridctl.present.cells import cell_len
from gridctl.present.i18n import _
from gridctl.present.visible import visible
from gridctl.tui.widgets.painted import Opened, Painted, Part


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is about (kind and number or code), its words, and what stands at its end.

    With `share` (0 to 1) a bar of that length fills the room between them; with `yields` the end gives way where the
    words need its room.
    """

    thing: str
    key: str
    parts: Sequence[Part]
    right: str = ""
    share: float | None = None
    yields: bool = False


class Panel(Painted, can_focus=True):
    """A list with a title; `empty` is said where there is nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("look at it")),
        Binding("down,j", "move(1)", N_("down"), show=False),
        Binding("up,k", "move(-1)", N_("up"), show=False),
        Binding("pagedown", "page(1)", N_("page down"), show=False),
        Binding("pageup", "page(-1)", N_("page up"), show=False),
        Binding("home", "move(-10000)", N_("first"), show=False),
        Binding("end", "move(10000)", N_("last"), show=False),
    ]

    class Pointed(Message):
        """The cursor has come to another line."""

        def __init__(self, thing: str, key: str) -> None:
            """Keep what the line is about."""
            super().__init__()
            self.thing, self.key = thing, key

    def __init__(self, title: str, empty: str, *, id: str) -> None:  # noqa: A002  (as Textual calls it)
        """Make a list that does not know its lines yet; title and `empty` are marked for translation."""
        super().__init__(id=id)
        self._title, self._empty = title, empty
        self._lines: Sequence[Line] | None = None
        self._note = ""
        self._at = self._top = 0

    def tell(self, lines: Sequence[Line], note: str = "") -> None:
        """Show these lines; the cursor stays on the line of the same thing, wherever it is now."""
        old = self._lines[self._at] if self._lines else None
        self._lines, self._note = lines, note
        keys = [(line.thing, line.key) for line in lines]
        if old is not None and (old.thing, old.key) in keys:
            self._at = keys.index((old.thing, old.key))
        self._at = max(0, min(self._at, len(lines) - 1))
        self.refresh()

    def render(self) -> Text:
        """Paint the title and as many lines as there is room for, those around the cursor."""
        room = max(1, self.content_size.height - 1)
        lines = self._lines or ()
        self._top = max(0, min(self._top, self._at, len(lines) - room))
        self._top = max(self._top, self._at - room + 1)
        left = len(lines) - self._top - room
        note = self._note + (f"  +{left}" if left > 0 else "")
        painted = [self.heading(_(self._title), note.strip())]
        if self._lines is not None and not lines:
            painted.append(self.line([(_(self._empty), "note")]))
        for place, line in enumerate(lines[self._top : self._top + room], self._top):
            under = "cursor" if self.has_focus and place == self._at else ""
            painted.append(self._painted(line, under))
        return Text("\n", no_wrap=True, end="").join(painted)

    def _painted(self, line: Line, under: str) -> Text:
        if line.share is None:
            return self.line(line.parts, line.right, under, yields=line.yields)
        words = "".join(part for part, _style in line.parts)
        width = self.content_size.width
        # a long name takes room from the bar, down to four cells
        room = max(4, min(width // 3, width - cell_len(visible(words)) - len(line.right) - 2))
        bar = round(line.share * room)
        name = self.line(line.parts, "", under)
        name.truncate(max(4, width - room - len(line.right) - 2), pad=bool(words))
        name.append(" ")
        name.append("#" * bar, self.style_of("bar"))
        name.append("." * (room - bar), self.style_of("note"))
        name.append(f" {line.right}", self.style_of("note"))
        return name

    def action_move(self, by: int) -> None:
        """Move the cursor by lines."""
        if self._lines:
            self._put(max(0, min(len(self._lines) - 1, self._at + by)))

    def _put(self, place: int) -> None:
        """Put the cursor on a line, and tell of it where it is another one."""
        if self._lines and place != self._at:
            self._at = place
            line = self._lines[place]
            self.post_message(self.Pointed(line.thing, line.key))
            self.refresh()

    def action_page(self, by: int) -> None:
        """Move the cursor by what is seen at once."""
        self.action_move(by * max(1, self.content_size.height - 2))

    def action_open(self) -> None:
        """Open what the line is about."""
        if self._lines:
            line = self._lines[self._at]
            self.post_message(Opened(line.thing, line.key))

    def on_click(self, event: Click) -> None:
        """Put the cursor on the line; a second click opens it."""
        place = self._top + event.y - 1
        if self._lines and event.y > 0 and place < len(self._lines):
            self._put(place)
            if event.chain > 1:
                self.action_open()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Go on in the list, and leave the screen where it is."""
        event.stop()
        self.action_move(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Go back in the list, and leave the screen where it is."""
        event.stop()
        self.action_move(-1)
