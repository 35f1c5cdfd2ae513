"""Workbooks that go out: texts and numbers alone, no formulas, no links (TRUST.md, 12)."""

import io
from collections.abc import Sequence
from typing import Any

_A4 = 9


def new_book(name: str) -> tuple[Any, Any, io.BytesIO]:
    """Return a workbook with one sheet for A4, the sheet, and the file that is filled when the book is closed."""
    import xlsxwriter  # start-up: an export alone needs it

    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(name)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&P / &N")
    return book, sheet, file


def text_book(name: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook of texts; the first row is printed on each page and stands still when others are scrolled."""
    book, sheet, file = new_book(name)
    for line, row in enumerate(rows):
        for place, text in enumerate(row):
            if text:
                sheet.write_string(line, place, text)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return file.getvalue()
