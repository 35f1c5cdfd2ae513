"""What all parts of the duty screen share: the page that is shown, and the board with its mark."""

from typing import TYPE_CHECKING

from gridctl.core.errors import GridError
from gridctl.present.i18n import _
from gridctl.tui.screens.base import GridScreen
from gridctl.tui.widgets.duty_board import DutyBoard

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.services.duty_page import DutyPage


class DutyBase(GridScreen):
    """The state of the duty screen."""

    def __init__(self, name: str | None = None) -> None:
        """Know nothing yet."""
        super().__init__(name)
        self.page: DutyPage | None = None
        self.busy = ""
        self._go_to: str | None = None
        """The day on which the cursor stands after the next reading."""

    @property
    def board(self) -> DutyBoard:
        """The board."""
        return self.query_one("#board", DutyBoard)

    def tell_busy(self, text: str) -> None:
        """Say in the head line what goes on; "" where nothing does any more."""
        self.busy = text
        self.tell_plan()

    def tell_plan(self) -> None:
        """Say in the head line what goes on, or which plan waits."""
        raise AssertionError

    def failed(self, error: GridError) -> None:
        """Say what went wrong; what went on is over."""
        self.tell_busy("")
        super().failed(error)

    def say(self, text: str) -> None:
        """Say what was done, and read again."""
        self.notify(text, markup=False)
        self.load()

    def unmark(self) -> None:
        """Take the mark off."""
        self.board.marked = None
        self.board.refresh()
        self.refresh_bindings()

    def member_here(self) -> str:
        """Return the code of the member under the cursor; "" on a post."""
        line = self.board.line
        kind, _colon, key = line.key.partition(":") if line else ("", "", "")
        if kind != "m":
            self.notify(_("Go to a member's line first."), severity="warning", markup=False)
        return key if kind == "m" else ""
