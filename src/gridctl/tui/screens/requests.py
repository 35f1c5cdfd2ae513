"""The requests: a list of any length by the words of a query, and the chosen one beside it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from gridctl.core.errors import N_, GridError
from gridctl.core.private import Reveal
from gridctl.present.i18n import _
from gridctl.tui.dialogs.choice import Choice, Offer
from gridctl.tui.dialogs.form import Field, Form
from gridctl.tui.request_deeds import RequestDeeds
from gridctl.tui.request_pages import SORTED_BY, RequestPages, columns, row_of
from gridctl.tui.revealing import ShortLook
from gridctl.tui.widgets.query_line import QueryLine
from gridctl.tui.widgets.request_card import Card, RequestCard
from gridctl.tui.widgets.window_pages import PAGE
from gridctl.tui.widgets.window_table import Sort, WindowTable

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.services.office import Office
    from gridctl.services.saved_views import SavedView

ORDERED = re.compile(r"(?:sort|排序)[:：]")
"""Words of a query that say their own order."""


class Requests(RequestDeeds):
    """The list, the line that says which, and the card of the one under the cursor."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (160, "-broad")]  # noqa: RUF012  (as Textual declares it)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", N_("find"), key_display="/"),
        Binding("n", "next", N_("next")),
        Binding("v", "reveal", N_("reveal")),
        Binding("at", "views", N_("saved queries"), show=False, key_display="@"),
        Binding("S", "save_view", N_("save the query"), show=False),
        Binding("C", "columns", N_("columns"), show=False),
        Binding("escape", "back", N_("back to the list"), show=False),
    ]
    AUTO_FOCUS = "#requests"

    def __init__(self, name: str | None = None) -> None:
        """Make a screen that shows the open requests, newest first."""
        super().__init__(name=name)
        self._sort: Sort | None = None
        self._words = ""
        self._prepared = False
        self._pages: RequestPages | None = None
        self._in_full = ShortLook(self)
        self._wanted: int | None = None
        """The request that another screen has asked for."""

    def body(self) -> Iterator[Widget]:
        """Yield the line of the query, the list and the card."""
        yield QueryLine(
            placeholder=_("/ find: words, status:new, is:overdue, @saved   (open ones, newest first)"),
            id="query",
        )
        empty = _("No such request. a takes one in; / asks for others, such as status:ended.")
        with Horizontal(id="requests-body"):
            yield WindowTable(columns(), empty=empty, id="requests")
            yield RequestCard(id="card")

    @property
    def table(self) -> WindowTable:
        """The list."""
        return self.query_one("#requests", WindowTable)

    def glimpse(self) -> Callable[[], None] | None:
        """Read the first page of the open requests."""
        asked = self.dashboard.asked
        if asked.area is not None or self._words:
            return None
        from gridctl.services.watching import newest_open  # start-up: after the first picture

        found, now = newest_open(asked.store, self.dashboard.settings, PAGE)
        rows = [row_of(one, now) for one in found]

        def paint() -> None:
            if not self._words and self._pages is not None:
                self.table.foretell(rows)

        return paint

    def load(self) -> None:
        """Read what is seen once more, and the card; at first the open requests."""
        if self._pages is not None:
            self._pages.forget()
            self.table.refresh_data()
            if not self._in_full.is_on:
                self._read_card()
            self.ask(_saved, self._know_views, group="views")
        else:
            self._show(keep=False)
            self._seek()

    def look_up(self, thing: str, key: str) -> None:
        """Go to the request with a number; where the list does not hold it, all there are is listed."""
        if thing == "request" and key.isdecimal():
            self._wanted = int(key)
            self._seek()

    def _seek(self) -> None:
        pages, number = self._pages, self._wanted
        if pages is not None and number is not None:
            self.ask(
                lambda _office: pages.place(number), lambda place: self._sought(pages, place), group="seek"
            )

    def _sought(self, pages: RequestPages, place: int | None) -> None:
        if pages is not self._pages:
            self._seek()
        elif place is None and self._words != (everything := _("sort:-number")):
            self._sort = None
            self._ask_for(everything)
            self._seek()
        else:
            number, self._wanted = self._wanted, None
            if place is None:
                self.notify(_("#{number} is not in these areas.").format(number=number), markup=False)
            else:
                self.table.show(pages, at=place)
            self.table.focus()

    def taken_in(self, number: int) -> None:
        """Put the cursor on a request that was just typed: the next key is about it."""
        pages = self._pages
        if pages is None or self.table.marks.keys:
            return

        def go(place: int | None) -> None:
            if place is not None and pages is self._pages:
                self.table.show(pages, at=place)

        self.ask(lambda _office: pages.place(number), go, group="seek")

    def _ask_for(self, words: str) -> None:
        self.query_one(QueryLine).value = self._words = words
        self._show(keep=False)

    def chosen(self) -> tuple[int, ...]:
        """Return the marked requests, else the one under the cursor."""
        keys = self.table.marks.keys or (
            (self.table.cursor_key,) if self.table.cursor_key is not None else ()
        )
        return tuple(int(key) for key in keys)

    def done(self) -> None:
        """Take the marks off."""
        self.table.unmark()

    def _show(self, *, keep: bool) -> None:
        words = self._words
        if self._sort is not None and not ORDERED.search(words):
            sign = "-" if self._sort.descending else ""
            open_only = "" if words else "status:open "
            words = f"{words} {open_only}sort:{sign}{SORTED_BY[self._sort.column]}".strip()
        self.table.order_mark(self._sort)
        self._pages = RequestPages(self.dashboard.desk, words, self.dashboard.asked.area)
        self.table.show(self._pages, keep=keep)
        self.ask(_saved, self._know_views, group="views")

    def _know_views(self, found: "list[SavedView]") -> None:
        self.query_one(QueryLine).views = [one.name for one in found]
        if not self._prepared:
            self._prepared = True
            self.ask(_prepare, lambda _nothing: None, group="prepare")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask for what was typed."""
        self._words = event.value.strip()
        self._show(keep=False)
        self.table.focus()

    def on_window_table_sort_asked(self, message: WindowTable.SortAsked) -> None:
        """Order by the column; once more turns the direction, a third time the order is the usual one."""
        before = self._sort
        same = before is not None and before.column == message.column
        if message.descending is not None:
            self._sort = Sort(message.column, message.descending)
        elif before is not None and same:
            self._sort = None if before.descending else Sort(message.column, descending=True)
        else:
            self._sort = Sort(message.column)
        self._show(keep=True)

    def on_window_table_highlighted(self) -> None:
        """Show the card of the request under the cursor."""
        self._read_card()

    def on_window_table_opened(self) -> None:
        """Go to the card, to scroll it."""
        self.query_one(RequestCard).focus()

    def on_window_table_broken(self, message: WindowTable.Broken) -> None:
        """Say what can be done about it; what is no fault of the user's ends the dashboard."""
        if isinstance(message.error, GridError):
            self.failed(message.error)
        else:
            self.dashboard.fall(message.error)

    def _read_card(self) -> None:
        self._in_full.end()
        number = self.table.cursor_key
        card = self.query_one(RequestCard)
        if number is None:
            card.put(None, datetime.now)
            return

        def question(office: "Office") -> "tuple[Card, Office]":
            from gridctl.services import request_pages  # start-up: the first picture does without SQLAlchemy
            from gridctl.tui.request_cards import card_of

            return card_of(request_pages.look(office, int(number)), office.now()), office

        self.ask(question, self._put_card, group="card")

    def _put_card(self, found: "tuple[Card, Office]") -> None:
        card, office = found
        if card.number == self.table.cursor_key:
            self.query_one(RequestCard).put(card, office.now)

    def action_reveal(self) -> None:
        """Show the names of the request under the cursor for a short time; the ledger keeps that."""
        number = self.table.cursor_key
        if number is None:
            return

        def deed(office: "Office") -> "tuple[Card, Office]":
            from gridctl.services import request_pages  # start-up: as above
            from gridctl.tui.request_cards import card_of

            return card_of(request_pages.reveal(office, int(number), Reveal()), office.now()), office

        self.do("request show", deed, self._put_revealed)

    def _put_revealed(self, found: "tuple[Card, Office]") -> None:
        if found[0].number == self.table.cursor_key:
            self._put_card(found)
            self._in_full.begin(self._read_card)

    def on_screen_suspend(self) -> None:
        """Nothing stays in full on a screen that nobody looks at."""
        if self._in_full.is_on:
            self._read_card()

    def action_next(self) -> None:
        """Go to the most urgent request that waits."""
        pages = self._pages
        if pages is not None:
            self.ask(lambda _office: pages.next_up(), self._go_next, group="next")

    def _go_next(self, found: tuple[int, int | None] | None) -> None:
        if found is None:
            self.notify(_("Nothing waits here. Well done."), markup=False)
        elif found[1] is None:
            text = _("#{number} is next; this list does not hold it.").format(number=found[0])
            self.notify(text, markup=False)
        else:
            self.table.marks.end()
            self.table.go(found[1])

    def action_find(self) -> None:
        """Type a query."""
        self.query_one(QueryLine).focus()

    def action_back(self) -> None:
        """Go back to the list; from there, take marks off."""
        if self.focused is self.table:
            self.table.unmark()
        self.table.focus()

    def action_views(self) -> None:
        """Choose one of the saved queries."""

        def offer(found: "list[SavedView]") -> None:
            offers = [Offer(f"@{one.name}", f"@{one.name}", one.query) for one in found]
            empty = _("No query is saved yet: ask for something, then S.")
            self.app.push_screen(Choice(_("Saved queries"), offers, empty=empty), self._take_view)

        self.ask(_saved, offer, group="views")

    def _take_view(self, name: str | None) -> None:
        if name:
            self._ask_for(name)

    def action_save_view(self) -> None:
        """Save the query under a name."""
        words = self._words

        def deed(typed: Mapping[str, str]) -> "Callable[[Office], SavedView]":
            from gridctl.services import saved_views  # start-up: as above

            return lambda office: saved_views.save(office, typed["name"], words)

        fields = (Field("name", _("Name")),)
        form: Form[SavedView] = Form(_("Save the query"), fields, "request view save", deed, about=words)
        self.app.push_screen(form)

    def action_columns(self) -> None:
        """Show a column, or leave it out."""
        shown = self.table.columns.shown
        offers = [
            Offer(one.key, f"{'x' if one.key in shown else '-'} {one.title}")
            for one in self.table.columns.all
        ]
        self.app.push_screen(Choice(_("Columns"), offers), self._turn_column)

    def _turn_column(self, key: str | None) -> None:
        if key is not None:
            shown = set(self.table.columns.shown) ^ {key}
            self.table.show_columns([one.key for one in self.table.columns.all if one.key in shown])
            self.action_columns()


def _prepare(office: "Office") -> None:
    from gridctl.services import request_pages  # start-up: as above

    request_pages.prepare(office)


def _saved(office: "Office") -> "list[SavedView]":
    from gridctl.services import saved_views  # start-up: as above

    return saved_views.listing(office)
