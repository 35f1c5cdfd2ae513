"""A file comes in: read, mapped and checked here, staged and landed by the services."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.imports import BatchSpec, GoodRow
from gridctl.core.times import to_ms
from gridctl.core.views import BatchView
from gridctl.exchange.cells import Cell
from gridctl.exchange.fingerprint import fingerprint
from gridctl.exchange.formats import open_table, read_again
from gridctl.exchange.mapping import Batch, Mapper, Reject, RowError, compile_mapping
from gridctl.exchange.plan import Plan, held_fields, make_plan
from gridctl.exchange.profiles import load_profile
from gridctl.exchange.readings import READINGS, Reading
from gridctl.exchange.rejects import RejectsWriter, Wording
from gridctl.exchange.table import BadRow, Note, Table
from gridctl.services.import_kinds import KINDS
from gridctl.services.imports import Importer
from gridctl.services.office import Office

CHUNK = 5_000
SAID = 10
"""So many rejected rows are named one by one."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asks for: a kind and a file (``-``: stdin), and how to take it."""

    kind: str
    file: str
    profile: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    dry_run: bool = False
    stop: bool = False
    rejects: Path | None = None
    create_places: bool = False
    area: str | None = None


@dataclass(slots=True)
class Intake:
    """What came of it: the batch, the plan, the first rejected rows, what was normalised, notes."""

    view: BatchView
    plan: Plan
    said: list[RowError]
    changed: dict[tuple[str, str], int]
    notes: list[Note]
    blank_rows: int
    skipped_rows: int
    differs: dict[str, list[int]]


@dataclass(slots=True)
class _Run:
    """One pass over a file."""

    order: Order
    importer: Importer
    mapper: Mapper
    writer: RejectsWriter | None
    progress: Callable[[int], None]
    reading: Callable[[Sequence[Cell]], Sequence[Cell]]
    rejected: int = 0
    said: list[RowError] = field(default_factory=list)

    def reject(self, one: Reject) -> None:
        """Note a row that cannot be taken; with ``--on-error stop`` it is the end."""
        if self.order.stop:
            raise _stopped(one.errors[0])
        self.rejected += 1
        self.said += one.errors[: SAID - len(self.said)] if len(self.said) < SAID else ()
        if self.writer:
            self.writer.write(one)

    def chunk(self, rows: Sequence[tuple[int, Sequence[Cell]]], bad: list[Reject], *, typed: bool) -> None:
        """Map, check and stage some rows."""
        cells = dict(rows)
        batch = self.mapper.map_rows(
            [line for line, _row in rows],
            [self.reading(row) for _line, row in rows],
            typed=typed,
            rejects=bad,
        )
        batch.rejects = [replace(one, values=tuple(cells.get(one.line, one.values))) for one in batch.rejects]
        refused = self._stage(batch)
        late = [Reject(line, tuple(cells[line]), (RowError(line, "", error),)) for line, error in refused]
        for one in sorted([*batch.rejects, *late], key=lambda reject: reject.line):
            self.reject(one)
        self.progress(len(rows) + len(bad))

    def _stage(self, batch: Batch) -> list[tuple[int, GridError]]:
        """Stage the good rows, as rows or as columns; return those that cannot be."""
        if not batch.lines:
            return []
        if self.mapper.by_column:
            return self.importer.take_columns(batch.lines, batch.columns)
        marks = map(fingerprint, batch.rows)
        return self.importer.take(list(map(GoodRow, batch.lines, batch.rows, marks)))


def bring_in(
    office: Office, order: Order, *, wording: Wording, progress: Callable[[int], None] = lambda _rows: None
) -> Intake:
    """Import one file; the good rows land in one transaction, the others go to the rejects file.

    Raises BadInput for a file that cannot be read at all, for one without rows, and with `order.stop`
    for the first bad row: nothing lands then.
    """
    profile = load_profile(order.profile or order.kind)
    if profile.kind != order.kind:
        raise BadInput(
            N_("the profile {profile} is for {its_kind}, not for {kind}"),
            hint=N_("see: gridctl import profiles"),
            profile=profile.name,
            its_kind=profile.kind,
            kind=order.kind,
        )
    with open_table(order.file, sheet=order.sheet, encoding=order.encoding, skip=profile.skip.rows) as table:
        reading = READINGS[profile.options.reading](table.header)
        plan = make_plan(reading.header, profile)
        importer = Importer(office, _spec(order, plan, table))
        try:
            return _run(office, order, table, plan, importer, wording, progress, reading)
        except BaseException:
            importer.abandon()
            raise


