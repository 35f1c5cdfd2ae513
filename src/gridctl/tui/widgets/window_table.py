"""The table for long lists: a million rows are as light as a hundred, with keys, mouse, marks and order."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from gridctl.core.errors import N_
from gridctl.tui.widgets.window_columns import Column, Placed
from gridctl.tui.widgets.window_lines import GUTTER, Sort
from gridctl.tui.widgets.window_moves import WindowMoves
from gridctl.tui.widgets.window_pages import Key, Listed, Pages, Row

__all__ = ["Column", "Key", "Listed", "Pages", "Row", "Sort", "WindowTable"]

SIDEWAYS = 8
"""Cells that an arrow key scrolls to the side."""

DOUBLE = 2
"""So many clicks open a row."""


class WindowTable(WindowMoves, can_focus=True):
    """A list of any length with its keys and the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", N_("row up"), show=False),
        Binding("down", "move(1)", N_("row down"), show=False),
        Binding("pageup", "turn(-1)", N_("page up"), show=False),
        Binding("pagedown", "turn(1)", N_("page down"), show=False),
        Binding("home,ctrl+home", "first", N_("first row"), show=False),
        Binding("end,ctrl+end", "last", N_("last row"), show=False),
        Binding("left", "sideways(-1)", N_("to the left"), show=False),
        Binding("right", "sideways(1)", N_("to the right"), show=False),
        Binding("enter", "open", N_("look at"), show=False),
        Binding("space", "mark", N_("mark"), show=False),
        Binding("asterisk", "mark_all", N_("mark all, or none"), show=False),
        Binding("shift+up", "stretch(-1)", N_("mark upwards"), show=False),
        Binding("shift+down", "stretch(1)", N_("mark downwards"), show=False),
        Binding("shift+pageup", "stretch_page(-1)", N_("mark a page up"), show=False),
        Binding("shift+pagedown", "stretch_page(1)", N_("mark a page down"), show=False),
        Binding("ctrl+left", "choose(-1)", N_("column before"), show=False),
        Binding("ctrl+right", "choose(1)", N_("next column"), show=False),
        Binding("less_than_sign", "widen(-1)", N_("narrower column"), show=False),
        Binding("greater_than_sign", "widen(1)", N_("wider column"), show=False),
        Binding("ctrl+up", "order(False)", N_("rising order"), show=False),
        Binding("ctrl+down", "order(True)", N_("falling order"), show=False),
        Binding("f5", "read_again", N_("read again"), show=False),
    ]

    _drag: tuple[Placed, int] | None = None
    _dragged = False

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.marks.end()
        self.go(self.cursor + rows)

    def action_turn(self, pages: int) -> None:
        """Move cursor and screen by a screenful."""
        self.marks.end()
        self.turn(pages)

    def action_first(self) -> None:
        """Go to the first row."""
        self.marks.end()
        self.go(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.marks.end()
        self.go((self.total or 1) - 1)

    def action_sideways(self, steps: int) -> None:
        """Show what is beyond an edge."""
        self.scroll_to(x=self.scroll_offset.x + steps * SIDEWAYS, animate=False, force=True)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.cursor_key is not None:
            self.post_message(self.Opened(self, self.cursor_key))

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark off, and go to the next."""
        if self.cursor_key is not None:
            self.toggle(self.cursor_key)
            self.go(self.cursor + 1)

    def action_mark_all(self) -> None:
        """Mark all rows; where some are marked, none."""
        if len(self.marks):
            self.unmark()
        elif self.total:
            self.marks.begin(0)
            self.stretch_to(self.total - 1)

    def action_stretch(self, rows: int) -> None:
        """Move the cursor and mark what it passes."""
        self.marks.begin(self.cursor)
        self.go(self.cursor + rows)
        self.stretch_to(self.cursor)

    def action_stretch_page(self, pages: int) -> None:
        """Move by a screenful and mark what is passed."""
        self.marks.begin(self.cursor)
        self.turn(pages)
        self.stretch_to(self.cursor)

    def action_choose(self, columns: int) -> None:
        """Choose a column, for its width and order."""
        keys = [one.column.key for one in self.columns.placed]
        if not keys:
            return
        place = keys.index(self.chosen) + columns if self.chosen in keys else min(0, columns)
        chosen = self.columns.placed[place % len(keys)]
        self.chosen = chosen.column.key
        self.show_column(chosen)
        self.refresh()

    def action_widen(self, cells: int) -> None:
        """Make the chosen column wider or narrower."""
        one = self.chosen_column()
        if one is not None:
            self.resize(one, one.width + cells)

    def action_order(self, descending: bool) -> None:
        """Ask for an order by the chosen column."""
        one = self.chosen_column()
        if one is not None and one.column.sorts:
            self.post_message(self.SortAsked(self, one.column.key, descending))

    def action_read_again(self) -> None:
        """Read what is seen once more."""
        self.refresh_data()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a row, mark it (at the gutter or with Ctrl), or open it; a title orders."""
        at = event.get_content_offset(self)
        if self._dragged or at is None or event.button != 1:
            self._dragged = False
            return
        event.stop()
        if at.y == 0:
            self._title_clicked(at.x)
        elif self.top + at.y - 1 < (self.total or 0):
            self._row_clicked(self.top + at.y - 1, event, at.x < GUTTER)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take a column by its right edge."""
        at = event.get_content_offset(self)
        self._dragged = False
        if at is None or at.y != 0:
            return
        one = self.columns.edge(at.x - GUTTER + self.scroll_offset.x)
        if one is not None:
            self._drag = (one, event.screen_x)
            self.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Make the column that is held as wide as the mouse says."""
        if self._drag is not None:
            one, began = self._drag
            self.resize(one, one.width + event.screen_x - began)
            event.stop()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the column."""
        if self._drag is not None:
            self._drag, self._dragged = None, True
            self.release_mouse()
            event.stop()

    def _row_clicked(self, index: int, event: events.Click, at_gutter: bool) -> None:
        if event.shift:
            self.marks.begin(self.cursor)
            self.go(index)
            self.stretch_to(index)
            return
        self.marks.end()
        self.go(index)
        if self.cursor_key is not None and (event.ctrl or at_gutter):
            self.toggle(self.cursor_key)
        elif event.chain == DOUBLE:
            self.action_open()

    def _title_clicked(self, x: int) -> None:
        if x < GUTTER:
            self.action_mark_all()
            return
        one = self.columns.at(x - GUTTER + self.scroll_offset.x)
        if one is not None and one.column.sorts:
            self.chosen = one.column.key
            self.refresh()
            self.post_message(self.SortAsked(self, one.column.key))
