"""CSV and TSV, read strictly (RFC 4180): what is broken is named by its line, the rest goes on."""

import csv
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.exchange.cells import unguard
from gridctl.exchange.table import BadRow, Row, Source, Table, check_header, empty_file, nul_byte, wrong_width
from gridctl.exchange.text_stream import LINE, Lines, TextStream

if TYPE_CHECKING:
    import _csv

_SEPARATORS = ",\t;|"


class DelimitedTable(Table):
    """A text file of separated values. Guarded cells (``'=``...) lose the sign that guards them."""

    def __init__(self, source: Source) -> None:
        """Read the header; the rows wait until they are asked for."""
        super().__init__(source)
        self._lines = Lines(TextStream(self.file, self.encoding, self.name))
        self._source = chain.from_iterable(self._lines.lists())
        self._before = 0
        self._reader = self._start()

    def _start(self) -> "_csv.Reader":
        """Find the header line, which tells the separator, and set up the reader behind it."""
        for line in self._source:
            self._before += 1
            if line.strip() and self._before not in self.skip:
                break
        else:
            raise empty_file(self.name)
        if min(self._lines.long, default=self._before + 1) <= self._before:
            raise BadInput(
                N_("the header in line {line} is longer than {most} characters"),
                hint=N_("look whether the right file was given"),
                line=self._before,
                most=LINE,
                error="long_line",
            )
        separator = _separator(line)
        self.format = "tsv" if separator == "\t" else "csv"
        start = self._before
        self._source = chain([line], self._source)
        self._before -= 1
        reader = csv.reader(self._source, delimiter=separator, strict=True)
        self._offset = self._before
        try:
            cells = next(reader)
        except (csv.Error, StopIteration):
            raise _open_quote(start) from None
        self.header = check_header([unguard(cell) for cell in cells], start, self.name)
        return reader

    def read(self) -> Iterator[Row | BadRow]:
        """Yield each record with the line that it begins in."""
        reader, lines, width, skip = self._reader, self._lines, len(self.header), self.skip
        offset = self._offset
        line = offset + reader.line_num + 1
        while True:
            try:
                for values in reader:
                    if lines.odd or lines.long or skip:
                        odd = self._odd(values, line, offset + reader.line_num)
                        if odd is not None:
                            if isinstance(odd, BadRow):
                                yield odd
                            line = offset + reader.line_num + 1
                            continue
                    if len(values) == width and (values[0][:1] > " " or any(map(str.strip, values))):
                        yield line, values
                    elif any(map(str.strip, values)):
                        yield BadRow(line, tuple(values), wrong_width(len(values), width))
                    else:
                        self.blank_rows += 1
                    line = offset + reader.line_num + 1
            except csv.Error as error:
                yield self._broken(line, offset + reader.line_num, str(error))
                line = offset + reader.line_num + 1
            else:
                return

    def _odd(self, values: list[str], line: int, last: int) -> BadRow | bool | None:
        """Look at a row closely: a BadRow, true for one to pass over, or nothing; guards are taken off."""
        if line in self.skip:
            self.skipped_rows += 1
            return True
        if self._lines.long:
            for number in range(line, last + 1):
                if number in self._lines.long:
                    return BadRow(line, (), _long_line(self._lines.long.pop(number)))
        for index, value in enumerate(values):
            if "\0" in value:
                return BadRow(line, tuple(values), nul_byte())
            if value[:1] == "'":
                values[index] = unguard(value)
        return None

    def _broken(self, line: int, last: int, reason: str) -> BadRow:
        """Return a bad row for broken quotes; a quote that swallows lines ends the reading."""
        if last > line or "end of data" in reason or "field limit" in reason:
            raise _open_quote(line)
        raw = self._lines.raw(line)
        values = next(csv.reader([raw.replace("\r", " ")], self._reader.dialect, strict=False), [])
        return BadRow(line, tuple(values), _bad_quotes(reason))


def _separator(line: str) -> str:
    """Return the separator that the header uses most, a comma in doubt."""
    bare = "".join(part for index, part in enumerate(line.split('"')) if index % 2 == 0)
    return max(_SEPARATORS, key=bare.count)


def _bad_quotes(reason: str) -> GridError:
    if "new-line" in reason:
        return BadInput(
            N_("the row holds a carriage return outside of quotes"),
            hint=N_("remove it, or put the cell between double quotes"),
            error="bad_quotes",
        )
    return BadInput(
        N_("the row has text behind a closing quote"),
        hint=N_('write a double quote within a cell twice: "", and the cell between quotes'),
        error="bad_quotes",
    )


def _open_quote(line: int) -> BadInput:
    # The lines behind such a quote cannot be told from its text, so no row of the file can be trusted.
    return BadInput(
        N_("a quote that opens in line {line} is never closed"),
        hint=N_('close it, or write a double quote within a cell twice: ""'),
        line=line,
        error="open_quote",
    )


def _long_line(length: int) -> BadInput:
    return BadInput(
        N_("the line has {length} characters, at most {most} can be read"),
        hint=N_("shorten it, or look for a missing line break"),
        length=length,
        most=LINE,
        error="long_line",
    )