def _run(
    office: Office,
    order: Order,
    table: Table,
    plan: Plan,
    importer: Importer,
    wording: Wording,
    progress: Callable[[int], None],
    reading: Reading,
) -> Intake:
    mapper = compile_mapping(plan, office.zone, to_ms(office.now()), country=office.settings.country)
    mapper.by_column = importer.by_column
    path = order.rejects or _rejects_path(order, table)
    writer = None if order.dry_run or order.stop else RejectsWriter(path, table.header, wording)
    run = _Run(order, importer, mapper, writer, progress, reading.row)
    try:
        for rows, bad in _chunks(table):
            run.chunk(rows, bad, typed=table.typed)
        for reject in _late(table, importer.problems()):
            run.reject(reject)
        view = _end(run, table, path)
    except BaseException:
        if writer:
            writer.discard()
        raise
    return Intake(
        view,
        plan,
        run.said,
        dict(mapper.changed) | {("", what): count for what, count in importer.made_uniform.items()},
        table.notes,
        table.blank_rows,
        table.skipped_rows + mapper.skipped,
        importer.differs,
    )


def _end(run: _Run, table: Table, path: Path) -> BatchView:
    """Land what is good, once the rejects are safe on the disk; or tell what would happen."""
    if run.order.dry_run:
        return run.importer.preview(run.rejected)
    if run.writer:
        run.writer.close()
    return run.importer.land(
        run.rejected, str(path) if run.rejected else None, sha256=table.sha256, encoding=table.encoding
    )


def _chunks(table: Table) -> Iterator[tuple[list[tuple[int, Sequence[Cell]]], list[Reject]]]:
    rows: list[tuple[int, Sequence[Cell]]] = []
    bad: list[Reject] = []
    for item in table:
        if isinstance(item, BadRow):
            bad.append(Reject(item.line, item.values, (RowError(item.line, "", item.error),)))
        else:
            rows.append(item)
        if len(rows) + len(bad) >= CHUNK:
            yield rows, bad
            rows, bad = [], []
    if rows or bad:
        yield rows, bad


def _late(table: Table, problems: dict[int, GridError]) -> Iterator[Reject]:
    """Yield the rows that only the whole file shows to be wrong, with their cells read once more."""
    if not problems:
        return
    with read_again(table) as again:
        for item in again:
            if not isinstance(item, BadRow) and item[0] in problems:
                yield Reject(item[0], tuple(item[1]), (RowError(item[0], "", problems[item[0]]),))


def _spec(order: Order, plan: Plan, table: Table) -> BatchSpec:
    profile = plan.profile
    return BatchSpec(
        kind=order.kind,
        file=table.name,
        sha256=table.sha256,
        encoding=table.encoding,
        profile=profile.name,
        source=profile.source,
        key=profile.key,
        strict_key=order.profile is not None or KINDS[order.kind].strict,
        missing_area=profile.options.missing_area,
        missing_parent=profile.options.missing_parent,
        area_kind=profile.options.area_kind,
        held=held_fields(plan),
        create_places=order.create_places,
        area=order.area,
        home_required=profile.options.home_required,
        later_wins=profile.options.later_wins,
        guess_category=profile.options.missing_category == "guess",
    )


def _rejects_path(order: Order, table: Table) -> Path:
    """Return where rejected rows go: beside the file, for stdin into the present folder."""
    return Path(order.file).parent / f"{Path(table.name).stem}.rejects.csv"


def _stopped(one: RowError) -> BadInput:
    """Return the error of ``--on-error stop``: the first bad row, and that nothing landed."""
    return BadInput(
        N_("line {line}, {column}: {reason}") if one.place else N_("line {line}: {reason}"),
        hint=N_("nothing was imported; correct the row, or leave out --on-error stop"),
        line=one.line,
        column=one.place,
        reason=one.error,
    )
