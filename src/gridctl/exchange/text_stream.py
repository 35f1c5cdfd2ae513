"""Text out of bytes, piece by piece: whole lines, decoded strictly, with the number of a bad one."""

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from gridctl.core.errors import N_, BadInput
from gridctl.exchange.cells import needs_unguard
from gridctl.exchange.encodings import BLOCK, LONGEST, too_long

LINE = 1 << 16
_LONE_CR = re.compile(r"\r(?!\n)")


class TextStream:
    r"""The text of a file in pieces that end at a line's end; a file of lone ``\r`` is read as lines too."""

    def __init__(self, file: BinaryIO, encoding: str, name: str) -> None:
        """Read `file` from its beginning in `encoding`; `name` is for errors."""
        self.file = file
        self.encoding = encoding
        self.name = name
        self.lines_done = 0
        self._old_mac: bool | None = None

    def pieces(self) -> Iterator[str]:
        """Yield pieces of whole lines; the last one may lack its line end."""
        self.file.seek(0)
        decoder = codecs.getincrementaldecoder(self.encoding)()
        carry = ""
        last = False
        while not last:
            block = self.file.read(BLOCK)
            last = not block
            text = carry + self._decode(decoder, block, carry, last)
            if self._old_mac is None and len(text) > 1:
                self._old_mac = "\n" not in text and _LONE_CR.search(text[:-1]) is not None
            if self._old_mac:
                text = text.replace("\r", "\n")
            end = len(text) if last else text.rfind("\n") + 1
            carry = text[end:]
            if len(carry) > LONGEST:
                raise too_long(self.name, self.lines_done + text.count("\n", 0, end) + 1)
            if end:
                yield text[:end]
                self.lines_done += text.count("\n", 0, end)

    def _decode(self, decoder: codecs.IncrementalDecoder, block: bytes, carry: str, last: bool) -> str:
        try:
            return decoder.decode(block, last)
        except UnicodeDecodeError as error:
            good = error.object[: error.start].decode(self.encoding.removesuffix("-sig"), "ignore")
            raise BadInput(
                N_("line {line} is not {encoding}"),
                hint=N_("save the file again as UTF-8, or give its encoding with --encoding"),
                line=self.lines_done + (carry + good).count("\n") + 1,
                encoding=self.encoding.upper(),
                error="not_in_encoding",
            ) from None
        except UnicodeError:
            raise BadInput(
                N_("{file} is not {encoding}"),
                hint=N_("save the file again as UTF-8, or give its encoding with --encoding"),
                file=self.name,
                encoding=self.encoding.upper(),
                error="not_in_encoding",
            ) from None


class Lines:
    """The lines of a stream for a CSV reader, with marks that spare a look at each cell.

    `odd` is true while the rows in hand may hold NULs or guarded cells. A line over 64 KB is replaced
    by an empty one and kept in `long` under its number with its length.
    """

    def __init__(self, stream: TextStream) -> None:
        """Read from `stream`, once."""
        self.stream = stream
        self.odd = False
        self.long: dict[int, int] = {}
        self.first = 1
        self.lines: list[str] = []

    def lists(self) -> Iterator[list[str]]:
        """Yield lists of lines; a record that began in the list before is still marked by it."""
        before = False
        for piece in self.stream.pieces():
            self.first += len(self.lines)
            lines = list(io.StringIO(piece, newline="\n"))
            if max(map(len, lines)) > LINE:
                for index, line in enumerate(lines):
                    if len(line) > LINE:
                        self.long[self.first + index] = len(line)
                        lines[index] = "\n"
            odd = "\0" in piece or needs_unguard(piece)
            self.odd = odd or before
            before = odd
            self.lines = lines
            yield lines

    def raw(self, line: int) -> str:
        """Return a line that is still in hand, else an empty text."""
        index = line - self.first
        return self.lines[index] if 0 <= index < len(self.lines) else ""
