"""A question with yes and no; no is where the cursor stands."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from gridctl.core.errors import N_
from gridctl.present.i18n import _
from gridctl.tui.dialogs.base import Dialog


class Confirm(Dialog[bool]):
    """Ask whether something is to be done that cannot be taken for granted."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "yes", N_("yes")), Binding("n", "leave", N_("no"))]
    AUTO_FOCUS = "#no"

    def __init__(self, question: str, *, about: str = "") -> None:
        """Ask `question`; `about` says what will happen, line by line. Both are plain text."""
        super().__init__(question)
        self._about = about

    def inside(self) -> Iterator[Widget]:
        """Say what will happen, and offer both answers."""
        yield Static(self._about, markup=False)
        with Horizontal(classes="buttons"):
            yield Button(_("yes"), id="yes", variant="warning", compact=True)
            yield Button(_("no"), id="no", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer by the button."""
        self.give(True if event.button.id == "yes" else None)

    def action_yes(self) -> None:
        """Answer yes."""
        self.give(True)
