"""The help screen: every key that works where it was asked for, made from the bindings themselves."""

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from gridctl.core.errors import N_
from gridctl.present.cells import cell_len, pad
from gridctl.present.i18n import _
from gridctl.tui.dialogs.base import Dialog
from gridctl.tui.keys import KeySaid
from gridctl.tui.places import PLACES

COLUMN = 34
"""Cells of one of the two columns of keys, but for the two before each."""


class Keys(Dialog[None]):
    """The keys of one screen, of the widget with the focus, and of the whole."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "leave", N_("back"), show=False),
        Binding("q", "leave", N_("back"), show=False),
    ]

    def __init__(self, about: str, known: list[KeySaid]) -> None:
        """Show these keys; `about` says what the screen is for."""
        super().__init__(_("Keys"))
        self._about, self._known = about, known

    def inside(self) -> Iterator[Widget]:
        """Yield the keys by where they belong: here first, the whole last."""
        yield Static(self._about, classes="quiet", markup=False)
        yield Static(self._lines())

    def _lines(self) -> Text:
        here = [(one.key, one.about) for one in self._known if not one.everywhere]
        whole = [(one.key, one.about) for one in self._known if one.everywhere]
        width = max((cell_len(key) for key, _about in [*here, *whole]), default=0)
        text = Text()
        for title, rows in ((_("Here"), here), (_("Everywhere"), whole)):
            text.append(f"\n{title}\n", "bold")
            half = (len(rows) + 1) // 2
            for line in range(half):
                for key, about in rows[line::half]:
                    text.append(f"  {pad(key, width)}", "bold cyan")
                    text.append(pad(f"  {about}", COLUMN - width))
                text.append("\n")
        for number, place in enumerate(PLACES, 1):
            text.append(f"  {pad(str(number), width)}", "bold cyan")
            said = _("{name}: {said}").format(name=_(place.title), said=_(place.about))
            text.append(f"  {said}\n")
        text.append("\n" + _("The mouse works too: tabs, rows, keys, buttons, the wheel."))
        return text

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        box = self.query_one(".box")
        box.can_focus = True
        box.focus()
