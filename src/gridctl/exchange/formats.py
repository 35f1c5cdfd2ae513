"""What a file is, by its content rather than its name, and the one door to reading it."""

import re
import stat
import sys
import tempfile
import zipfile
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.exchange.delimited import DelimitedTable
from gridctl.exchange.encodings import detect, lookup, scan
from gridctl.exchange.json_rows import JsonTable
from gridctl.exchange.sheets import SheetTable
from gridctl.exchange.table import Source, Table, empty_file

STDIN = "stdin"
"""What a file that came through `-` is called."""
_HEAD = 4096
_OTHERS = (
    (b"%PDF", N_("{file} is no table, it is a PDF document")),
    (b"\x89PNG", N_("{file} is no table, it is a picture (PNG)")),
    (b"\xff\xd8\xff", N_("{file} is no table, it is a picture (JPEG)")),
    (b"GIF8", N_("{file} is no table, it is a picture (GIF)")),
    (b"\x7fELF", N_("{file} is no table, it is a program")),
    (b"MZ", N_("{file} is no table, it is a program")),
    (b"\x1f\x8b", N_("{file} is no table, it is a compressed archive (gzip)")),
    (b"7z\xbc\xaf\x27\x1c", N_("{file} is no table, it is a compressed archive (7z)")),
    (b"Rar!", N_("{file} is no table, it is a compressed archive (RAR)")),
    (b"SQLite format 3\0", N_("{file} is no table, it is a database")),
    (b"{\\rtf", N_("{file} is no table, it is a text document (RTF)")),
)
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body|<table|<meta)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml|\s*<\w+:?\w*\s+xmlns")
_JSON_LIST = re.compile(rb"\s*\[\s*(?:\{|\]|\[|\"|$)")
_JSON_OBJECT = re.compile(rb'\s*\{\s*(?:"|\}|$)')
_WORKBOOKS = frozenset({"xlsx", "xls", "ods"})


def open_table(
    path: str | Path, *, sheet: str | None = None, encoding: str | None = None, skip: Collection[int] = ()
) -> Table:
    """Open a file for reading, ``-`` for stdin; BadInput says what it is instead of a table.

    `sheet` picks one of a workbook; `encoding` is taken at its word; `skip` are lines to pass over, also
    above the header (a profile's ``[skip] rows``). Use it as a context manager.
    """
    given = lookup(encoding) if encoding else ""
    file, name = _open(path)
    try:
        head = file.read(_HEAD)
        if not head:
            raise empty_file(name)
        source = Source(name, _form(head, file, name, encoded=bool(given)), file, "", given, skip)
        return _table(source, sheet)
    except BaseException:
        file.close()
        raise


def read_again(table: Table) -> Table:
    """Return the table from its first row on, also of a pipe; it shares the file of `table`, which stays open."""
    source = Source(table.name, table.format, table.file, table.sha256, table.encoding, table.skip)
    return _table(source, table.sheet or None)


def _table(source: Source, sheet: str | None) -> Table:
    """Give the file to the reader of its format; `source.encoding` is the one that was asked for."""
    file, name, form = source.file, source.name, source.format
    found = scan(file, text=form not in _WORKBOOKS)
    source = replace(source, sha256=found.sha256)
    if form in _WORKBOOKS:
        if source.encoding:
            raise BadInput(
                N_("{file} is a workbook ({format}): its encoding is its own"),
                hint=N_("leave out --encoding"),
                file=name,
                format=form,
            )
        return SheetTable(source, sheet)
    if sheet:
        raise BadInput(
            N_("{file} has no sheets, it is {format}"), hint=N_("leave out --sheet"), file=name, format=form
        )
    encoding = source.encoding or detect(file, found, name)
    if encoding == "utf-8" and _has_bom(file):
        encoding = "utf-8-sig"
    source = replace(source, encoding=encoding)
    return JsonTable(source) if form in {"json", "jsonl"} else DelimitedTable(source)


