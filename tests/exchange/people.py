"""Made people for spreadsheets: right identity numbers, phones, homes, and spreadsheets of every format."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import xlwt
from hypothesis import strategies as st
from xlsxwriter import Workbook

from gridctl.exchange.cells import guard
from persons import identity

HEADER = ("姓名", "身份证号", "联系电话", "房屋", "性别", "出生日期", "备注")
Person = tuple[str, ...]

_SURNAMES = "王李张刘陈杨黄赵吴周欧阳司马"
_GIVEN = "秀红芳伟娜敏静强磊军洋勇艳杰涛明超兰霞平刚桂英㛃燚"
_DAYS = st.dates(date(1920, 1, 1), date(2021, 12, 31))
_WORDS = "会说英语，住三楼。No. 5 'ok' \"好\" ;,|<&>+=-@ 1.50 00123"


@st.composite
def persons(draw: st.DrawFn) -> Person:
    """Draw one person, as the cells of a row under `HEADER`."""
    name = draw(st.sampled_from(_SURNAMES)) + draw(st.text(_GIVEN, min_size=1, max_size=2))
    name = draw(st.sampled_from((name, name, name, "Anna Müller", "买买提·阿布都", "José O'Neill")))
    born = draw(_DAYS)
    number = draw(st.integers(0, 999))
    phone = f"1{draw(st.integers(3, 9))}{draw(st.integers(0, 10**9 - 1)):09d}"
    room = f"HZ12-{draw(st.integers(1, 2))}-{draw(st.integers(1, 9))}0{draw(st.integers(1, 4))}"
    notes = draw(st.text(_WORDS, max_size=20)).strip()
    return (
        name,
        draw(st.sampled_from(("", identity(born.isoformat(), number)))),
        phone,
        room,
        "男" if number % 2 else "女",
        born.isoformat(),
        " ".join(notes.split()),
    )


def as_csv(rows: Sequence[Person], encoding: str) -> bytes:
    """Return a CSV file whose cells are guarded from being taken for formulas, as ours are (TRUST.md 12)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows([guard(cell) for cell in row] for row in rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Sequence[object]], header: Sequence[str] = HEADER) -> bytes:
    """Return an XLSX file; texts are written as texts, numbers as numbers."""
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate((header, *rows)):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(line, place, cell)
                elif cell is not None:
                    sheet.write(line, place, cell)
    return target.getvalue()


def as_xls(rows: Sequence[Person]) -> bytes:
    """Return an XLS file (BIFF8), whose texts are texts."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for line, row in enumerate((HEADER, *rows)):
        for place, cell in enumerate(row):
            if cell:
                sheet.write(line, place, cell)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


_ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>
<office:spreadsheet><table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet>
</office:body></office:document-content>"""
_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def as_ods(rows: Sequence[Person]) -> bytes:
    """Return an ODS file: a zip with its kind first and one content part, as OpenDocument 1.2 says."""
    lines = []
    for row in (HEADER, *rows):
        cells = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        lines.append(f"<table:table-row>{cells}</table:table-row>")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", _KIND, zipfile.ZIP_STORED)
        archive.writestr("content.xml", _ODS.format(rows="".join(lines)), zipfile.ZIP_DEFLATED)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>'
            "</manifest:manifest>",
        )
    return target.getvalue()


def write(path: Path, content: bytes) -> Path:
    """Write a file and return its path."""
    path.write_bytes(content)
    return path
