"""What can be done with a long list: go to a row, mark rows, choose a column; and what is told of it."""

from textual.message import Message

from gridctl.present.i18n import _
from gridctl.tui.widgets.window_columns import Placed
from gridctl.tui.widgets.window_lines import GUTTER
from gridctl.tui.widgets.window_marks import MOST_MARKED
from gridctl.tui.widgets.window_pages import Key
from gridctl.tui.widgets.window_reading import KeysRead
from gridctl.tui.widgets.window_view import WindowView


class WindowMessage(Message):
    """What a table tells; `table` says which."""

    def __init__(self, table: "WindowMoves") -> None:
        super().__init__()
        self.table = table

    @property
    def control(self) -> "WindowMoves":
        """The table that tells it."""
        return self.table


class WindowMoves(WindowView):
    """A list with a cursor that is a row; all that it tells of rows it tells by their keys."""

    class Highlighted(WindowMessage, namespace="window_table"):
        """Another row is under the cursor; `key` is None where there is none."""

        def __init__(self, table: "WindowMoves", key: Key | None) -> None:
            super().__init__(table)
            self.key = key

    class Opened(WindowMessage, namespace="window_table"):
        """Somebody wants to see a row."""

        def __init__(self, table: "WindowMoves", key: Key) -> None:
            super().__init__(table)
            self.key = key

    class Marked(WindowMessage, namespace="window_table"):
        """Other rows are marked than before."""

        def __init__(self, table: "WindowMoves", keys: tuple[Key, ...]) -> None:
            super().__init__(table)
            self.keys = keys

    class SortAsked(WindowMessage, namespace="window_table"):
        """Somebody wants another order; `descending` is None where the direction is not said."""

        def __init__(self, table: "WindowMoves", column: str, descending: bool | None = None) -> None:
            super().__init__(table)
            self.column = column
            self.descending = descending

    _reach = 0

    def cursor_moved(self) -> None:
        """Tell which row is under the cursor."""
        self.post_message(self.Highlighted(self, self.cursor_key))

    def go(self, index: int) -> None:
        """Put the cursor on a row, by its place; what is beyond an end means that end."""
        if not self.total:
            return
        self.note = ""
        self.cursor = max(0, min(index, self.total - 1))
        row = self.row_at(self.cursor)
        self.cursor_key = None if row is None else row.key
        if self.cursor < self.top:
            self.put_on_top(self.cursor)
        elif self.cursor >= self.top + self.room:
            self.put_on_top(self.cursor - self.room + 1)
        self.announce()
        self.refresh()

    def turn(self, pages: int) -> None:
        """Move cursor and screen by a screenful."""
        self.put_on_top(self.top + pages * self.room)
        self.go(self.cursor + pages * self.room)

    def put_on_top(self, index: int) -> None:
        """Scroll so that a row is the first that is seen, as far as the list goes."""
        self.scroll_to(y=index, animate=False, force=True)

    def toggle(self, key: Key) -> None:
        """Mark a row, or take its mark off."""
        self.marks.toggle(key)
        self.tell_marks()

    def unmark(self) -> None:
        """Take all marks off."""
        if len(self.marks):
            self.marks.clear()
            self.tell_marks()

    def stretch_to(self, index: int) -> None:
        """Mark from where the range began to `index`; what has not been read is read first."""
        if not self.total:
            return
        origin = self.marks.begin(index)
        first, last = min(origin, index), max(origin, index)
        self._reach = index
        if last - first >= MOST_MARKED:
            self.marks.end()
            self.note = _("At most {count} rows are marked at once.").format(count=MOST_MARKED)
            self.refresh()
            return
        keys = self._kept.keys(first, last)
        if keys is not None:
            self.keys_came(KeysRead(first, last, keys))
        elif self._reader is not None:
            self._reader.keys(first, last)

    def keys_came(self, told: KeysRead) -> None:
        """Mark a range; where it has grown since it was asked for, ask once more."""
        origin = self.marks.origin
        if origin is None:
            return
        if (told.first, told.last) != (min(origin, self._reach), max(origin, self._reach)):
            self.stretch_to(self._reach)
            return
        self.marks.stretch(told.keys)
        self.tell_marks()

    def tell_marks(self) -> None:
        """Tell which rows are marked."""
        self.post_message(self.Marked(self, self.marks.keys))
        self.refresh()

    def chosen_column(self) -> Placed | None:
        """Return the column that was chosen, if it is to be seen."""
        return next((one for one in self.columns.placed if one.column.key == self.chosen), None)

    def resize(self, one: Placed, width: int) -> None:
        """Make a column as wide as the user wants it."""
        self.columns.resize(one.column.key, width)
        self.fit()

    def show_column(self, one: Placed) -> None:
        """Scroll sideways as far as a column needs."""
        room = self.scrollable_content_region.width - GUTTER
        left = self.scroll_offset.x
        if one.end > left + room:
            self.scroll_to(x=min(one.x, one.end - room), animate=False, force=True)
        elif one.x < left:
            self.scroll_to(x=one.x, animate=False, force=True)
