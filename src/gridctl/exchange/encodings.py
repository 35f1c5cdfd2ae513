"""Which encoding a text file has (TRUST.md 16): found out strictly, or asked for, never guessed.

The order is: a byte order mark, strict UTF-8, a NUL test for UTF-16, strict GB18030 whose header and
first rows must make sense. One pass over the file gives its hash and its first byte that is no UTF-8;
everything else is decoded strictly while the rows are read, so memory does not grow with the file.
"""

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import BinaryIO

from gridctl.core.errors import N_, BadInput
from gridctl.exchange.sense import makes_sense, previews

BLOCK = 1 << 17
HEAD = 1 << 16
# No line of a table is as long as this, in bytes; a file with such a line is something else.
LONGEST = 1 << 20

_HAN = re.compile("[\u3400-\u9fff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# GB18030 holds all of GBK and GB2312, so there is one name for the three.
_WIDER = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "ascii": "utf-8"}
_NAMES = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk", "gb2312", "cp936",
    "big5", "big5hkscs", "cp950", "shift_jis", "cp932", "euc_jp", "iso2022_jp", "euc_kr", "cp949", "ascii",
    "latin-1", "iso8859-1", "iso8859-2", "iso8859-5", "iso8859-9", "iso8859-15", "cp1250", "cp1251", "cp1252",
    "cp1254", "cp1256", "cp1258", "cp437", "cp850", "koi8-r", "mac-roman",
)  # fmt: skip
_KNOWN = frozenset(codecs.lookup(name).name for name in _NAMES)


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over the bytes tells: hash, length, first offset that is no UTF-8 (-1: all is)."""

    sha256: str
    size: int
    not_utf8_at: int
    nul: bool


def scan(file: BinaryIO, *, text: bool) -> Scan:
    """Read `file` once from its beginning; without `text` only for its hash and length."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    digest = hashlib.sha256()
    size, bad, nul = 0, -1, False
    file.seek(0)
    while block := file.read(BLOCK):
        digest.update(block)
        if text and bad < 0:
            kept = len(decoder.getstate()[0])
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                bad = size - kept + error.start
        nul = nul or b"\0" in block
        size += len(block)
    if text and bad < 0 and (kept := len(decoder.getstate()[0])):
        bad = size - kept
    file.seek(0)
    return Scan(digest.hexdigest(), size, bad, nul)


def lookup(name: str) -> str:
    """Return the usual name of an encoding that a person gave; BadInput names the nearest one known."""
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        found = ""
    if found not in _KNOWN:
        near = get_close_matches(name.lower(), _NAMES, n=1, cutoff=0.5)
        raise BadInput(
            N_("there is no encoding {name}"),
            hint=N_("did you mean {near}? Common ones are utf-8, gb18030, utf-16, big5"),
            name=name,
            near=near[0] if near else "gb18030",
        )
    return _WIDER.get(found, found)


def detect(file: BinaryIO, found: Scan, name: str) -> str:
    """Return the encoding of `file` by its bytes; BadInput where it is mixed or cannot be told."""
    file.seek(0)
    head = file.read(HEAD)
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            if encoding == "utf-8-sig" and found.not_utf8_at >= 0:
                raise mixed(line_at(file, found.not_utf8_at), "UTF-8")
            return encoding
    wide = _utf16(head) if found.nul else ""
    if wide:
        return wide
    if found.not_utf8_at < 0:
        return "utf-8"
    line = line_at(file, found.not_utf8_at)
    if _han_before(file, line):
        raise mixed(line, "UTF-8")
    if _all_gb18030(file, name) and makes_sense(head, "gb18030"):
        return "gb18030"
    raise _unknown(name, head, file, line)


def line_at(file: BinaryIO, offset: int) -> int:
    """Return the number of the line that holds the byte at `offset`."""
    file.seek(0)
    line, left = 1, offset
    while left > 0 and (block := file.read(min(BLOCK, left))):
        line += block.count(b"\n")
        left -= len(block)
    return line


def mixed(line: int, encoding: str) -> BadInput:
    """Say that a file changes its encoding in `line`."""
    return BadInput(
        N_("line {line} is not {encoding} like the lines before it: the file mixes encodings"),
        hint=N_("save the file again in one encoding (UTF-8), or give --encoding if it has only one"),
        line=line,
        encoding=encoding,
        error="mixed_encodings",
    )


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines, none longer than LONGEST; a longer one comes in pieces."""
    file.seek(0)
    while line := file.readline(LONGEST):
        yield line


def _han_before(file: BinaryIO, stop: int) -> bool:
    """Tell whether a line before line `stop` holds Han characters in UTF-8."""
    for number, line in enumerate(_lines(file), 1):
        if number >= stop:
            return False
        if not line.isascii() and _HAN.search(line.decode("utf-8", "ignore")):
            return True
    return False


def _all_gb18030(file: BinaryIO, name: str) -> bool:
    """Tell whether each line is GB18030; a line that is UTF-8 with Han characters is a mixture."""
    seen = False
    for number, line in enumerate(_lines(file), 1):
        if len(line) >= LONGEST:
            raise too_long(name, number)
        if line.isascii():
            continue
        try:
            han = _HAN.search(line.decode("utf-8"))
        except UnicodeDecodeError:
            han = None
        if han and seen:
            raise mixed(number, "GB18030")
        try:
            line.decode("gb18030")
        except UnicodeDecodeError:
            return False
        seen = seen or not han
    return True


def too_long(name: str, line: int) -> BadInput:
    """Say that a line is too long for a table."""
    return BadInput(
        N_("line {line} of {file} does not end within {most} characters: this is no table"),
        hint=N_("look whether the right file was given"),
        file=name,
        line=line,
        most=LONGEST,
        error="long_line",
    )


def _utf16(head: bytes) -> str:
    """Return ``utf-16-le`` or ``-be`` where NULs stand almost always in one half of each pair."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) <= 1 or (even + odd) * 100 < len(head) or min(even, odd) * 20 > even + odd:
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return encoding if makes_sense(head[: len(head) & ~1], encoding) else ""


def _unknown(name: str, head: bytes, file: BinaryIO, line: int) -> BadInput:
    """Say that the encoding cannot be told, with the beginning as each candidate reads it."""
    file.seek(0)
    shown = previews(head, (row for number, row in enumerate(_lines(file), 1) if number >= line))
    if not shown:
        return BadInput(
            N_("{file} is no table: it is neither text nor a workbook"),
            hint=N_("look whether the right file was given, and whether it is whole"),
            file=name,
            error="no_table",
        )
    return BadInput(
        N_(
            "the encoding of {file} cannot be told: line {line} is no UTF-8, and as GB18030 it makes no sense"
        ),
        hint=N_("choose with --encoding what reads well: {shown}"),
        file=name,
        line=line,
        shown=shown,
        error="unknown_encoding",
    )
