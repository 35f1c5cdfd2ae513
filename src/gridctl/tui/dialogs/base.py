"""What all dialogs have: a box over the screen, escape to leave, and a line for what went wrong."""

from collections.abc import Iterator
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from gridctl.core.errors import N_, GridError
from gridctl.present.errors import word_error
from gridctl.present.visible import visible
from gridctl.tui.asking import AskingScreen
from gridctl.tui.widgets.key_bar import KeyBar

R = TypeVar("R")


HELP_KEY = Binding("question_mark", "help_here", N_("keys"), key_display="?")
"""For dialogs in which no text is typed: a box hides the keys of the whole."""


class Dialog(AskingScreen[R | None], ModalScreen[R | None], Generic[R]):
    """A box over the screen; what it gives back is None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", N_("back"))]

    def __init__(self, title: str) -> None:
        """Make a box with a title, which is data: no markup in it acts."""
        super().__init__()
        self._title = title
        self._kept_back: list[R | None] = []

    def compose(self) -> ComposeResult:
        """Put the box together."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            yield from self.inside()
            yield Static("", classes="trouble", markup=False)
        box.border_title = Text(visible(self._title))
        yield KeyBar()

    def inside(self) -> Iterator[Widget]:
        """Yield what stands in the box."""
        raise AssertionError

    def failed(self, error: GridError) -> None:
        """Say within the box what went wrong; what was typed stays."""
        message, hint = word_error(error)
        self.query_one(".trouble", Static).update("\n".join(filter(None, [message, hint])))

    def give(self, found: R | None) -> None:
        """Go back with what was found; not twice, and not before what was opened above is closed."""
        if self.is_current:
            self.dismiss(found)
        elif self in self.app.screen_stack:
            self._kept_back.append(found)

    def on_screen_resume(self) -> None:
        """Go back with what was found meanwhile."""
        if self._kept_back:
            self.call_later(self.give, self._kept_back.pop())

    def action_help_here(self) -> None:
        """Show every key that works in the box."""
        self.dashboard.action_help_here()

    def action_leave(self) -> None:
        """Go back without doing anything."""
        self.give(None)
