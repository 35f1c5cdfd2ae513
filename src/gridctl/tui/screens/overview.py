"""The first screen: where it burns, who is on it, what comes next."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Static

from gridctl.core.errors import N_
from gridctl.present.cells import pad
from gridctl.present.i18n import _
from gridctl.tui.screens.base import GridScreen

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.services.overview import StatusView

HEADLINES = (
    ("open", N_("open")),
    ("critical", N_("critical")),
    ("overdue", N_("overdue")),
    ("unassigned", N_("nobody on it")),
    ("on_duty", N_("on duty")),
    ("posts_empty", N_("posts empty")),
)
"""The figures that stand beside the map, in their order."""


class Overview(GridScreen):
    """The screen that stays open all day."""

    def body(self) -> Iterator[Widget]:
        """Yield the headline figures."""
        yield Static(id="headlines")

    def load(self) -> None:
        """Ask for the store in one look."""

        def question(office: object) -> "StatusView":
            from gridctl.services.overview import status

            return status(office)  # type: ignore[arg-type]

        self.ask(question, self.show)

    def show(self, found: "StatusView") -> None:
        """Paint the figures."""
        text = Text()
        for key, title in HEADLINES:
            text.append(f" {pad(_(title), 16)}{getattr(found, key):>6}\n")
        self.query_one("#headlines", Static).update(text)
