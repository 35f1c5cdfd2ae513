"""Rows of a file into rows of canonical values, a thousand at a time and column by column."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import repeat
from typing import Any, cast

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.times import DAY_MS, find_zone, from_ms
from gridctl.exchange.cells import Cell, plain_text
from gridctl.exchange.columns import (
    NOTHING,
    Bad,
    Column,
    FlagColumn,
    LineColumn,
    NumberColumn,
    PhoneColumn,
    Read,
    WordColumn,
)
from gridctl.exchange.fields import Field, Shape, Value, fields_of
from gridctl.exchange.person_columns import (
    DayColumn,
    IdentityColumn,
    NameColumn,
    PhonesColumn,
    TagsColumn,
)
from gridctl.exchange.plan import Move, Plan, words_for
from gridctl.exchange.row_rules import RULES, close_by_date, looks_wrong
from gridctl.exchange.table import BadRow, Row, Table
from gridctl.exchange.time_column import TimeColumn

BATCH = 1000
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b\u2060\ufeff]")
Mapped = tuple[Value, ...]
Words = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in one row; `column` is the header, empty where it is the row as a whole."""

    line: int
    column: str
    error: GridError


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken, its cells as they stood in the file, and all that is wrong with it."""

    line: int
    values: tuple[Cell, ...]
    errors: tuple[RowError, ...]


@dataclass(slots=True)
class Batch:
    """Up to some thousand rows: the good ones with their lines, and the rejected ones.

    `columns` stand in the place of `rows` where the mapper was asked for them; a field that no column of
    the file gives is not among them.
    """

    lines: list[int] = field(default_factory=list)
    rows: list[Mapped] = field(default_factory=list)
    columns: dict[str, Sequence[Value]] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)


class Mapper:
    """Maps rows by a plan. A mapped row holds one value per field of the kind, in `FIELDS`' order.

    `changed` counts normalisations by (column, what); `skipped` counts note rows. With `by_column` good
    rows come as columns, which spares putting them together.
    """

    def __init__(self, plan: Plan, zone: tzinfo, now_ms: int, words: Words, country: str) -> None:
        """Compile the plan's columns; a constant that cannot be read is BadInput here."""
        self.plan = plan
        self.changed: Counter[tuple[str, str]] = Counter()
        self.skipped = 0
        self.by_column = False
        self._latest = now_ms + DAY_MS
        self._fields = fields_of(plan.kind)
        dates = plan.profile.dates
        self._zone = find_zone(dates.zone) if dates.zone else zone
        self._words = words
        self._country = country
        self._today = from_ms(now_ms, zone).date()
        self._readers = [(move, self._column(move.field, move)) for move in plan.moves]
        self._constants = {move.field.name: self._constant(move) for move in plan.moves if not move.columns}
        self._headers = {move.field.name: " + ".join(move.headers) for move in plan.moves}
        places = {name: place for place, name in enumerate(plan.header)}
        self._notes = [(places[name], pat) for name, pat in plan.profile.skip.where if name in places]

    def __call__(self, line: int, values: Sequence[Cell]) -> Mapped | Reject:
        """Map one row."""
        batch = self.map_rows([line], [values], typed=True)
        return batch.rejects[0] if batch.rejects else batch.rows[0]

    def batches(self, table: Table, size: int = BATCH) -> Iterator[Batch]:
        """Map a whole table, batch by batch, in constant memory."""
        lines: list[int] = []
        rows: list[Sequence[Cell]] = []
        rejects: list[Reject] = []
        for item in table:
            if type(item) is BadRow:
                values = item.values
                rejects.append(Reject(item.line, values, (RowError(item.line, "", item.error),)))
            else:
                line, cells = cast("Row", item)
                lines.append(line)
                rows.append(cells)
            if len(lines) + len(rejects) >= size:
                yield self.map_rows(lines, rows, typed=table.typed, rejects=rejects)
                lines, rows, rejects = [], [], []
        if lines or rejects:
            yield self.map_rows(lines, rows, typed=table.typed, rejects=rejects)

    def map_rows(
        self,
        lines: list[int],
        rows: list[Sequence[Cell]],
        *,
        typed: bool,
        rejects: list[Reject] | None = None,
    ) -> Batch:
        """Map some rows at once; `typed` says that cells may be other than text."""
        batch = Batch(rejects=rejects or [])
        if self._notes:
            lines, rows = self._without_notes(lines, rows)
        if not rows:
            return batch
        cells = list(zip(*rows, strict=True))
        values: dict[str, Read] = {}
        bad = False
        for move, column in self._readers:
            if move.columns or (move.field.name == "details" and self.plan.details):
                values[move.field.name], wrong = column.many(self._texts(move, cells), typed=typed)
                bad = bad or wrong
        if self.plan.details:
            bad = self._add_details(values, cells, len(rows)) or bad
        if self.plan.facts:
            values["facts"] = self._facts(cells)
        if self.plan.profile.options.closed_by_date and "closed_at" in values:
            values["status"] = close_by_date(values["closed_at"], values.get("status"))
        len(rows)
        wrong = bad or looks_wrong(values, self._latest)
        if wrong or not self.by_column:
            self._put_rows(batch, values, lines, rows, wrong=wrong)
        else:
            told = {name: value for name, value in self._constants.items() if value is not None}
            constant: dict[str, Any] = {name: [value] * len(rows) for name, value in told.items()}
            batch.lines, batch.columns = lines, constant | values
        return batch

    def _put_rows(
        self,
        batch: Batch,
        values: dict[str, Read],
        lines: list[int],
        rows: list[Sequence[Cell]],
        *,
        wrong: bool,
    ) -> None:
        """Put the columns together as rows, and divide those that are `wrong` from the good ones."""
        count = len(rows)
        order = [values.get(one.name) or repeat(self._constants.get(one.name), count) for one in self._fields]
        mapped = list(zip(*order, strict=True))
        if not wrong:
            batch.lines, batch.rows = lines, cast("list[Mapped]", mapped)
            return
        self._sort_out(batch, lines, rows, mapped)
        if self.by_column and batch.rows:
            names = [one.name for one in self._fields]
            batch.columns = dict(zip(names, zip(*batch.rows, strict=True), strict=True))

    def _sort_out(
        self,
        batch: Batch,
        lines: list[int],
        rows: list[Sequence[Cell]],
        mapped: "list[tuple[Value | Bad, ...]]",
    ) -> None:
        """Divide rows with errors from the good ones."""
        rule = RULES.get(self.plan.kind)
        for line, cells, row in zip(lines, rows, mapped, strict=True):
            errors = [
                RowError(line, self._headers.get(one.name, one.name), value.error)
                for one, value in zip(self._fields, row, strict=True)
                if isinstance(value, Bad)
            ]
            for name, error in rule(row, self._latest, self._headers) if rule else ():
                errors.append(RowError(line, self._headers.get(name, name), error))
            if errors:
                batch.rejects.append(Reject(line, tuple(cells), tuple(errors)))
            else:
                batch.lines.append(line)
                batch.rows.append(cast("Mapped", row))
        batch.rejects.sort(key=lambda reject: reject.line)

    def _texts(self, move: Move, cells: list[tuple[Cell, ...]]) -> Sequence[Cell]:
        """Return the cells that a field is read from."""
        columns = [cells[column] for column in move.columns]
        if move.split is not None:
            by, last = move.split.by, len(move.split.into) - 1
            parts = (plain_text(cell).split(by, last) for cell in columns[0])
            return [found[move.part].strip() if move.part < len(found) else "" for found in parts]
        if len(columns) == 1:
            return columns[0]
        join = move.join
        return [
            join.join(text for cell in row if (text := plain_text(cell).strip()))
            for row in zip(*columns, strict=True)
        ]

    def _add_details(self, values: dict[str, Read], cells: list[tuple[Cell, ...]], count: int) -> bool:
        """Put the detail columns as lines behind the details."""
        headers = [self.plan.header[column] for column in self.plan.details]
        reader = self._column(_field(self._fields, "details"), None)
        kept = values.get("details") or [None] * count
        texts: list[Cell] = []
        for old, row in zip(
            kept, zip(*(cells[column] for column in self.plan.details), strict=True), strict=True
        ):
            lines = [str(old)] if isinstance(old, str) else []
            lines += [
                f"{name}: {text}"
                for name, cell in zip(headers, row, strict=True)
                if (text := plain_text(cell).strip())
            ]
            texts.append("\n".join(lines))
        found, wrong = reader.many(texts, typed=False)
        values["details"] = [
            old if isinstance(old, Bad) else new for old, new in zip(kept, found, strict=True)
        ]
        return wrong

    def _facts(self, cells: list[tuple[Cell, ...]]) -> Read:
        """Return the columns that are kept as they stand: a JSON object of each row, by header."""
        headers = [self.plan.header[column] for column in self.plan.facts]
        found: Read = []
        for row in zip(*(cells[column] for column in self.plan.facts), strict=True):
            told = {
                name: text
                for name, cell in zip(headers, row, strict=True)
                if (text := " ".join(_ODD.sub("", plain_text(cell)).split())) and text not in NOTHING
            }
            found.append(json.dumps(told, ensure_ascii=False, sort_keys=True) if told else None)
        return found

    def _without_notes(
        self, lines: list[int], rows: list[Sequence[Cell]]
    ) -> tuple[list[int], list[Sequence[Cell]]]:
        """Leave out the rows that the profile calls notes."""
        kept = [
            index
            for index, row in enumerate(rows)
            if not any(pattern.fullmatch(plain_text(row[place]).strip()) for place, pattern in self._notes)
        ]
        self.skipped += len(rows) - len(kept)
        return [lines[index] for index in kept], [rows[index] for index in kept]

    def _column(self, one: Field, move: Move | None) -> Column:
        """Return the reader for a field's shape."""
        profile = self.plan.profile
        header = " + ".join(move.headers) if move and move.headers else one.name
        values = profile.values.get(one.name, {})
        words = words_for(one, self._words)
        if one.shape is Shape.TIME:
            dates = profile.dates
            return TimeColumn(one, header, self.changed, dates.formats, self._zone, serial=dates.serial)
        if one.shape is Shape.FLAG:
            return FlagColumn(one, header, self.changed, values, words)
        if one.shape is Shape.WORD or (values and one.shape is Shape.LINE):
            return WordColumn(one, header, self.changed, values, words)
        if one.shape is Shape.PHONE:
            return PhoneColumn(one, header, self.changed, country=self._country)
        if one.shape in {Shape.CODE, Shape.NUMBER}:
            return NumberColumn(one, header, self.changed, code=one.shape is Shape.CODE)
        return self._text_column(one, header)

    def _text_column(self, one: Field, header: str) -> Column:
        """Return the reader for a text, or for what is told of people."""
        if one.shape in {Shape.LINE, Shape.PAGE}:
            return LineColumn(one, header, self.changed, page=one.shape is Shape.PAGE)
        if one.shape is Shape.NAME:
            return NameColumn(one, header, self.changed)
        if one.shape is Shape.DAY:
            return DayColumn(one, header, self.changed, self._today, serial=self.plan.profile.dates.serial)
        if one.shape is Shape.TAGS:
            return TagsColumn(one, header, self.changed)
        kind = PhonesColumn if one.shape is Shape.PHONES else IdentityColumn
        return kind(one, header, self.changed, self._country)

    def _constant(self, move: Move) -> Value:
        try:
            return self._column(move.field, move).one(move.constant or "") if move.constant else None
        except BadInput as error:
            found = BadInput(
                N_("the profile {profile} has a constant for {field} that cannot be read"), hint=error.hint
            )
            found.args_ = {**error.args_, "profile": self.plan.profile.name, "field": move.field.name}
            raise found from None


def compile_mapping(
    plan: Plan, zone: tzinfo, now_ms: int, words: Words | None = None, *, country: str = "CN"
) -> Mapper:
    """Return what maps rows by `plan`. `zone` is that of times without one, where the profile has none.

    `now_ms` (UTC) is the present: times over a day later are refused. `words` adds spellings to a field's
    list, e.g. ``{"category": {"Medicine": "medicine"}}``; a category without any is taken as it stands.
    `country` is that of phones without one.
    """
    return Mapper(plan, zone, now_ms, words or {}, country)


def _field(fields: Sequence[Field], name: str) -> Field:
    return next(one for one in fields if one.name == name)


def key_of(plan: Plan, row: Mapped) -> str | None:
    """Return the text that a row is known by within the profile's source; None where a part is blank."""
    parts = [row[place] for place in plan.key_at]
    if not parts or None in parts:
        return None
    return "\x1f".join(map(str, parts))
