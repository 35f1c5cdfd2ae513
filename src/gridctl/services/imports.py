"""Imports: rows are staged in short transactions, land in one, and can be taken back whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar

from gridctl.core.errors import N_, BadInput, Conflict, GridError, NotFound
from gridctl.core.imports import BatchSpec, GoodRow
from gridctl.core.uid import uuid7, uuids7
from gridctl.core.views import BatchView
from gridctl.services.import_kinds import KINDS
from gridctl.services.importing import ColumnImport, RowImport, Staged, row_key
from gridctl.services.office import Office
from gridctl.store import batches
from gridctl.store.unit import Work

SHOWN = 20
"""So many rows of a batch are shown."""


class Importer:
    """One import under way: `take` rows in chunks, look at `problems`, then `land` or `abandon`."""

    def __init__(self, office: Office, spec: BatchSpec) -> None:
        """Open a batch. What dead processes left behind is swept away first."""
        self.office = office
        self.spec = spec
        self._twins_same = 0
        with office.store.begin() as work:
            batches.sweep(work)
            self.number = batches.open_batch(
                work,
                {
                    "uid": uuid7(work.now),
                    "kind": spec.kind,
                    "file": spec.file,
                    "sha256": spec.sha256,
                    "encoding": spec.encoding,
                    "profile": spec.profile,
                    "source": spec.source,
                    "operator": office.operator,
                },
            )
            self._kind = KINDS[spec.kind](office, work, spec, self.number)

    def take(self, rows: Sequence[GoodRow]) -> list[tuple[int, GridError]]:
        """Stage a chunk of rows; return (line, error) of those that cannot be."""
        kind = self._kind
        if not isinstance(kind, RowImport):
            raise TypeError(f"{self.spec.kind} come as columns")
        refused: list[tuple[int, GridError]] = []
        with self.office.store.begin() as work:
            self._refuse_swept(work)
            self._kind.go_on(work)
            keys = [row_key(self.spec, row) for row in rows]
            known = (
                batches.staged_keys(work, self.spec.kind, self.number, keys) if self.spec.strict_key else {}
            )
            staged: list[Staged] = []
            for row, key, uid in zip(rows, keys, uuids7(work.now, len(rows)), strict=True):
                try:
                    if self._is_twin(row, key, known):
                        self._twins_same += 1
                        continue
                    staged.append(kind.convert(work, row, key, uid))
                except GridError as error:
                    refused.append((row.line, error))
            if staged:
                batches.stage(work, self.spec.kind, staged)
        return refused

    def _is_twin(self, row: GoodRow, key: bytes, known: dict[bytes, tuple[int, bytes]]) -> bool:
        """Tell whether a row says again what an earlier one said; refuse one that says otherwise."""
        if not self.spec.strict_key or not key.startswith(b"k:"):
            return False
        line, before = known.setdefault(key, (row.line, row.fingerprint))
        if line == row.line:
            return False
        if before != row.fingerprint:
            raise BadInput(
                N_("the same {key} as in line {other}, with other values"),
                hint=N_("keep one of the two"),
                key=", ".join(self.spec.key),
                other=line,
            )
        return True

    @property
    def by_column(self) -> bool:
        """Whether rows are taken as columns, by `take_columns`."""
        return isinstance(self._kind, ColumnImport)

    def take_columns(
        self, lines: Sequence[int], columns: Mapping[str, Sequence[object]]
    ) -> list[tuple[int, GridError]]:
        """Stage a chunk of rows that comes as columns; return (line, error) of those that cannot be."""
        kind = self._kind
        if not isinstance(kind, ColumnImport):
            raise TypeError(f"{self.spec.kind} come row by row")
        with self.office.store.begin() as work:
            self._refuse_swept(work)
            self._kind.go_on(work)
            return kind.take(work, lines, columns)

    @property
    def made_uniform(self) -> dict[str, int]:
        """Return what was made uniform between columns, and how often."""
        return dict(self._kind.changed)

    @property
    def differs(self) -> dict[str, list[int]]:
        """Return the lines that say otherwise than what is kept and stays, by field."""
        return self._kind.differs

    def problems(self) -> dict[int, GridError]:
        """Return, by line, what is wrong between the rows of the whole file."""
        with self.office.store.read() as work:
            return self._kind.problems(work)

    def preview(self, rejected: int) -> BatchView:
        """Return what landing would do, and forget the batch."""
        with self.office.store.begin() as work:
            counts = self._outcomes(work)
            batches.drop(work, self.number, self.spec.kind)
        return self._view(None, counts, rejected, None, dry_run=True)

    def abandon(self) -> None:
        """Forget the batch: nothing of it lands."""
        with self.office.store.begin() as work:
            batches.drop(work, self.number, self.spec.kind)

    def _outcomes(self, work: Work) -> dict[str, int]:
        counts = self._kind.outcomes(work)
        counts["same"] += self._twins_same
        return counts

    def land(
        self,
        rejected: int,
        rejects_file: str | None,
        *,
        sha256: str | None = None,
        encoding: str | None = None,
    ) -> BatchView:
        """Let all staged rows land in one transaction, with one entry in the ledger.

        `sha256` and `encoding` are given where they are known only at the end of the file.
        """
        self.spec = replace(
            self.spec, sha256=sha256 or self.spec.sha256, encoding=encoding or self.spec.encoding
        )
        with self.office.store.begin(f"import {self.number}") as work:
            self._refuse_swept(work)
            counts = self._outcomes(work)
            if self._kind.land(work) != counts["new"]:
                raise AssertionError  # never commit what does not add up
            values = {
                "state": "landed",
                "rows": sum(counts.values()) + rejected,
                **counts,
                "rejected": rejected,
                "rejects_file": rejects_file,
                "sha256": self.spec.sha256,
                "encoding": self.spec.encoding,
            }
            batches.finish(work, self.number, values)
            changes: dict[str, object] = {
                "file": self.spec.file,
                "sha256": self.spec.sha256,
                "rejected": rejected,
            }
            work.log(f"import.{self.spec.kind}", "batch", self.number, changes | counts)
        return self._view(self.number, counts, rejected, rejects_file, dry_run=False)

    def _refuse_swept(self, work: Work) -> None:
        """Refuse to go on with a batch that another import took for abandoned."""
        if not batches.is_staged(work, self.number):
            raise Conflict(
                N_("this import stood still for hours and was swept away by another one"),
                hint=N_("nothing was imported; run it again"),
            )

    def _view(
        self, number: int | None, counts: dict[str, int], rejected: int, rejects: str | None, *, dry_run: bool
    ) -> BatchView:
        return BatchView(
            batch=number,
            kind=self.spec.kind,
            file=self.spec.file,
            encoding=self.spec.encoding,
            rows=sum(counts.values()) + rejected,
            **counts,
            rejected=rejected,
            rejects_file=rejects,
            dry_run=dry_run,
            id=number,
            status="landed" if number else "dry_run",
            profile=self.spec.profile,
            operator=self.office.operator,
            at=self.office.now(),
        )


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One row of a batch: where it stood, what became of it, what it replaced, and what it was not taken for."""

    KIND: ClassVar[str] = "batch"
    line: int
    outcome: str
    thing: int | None
    replaced: tuple[str, ...]
    differs: tuple[str, ...] = ()


