"""Boards and lists of duty as spreadsheets (XLSX) that people print and pin to walls."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from gridctl.core.roster_views import BoardView
from gridctl.exchange.workbook import new_book
from gridctl.present.board import legend, matrix
from gridctl.present.duty_words import WEEKDAYS
from gridctl.present.formula import guard
from gridctl.present.i18n import _
from gridctl.present.titles import title
from gridctl.present.values import people_text
from gridctl.present.visible import visible

FIXED, NAME, DAY, SUM = 9, 22, 5.5, 7
"""Widths of columns, in characters of a spreadsheet."""
_SATURDAY = 5


def board_sheet(board: BoardView, head: str) -> bytes:
    """Return a board as a workbook: landscape, as wide as one page, the dates on each; what is missing in red."""
    book, sheet, file = new_book(_("Board"))
    bold, cell = book.add_format({"bold": True}), book.add_format({"align": "center", "border": 1})
    plain = book.add_format({"border": 1})
    title_, weekend = (
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"bold": True, "align": "center", "border": 1, "bg_color": "#DDDDDD"}),
    )
    day = book.add_format({"bold": True, "align": "center", "border": 1})
    red = book.add_format({"align": "center", "border": 1, "bold": True, "font_color": "#B00000"})
    sheet.write_string(0, 0, _safe(head), title_)
    keys = ["member", "name", *board.days, "hours", "nights"]
    for place, key in enumerate(keys):
        on = date.fromisoformat(key) if key in board.days else None
        words = f"{on:%m-%d}\n{_(WEEKDAYS[on.weekday()])}" if on else title(key, "board")
        sheet.write_string(1, place, words, weekend if on and on.weekday() >= _SATURDAY else day)
    line = 2
    for line, row in enumerate(matrix(board), 2):
        for place, key in enumerate(keys):
            short = isinstance(row[key], int) and row[key] < 0
            _write(sheet, line, place, row[key], red if short else plain if place < 2 else cell)  # noqa: PLR2004
    for place, words in enumerate(legend(board), line + 2):
        sheet.write_string(place, 0, _safe(words), bold)
    sheet.set_row(1, 30)
    sheet.set_column(0, 0, FIXED)
    sheet.set_column(1, 1, NAME)
    sheet.set_column(2, 1 + len(board.days), DAY)
    sheet.set_column(2 + len(board.days), 3 + len(board.days), SUM)
    sheet.freeze_panes(2, 2)
    sheet.repeat_rows(1)
    sheet.set_landscape()
    book.close()
    return file.getvalue()


def list_sheet(rows: Iterable[Mapping[str, Any]], keys: Sequence[str], thing: str) -> bytes:
    """Return a list as a workbook: a line of titles, then the values as people read them."""
    book, sheet, file = new_book(_("Roster"))
    bold = book.add_format({"bold": True, "bottom": 1})
    for place, key in enumerate(keys):
        sheet.write_string(0, place, title(key, thing), bold)
    for line, row in enumerate(rows, 1):
        for place, key in enumerate(keys):
            value = row[key]
            _write(sheet, line, place, value if isinstance(value, int) else people_text(value, thing, key))
    sheet.set_column(0, len(keys) - 1, 14)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    book.close()
    return file.getvalue()


def _write(sheet: Any, line: int, place: int, value: Any, look: Any = None) -> None:  # noqa: ANN401
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(line, place, value, look)
    elif value:
        sheet.write_string(line, place, _safe(str(value)), look)
    else:
        sheet.write_blank(line, place, None, look)


def _safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, and that shows what is hidden in it."""
    return guard(visible(text))
