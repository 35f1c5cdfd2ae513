"""A text to read, to scroll and to copy."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from gridctl.core.errors import N_
from gridctl.present.i18n import _
from gridctl.present.visible import visible
from gridctl.tui.dialogs.base import HELP_KEY, Dialog


class Paper(Dialog[None]):
    """Show a text; `c` copies it by the terminal, where that allows it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", N_("copy")),
        Binding("q", "leave", N_("back"), show=False),
        HELP_KEY,
    ]

    def __init__(self, title: str, text: str) -> None:
        """Keep the text; each of its lines is made harmless."""
        super().__init__(title)
        self._text = "\n".join(visible(line) for line in text.splitlines())

    def inside(self) -> Iterator[Widget]:
        """Yield the text."""
        yield Static(self._text, markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        box = self.query_one(".box")
        box.can_focus = True
        box.focus()

    def action_copy(self) -> None:
        """Give the text to the terminal's clipboard (OSC 52)."""
        self.app.copy_to_clipboard(self._text)
        self.notify(_("Copied, if the terminal allows it."), markup=False)
