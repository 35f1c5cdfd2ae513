"""Paste a chat: its messages become drafts in the inbox. What was pasted stays until that has worked."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from gridctl.core.errors import N_, GridError
from gridctl.present.i18n import _
from gridctl.tui.dialogs.base import Dialog

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.core.inbox_views import PasteView
    from gridctl.services.office import Office


class Paste(Dialog["PasteView"]):
    """A box for the messages, and whose group it is; gives back what became of them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "send", N_("read them"), priority=True)]
    AUTO_FOCUS = "#chat"

    def __init__(self, area: str | None = None) -> None:
        """`area` is where the group is, unless something else is typed."""
        super().__init__(_("Paste a chat"))
        self._area = area or ""
        self._sent = False

    def inside(self) -> Iterator[Widget]:
        """Yield the two fields, and the box below them."""
        yield Static(_("Whose group it is: a building"), classes="label", markup=False)
        hint = _("HZ12; bare rooms such as 501 are completed by it")
        yield Input(placeholder=hint, id="building", compact=True)
        yield Static(_("In which area the group is"), classes="label", markup=False)
        yield Input(self._area, placeholder=_("the operator's own otherwise"), id="area", compact=True)
        yield Static(_("Messages, as the chat copies them"), classes="label", markup=False)
        yield TextArea(id="chat", placeholder=_("paste here, then ctrl+s"), compact=True)
        yield Static(_("Nothing is taken in yet: you see each draft first."), classes="quiet", markup=False)

    def action_send(self) -> None:
        """Make drafts of it, once: a second key while it is under way changes nothing."""
        if self._sent:
            return
        self._sent = True
        self.query_one(".trouble", Static).update("")
        text = self.query_one("#chat", TextArea).text
        building, area = (
            self.query_one(f"#{name}", Input).value.strip() or None for name in ("building", "area")
        )

        def deed(office: "Office") -> "PasteView":
            from gridctl.services import pasting  # start-up: the first picture does without SQLAlchemy

            return pasting.paste(office, text, building=building, area=area)

        self.do("request paste", deed, self.give)

    def failed(self, error: GridError) -> None:
        """Say what went wrong and let it be tried again."""
        self._sent = False
        super().failed(error)
