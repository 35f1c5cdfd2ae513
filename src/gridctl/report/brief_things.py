"""Briefs of a moment or a thing with their words: requests are shown as every list shows them, masked or closed."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from gridctl.core.brief_views import Brief, Cells, Column, Section, Table
from gridctl.core.columns import Mask
from gridctl.core.private import Sight
from gridctl.core.views import RequestView
from gridctl.present.i18n import _
from gridctl.present.labels import field_kind, label
from gridctl.present.masks import MASKS
from gridctl.present.shown import shown
from gridctl.present.titles import title

_STEPS = (
    Column("at", Cells.TIME),
    Column("step", Cells.CODE, "steps"),
    Column("by", Cells.WORDS),
    Column("status", Cells.CODE, "statuses"),
    Column("note", Cells.WORDS),
)


def with_words(brief: Brief, closed: Collection[str]) -> Brief:
    """Return a brief whose confidential requests, by their numbers, say that they are."""
    return replace(brief, sections=tuple(_worded(section, closed) for section in brief.sections))


def _worded(section: Section, closed: Collection[str]) -> Section:
    return replace(section, tables=tuple(_words(table, closed) for table in section.tables))


def _words(table: Table, closed: Collection[str]) -> Table:
    keys = [column.key for column in table.columns]
    if "summary" not in keys or not closed:
        return table
    place = keys.index("summary")
    rows = tuple(
        (*row[:place], _("(confidential)"), *row[place + 1 :]) if row[0] in closed else row
        for row in table.rows
    )
    return replace(table, rows=rows)


def with_steps(brief: Brief, view: RequestView) -> Brief:
    """Return the brief of a request with its words and its steps up to the moment, masked, or closed."""
    sight = Sight.CLOSED if view.confidential else Sight.MASKED
    told = shown(view, sight=sight)
    (section,) = brief.sections
    steps = tuple(_step(one) for one in told["timeline"] if one["seq"] <= brief.seq)
    facts = replace(section.tables[0], rows=tuple(_fact(*row) for row in section.tables[0].rows))
    tables = (facts, Table("steps", _STEPS, steps))
    about = MASKS[Mask.TEXT](str(told["summary"]))
    return replace(brief, sections=(replace(section, tables=tables),), about=about)


def _step(told: Mapping[str, Any]) -> tuple[Any, ...]:
    note = told["note"]
    return (
        told["at"].isoformat(timespec="seconds"),
        str(told["step"]),
        told["by"] or told["operator"],
        str(told["status"]),
        None if note is None else str(note),
    )


def _fact(name: str, value: str) -> tuple[str, str]:
    """Return a fact in words."""
    kind = field_kind("request", name)
    worded = label(value, kind) if kind else value[:16].replace("T", " ") if value[4:5] == "-" else value
    return title(name, "request"), worded
