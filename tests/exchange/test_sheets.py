# ruff: noqa: DTZ001  (a sheet's times have no zone)
"""XLSX, XLS and ODS: read in a guarded child, hostile files refused in one sentence (TRUST.md 15)."""

import io
import os
import struct
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from exchange.conftest import DATA, Make, Readings, Refusal
from gridctl.exchange import sheets
from gridctl.exchange.formats import open_table

Fill = Callable[[Workbook, Worksheet], None]


def workbook(path: Path, fill: Fill) -> Path:
    """Make a workbook; `fill` gets the book and its first sheet."""
    book = xlsxwriter.Workbook(path)
    fill(book, book.add_worksheet("数据"))
    book.close()
    return path


def simple(_book: Workbook, sheet: Worksheet) -> None:
    """Write a header and two rows."""
    sheet.write_row(0, 0, ["姓名", "电话"])
    sheet.write_row(1, 0, ["王伟", "13800000000"])
    sheet.write_row(2, 0, ["李芳", 13900139000])


def patched(source: Path, target: Path, part: str, old: str, new: str, **more: str) -> Path:
    """Copy a workbook with a text in one part replaced."""
    with zipfile.ZipFile(source) as zin, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zout:
        for name in zin.namelist():
            data = zin.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            zout.writestr(name, data)
        for name, text in more.items():
            zout.writestr(name, text)
    return target