def _has_bom(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(3) == b"\xef\xbb\xbf"


def _open(path: str | Path) -> tuple[BinaryIO, str]:
    """Open a file that can be read twice; what comes through a pipe is kept in a private file first."""
    if str(path) == "-":
        return _spool(sys.stdin.buffer), STDIN
    place = Path(path)
    try:
        mode = place.stat().st_mode
        if stat.S_ISDIR(mode):
            raise BadInput(N_("{file} is a folder"), hint=N_("give a file"), file=place.name)
        file = place.open("rb")
    except FileNotFoundError:
        raise NotFound(
            N_("there is no file {file}"), hint=N_("look at its path"), file=place.name, error="no_file"
        ) from None
    except (OSError, ValueError):
        raise BadInput(
            N_("the file {file} cannot be read"),
            hint=N_("look at its permissions"),
            file=place.name,
            error="no_file",
        ) from None
    if stat.S_ISREG(mode):
        return file, place.name
    with file:
        return _spool(file), place.name


def _spool(source: BinaryIO) -> BinaryIO:
    # Unlinked and readable by us alone; on the disk, not in memory, for it may be large.
    file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115  (the table closes it)
    while block := source.read(1 << 20):
        file.write(block)
    file.seek(0)
    return file


def _form(head: bytes, file: BinaryIO, name: str, *, encoded: bool) -> str:
    """Return the format's name; BadInput says what else the file is."""
    if head.startswith(b"PK\x03\x04"):
        return _zipped(file, name)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "xls"
    text = _refuse_others(head, name, encoded=encoded)
    ending = Path(name).suffix.lower()
    if ending in {".jsonl", ".ndjson"}:
        return "jsonl"
    if ending == ".json" or _JSON_LIST.match(text) or _JSON_OBJECT.match(text):
        lines = [line for line in text.split(b"\n") if line.strip()]
        both = len(lines) > 1 and all(line.lstrip().startswith(b"{") for line in lines[:2])
        return "jsonl" if both and lines[0].rstrip().endswith(b"}") else "json"
    return "csv"


def _refuse_others(head: bytes, name: str, *, encoded: bool) -> bytes:
    """Return the beginning of a text file without its mark, in an encoding that ASCII can be found in."""
    for magic, what in _OTHERS:
        if head.startswith(magic) and (len(magic) > len(b"MZ") or b"\0" in head):
            raise _no_table(name, what)
    text = head.removeprefix(b"\xef\xbb\xbf")
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text.decode("utf-16", "ignore").encode()
    if _HTML.match(text):
        raise _no_table(name, N_("{file} is no table, it is a web page, whatever its name says"))
    if _XML.match(text):
        raise _no_table(name, N_("{file} is no table, it is an XML document"))
    marked = head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))
    if not encoded and not marked and head.count(0) * 2 > len(head):
        raise _no_table(name, N_("{file} is no table, it is a binary file"))
    return text


def _zipped(file: BinaryIO, name: str) -> str:
    """Tell a zipped workbook from other things in a zip."""
    try:
        names = set(zipfile.ZipFile(file).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise BadInput(
            N_("{file} is damaged: its archive cannot be opened"),
            hint=N_("fetch or save it again"),
            file=name,
            error="damaged",
        ) from None
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    if "xl/workbook.bin" in names:
        raise _no_table(name, N_("{file} is no table, it is a binary workbook (XLSB)"))
    if any(one.startswith("word/") for one in names):
        raise _no_table(name, N_("{file} is no table, it is a text document (Word)"))
    raise _no_table(name, N_("{file} is no table, it is a compressed archive (zip)"))


def _no_table(name: str, message: str) -> BadInput:
    """Say what a file is instead of a table."""
    return BadInput(
        message,
        hint=N_("open it in a spreadsheet program, save it as XLSX or CSV, and import that"),
        file=name,
        error="no_table",
    )
