"""What every kind of file becomes: a header and a stream of rows, each with its line."""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.exchange.cells import Cell, cut

Row = tuple[int, Sequence[Cell]]
MAX_COLUMNS = 1000
# Line breaks within a header are common; these are not.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read as it stands; `values` are its cells as far as they are known."""

    line: int
    values: tuple[Cell, ...]
    error: GridError


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the reader of a summary should know: a template of `N_` and its arguments."""

    message: str
    args: dict[str, object]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was opened and looked at: what it is called, what it is, and which lines to pass over."""

    name: str
    format: str
    file: BinaryIO
    sha256: str
    encoding: str = ""
    skip: Collection[int] = ()


class Table(ABC):
    """A file that is being read: iterate it once for `Row` tuples and `BadRow` objects.

    `line` is where the record begins: a line of text, a row of a sheet, the number of a JSON object.
    """

    typed = False
    """Whether cells may be other than text."""

    def __init__(self, source: Source) -> None:
        """Keep what is known before the first row is read."""
        self.name = source.name
        self.format = source.format
        self.file = source.file
        self.sha256 = source.sha256
        self.encoding = source.encoding
        self.skip = frozenset(source.skip)
        self.sheet = ""
        self.header: tuple[str, ...] = ()
        self.blank_rows = 0
        self.skipped_rows = 0
        self.notes: list[Note] = []

    def __iter__(self) -> Iterator[Row | BadRow]:
        """Yield the rows, and say so where there is none."""
        count = 0
        for count, item in enumerate(self.read(), 1):  # noqa: B007  (the count is wanted afterwards)
            yield item
        if not count:
            raise BadInput(
                N_("{file} has a header and no rows"),
                hint=N_("look whether the right file and sheet were given"),
                file=self.name,
                error="no_rows",
            )

    @abstractmethod
    def read(self) -> Iterator[Row | BadRow]:
        """Yield the rows; each format has its own way."""

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    def __enter__(self) -> Self:
        """Give the table itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file, whatever happened."""
        self.close()


def empty_file(name: str) -> BadInput:
    """Say that there is nothing in a file."""
    return BadInput(
        N_("{file} is empty"), hint=N_("give a file with a header and rows"), file=name, error="no_rows"
    )


def check_header(cells: Sequence[Cell], line: int, file: str) -> tuple[str, ...]:
    """Return the names of the columns; BadInput names duplicates, control characters and too many columns.

    A column may have no name: then it can be read by nobody and is listed as ignored.
    """
    names = tuple(str(cell).replace("\ufeff", "").strip() for cell in cells)
    if len(names) > MAX_COLUMNS:
        raise BadInput(
            N_("{file} has {count} columns, at most {most} can be read"),
            hint=N_("look whether rows and columns are swapped"),
            file=file,
            count=len(names),
            most=MAX_COLUMNS,
        )
    seen: dict[str, int] = {}
    for place, name in enumerate(names, 1):
        if _CONTROL.search(name):
            raise BadInput(
                N_("the header in line {line} holds a control character (column {place})"),
                hint=N_("save the file again from the program that it comes from"),
                line=line,
                place=place,
            )
        if name and name in seen:
            raise BadInput(
                N_("the header in line {line} has {name} twice (columns {first} and {second})"),
                hint=N_("rename or remove one of the two columns"),
                line=line,
                name=cut(name),
                first=seen[name],
                second=place,
                error="duplicate_header",
            )
        seen[name] = place
    return names


def wrong_width(found: int, width: int) -> BadInput:
    """Say that a row has more or fewer cells than the header."""
    if found > width:
        return BadInput(
            N_("the row has {found} cells, the header only {width}"),
            hint=N_("put cells that hold the separator between double quotes"),
            found=found,
            width=width,
            error="long_row",
        )
    return BadInput(
        N_("the row has {found} cells, the header has {width}"),
        hint=N_("add the missing cells, or look for a line break within a cell"),
        found=found,
        width=width,
        error="short_row",
    )


def nul_byte() -> BadInput:
    """Say that a row holds a NUL."""
    return BadInput(
        N_("the row holds a NUL byte"),
        hint=N_("remove it, or save the file again from the program that it comes from"),
        error="nul",
    )
