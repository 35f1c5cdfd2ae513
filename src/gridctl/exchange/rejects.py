"""The file of rejected rows: the same columns and `error`, ready to be mended and imported again."""

import csv
import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from gridctl.core.errors import N_, GridError, StoreUnusable
from gridctl.exchange.cells import guard, lossless_text
from gridctl.exchange.mapping import Reject, RowError
from gridctl.exchange.plan import ERROR_COLUMN

Wording = Callable[[RowError], str]


class RejectsWriter:
    """Writes rejected rows as CSV (UTF-8 with BOM, mode 0600) beside `path`, put in its place by `close`.

    Cells that a spreadsheet would take for formulas get a ``'``, which the reader of any CSV or TSV takes
    off again. A row that is longer than the header, or shorter, keeps its cells; `error` then stands in its
    column as far as that can be. Nothing is made where no row was rejected; where the file cannot be
    written, StoreUnusable says so.
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
        self._file: TextIO | None = None
        self._made = Path()
        self._writer: Any = None

    def write(self, reject: Reject) -> None:
        """Write one rejected row with all its errors."""
        cells = [guard(lossless_text(cell).replace("\0", "␀")) for cell in reject.values]
        if self._marked and len(cells) > self._width:
            del cells[self._width]
        cells += [""] * (self._width - len(cells))
        worded = "; ".join(self._wording(error) for error in reject.errors)
        cells[self._width : self._width] = [guard(worded)]
        with self._told():
            if self._file is None:
                self._open()
            self._writer.writerow(cells)
        self.count += 1

    def _open(self) -> None:
        """Make the file beside its target, after what killed imports left there."""
        self._sweep()
        handle, made = tempfile.mkstemp(prefix=f".{self.path.name}.", suffix=".tmp", dir=self.path.parent)
        self._made = Path(made)
        fcntl.flock(handle, fcntl.LOCK_EX)
        # JSON can hold halves of characters.
        self._file = os.fdopen(handle, "w", encoding="utf-8-sig", errors="backslashreplace", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow([*map(guard, self._header), ERROR_COLUMN])

    def _sweep(self) -> None:
        """Remove the unfinished files of dead imports; one that is being written is locked."""
        for stale in self.path.parent.glob(f".{self.path.name}.*.tmp"):
            with suppress(OSError), stale.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                stale.unlink()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError:
            raise StoreUnusable(
                N_("the rejected rows cannot be written to {path}"),
                hint=N_(
                    "nothing was imported; check the folder's rights and the free space, or use --rejects FILE"
                ),
                error="rejects_unwritable",
                path=self.path,
            ) from None

    def close(self) -> None:
        """Put the file in its place; without a row there is none."""
        if self._file is None or self._file.closed:
            return
        with self._told():
            self._file.flush()
            os.fsync(self._file.fileno())
            self._made.replace(self.path)
            self._file.close()

    def discard(self) -> None:
        """Leave nothing behind."""
        if self._file is not None and not self._file.closed:
            self._made.unlink(missing_ok=True)
            with suppress(OSError):
                self._file.close()

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
    return f"{error.place}: {found}" if error.place else str(found)
