"""Reads one sheet of a workbook for `sheets.py`, in a process of its own with limits (TRUST.md 15).

Run as ``python -m gridctl.exchange.sheet_child FORMAT SHEET`` with the workbook on stdin. Writes frames to
stdout: four bytes of length, then a marshalled value: a dict that describes the sheet (or the refusal),
pairs of columns and rows, and at last an empty list. Cells are text, float, bool, or, for times, a tuple
that begins with a letter, since marshal knows no dates.
"""

import gc
import marshal
import struct
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from gridctl.core.errors import N_, BadInput
from gridctl.exchange.sheet_guard import (
    CELLS,
    Marks,
    check_archive,
    damaged,
    far_cell,
    look_over,
    sheet_part,
    unpacked,
)

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MEMORY = 1 << 30
SECONDS = 60
_BATCH = 2000
_LARGE = 4 << 20
"""A sheet of so many bytes is read while it is looked over: the look is four times as fast as the reader."""


def main() -> None:
    """Read stdin, answer on stdout."""
    bounded = _limit()
    gc.disable()  # nothing here makes circles, and a sheet is millions of objects
    form, wanted = sys.argv[1], sys.argv[2]
    out = sys.stdout.buffer
    try:
        _answer(BytesIO(sys.stdin.buffer.read()), form, wanted, out, bounded=bounded)
    except BadInput as error:
        _send(
            out, {"message": error.message, "hint": error.hint, "code": error.code, "args": dict(error.args_)}
        )
    except MemoryError:
        sys.exit(3)
    out.flush()


def _limit() -> bool:
    """Bound memory, time and files before the workbook is touched; where a system cannot, go on.

    Tells whether memory is bounded.
    """
    try:
        import resource  # some systems have none
    except ImportError:
        return False
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (most, most))
    return resource.getrlimit(resource.RLIMIT_AS)[0] == MEMORY


def _send(out: BinaryIO, value: Any) -> None:  # noqa: ANN401  (marshal decides)
    data = marshal.dumps(value, 2)
    out.write(struct.pack(">I", len(data)))
    out.write(data)


def _answer(file: BinaryIO, form: str, wanted: str, out: BinaryIO, *, bounded: bool) -> None:
    """Check the workbook, then send the description of one sheet and its rows."""
    archive = check_archive(file) if form != "xls" else None
    from python_calamine import CalamineError, CalamineWorkbook  # only behind the limits

    try:
        file.seek(0)
        book = CalamineWorkbook.from_object(file)
        for name in _candidates(book, wanted):
            part = sheet_part(archive, name) if archive is not None and form == "xlsx" else ""
            marks = Marks()
            reading = _Reading(book, name)
            if archive is not None and part:
                if bounded and unpacked(archive, part) > _LARGE:
                    reading.start()
                look_over(archive, part, marks)
            sheet = reading.result()
            if wanted or sheet.end is not None:
                break
        else:
            raise BadInput(
                N_("all sheets of the workbook are empty"),
                hint=N_("look whether the right file was given"),
                error="no_rows",
            )
        _describe(sheet, name, marks, out)
        _rows(sheet, out)
    except (CalamineError, OSError, ValueError):
        raise damaged() from None


class _Reading(Thread):
    """The reader at work on one sheet, which needs no interpreter's lock.

    What is refused meanwhile does not wait for it: it lays the sheet out last of all, within the bounds of
    memory, and ends with the process.
    """

    def __init__(self, book: "CalamineWorkbook", name: str) -> None:
        """Take the sheet `name`; it is read from `start` on, or else for `result`."""
        super().__init__(daemon=True)
        self._book, self._sheet = book, name
        self._found: CalamineSheet | BaseException | None = None

    def run(self) -> None:
        """Read the sheet, or keep why it cannot be read."""
        try:
            self._found = self._book.get_sheet_by_name(self._sheet)
        except BaseException as error:
            self._found = error

    def result(self) -> "CalamineSheet":
        """Return the sheet; what went wrong is raised here."""
        if self.ident is None:
            return self._book.get_sheet_by_name(self._sheet)
        self.join()
        if isinstance(self._found, BaseException):
            raise self._found
        return cast("CalamineSheet", self._found)


def _candidates(book: "CalamineWorkbook", wanted: str) -> list[str]:
    """Return the sheet that was asked for, else the visible ones in their order."""
    if not wanted:
        shown = [meta.name for meta in book.sheets_metadata if str(meta.visible).endswith("Visible")]
        return shown or book.sheet_names
    for name in book.sheet_names:
        if name.strip().casefold() == wanted.strip().casefold():
            return [name]
    raise BadInput(
        N_("there is no sheet {sheet}"),
        hint=N_("sheets here: {known}"),
        sheet=wanted,
        known=", ".join(book.sheet_names),
        error="no_sheet",
    )


def _describe(sheet: "CalamineSheet", name: str, marks: Marks, out: BinaryIO) -> None:
    first = sheet.start or (0, 0)
    last = sheet.end or (0, 0)
    if (last[0] + 1) * (last[1] - first[1] + 1) > CELLS:
        raise far_cell(last[0] + 1, last[1] + 1)
    # OpenDocument tells no merged cells.
    merged = getattr(sheet, "merged_cell_ranges", None) or []
    _send(
        out,
        {
            "sheet": name,
            "column": first[1],
            "merged": [(*begin, *end) for begin, end in merged],
            "formulas": marks.formulas,
            "uncached": marks.uncached,
            "errors": marks.errors,
        },
    )


def _rows(sheet: "CalamineSheet", out: BinaryIO) -> None:
    """Send the rows in batches of ``[columns with times, rows]``.

    Times stand in few columns, so only those columns are gone through, once they are known.
    """
    timed: list[int] = []
    if sheet.end is not None:
        rows = sheet.iter_rows()
        while batch := list(islice(rows, _BATCH)):
            _flatten(batch, timed)
            try:
                _send(out, [timed, batch])
            except ValueError:
                timed = [
                    i
                    for i in range(len(batch[0]))
                    if any(type(row[i]) in _TIMES for row in batch) or i in timed
                ]
                _flatten(batch, timed)
                _send(out, [timed, batch])
    _send(out, [])


def _flatten(batch: list[list[Any]], timed: list[int]) -> None:
    """Put in place of each time what marshal knows; `sheets.py` turns it back."""
    for index in timed:
        for row in batch:
            if type(row[index]) in _TIMES:
                row[index] = _plain(row[index])


_TIMES = frozenset({datetime, date, time, timedelta})


def _plain(cell: datetime | date | time | timedelta) -> tuple[str | int, ...]:
    if isinstance(cell, timedelta):
        return ("s", cell.days, cell.seconds)
    letter = "m" if isinstance(cell, datetime) else "d" if isinstance(cell, date) else "t"
    return (letter, cell.isoformat())


if __name__ == "__main__":
    main()
