"""What every kind of import does: rows are staged, land together, and can be taken back.

To add a kind: its fields (`core.imports.FIELDS`, `exchange.fields.FIELDS`), a plain profile, a stage table
(`store.batches.STAGES`), a subclass of `RowImport` or `ColumnImport`, a line in `services.import_kinds` and one in
`cli.imports`.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from gridctl.core.errors import GridError
from gridctl.core.imports import FIELDS, BatchSpec, GoodRow
from gridctl.services.office import Office
from gridctl.store import batches
from gridctl.store.unit import Work

Staged = tuple[object, ...]
"""A row to be staged, in the order of `batches.payload`."""

RefusedRows = list[tuple[int, GridError]]
"""Lines that cannot be taken, each with its error."""


class ImportKind(ABC):
    """One kind of import at work on one batch; it may keep what it looked up from row to row."""

    strict: ClassVar[bool] = True
    """Whether a second row with the same key and other values is refused, whatever the profile says."""

    def __init__(self, office: Office, work: Work, spec: BatchSpec, number: int) -> None:  # noqa: ARG002
        """Get ready for the rows of batch `number`; `work` is the unit that opens it."""
        self.spec = spec
        self.number = number
        self.changed: Counter[str] = Counter()
        self.differs: dict[str, list[int]] = {}
        """Lines that say otherwise than what is kept and stays, by field; known after `outcomes`."""

    def go_on(self, work: Work) -> None:  # noqa: B027  (few kinds need it)
        """Go on in another unit of work, before a chunk of rows comes."""

    def count(self, what: str, times: int = 1) -> None:
        """Count that rows were made uniform in some way, which the summary tells."""
        self.changed[what] += times

    def problems(self, work: Work) -> dict[int, GridError]:  # noqa: ARG002
        """Return, by line, what is wrong between the rows of the whole file."""
        return {}

    @abstractmethod
    def outcomes(self, work: Work) -> dict[str, int]:
        """Return how many staged rows are new, changed and the same; they are matched and marked first."""

    @abstractmethod
    def land(self, work: Work) -> int:
        """Write what is new and changed, and return how many things are new; `outcomes` ran before."""

    @classmethod
    def first_rows(cls, work: Work, batch: Any, most: int) -> list[Mapping[str, Any]]:  # noqa: ANN401
        """Return the first rows of a batch (its record) as they were understood."""
        return list(batches.staged_rows(work, batch.kind, batch.id, most))

    @staticmethod
    @abstractmethod
    def touched(work: Work, number: int) -> list[int]:
        """Return the numbers of the things of a batch that were changed or used since it landed."""

    @staticmethod
    @abstractmethod
    def undo(work: Work, batch: Any, spared: list[int]) -> int:  # noqa: ANN401
        """Take a batch (its record) back, all but the spared things; return how many rows were undone."""


def row_key(spec: BatchSpec, row: GoodRow) -> bytes:
    """Return what a row is known by: its key fields where they are filled, else its fingerprint."""
    if spec.key:
        names = FIELDS[spec.kind]
        parts = [row.values[names.index(name)] for name in spec.key]
        if all(part not in (None, "") for part in parts):
            return b"k:" + "\x1f".join(str(part) for part in parts).encode()
    return b"f:" + row.fingerprint


class RowImport(ImportKind):
    """A kind whose rows come one by one."""

    @abstractmethod
    def convert(self, work: Work, row: GoodRow, key: bytes, uid: bytes) -> Staged:
        """Return one row as it is staged; a GridError for one that cannot be taken."""


class ColumnImport(ImportKind):
    """A kind whose rows come as columns, a chunk at a time: a file of it may have a million."""

    @abstractmethod
    def take(self, work: Work, lines: Sequence[int], columns: Mapping[str, Sequence[object]]) -> RefusedRows:
        """Stage a chunk of rows; return (line, error) of those that cannot be taken."""
