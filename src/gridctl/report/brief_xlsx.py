"""A brief as a workbook: typed columns, widths in cells, a chart; texts are texts and nothing is a formula."""

import io
import re
from datetime import datetime
from typing import Any

from gridctl.core.brief_views import NUMBERS, Brief, Cells, Column, Section, Table, Unit
from gridctl.present import brief_labels as names
from gridctl.present.cells import cell_len
from gridctl.present.i18n import _
from gridctl.present.visible import visible
from gridctl.report.brief_parts import cell_text, footer, heading, sheet_of

_A4 = 9
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LONGEST = 31
"""So long the name of a sheet may be."""
_WIDEST = 60
_NUMBERS = {Unit.COUNT: "#,##0", Unit.HOURS: "0.0", Unit.SHARE: "0.0%"}
_COLOURS = ("#2f6fb0", "#8fb7dd")

SIGNAL_COLOURS = {
    "green": "#3a9d5d",
    "blue": "#3b7dd8",
    "yellow": "#e3b505",
    "orange": "#e8791c",
    "red": "#d43c31",
}
"""The five colours as paper and screen show them."""


def workbook(brief: Brief) -> bytes:
    """Return the whole workbook: the figures of all sections on the first sheet, each table on its own."""
    import xlsxwriter  # start-up: this format alone needs it

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        found = _Book(book)
        found.summary(brief)
        for section in brief.sections:
            for table in section.tables:
                found.table(section, table)
    return file.getvalue()


class _Book:
    """The workbook while it is written."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401
        self.book = book
        self.names: set[str] = set()
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.right = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "align": "right"})
        self.note = book.add_format({"font_color": "#666666"})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.formats = {unit: book.add_format({"num_format": how}) for unit, how in _NUMBERS.items()}
        self.time = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})

    def sheet(self, name: str) -> Any:  # noqa: ANN401
        """Return a new sheet for A4, with a name that no other has."""
        plain = _NOT_IN_NAMES.sub(" ", name)[:_LONGEST].strip() or "-"
        found, count = plain, 1
        while found.casefold() in self.names:
            count += 1
            found = f"{plain[: _LONGEST - 4]} {count}"
        self.names.add(found.casefold())
        sheet = self.book.add_worksheet(found)
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&P / &N")
        return sheet

    def summary(self, brief: Brief) -> None:
        """Write the sheet of all figures."""
        sheet = self.sheet(names.section_title("requests") if brief.kind == "request" else _("Figures"))
        lines = heading(brief)
        sheet.write_string(0, 0, lines[0], self.title)
        for place, line in enumerate(lines[1:], 1):
            sheet.write_string(place, 0, line, self.note)
        row = len(lines) + 1
        top = row
        for place, name in enumerate((_("section"), _("figure"), *names.beside(brief.kind))):
            sheet.write_string(row, place, name, self.head if place < 2 else self.right)  # noqa: PLR2004
        width = 12
        for section in brief.sections:
            for one in section.figures:
                row += 1
                named = names.figure_name(one.key)
                width = max(width, cell_len(named))
                sheet.write_string(row, 0, names.section_title(section.key))
                sheet.write_string(row, 1, named)
                for place, value in enumerate((one.value, one.before, one.week_before), 2):
                    if value is not None:
                        sheet.write_number(row, place, value, self.formats[Unit(one.unit)])
        sheet.write_string(row + 2, 0, footer(brief), self.note)
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, min(_WIDEST, width + 2))
        sheet.set_column(2, 4, 16)
        sheet.freeze_panes(top + 1, 2)
        sheet.repeat_rows(top)

    def table(self, section: Section, table: Table) -> None:
        """Write a table, with its chart where it has one."""
        words = sheet_of(section, table)
        sheet = self.sheet(f"{names.section_title(section.key)} {names.table_title(section.key, table.key)}")
        for place, (name, right) in enumerate(zip(words.headings, words.right, strict=True)):
            sheet.write_string(0, place, name, self.right if right else self.head)
            cells = [name, *(row[place] for row in words.rows)]
            sheet.set_column(place, place, min(_WIDEST, max(map(cell_len, cells)) + 2))
        for line, row in enumerate(table.rows, 1):
            for place, (value, column) in enumerate(zip(row, table.columns, strict=True)):
                self._cell(sheet, (line, place), value, column)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        self._chart(sheet, section, table, words.headings)

    def _cell(self, sheet: Any, at: tuple[int, int], value: Any, column: Column) -> None:  # noqa: ANN401
        if value is None or value == "":
            return
        if column.cells in NUMBERS:
            unit = Unit(column.cells)
            sheet.write_number(*at, value, self.formats[unit])
        elif column.cells == Cells.TIME:
            # A workbook knows no zones: the time is written as the clock on the wall shows it.
            sheet.write_datetime(*at, datetime.fromisoformat(value).replace(tzinfo=None), self.time)
        else:
            sheet.write_string(*at, visible(cell_text(value, column)))

    def _chart(self, sheet: Any, section: Section, table: Table, headings: tuple[str, ...]) -> None:  # noqa: ANN401
        drawn = next((one for one in section.charts if one.table == table.key), None)
        if drawn is None or not table.rows:
            return
        last = min(len(table.rows), drawn.most)
        keys = [column.key for column in table.columns]
        stacked = len(drawn.columns) > len(_COLOURS)
        chart = self.book.add_chart({"type": "column", **({"subtype": "stacked"} if stacked else {})})
        for number, key in enumerate(drawn.columns):
            place = keys.index(key)
            series = {
                "name": headings[place],
                "categories": [sheet.get_name(), 1, 0, last, 0],
                "values": [sheet.get_name(), 1, place, last, place],
            }
            fill = SIGNAL_COLOURS.get(key) or _COLOURS[number % len(_COLOURS)]
            chart.add_series(series | {"fill": {"color": fill}})
        chart.set_title({"name": names.table_title(section.key, table.key), "name_font": {"size": 11}})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 640, "height": 320})
        sheet.insert_chart(1, len(keys) + 1, chart)
