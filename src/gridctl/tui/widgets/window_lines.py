"""The lines of a long list: segments of text, aligned in cells, with the style of each."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from gridctl.present.cells import cell_len, cut, pad
from gridctl.present.visible import visible
from gridctl.tui.widgets.window_columns import GAP, Placed
from gridctl.tui.widgets.window_pages import Row

GUTTER = 2
"""Cells before the first column that stay when the rest scrolls: a sign for the cursor, one for a mark."""

CURSOR, MARK, UNREAD = ">", "*", "..."
RISING, FALLING = " ^", " v"


class Sort(NamedTuple):
    """By which column the list is ordered, and in which direction."""

    column: str
    descending: bool = False


class Look(NamedTuple):
    """The styles of a table's parts; `tones` are laid over a row's own."""

    tones: Mapping[str, Style]
    line: Style
    header: Style
    chosen: Style
    cursor: Style
    marked: Style
    unread: Style
    note: Style
    error: Style


def header_line(placed: Sequence[Placed], look: Look, sort: Sort | None, chosen: str | None) -> Strip:
    """Return the titles, with a sign at the one that the list is ordered by."""
    segments = []
    for one in placed:
        sign = ""
        if sort and sort.column == one.column.key:
            sign = FALLING if sort.descending else RISING
        title = cut(visible(one.column.title), max(1, one.width - len(sign))) + sign
        style = look.chosen if one.column.key == chosen else look.header
        segments.append(Segment(pad(title, one.width, right=one.column.right), style))
        segments.append(Segment(" " * GAP, look.header))
    return _strip(segments)


def row_line(placed: Sequence[Placed], row: Row, style: Style, tones: Mapping[str, Style] | None) -> Strip:
    """Return the cells of a row; without `tones` all of them in the row's own style."""
    segments = []
    for one in placed:
        text = visible(row.cells[one.cell])
        fitting = pad(cut(text, one.width), one.width, right=one.column.right)
        segments.append(Segment(fitting, style + _tone(one, row, tones)))
        segments.append(Segment(" " * GAP, style))
    return _strip(segments)


def _tone(one: Placed, row: Row, tones: Mapping[str, Style] | None) -> Style | None:
    if tones is None or one.column.tone is None:
        return None
    code = row.codes.get(one.column.key, row.cells[one.cell])
    return tones.get(one.column.tone(code))


def whole_line(gutter: str, body: Strip, style: Style, width: int, scrolled: int) -> Strip:
    """Return a line of `width` cells: the gutter, then what of `body` stands behind `scrolled` cells."""
    room = max(0, width - GUTTER)
    seen = body.crop(scrolled, scrolled + room)
    return Strip([Segment(pad(gutter, GUTTER), style), *seen], GUTTER + seen.cell_length).extend_cell_length(
        width, style
    )


def text_line(text: str, style: Style, width: int) -> Strip:
    """Return a line of plain text, behind the gutter."""
    fitting = cut(visible(text), max(1, width - GUTTER))
    return _strip([Segment(pad(" " * GUTTER + fitting, width), style)])


def _strip(segments: list[Segment]) -> Strip:
    return Strip(segments, sum(cell_len(segment.text) for segment in segments))
