"""A brief as values: sections of figures, tables and small charts, in no language and no format yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

Number = int | float | None


class Unit(StrEnum):
    """What a figure is counted in; a share is a number from 0 to 1."""

    COUNT = "count"
    HOURS = "hours"
    SHARE = "share"


class Cells(StrEnum):
    """What stands in a column: words as they are, numbers, a moment, or codes that have labels."""

    WORDS = "words"
    COUNT = "count"
    HOURS = "hours"
    SHARE = "share"
    TIME = "time"
    CODE = "code"


NUMBERS = frozenset({Cells.COUNT, Cells.HOURS, Cells.SHARE})


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, with that of the period before and that of the same period earlier (`week_before`).

    `key` is that of its section and its own, such as ``requests.closed``.
    """

    key: str
    value: Number
    unit: str = Unit.COUNT
    before: Number = None
    week_before: Number = None

    @property
    def name(self) -> str:
        """The key within the section."""
        return self.key.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `labels` is the kind of label that its codes have (a key of `present.labels`)."""

    key: str
    cells: str = Cells.COUNT
    labels: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values under columns; `of` counts those that there are where not all are listed.

    `before` has the numbers of the period before beside those of each row, where they are known.
    """

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    of: int | None = None
    before: tuple[tuple[Number, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of a table: one bar for each row, of one column or of several on top of each other."""

    table: str
    columns: tuple[str, ...]
    most: int = 12


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a brief."""

    key: str
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()

    def is_empty(self) -> bool:
        """Tell whether there is nothing to say: no table, and no figure that is, or was, other than nothing."""
        told = any(one.value or one.before or one.week_before for one in self.figures)
        return not self.tables and not told


@dataclass(frozen=True, slots=True)
class Brief:
    """A whole brief. `area` and `store` name what it is of, `number` a round or request.

    `ledger` is the head of the ledger (number and hash) when it was written, `seq` the newest step that it knows:
    against them it can be told later whether anything was changed.
    """

    kind: str
    day: str
    start: datetime
    end: datetime
    as_of: datetime
    final: bool
    store: str
    ledger: tuple[int, str]
    seq: int
    sections: tuple[Section, ...]
    area: str | None = None
    area_name: str = ""
    number: int | None = None
    pack: str = ""
    about: str = ""
    remarks: tuple[str, ...] = ()

    def figures(self) -> dict[str, Figure]:
        """Return all figures by their keys."""
        return {one.key: one for section in self.sections for one in section.figures}


@dataclass(frozen=True, slots=True)
class Reading:
    """What one section has read of several periods: figures of each, the tables and charts of the first."""

    figures: tuple[Mapping[str, Number], ...]
    tables: tuple[Table, ...] = ()
    charts: tuple[Chart, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)

    def section(self, key: str) -> Section:
        """Return the section: each figure with those of the other periods beside it."""
        now, *others = (*self.figures, {}, {})[:3]
        found = tuple(
            Figure(
                f"{key}.{name}",
                value,
                self.units.get(name, Unit.COUNT),
                *(one.get(name) for one in others),
            )
            for name, value in now.items()
        )
        return Section(key, found, self.tables, self.charts)


def plain(section: Section) -> dict[str, Any]:
    """Return a section as JSON data."""
    return {
        "figures": {
            one.name: {
                "value": one.value,
                "unit": str(one.unit),
                "before": one.before,
                "week_before": one.week_before,
            }
            for one in section.figures
        },
        "tables": {
            table.key: {
                "columns": [
                    {"key": one.key, "cells": str(one.cells), "labels": one.labels} for one in table.columns
                ],
                "rows": [list(row) for row in table.rows],
                "of": table.of,
                "before": [list(row) for row in table.before],
            }
            for table in section.tables
        },
        "charts": [
            {"table": one.table, "columns": list(one.columns), "most": one.most} for one in section.charts
        ],
    }


def to_keep(section: Section) -> dict[str, Any]:
    """Return a section as the store keeps it: in lists, for the store keeps no order of names."""
    return {
        "key": section.key,
        "figures": [
            [one.key, one.value, str(one.unit), one.before, one.week_before] for one in section.figures
        ],
        "tables": [
            [
                one.key,
                [[column.key, str(column.cells), column.labels] for column in one.columns],
                [list(row) for row in one.rows],
                one.of,
                [list(row) for row in one.before],
            ]
            for one in section.tables
        ],
        "charts": [[one.table, list(one.columns), one.most] for one in section.charts],
    }


def section_of(data: Mapping[str, Any]) -> Section:
    """Return a section from what `to_keep` made."""
    return Section(
        data["key"],
        tuple(Figure(*one) for one in data["figures"]),
        tuple(
            Table(key, tuple(Column(*one) for one in columns), _rows(rows), of, _rows(before))
            for key, columns, rows, of, before in data["tables"]
        ),
        tuple(Chart(table, tuple(columns), most) for table, columns, most in data["charts"]),
    )


def _rows(rows: Sequence[Sequence[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(map(tuple, rows))
