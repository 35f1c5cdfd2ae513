"""Looks at a workbook's bytes before the reader sees them (TRUST.md 15). Runs in the guarded child.

Bounds what a few kilobytes can unfold to: entries, unpacked size, ratio, document types, cell addresses.
On the way it notes what the reader cannot tell: cells with formulas, without a stored value, with errors.
"""

import re
import zipfile
from collections.abc import Iterator
from posixpath import normpath
from typing import IO, BinaryIO

from gridctl.core.errors import N_, BadInput
from gridctl.exchange.cells import column_letters

UNPACKED = 300 << 20
RATIO = 200
ENTRIES = 5000
# The reader lays a sheet out as one rectangle of 24 bytes a cell.
CELLS = 16_000_000
MARKS = 1000
_BLOCK = 1 << 20
_SMALL = 1 << 20

_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ROOT = re.compile(rb"<[A-Za-z]")
# An address that reaches beyond column Z or row 99,999; without one no sheet is too large. It is looked for
# wherever it stands in a tag: that takes half the time of making sure that it stands in front.
_FAR = re.compile(rb'r="[A-Za-z](?:[A-Za-z]|\d{6})')
_ADDRESS = re.compile(rb'<(?:\w+:)?c(?:\s[^>]*?)?\sr=["\']([A-Za-z]+)(\d+)["\'](?:[^>]*[^/])?>')
_MARKED = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>((?:(?!</(?:\w+:)?c>).)*)</(?:\w+:)?c>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_PLACE = re.compile(rb'\sr=["\']([A-Za-z]+)(\d+)["\']')


class Marks:
    """Cells that need a word: rows (from 1) by what is the matter, and how many formulas there are.

    No dataclass: what makes those takes a tenth of the child's start.
    """

    __slots__ = ("errors", "formulas", "uncached")

    def __init__(self) -> None:
        """Begin with none."""
        self.formulas = 0
        self.uncached: dict[int, str] = {}
        self.errors: dict[int, str] = {}


def check_archive(file: BinaryIO) -> zipfile.ZipFile:
    """Open a zipped workbook and refuse what would unfold too far or carries a document type."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError):
        raise damaged() from None
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > ENTRIES or total > UNPACKED or (total > _SMALL and total > RATIO * max(packed, 1)):
        raise BadInput(
            N_("the workbook unfolds to {size} MB in {count} parts: that is no ordinary spreadsheet"),
            hint=N_("save the sheet as CSV and import that"),
            size=total >> 20,
            count=len(parts),
            error="bomb",
        )
    names = [part.filename for part in parts]
    if len(set(names)) != len(names) or any(part.flag_bits & 1 for part in parts):
        raise damaged()
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            _check_beginning(archive, part)
    return archive


def _check_beginning(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse a part with a document type; one may only stand before the first element."""
    text = b""
    with open_part(archive, part) as stream:
        while block := read_part(stream, 4096):
            text += block
            if text.startswith((b"\xff\xfe", b"\xfe\xff")) or _DOCTYPE.search(text) or len(text) > _SMALL:
                raise BadInput(
                    N_("the workbook holds a document type or entities: that is no ordinary spreadsheet"),
                    hint=N_("open it in a spreadsheet program, save it again as XLSX, and import that"),
                    error="dtd",
                )
            if _ROOT.search(text):
                return


def open_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo | str) -> IO[bytes]:
    """Open one part; a damaged one is BadInput."""
    try:
        return archive.open(part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, KeyError):
        raise damaged() from None


def read_part(stream: IO[bytes], size: int) -> bytes:
    """Read from a part; a damaged one is BadInput."""
    try:
        return stream.read(size)
    except Exception:
        raise damaged() from None


def sheet_part(archive: zipfile.ZipFile, name: str) -> str:
    """Return the part that holds the sheet `name` of an XLSX, an empty text where it cannot be found."""
    try:
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        links = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return ""
    targets: dict[str, str] = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", links):
        found = dict(re.findall(r'([\w:]+)\s*=\s*["\']([^"\']*)["\']', tag))
        targets[found.get("Id", "")] = found.get("Target", "")
    for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", book):
        found = dict(re.findall(r'([\w:]+)\s*=\s*["\']([^"\']*)["\']', tag))
        ident = next((value for key, value in found.items() if key.endswith(":id")), "")
        if _unescape(found.get("name", "")) == name and targets.get(ident):
            target = targets[ident]
            return target[1:] if target.startswith("/") else normpath("xl/" + target)
    return ""


def _unescape(text: str) -> str:
    def char(match: re.Match[str]) -> str:
        body = str(match[1])
        if body.startswith("#"):
            return chr(int(body[2:], 16) if body[1] in "xX" else int(body[1:]))
        return _NAMED[body]

    return re.sub(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);", char, text)


def look_over(archive: zipfile.ZipFile, part: str, marks: Marks) -> None:
    """Refuse an XLSX sheet whose cells span more than can be read, and note its formulas and error values.

    Most sheets need but a quick look at each piece.
    """
    row = column = 0
    for text in _whole_cells(archive, part):
        if _FAR.search(text) or (b"'" in text and b"='" in text):
            for letters, digits in set(_ADDRESS.findall(text)):
                column = max(column, _column(letters))
                row = max(row, int(digits[:9]))
            if max(row, 100_000) * max(column, 26) > CELLS:
                raise far_cell(row, column)
        # An error value begins with #, which few sheets hold at all: one sign is found in no time.
        wrong = b"#" in text and b'="e"' in text
        if wrong or b"<f" in text or (b":" in text and b":f" in text):
            _mark(text, marks)


def unpacked(archive: zipfile.ZipFile, part: str) -> int:
    """Return the bytes that a part unfolds to, as the archive tells."""
    return sum(one.file_size for one in archive.infolist() if one.filename == part)


def _whole_cells(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Yield the text of a sheet in pieces that divide no cell."""
    carry = b""
    with open_part(archive, part) as stream:
        while block := read_part(stream, _BLOCK):
            text = carry + block
            end = max(text.rfind(b"<c "), text.rfind(b":c ")) if len(text) < 2 * _BLOCK else len(text)
            end = max(end, 0) or len(text)
            yield text[:end]
            carry = text[end:]
    yield carry


def far_cell(row: int, column: int) -> BadInput:
    """Say that a sheet spans more cells than can be read."""
    return BadInput(
        N_("the sheet reaches to the far cell {cell}: too large to be read"),
        hint=N_("delete the rows and columns behind the table, or save the sheet as CSV"),
        cell=f"{column_letters(column - 1)}{row}",
        error="far_cell",
    )


def damaged() -> BadInput:
    """Say that a workbook cannot be opened."""
    return BadInput(
        N_("the workbook is damaged or protected by a password"),
        hint=N_(
            "open it in a spreadsheet program, save it again as XLSX without a password, and import that"
        ),
        error="damaged",
    )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[:5]:
        number = number * 26 + letter - 64
    return number


def _mark(text: bytes, marks: Marks) -> None:
    """Note the formulas and error values among whole cells in `text`."""
    for head, body in _MARKED.findall(text):
        formula = _FORMULA.search(body)
        wrong = b't="e"' in head
        if not formula and not wrong:
            continue
        place = _PLACE.search(head)
        cell = (place[1] + place[2]).decode() if place else "?"
        row = int(place[2]) if place else 0
        marks.formulas += bool(formula)
        if wrong and len(marks.errors) < MARKS:
            marks.errors.setdefault(row, cell)
        elif formula and not _VALUE.search(body) and b't="str"' not in head and len(marks.uncached) < MARKS:
            marks.uncached.setdefault(row, cell)
