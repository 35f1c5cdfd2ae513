"""A long list on the screen: paints what is seen of what is known."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from gridctl.present.cells import wrap
from gridctl.present.i18n import _
from gridctl.tui.widgets import window_lines
from gridctl.tui.widgets.window_data import WindowData
from gridctl.tui.widgets.window_lines import GUTTER, Look, Sort

TONES = ("red", "orange", "yellow", "blue", "green", "dim", "strong")
"""What a column's `tone` may answer: the five colours of the reminder, less, and more."""

PARTS = ("header", "chosen", "cursor", "marked", "unread", "note", "error")


class WindowView(WindowData):
    """A list of which the lines that are seen are painted, and no others."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"window-table--{part}" for part in (*PARTS, *TONES)}

    DEFAULT_CSS = """
    WindowView {
        height: 1fr;
        overflow-x: auto;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 1;
        background: $surface;
        color: $foreground;
        & > .window-table--header { background: $panel; color: $foreground; text-style: bold; }
        & > .window-table--chosen { background: $panel; color: $foreground; text-style: bold underline; }
        & > .window-table--cursor {
            background: $block-cursor-blurred-background;
            color: $block-cursor-blurred-foreground;
            text-style: $block-cursor-blurred-text-style;
        }
        &:focus > .window-table--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        & > .window-table--marked { background: $primary-muted; color: $foreground; }
        & > .window-table--unread { color: $text-muted; }
        & > .window-table--note { color: $text-muted; }
        & > .window-table--error { color: $text-error; text-style: bold; }
        & > .window-table--red { color: $text-error; text-style: bold; }
        & > .window-table--orange { color: $text-warning; text-style: bold; }
        & > .window-table--yellow { color: $text-warning; }
        & > .window-table--blue { color: $text-primary; }
        & > .window-table--green { color: $text-success; }
        & > .window-table--dim { color: $text-muted; }
        & > .window-table--strong { text-style: bold; }
    }
    """

    sort: Sort | None = None
    chosen: str | None = None
    note: str = ""
    _look: Look | None = None

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns in this order, and no others."""
        self.columns.arrange(keys)
        self.fit()

    def order_mark(self, sort: Sort | None) -> None:
        """Say in the header by which column the list is ordered."""
        self.sort = sort
        self.refresh()

    @property
    def said(self) -> str:
        """What the last line tells beside the rows: a fault, that it takes long, or a note."""
        return self.fault or (_("Reading ...") if self.is_slow else self.note)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint lines; styles are looked up once for all of them."""
        self._look = self._styles()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return one line: the titles, a row, or what stands where there are none."""
        look = self._look or self._styles()
        width = self.size.width
        if y == 0:
            body = window_lines.header_line(self.columns.placed, look, self.sort, self.chosen)
            return window_lines.whole_line("", body, look.header, width, self.scroll_offset.x)
        if not self.total:
            return self._instead_of_rows(y, look, width)
        if self.said and y == self.scrollable_content_region.height - 1:
            return window_lines.text_line(self.said, look.error if self.fault else look.note, width)
        index = self.top + y - 1
        if index >= self.total:
            return Strip.blank(width, look.line)
        return self._row_line(index, look, width)

    def _row_line(self, index: int, look: Look, width: int) -> Strip:
        row = self._kept.row(index)
        marked = row is not None and row.key in self.marks
        here = index == self.cursor
        style = look.cursor if here else look.marked if marked else look.line
        gutter = (window_lines.CURSOR if here else " ") + (window_lines.MARK if marked else " ")
        if row is None:
            body = Strip([Segment(window_lines.UNREAD, style if here else look.unread)])
        else:
            body = window_lines.row_line(self.columns.placed, row, style, None if here else look.tones)
        return window_lines.whole_line(gutter, body, style, width, self.scroll_offset.x)

    def _instead_of_rows(self, y: int, look: Look, width: int) -> Strip:
        """Return a line of what is said where no row is: why, what to do, or that it is being read."""
        if self.fault:
            text, style = self.fault, look.error
        elif self.total is None:
            text, style = _("Reading ..."), look.note
        else:
            text, style = self.empty or _("Nothing here."), look.note
        lines = ["", *wrap(text, max(2, width - 2 * GUTTER))]
        return window_lines.text_line(lines[y - 1] if y <= len(lines) else "", style, width)

    def _styles(self) -> Look:
        def of(part: str, *, partial: bool = False) -> Style:
            return self.get_component_rich_style(f"window-table--{part}", partial=partial)

        parts = [of(part) for part in PARTS]
        return Look({tone: of(tone, partial=True) for tone in TONES}, self.rich_style, *parts)
