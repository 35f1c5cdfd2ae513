"""XLSX, XLS and ODS: rows from a guarded child process; the cached values of formulas, never the formulas."""

import marshal
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.exchange.cells import Cell, column_letters
from gridctl.exchange.table import BadRow, Note, Row, Source, Table, check_header, empty_file, wrong_width

SIZE = 50 << 20
# A frame is a batch of 500 rows; a longer one means that the child is not what it should be.
_FRAME = 1 << 28


class SheetTable(Table):
    """One sheet of a workbook; cells keep their type. Lines are the sheet's own row numbers."""

    typed = True

    def __init__(self, source: Source, wanted: str | None) -> None:
        """Start the child and read the header of the sheet `wanted`, or of the first that is not empty."""
        super().__init__(source)
        file = self.file
        if file.seek(0, os.SEEK_END) > SIZE:
            raise BadInput(
                N_("{file} is larger than {most} MB, which is too large for a workbook"),
                hint=N_("save the sheet as CSV and import that"),
                file=self.name,
                most=SIZE >> 20,
                error="too_large",
            )
        file.seek(0)
        self._child = _start(file, self.format, wanted or "")
        try:
            about = self._frame()
            if not isinstance(about, dict):
                raise self._death()
            if "message" in about:
                args: dict[str, object] = about["args"]
                kind = NotFound if about["code"] == "no_sheet" else BadInput
                raise kind(about["message"], hint=about["hint"], error=about["code"], **args)
            self._about: dict[str, Any] = about
            self.sheet = about["sheet"]
            self._merged = _by_row(about["merged"], about["column"])
            if about["formulas"]:
                note = N_(
                    "cells that hold formulas: {count}; their stored values were taken, nothing was computed"
                )
                self.notes.append(Note(note, {"count": about["formulas"]}))
            self._rows = self._numbered()
            self._read_header()
        except BaseException:
            self._stop()
            raise

    def _read_header(self) -> None:
        for line, cells in self._rows:
            if any(cell != "" for cell in cells) and line not in self.skip:
                break
        else:
            raise empty_file(self.name)
        if line in self._merged:
            raise BadInput(
                N_("the header in row {line} has merged cells ({cells})"),
                hint=N_(
                    "unmerge them, or delete the title above the table so that row 1 holds the column names"
                ),
                line=line,
                cells=self._merged[line],
                error="merged_header",
            )
        width = max(index for index, cell in enumerate(cells, 1) if cell != "")
        self.header = check_header(cells[:width], line, self.name)

    def read(self) -> Iterator[Row | BadRow]:
        """Yield the rows; what a row cannot be taken for is named."""
        width = len(self.header)
        marked = (
            self._merged.keys() | self._about["uncached"].keys() | self._about["errors"].keys() | self.skip
        )
        for line, cells in self._rows:
            if not marked and len(cells) == width and cells[0] != "":
                yield line, cells
                continue
            wide = len(cells) > width
            values = cells[:width] if wide else cells
            if line in marked:
                if line in self.skip:
                    self.skipped_rows += 1
                    continue
                if problem := self._problem(line):
                    yield BadRow(line, tuple(values), problem)
                    continue
            if wide and any(cell != "" for cell in cells[width:]):
                yield BadRow(line, tuple(cells), wrong_width(len(cells), width))
            elif values[0] != "" or any(cell != "" for cell in values):
                yield line, values
            else:
                self.blank_rows += 1

    def _problem(self, line: int) -> BadInput | None:
        if line in self._merged:
            return BadInput(
                N_("the row has merged cells ({cells})"),
                hint=N_("unmerge them and fill in each row"),
                cells=self._merged[line],
                error="merged_row",
            )
        if line in self._about["uncached"]:
            return BadInput(
                N_("the formula in {cell} has no stored value"),
                hint=N_("open the file in a spreadsheet program and save it, or put the value in its place"),
                cell=self._about["uncached"][line],
                error="formula",
            )
        if line in self._about["errors"]:
            return BadInput(
                N_("the cell {cell} holds an error value such as #N/A"),
                hint=N_("put the right value there"),
                cell=self._about["errors"][line],
                error="error_value",
            )
        return None

    def _numbered(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """Yield all rows with their numbers, times turned back into times."""
        line = 0
        while frame := self._frame():
            timed, rows = frame
            for index in timed:
                for cells in rows:
                    if type(cells[index]) is tuple:
                        cells[index] = _back(*cells[index])
            yield from enumerate(rows, line + 1)
            line += len(rows)
        self._stop()

    def _frame(self) -> Any:  # noqa: ANN401  (whatever was marshalled)
        """Return the next value that the child sends."""
        pipe = self._child.stdout
        assert pipe is not None  # noqa: S101  (it was asked for)
        head = pipe.read(4)
        size = struct.unpack(">I", head)[0] if len(head) == 4 else 0  # noqa: PLR2004
        data = pipe.read(size) if 0 < size <= _FRAME else b""
        if not data or len(data) < size:
            raise self._death()
        return marshal.loads(data)  # noqa: S302  (from our own child)

    def _death(self) -> BadInput:
        """Say in one sentence why the child is gone."""
        self._stop()
        code = self._child.returncode
        if code in {-signal.SIGXCPU, -signal.SIGKILL}:
            reason = N_("reading the workbook took too long and was stopped")
        else:
            reason = N_("the workbook cannot be read: it is damaged or needs more memory than is allowed")
        return BadInput(reason, hint=N_("save the sheet as CSV and import that"), error="reader_died")

    def _stop(self) -> None:
        """End the child, whatever it does."""
        child = self._child
        if child.stdout is not None:
            child.stdout.close()
        try:
            child.wait(1)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def close(self) -> None:
        """End the child and let go of the file."""
        if self._child.poll() is None:
            self._child.kill()
        self._stop()
        super().close()


def _start(file: BinaryIO, form: str, wanted: str) -> "subprocess.Popen[bytes]":
    """Start the child with the workbook on its stdin; nothing of the current folder is imported there."""
    home = Path(__file__).resolve().parents[2]
    env = dict(os.environ)
    if home.name not in {"site-packages", "dist-packages"}:
        env["PYTHONPATH"] = os.pathsep.join(filter(None, (env.get("PYTHONPATH"), str(home))))
    return subprocess.Popen(  # noqa: S603  (our own interpreter and module)
        [sys.executable, "-P", "-m", "gridctl.exchange.sheet_child", form, wanted],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=env,
    )


def _back(letter: str, *parts: Any) -> Cell:  # noqa: ANN401  (texts or numbers, by the letter)
    """Return a time as it was before `sheet_child` made it fit for marshal."""
    if letter == "m":
        return datetime.fromisoformat(*parts)
    if letter == "d":
        return date.fromisoformat(*parts)
    return time.fromisoformat(*parts) if letter == "t" else timedelta(*parts)


def _by_row(merged: list[tuple[int, int, int, int]], first: int) -> dict[int, str]:
    """Return for each row (from 1) the first merged range in it, e.g. ``B6:B7``."""
    found: dict[int, str] = {}
    for top, left, bottom, right in merged:
        if right < first:
            continue
        name = f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"
        for row in range(top + 1, min(bottom, top + 100_000) + 2):
            found.setdefault(row, name)
    return found