def test_cells_keep_their_types(tmp_path: Path) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["文本", "数", "时间", "日期", "是否"])
        sheet.write_string(2, 0, "0012")
        sheet.write_number(2, 1, 1.5)
        sheet.write_datetime(
            2, 2, datetime(2025, 3, 4, 5, 6), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        )
        sheet.write_datetime(2, 3, date(2025, 3, 4), book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_boolean(2, 4, True)
        sheet.write_string(3, 9, " ")

    with open_table(workbook(tmp_path / "a.xlsx", fill)) as table:
        assert (table.format, table.encoding, table.sheet, len(table.sha256)) == ("xlsx", "", "数据", 64)
        items = list(table)
        assert items[0] == (3, ["0012", 1.5, datetime(2025, 3, 4, 5, 6), date(2025, 3, 4), True])
        assert not isinstance(items[1], tuple)
        assert items[1].error.code == "long_row"


def test_the_first_sheet_that_is_not_empty_or_the_one_asked_for(tmp_path: Path, refusal: Refusal) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("空")
    book.add_worksheet("一").write_column(0, 0, ["a", "1"])
    book.add_worksheet("R&D").write_column(0, 0, ["b", "2"])
    book.close()
    for wanted, header in ((None, "a"), ("r&d", "b")):
        with open_table(path, sheet=wanted) as table:
            assert table.header == (header,)
    error = refusal(path, sheet="二")
    assert (error.code, error.args_["known"]) == ("no_sheet", "空, 一, R&D")
    assert refusal(path, sheet="空").code == "no_rows"


def test_formulas_give_their_stored_value_or_are_refused(tmp_path: Path, read: Readings) -> None:
    def fill(_book: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_formula(1, 0, "=1+1", None, 2)
        sheet.write_formula(2, 0, "=1+2", None, 777)
        sheet.write_formula(3, 0, "=NA()", None, "#N/A")
        sheet.write_row(4, 0, ["x", "y"])

    first = workbook(tmp_path / "a.xlsx", fill)
    path = patched(first, tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml", "<v>777</v>", "")
    with open_table(path) as table:
        assert [note.args for note in table.notes] == [{"count": 3}]
    rows, bad = read(path)
    assert [(line, values[0]) for line, values in rows] == [(2, 2.0), (5, "x")]
    assert [(row.line, row.error.code, row.error.args_["cell"]) for row in bad] == [
        (3, "formula", "A3"),
        (4, "error_value", "A4"),
    ]


def test_merged_cells_are_named(tmp_path: Path, read: Readings, refusal: Refusal) -> None:
    def rows_merged(book: Workbook, sheet: Worksheet) -> None:
        simple(book, sheet)
        sheet.merge_range(3, 0, 4, 0, "合")
        sheet.write_row(5, 0, ["赵", "1"])

    rows, bad = read(workbook(tmp_path / "a.xlsx", rows_merged))
    assert [line for line, _ in rows] == [2, 3, 6]
    assert [(row.line, row.error.code, row.error.args_["cells"]) for row in bad] == [
        (line, "merged_row", "A4:A5") for line in (4, 5)
    ]

    def title_merged(book: Workbook, sheet: Worksheet) -> None:
        sheet.merge_range(0, 0, 0, 5, "求助登记表")
        sheet.write_row(1, 0, ["姓名", "电话"])
        sheet.write_row(2, 0, ["王", "1"])

    path = workbook(tmp_path / "b.xlsx", title_merged)
    error = refusal(path)
    assert (error.code, error.args_["cells"], error.args_["line"]) == ("merged_header", "A1:F1", 1)
    with open_table(path, skip=[1]) as table:
        assert table.header == ("姓名", "电话")


def test_a_far_cell_is_refused_before_it_is_read(tmp_path: Path, refusal: Refusal) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        simple(book, sheet)
        sheet.write_string(1_048_575, 16_383, "far")

    started = time.perf_counter()
    error = refusal(workbook(tmp_path / "a.xlsx", fill))
    assert (error.code, error.args_["cell"]) == ("far_cell", "XFD1048576")
    assert time.perf_counter() - started < 5


def test_a_large_sheet_is_looked_over_while_it_is_read(
    tmp_path: Path, read: Readings, refusal: Refusal
) -> None:
    plain, part = workbook(tmp_path / "a.xlsx", simple), "xl/worksheets/sheet1.xml"
    end, count = "</row></sheetData>", 99_000
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(10, count))
    last = f'<row r="{count}"><c r="A{count}" t="e"><v>#N/A</v></c><c r="B{count}"><f>A2</f></c></row>'
    large = patched(plain, tmp_path / "b.xlsx", part, end, f"</row>{rows}{last}</sheetData>")
    found, bad = read(large)
    assert found[-1] == (count - 1, (count - 1, ""))
    assert [(row.line, row.error.code) for row in bad] == [(count, "formula")]
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    far_off = patched(plain, tmp_path / "c.xlsx", part, end, f"</row>{rows}{far}</sheetData>")
    # Where the machine lets the reader win the race, it dies at its bounds of memory.
    assert refusal(far_off).code in {"far_cell", "reader_died"}


def test_a_far_cell_that_hides_its_address_kills_only_the_child(tmp_path: Path, refusal: Refusal) -> None:
    path = workbook(tmp_path / "a.xlsx", simple)
    hidden = '<c\tr="XFD1048576" t="n"><v>1</v></c></row>'
    path = patched(
        path, tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml", "</row></sheetData>", hidden + "</sheetData>"
    )
    assert refusal(path).code in {"far_cell", "reader_died", "damaged"}


def test_a_bomb_is_refused(tmp_path: Path, refusal: Refusal) -> None:
    source = workbook(tmp_path / "a.xlsx", simple)
    path = patched(
        source, tmp_path / "b.xlsx", "xl/workbook.xml", "<", "<", **{"xl/big.bin": "0" * 50_000_000}
    )
    assert refusal(path).code == "bomb"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_document_types_are_refused(tmp_path: Path, refusal: Refusal, part: str) -> None:
    source = workbook(tmp_path / "a.xlsx", simple)
    doctype = '?>\n<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert refusal(patched(source, tmp_path / "b.xlsx", part, "?>", doctype)).code == "dtd"


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        ("a.csv", b"\x7fELF" + bytes(100), "program"),
        ("a.xls", b"%PDF-1.7\n", "PDF"),
        ("a.xls", b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>", "web page"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "XML"),
        ("a.xlsx", b"\x1f\x8b\x08" + bytes(50), "gzip"),
        ("a.csv", bytes(5000), "binary"),
        ("a.db", b"SQLite format 3\0" + bytes(50), "database"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(
    make: Make, refusal: Refusal, name: str, content: bytes, what: str
) -> None:
    error = refusal(make(name, content))
    assert error.code == "no_table"
    assert what in error.message


def test_other_archives_are_called_by_their_name(make: Make, refusal: Refusal) -> None:
    for part, what in (("word/document.xml", "Word"), ("xl/workbook.bin", "XLSB"), ("x.txt", "zip")):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr(part, "x")
        assert what in refusal(make("a.xlsx", data.getvalue())).message


def test_damaged_workbooks_are_one_sentence(tmp_path: Path, make: Make, refusal: Refusal) -> None:
    whole = workbook(tmp_path / "w.xlsx", simple).read_bytes()
    assert refusal(make("a.xlsx", whole[: len(whole) // 2])).code == "damaged"
    assert refusal(make("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(4000))).code in {
        "damaged",
        "reader_died",
    }
    broken = bytearray(whole)
    broken[200:260] = os.urandom(60)
    assert refusal(make("b.xlsx", bytes(broken))).code in {
        "damaged",
        "reader_died",
        "no_table",
        "no_rows",
        "no_sheet",
    }


def test_too_large_a_workbook_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, refusal: Refusal
) -> None:
    monkeypatch.setattr(sheets, "SIZE", 1000)
    assert refusal(workbook(tmp_path / "a.xlsx", simple)).code == "too_large"


def test_options_that_do_not_fit_are_refused(tmp_path: Path, make: Make, refusal: Refusal) -> None:
    path = workbook(tmp_path / "a.xlsx", simple)
    assert "encoding" in refusal(path, encoding="gbk").message
    assert "sheets" in refusal(make("a.csv", "a,b\n1,2\n"), sheet="x").message


def test_header_only_and_empty_workbooks(tmp_path: Path, refusal: Refusal) -> None:
    assert refusal(workbook(tmp_path / "a.xlsx", lambda _b, _s: None)).code == "no_rows"
    assert (
        refusal(workbook(tmp_path / "b.xlsx", lambda _b, s: s.write_row(0, 0, ["a", "b"]))).code == "no_rows"
    )


def test_the_child_ends_when_the_table_is_left_early(tmp_path: Path) -> None:
    with open_table(workbook(tmp_path / "a.xlsx", simple)) as table:
        next(iter(table))
    assert isinstance(table, sheets.SheetTable)
    assert table._child.returncode is not None


def xls(path: Path) -> Path:
    """Make an old binary workbook by hand: BIFF8 in one stream of a compound file."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    def label(row: int, column: int, text: str) -> bytes:
        return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))

    def begin(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 1996, 0, 6))

    name = struct.pack("<BB", 4, 0) + b"Data"
    head = begin(5) + record(0x0042, struct.pack("<H", 1200))
    where = len(head) + len(record(0x0085, bytes(6) + name)) + 4
    head += record(0x0085, struct.pack("<IH", where, 0) + name) + record(0x000A, b"")
    phone = record(0x0203, struct.pack("<HHHd", 1, 1, 0, 13900139000.0))
    sheet = label(0, 0, "姓名") + label(0, 1, "电话") + label(1, 0, "王伟") + phone
    stream = (head + begin(16) + sheet + record(0x000A, b"")).ljust(4096, b"\0")
    fat = struct.pack("<10I", 0xFFFFFFFD, 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE).ljust(512, b"\xff")

    def entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = (title + "\0").encode("utf-16-le")
        none = 0xFFFFFFFF
        return struct.pack(
            "<64sHBBIII16sIQQIQ", text, len(text), kind, 1, none, none, child, b"", 0, 0, 0, start, size
        )

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, 4096) + bytes(256)
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    sizes = struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    starts = struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header = (magic + sizes + starts + struct.pack("<I", 0)).ljust(512, b"\xff")
    path.write_bytes(header + fat + folder + stream)
    return path


def test_old_binary_workbooks_are_read(tmp_path: Path) -> None:
    with open_table(xls(tmp_path / "a.xls")) as table:
        assert (table.format, table.sheet, table.header) == ("xls", "Data", ("姓名", "电话"))
        assert list(table) == [(2, ["王伟", 13900139000.0])]


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="S">%s</table:table></office:spreadsheet></office:body></office:document-content>"""


def ods(path: Path, rows: str) -> Path:
    """Make an OpenDocument sheet by hand."""
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS % rows)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


CELL = '<table:table-cell office:value-type="string"%s><text:p>%s</text:p></table:table-cell>'


def test_opendocument_is_read(tmp_path: Path) -> None:
    row = "<table:table-row>" + "".join(CELL % ("", text) for text in ("a", "b")) + "</table:table-row>"
    head = "<table:table-row>" + CELL % ("", "x") + CELL % ("", "y") + "</table:table-row>"
    with open_table(ods(tmp_path / "b.ods", head + row)) as table:
        assert (table.format, table.header) == ("ods", ("x", "y"))
        assert list(table) == [(2, ["a", "b"])]


def test_an_opendocument_bomb_of_repeats_dies_alone(tmp_path: Path, refusal: Refusal) -> None:
    cell = CELL % (' table:number-columns-repeated="16000"', "x" * 200)
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    assert refusal(ods(tmp_path / "a.ods", row)).code in {"reader_died", "damaged", "far_cell"}


@pytest.mark.parametrize(("name", "columns"), [("person", 29), ("building", 31)])
def test_the_sheets_of_grid_workers_are_read(name: str, columns: int) -> None:
    path = DATA / f"cortana_{name}_import_template.xlsx"
    if not path.exists():
        pytest.skip("the real files are not here")
    with open_table(path) as table:
        assert len(table.header) == columns
        assert [item[0] for item in table if isinstance(item, tuple)] == [2]


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=8)
CELLS = st.one_of(
    TEXT,
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),
)


def as_stored(cell: str | bool | int | datetime) -> object:
    """Return a cell as a sheet keeps it: to the second, and a midnight as a day."""
    if isinstance(cell, datetime):
        whole = cell.replace(microsecond=0)
        return whole if whole.time() != datetime.min.time() else whole.date()
    return cell


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=20))
def test_any_sheet_survives_writing_and_reading(
    tmp_path: Path, rows: list[list[str | bool | int | datetime]]
) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        form = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.write_row(0, 0, ["a", "b", "c"])
        for line, row in enumerate(rows, 1):
            sheet.write_string(line, 0, f"row {line}")
            for column, cell in enumerate(row[1:], 1):
                if isinstance(cell, str):
                    sheet.write_string(line, column, cell)
                elif isinstance(cell, datetime):
                    sheet.write_datetime(line, column, cell.replace(microsecond=0), form)
                else:
                    sheet.write(line, column, cell)

    with open_table(workbook(tmp_path / "any.xlsx", fill)) as table:
        found = [list(item[1]) for item in table if isinstance(item, tuple)]
    expected = [[f"row {line}", *map(as_stored, row[1:])] for line, row in enumerate(rows, 1)]
    assert found == expected
