"""The inbox: drafts from pasted messages, to take, change or drop one by one; each answer is stored at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from gridctl.core.errors import N_, GridError
from gridctl.core.private import Reveal
from gridctl.core.words import Urgency
from gridctl.present.i18n import _, ngettext
from gridctl.tui.dialogs.base import HELP_KEY, Dialog
from gridctl.tui.dialogs.confirm import Confirm
from gridctl.tui.dialogs.form import Form
from gridctl.tui.inbox_rows import below, columns, row_of
from gridctl.tui.intake_forms import changed, draft_fields
from gridctl.tui.revealing import ShortLook
from gridctl.tui.widgets.window_table import Listed, WindowTable

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.core.inbox_views import DraftView
    from gridctl.services.office import Office
    from gridctl.services.requests import AddedIn


PASTE = "paste"
"""What the dialog gives back where another chat is to be pasted."""


class Inbox(Dialog[str]):
    """Lists what waits, the most urgent first; what is not answered waits on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "take", N_("take")),
        Binding("e", "edit", N_("edit")),
        Binding("x", "drop", N_("drop")),
        Binding("p", "paste", N_("paste")),
        Binding("v", "reveal", N_("reveal")),
        Binding("i", "leave", N_("back"), show=False),
        Binding("q", "leave", N_("back"), show=False),
        HELP_KEY,
    ]
    AUTO_FOCUS = "#drafts"

    def __init__(self) -> None:
        """Make a list that has read nothing yet."""
        super().__init__(_("Inbox: drafts from pasted messages"))
        self._views: dict[int, DraftView] = {}
        self._in_full = ShortLook(self)
        self._now: Callable[[], datetime] = datetime.now  # until the store's own clock is known

    def inside(self) -> Iterator[Widget]:
        """Yield the list, and the draft under the cursor below it."""
        empty = _("The inbox is empty. p pastes the messages of a chat; esc goes back.")
        yield WindowTable(columns(), empty=empty, id="drafts")
        yield Static(id="draft", markup=False)

    @property
    def table(self) -> WindowTable:
        """The list."""
        return self.query_one("#drafts", WindowTable)

    def on_mount(self) -> None:
        """Read what waits."""
        self._read()

    def store_changed(self) -> None:
        """Show what others have taken, dropped or pasted; cursor and marks keep to their drafts."""
        if self.is_here:
            self._read()

    def _read(self) -> None:
        def question(office: "Office") -> "tuple[Office, list[DraftView]]":
            from gridctl.services import inbox  # start-up: the first picture does without SQLAlchemy

            return office, inbox.listing(office)

        self.ask(question, self._show)

    def _show(self, found: "tuple[Office, list[DraftView]]") -> None:
        office, views = found
        first = not self._views
        self._now = office.now
        self._views = {view.id: view for view in views if view.id is not None}
        self.table.show(Listed([row_of(view) for view in self._views.values()]), keep=not first)
        if not self._in_full.is_on:
            self._tell()

    def on_window_table_highlighted(self) -> None:
        """Tell of the draft under the cursor, masked."""
        self._tell()

    def action_reveal(self) -> None:
        """Show the draft under the cursor in full for a short time, with its messages; the ledger keeps that."""
        view = self._here()
        if view is None or view.id is None:
            return
        number = view.id

        def deed(office: "Office") -> "DraftView":
            from gridctl.services import inbox  # start-up: as above

            return inbox.show(office, number, Reveal())

        def revealed(full: "DraftView") -> None:
            if full.id == self.table.cursor_key:
                self.query_one("#draft", Static).update(below(full, self._now()))
                self._in_full.begin(self._tell)

        self.do("inbox show", deed, revealed)

    def on_window_table_opened(self) -> None:
        """Take the draft under the cursor."""
        self.action_take()

    def _tell(self) -> None:
        self._in_full.end()
        view = self._here()
        self.query_one("#draft", Static).update("" if view is None else below(view, self._now()))

    def _here(self) -> "DraftView | None":
        key = self.table.cursor_key
        return None if key is None else self._views.get(int(key))

    def _chosen(self) -> tuple[int, ...]:
        view = self._here()
        marked = tuple(int(key) for key in self.table.marks.keys)
        return marked or ((view.id,) if view is not None and view.id is not None else ())

    def action_take(self) -> None:
        """Make requests of what is marked, else of the draft under the cursor; each is stored at once."""
        numbers = self._chosen()

        def deed(office: "Office") -> "list[AddedIn]":
            from gridctl.services import inbox  # start-up: as above

            return [inbox.take(office, number) for number in numbers]

        if numbers:
            self.do("inbox take", deed, self._taken, failed=self._refused)

    def _taken(self, found: "Sequence[AddedIn]") -> None:
        numbers = ", ".join(f"#{one.number}" for one in found)
        text = _("Stored: {numbers}").format(numbers=numbers)
        danger = dict.fromkeys(number for one in found for number in one.emergency)
        if danger:
            text += "\n" + _("Danger to life: call {numbers} first.").format(numbers=" / ".join(danger))
        self.notify(text, severity="warning" if danger else "information", markup=False)
        self._answered()

    def _refused(self, error: GridError) -> None:
        """Say why; those before it were taken."""
        self.failed(error)
        self._read()

    def _answered(self) -> None:
        self.query_one(".trouble", Static).update("")
        self.table.unmark()
        self._read()

    def action_drop(self) -> None:
        """Drop what is marked, else the draft under the cursor, after asking."""
        numbers = self._chosen()
        if not numbers:
            return

        def deed(office: "Office") -> "list[DraftView]":
            from gridctl.services import inbox  # start-up: as above

            return inbox.drop(office, numbers)

        def sure(yes: bool | None) -> None:
            if yes:
                self.do("inbox drop", deed, lambda _found: self._answered())

        question = ngettext("Drop this draft?", "Drop {count} drafts?", len(numbers))
        about = "\n".join(row_of(self._views[one]).cells[4] for one in numbers if one in self._views)
        self.app.push_screen(Confirm(question.format(count=len(numbers)), about=about), sure)

    def action_edit(self) -> None:
        """Say something of the draft under the cursor otherwise."""
        view = self._here()
        if view is None or view.id is None:
            return
        number, fields = view.id, draft_fields(view)

        def deed(typed: Mapping[str, str]) -> "Callable[[Office], DraftView]":
            new = changed(fields, typed)

            def change(office: "Office") -> "DraftView":
                from gridctl.services import inbox  # start-up: as above

                urgency = Urgency(text) if (text := new.pop("urgency")) else None
                return inbox.change(office, number, inbox.Change(**new, urgency=urgency))

            return change

        title = _("Draft {number}").format(number=number)
        form: Form[DraftView] = Form(title, fields, "inbox edit", deed)
        self.app.push_screen(form, lambda _view: self._read())

    def action_paste(self) -> None:
        """Paste another chat."""
        self.give(PASTE)