def listing(office: Office) -> list[BatchView]:
    """Return the imports that landed or were taken back, newest first."""
    with office.store.read() as work:
        return [batch_view(office, row) for row in batches.all_batches(work)]


@dataclass(frozen=True, slots=True)
class BatchDetail:
    """One import with its first rows, and the things that were changed or used since it landed."""

    KIND: ClassVar[str] = "batch"
    batch: int
    status: str
    kind: str
    file: str
    sha256: str
    encoding: str
    profile: str
    rows: int
    new: int
    changed: int
    same: int
    rejected: int
    rejects_file: str | None
    operator: str
    at: datetime | None
    changed_since: tuple[int, ...]
    first_rows: tuple[BatchRow, ...]


def show(office: Office, number: int, *, most: int = SHOWN) -> BatchDetail:
    """Return one import and its first rows."""
    with office.store.read() as work:
        row = load(work, number)
        found = tuple(
            BatchRow(
                staged["line"],
                staged["outcome"] or "new",
                staged["thing_id"],
                tuple(sorted((staged["before"] or {}).get("fields", {}))),
                tuple(sorted((staged["before"] or {}).get("differs", ()))),
            )
            for staged in KINDS[row.kind].first_rows(work, row, most)
        )
        later = KINDS[row.kind].touched(work, number) if row.state == "landed" else []
        names = (
            "kind",
            "file",
            "sha256",
            "encoding",
            "profile",
            "rows",
            "new",
            "changed",
            "same",
            "rejected",
        )
        return BatchDetail(
            batch=row.id,
            status=row.state,
            **{name: getattr(row, name) for name in names},
            rejects_file=row.rejects_file,
            operator=row.operator,
            at=office.moment(row.started_at),
            changed_since=tuple(later),
            first_rows=found,
        )


def load(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return the record of an import that landed or was taken back; NotFound otherwise."""
    row = batches.get(work, number) if 0 < number < 1 << 62 else None
    if row is None:
        raise NotFound(
            N_("there is no import {number}"),
            hint=N_("see what there is: gridctl import list"),
            number=number,
        )
    return row


def batch_view(office: Office, row: Any) -> BatchView:  # noqa: ANN401
    """Return an import as it is listed."""
    return BatchView(
        batch=row.id,
        kind=row.kind,
        file=row.file,
        encoding=row.encoding,
        rows=row.rows,
        new=row.new,
        changed=row.changed,
        same=row.same,
        rejected=row.rejected,
        rejects_file=row.rejects_file,
        dry_run=False,
        id=row.id,
        status=row.state,
        profile=row.profile,
        operator=row.operator,
        at=office.moment(row.started_at),
    )
