"""The outbox: texts that wait to be sent, to copy one by one and to mark as told."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from gridctl.core.errors import N_
from gridctl.core.private import Reveal
from gridctl.present.i18n import _
from gridctl.present.tellings import addressed, headline, row
from gridctl.present.titles import title
from gridctl.tui.dialogs.base import HELP_KEY, Dialog
from gridctl.tui.dialogs.paper import Paper
from gridctl.tui.showing import texts
from gridctl.tui.widgets.rows import Col, Line, Rows

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.core.telling_views import OutboxRow
    from gridctl.services.office import Office

COLUMNS = (("id", 5), ("to_name", 0), ("to_phone", 1), ("urgency", 3), ("about", 4), ("kind", 2), ("text", 0))
SHOWN = 500
"""So many texts are listed, the critical ones first."""


class Outbox(Dialog[None]):
    """Lists what nobody has passed on yet; `enter` shows a text in full, ready to copy, and the ledger says so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "told", N_("mark as told")),
        Binding("u", "untold", N_("undo")),
        Binding("o", "leave", N_("back"), show=False),
        Binding("q", "leave", N_("back"), show=False),
        HELP_KEY,
    ]

    def __init__(self) -> None:
        """Make a list that has read nothing yet."""
        super().__init__(_("To be told"))
        self._last: list[int] = []

    def inside(self) -> Iterator[Widget]:
        """Yield the list, and what is said where it is empty."""
        yield Rows(id="texts")
        yield Static(id="none", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Read the list."""
        self.query_one(Rows).focus()
        self._read()

    def store_changed(self) -> None:
        """Show what others have told, or has to be told by now."""
        if self.is_here:
            self._read()

    def _read(self) -> None:
        area = self.dashboard.asked.area

        def question(office: "Office") -> "list[OutboxRow]":
            from gridctl.services import outbox

            return [
                headline(row(one)) for one in outbox.listing(office, outbox.Query(limit=SHOWN, area=area))
            ]

        self.ask(question, self._show)

    def _show(self, found: "list[OutboxRow]") -> None:
        cols = [Col(title(field, "outbox"), spare, field == "id") for field, spare in COLUMNS]
        fields = [field for field, _spare in COLUMNS]
        self.query_one(Rows).put(cols, [Line(str(one.id), texts(one, fields)) for one in found])
        said = "" if found else _("Nothing waits to be told.")
        self.query_one("#none", Static).update(said)

    def _here(self) -> int | None:
        key = self.query_one(Rows).here
        return int(key) if key else None

    def on_data_table_row_selected(self) -> None:
        """Show the text under the cursor in full."""
        number = self._here()
        if number is None:
            return

        def deed(office: "Office") -> "OutboxRow":
            from gridctl.services import outbox

            return row(outbox.listing(office, outbox.Query(only=(number,)), Reveal())[0])

        self.do("outbox list", deed, self._open)

    def _open(self, one: "OutboxRow") -> None:
        self.app.push_screen(Paper(addressed(one), one.text))

    def action_told(self) -> None:
        """Mark the text under the cursor as told."""
        if (number := self._here()) is not None:
            self._mark([number], is_told=True)

    def action_untold(self) -> None:
        """Let the text wait again that was marked last."""
        if self._last:
            self._mark([self._last.pop()], is_told=False)

    def _mark(self, numbers: list[int], *, is_told: bool) -> None:
        def deed(office: "Office") -> None:
            from gridctl.services import outbox

            outbox.told(office, numbers, is_told=is_told)

        def marked(_done: None) -> None:
            if is_told:
                self._last += numbers
            self._read()

        self.do("outbox told" if is_told else "outbox untold", deed, marked)
