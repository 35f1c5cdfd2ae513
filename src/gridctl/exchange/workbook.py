"""One sheet of texts as an XLSX file: no formulas, no links, nothing but text in its cells."""

import io
import re
import zipfile
from collections.abc import Sequence
from html import escape

from gridctl.exchange.cells import column_letters

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
    ' Target="{target}"/></Relationships>'
)
_BOOK = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"'
    ' state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="18"/><sheetData>{rows}</sheetData>'
    "</worksheet>"
)


def workbook(name: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook with one sheet; the first row stands still when the others are scrolled."""
    lines = "".join(_row(number, cells) for number, cells in enumerate(rows, 1))
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS.format(kind="officeDocument", target="xl/workbook.xml"),
        "xl/workbook.xml": _BOOK.format(name=_text(name)[:31]),
        "xl/_rels/workbook.xml.rels": _RELS.format(kind="worksheet", target="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": _SHEET.format(rows=lines),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in parts.items():
            packed.writestr(zipfile.ZipInfo(path, (2021, 1, 1, 0, 0, 0)), content)
    return file.getvalue()


def _row(number: int, cells: Sequence[str]) -> str:
    filled = "".join(
        f'<c r="{column_letters(place)}{number}" t="inlineStr"><is><t xml:space="preserve">{_text(cell)}</t></is></c>'
        for place, cell in enumerate(cells)
        if cell
    )
    return f'<row r="{number}">{filled}</row>'


def _text(words: str) -> str:
    return escape(_NO_XML.sub("", words))
