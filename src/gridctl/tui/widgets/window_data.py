"""What a long list knows: the pages around what is seen, how many rows there are, the row under the cursor.

It asks threads for what it lacks and takes their answers; it paints nothing and knows no keys.
"""

from collections.abc import Sequence

from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.timer import Timer

from gridctl.core.errors import GridError
from gridctl.present.cells import cell_len
from gridctl.present.errors import word_error
from gridctl.present.i18n import _
from gridctl.tui.widgets.window_columns import Column, Columns
from gridctl.tui.widgets.window_lines import GUTTER
from gridctl.tui.widgets.window_marks import Marks
from gridctl.tui.widgets.window_pages import PAGE, Kept, Key, Pages, Row, numbers
from gridctl.tui.widgets.window_reading import Counted, Failed, KeysRead, PageRead, Reader, Reread, Seen

PATIENCE = 1.0
"""Seconds after which the list says that it is still being read."""


class WindowData(ScrollView):
    """A list of any number of rows; the cursor, the marks and what is on top keep to their rows by key."""

    class Broken(Message, namespace="window_table"):
        """A list could not be read; what was on the screen before stays there."""

        def __init__(self, table: "WindowData", error: Exception) -> None:
            super().__init__()
            self.table = table
            self.error = error

        @property
        def control(self) -> "WindowData":
            """The table that tells it."""
            return self.table

    def __init__(
        self,
        columns: Sequence[Column],
        pages: Pages | None = None,
        *,
        empty: str = "",
        id: str | None = None,  # noqa: A002  (as Textual calls it)
        classes: str | None = None,
    ) -> None:
        """`empty` is what stands where there are no rows: a translated text that says what to do."""
        super().__init__(id=id, classes=classes)
        self.columns = Columns(columns)
        self.marks = Marks()
        self.empty = empty
        self.cursor = 0
        self.cursor_key: Key | None = None
        self.total: int | None = None
        self.fault = ""
        self.is_slow = False
        self._first = pages
        self._reader: Reader | None = None
        self._kept = Kept()
        self._announced: Key | None = None
        self._keep = False
        self._begin = 0
        self._again = False
        self._recount = False
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Begin to read."""
        if self._first is not None:
            self.show(self._first)

    def on_resize(self) -> None:
        """Place the columns anew."""
        self.fit()
        self._want()

    def show(self, pages: Pages, *, keep: bool = False, at: int = 0) -> None:
        """Show another list; what is on the screen stays there until its first rows have come.

        With `keep`, for the same rows in another order, cursor and marks keep to their rows; otherwise the
        cursor goes to the row at the place `at` and marks are taken off.
        """
        self._keep, self._begin = keep, at
        self._again = self._recount = False
        self._reader = Reader(self, pages)
        if not keep:
            self.marks.clear()
        self._reread()

    def foretell(self, rows: Sequence[Row]) -> None:
        """Show how the list begins until it has been read; not once it has."""
        if self.total is None and rows:
            self._keep_page(0, rows)
            self._keep = True
            self.cursor_key = rows[0].key
            self._set_total(len(rows))
            self.announce()
            self.refresh()

    def refresh_data(self) -> None:
        """Read number and rows of what is seen once more; cursor, marks and what is on top keep to their rows."""
        if self._reader is not None:
            self._reread()

    @property
    def is_settled(self) -> bool:
        """Whether all that is seen has been read."""
        return self._reader is None or not self._reader.is_busy

    @property
    def room(self) -> int:
        """How many rows fit on the screen."""
        return max(1, self.scrollable_content_region.height - 1)

    @property
    def top(self) -> int:
        """The row on top."""
        return self.scroll_offset.y

    def row_at(self, index: int) -> Row | None:
        """Return a row, or None where it has not been read."""
        return self._kept.row(index)

    def fit(self) -> None:
        """Place the columns in the room that there is."""
        self.columns.place(max(1, self.scrollable_content_region.width - GUTTER))
        self._size_rows()
        self.refresh()

    def cursor_moved(self) -> None:
        """Do what follows when another row is under the cursor; for the class with the keys."""

    def keys_came(self, told: KeysRead) -> None:
        """Take the keys of a range that was asked for; for the class with the keys."""

    def announce(self) -> None:
        """Tell of the row under the cursor, once its key is known."""
        known = self.cursor_key is not None or not self.total
        if known and self.cursor_key != self._announced:
            self._announced = self.cursor_key
            self.cursor_moved()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Read what has come into view."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._want()

    def _reread(self) -> None:
        if self._reader is None:
            return
        stay: dict[Key, int] = {}
        if self._keep:
            first = self._kept.row(self.top)
            in_view = self.top <= self.cursor < self.top + self.room
            if self.cursor_key is not None:
                stay[self.cursor_key] = self.cursor
            if first is not None and not in_view:
                stay = {first.key: self.top} | stay
        self._again = not self._reader.again(
            Seen(self.top if self._keep else self._first_seen, self.room, stay)
        )
        self._wait()

    @property
    def _first_seen(self) -> int:
        """The row on top of a new list: the one to begin at stands in the middle."""
        return max(0, self._begin - self.room // 2)

    def _want(self) -> None:
        """Read the nearest page that is missing: what is seen first, then its neighbours."""
        if self._reader is None or not self.total or self.fault:
            return
        seen = numbers(self.top, self.room, PAGE)
        for number in (*seen, seen[-1] + 1, seen[0] - 1):
            if 0 <= number * PAGE < self.total and number not in self._kept:
                self._reader.page(number)
                self._wait()
                return

    def _wait(self) -> None:
        """Say that it is being read if that takes long."""
        if self._timer is None:
            self._timer = self.set_timer(PATIENCE, self._say_slow)

    def _say_slow(self) -> None:
        self._timer = None
        self.is_slow = not self.is_settled
        self.refresh()

    def on_reader_answer(self, answer: Reader.Answer) -> None:
        """Take what was read."""
        answer.stop()
        if answer.reader is not self._reader:
            return
        told, current = answer.told, self._reader.done(answer)
        if self.is_settled:
            self.is_slow = False
            if self._timer is not None:
                self._timer.stop()
                self._timer = None
        if isinstance(told, Failed):
            self._failed(told.error)
            return
        self.fault = ""
        if isinstance(told, Counted):
            self._counted(told.total)
        elif isinstance(told, KeysRead):
            self.keys_came(told)
        elif isinstance(told, Reread):
            self._reread_came(told)
        elif current:
            self._page_came(told)
        row = self._kept.row(self.cursor)
        self.cursor_key = row.key if row else self.cursor_key if self.total else None
        self.announce()
        self._want()
        self.refresh()

    def _keep_page(self, number: int, rows: Sequence[Row]) -> None:
        self._kept.put(number, rows)
        for place, column in enumerate(self.columns.all):
            if column.whole:
                widest = max((cell_len(row.cells[place]) for row in rows), default=0)
                if widest > self.columns.width(column.key):
                    self.columns.resize(column.key, widest)
                    self.fit()

    def _page_came(self, told: PageRead) -> None:
        self._keep_page(told.number, told.rows)
        if len(told.rows) < PAGE:
            self._set_total(told.number * PAGE + len(told.rows))

    def _counted(self, total: int) -> None:
        self._set_total(total)
        if self._recount and self._reader is not None:
            self._recount = not self._reader.count()

    def _reread_came(self, told: Reread) -> None:
        """Put fresh pages in place of all others; the screen moves along with the row to stay with."""
        shift = told.top - told.seen.top
        top = max(0, self.top + shift) if self._keep else told.seen.top
        self._follow(told, shift)
        self._kept.clear()
        for number, rows in told.pages.items():
            self._keep_page(number, rows)
        before = self.total or 0 if self._keep else 0
        complete = told.end_seen
        self._set_total(told.end if complete else max(told.end, before))
        self._keep = True
        self.scroll_to(y=top, animate=False, force=True)
        if self._again:
            self._reread()
        if not complete and self._reader is not None:
            self._recount = not self._reader.count()

    def _follow(self, told: Reread, shift: int) -> None:
        """Let the cursor go where its row went; where that is gone, the next one comes under it."""
        if not self._keep:
            self.cursor, self.cursor_key = self._begin, None
            return
        place = told.place(self.cursor_key)
        if place is None:
            if self.cursor_key in told.seen.stay:
                self.cursor_key = None
            place = self.cursor + shift
        if place != self.cursor:
            self.marks.end()
            self.cursor = place

    def _failed(self, error: Exception) -> None:
        self.fault = word_error(error)[0] if isinstance(error, GridError) else _("This could not be read.")
        self._again = self._recount = False
        self.post_message(self.Broken(self, error))
        self.refresh()

    def _set_total(self, total: int) -> None:
        self.total = total
        self.cursor = max(0, min(self.cursor, total - 1))
        self._size_rows()

    def _size_rows(self) -> None:
        self.virtual_size = Size(GUTTER + self.columns.total, (self.total or 0) + 1)
