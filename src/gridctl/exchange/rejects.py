"""The file of rejected rows: the same columns and `error`, ready to be mended and imported again."""

import csv
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import Self

from gridctl.core.errors import GridError
from gridctl.exchange.cells import guard, lossless_text
from gridctl.exchange.mapping import Reject, RowError
from gridctl.exchange.plan import ERROR_COLUMN

Wording = Callable[[RowError], str]


class RejectsWriter:
    """Writes rejected rows as CSV (UTF-8 with BOM, mode 0600) beside `path`, put in its place by `close`.

    Cells that a spreadsheet would take for formulas get a ``'``, which the reader of any CSV or TSV takes
    off again. A row that is longer than the header, or shorter, keeps its cells; `error` then stands in its
    column as far as that can be. Nothing is written where no row was rejected.
    """

    def __init__(self, path: Path, header: Sequence[str], wording: Wording) -> None:
        """Prepare to write rows under `header`; `wording` puts one error into the user's language."""
        self.path = path
        self.count = 0
        self._width = len(header)
        self._wording = wording
        # A file that was mended and imported again has the column already, at its end.
        self._marked = bool(header) and header[-1] == ERROR_COLUMN
        if self._marked:
            self._width -= 1
        self._header = list(header[: self._width])
        self._file = NamedTemporaryFile(  # noqa: SIM115  (closed by close or discard)
            "w",
            encoding="utf-8-sig",
            errors="backslashreplace",  # JSON can hold halves of characters
            newline="",
            dir=path.parent,
            prefix=f".{path.name}.",
            suffix=".tmp",
            delete=False,
        )
        self._writer = csv.writer(self._file)
        self._writer.writerow([*map(guard, self._header), ERROR_COLUMN])

    def write(self, reject: Reject) -> None:
        """Write one rejected row with all its errors."""
        cells = [guard(lossless_text(cell).replace("\0", "␀")) for cell in reject.values]
        if self._marked and len(cells) > self._width:
            del cells[self._width]
        cells += [""] * (self._width - len(cells))
        worded = "; ".join(self._wording(error) for error in reject.errors)
        cells[self._width : self._width] = [guard(worded)]
        self._writer.writerow(cells)
        self.count += 1

    def close(self) -> None:
        """Put the file in its place; without a row there is none."""
        if self._file.closed:
            return
        if not self.count:
            self.discard()
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        Path(self._file.name).replace(self.path)

    def discard(self) -> None:
        """Leave nothing behind."""
        if not self._file.closed:
            self._file.close()
            Path(self._file.name).unlink(missing_ok=True)

    def __enter__(self) -> Self:
        """Give the writer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the file in place, or leave nothing behind after an error."""
        if kind is None:
            self.close()
        else:
            self.discard()


def english(error: RowError) -> str:
    """Word an error in English, for tests and logs."""
    found: GridError = error.error
    return f"{error.column}: {found}" if error.column else str(found)
