"""What all formats of a brief share: its words, its cells as text, its tables masked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from gridctl.core.brief_views import NUMBERS, Brief, Cells, Column, Figure, Number, Section, Table, Unit
from gridctl.core.columns import Mask
from gridctl.present import brief_labels as names
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.masks import MASKS
from gridctl.present.visible import visible

NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as words: its title, headings and cells; `right` says which columns hold numbers."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def masked(brief: Brief) -> Brief:
    """Return a brief in whose words phones and identity numbers are masked."""
    sections = tuple(
        replace(section, tables=tuple(_masked(table) for table in section.tables))
        for section in brief.sections
    )
    return replace(brief, sections=sections)


def _masked(table: Table) -> Table:
    mask = MASKS[Mask.TEXT]
    texts = {place for place, column in enumerate(table.columns) if column.cells == Cells.WORDS}
    rows = tuple(
        tuple(
            mask(str(cell)) if place in texts and isinstance(cell, str) and cell else cell
            for place, cell in enumerate(row)
        )
        for row in table.rows
    )
    return replace(table, rows=rows)


def title(brief: Brief) -> str:
    """Return the line that a brief goes by: what it is, of when and where."""
    kind = _(names.KINDS[brief.kind])
    where = brief.area_name or brief.area or brief.store or _("all areas")
    if brief.number is not None:
        return visible(
            _("{kind} {number}: {about}").format(kind=kind, number=brief.number, about=brief.about)
        )
    day = f"{brief.as_of:%Y-%m-%d %H:%M}" if "T" in brief.day else brief.day  # of a moment, not of a day
    return visible(_("{kind} {day}: {where}").format(kind=kind, day=day, where=where))


def status(brief: Brief) -> str:
    """Return how far it can be relied on."""
    if brief.final:
        return _("final")
    return _("provisional, as known at {time}").format(time=f"{brief.as_of:%Y-%m-%d %H:%M}")


def heading(brief: Brief) -> list[str]:
    """Return the lines above the sections."""
    span = _("from {start} to {end}").format(
        start=f"{brief.start:%Y-%m-%d %H:%M}", end=f"{brief.end:%Y-%m-%d %H:%M}"
    )
    return [title(brief), span, status(brief), *(visible(one) for one in brief.remarks)]


def footer(brief: Brief) -> str:
    """Return the line by which it can be told later whether anything was changed."""
    number, head = brief.ledger
    return _("Ledger {number} {hash}; steps up to {seq}; known at {time}").format(
        number=number, hash=head[:16], seq=brief.seq, time=f"{brief.as_of:%Y-%m-%d %H:%M}"
    )


def number_text(value: Number, unit: str) -> str:
    """Return a figure as people read it: ``12``, ``3.9`` hours, ``92.3%``."""
    if value is None:
        return NOTHING
    if unit == Unit.SHARE:
        return f"{100 * value:.1f}%"
    return f"{value:.1f}" if unit == Unit.HOURS else str(value)


def cell_text(value: Any, column: Column) -> str:  # noqa: ANN401
    """Return a cell as people read it, not cleaned yet."""
    if value is None or value == "":
        return NOTHING if column.cells in NUMBERS else ""
    if column.cells in {Cells.HOURS, Cells.SHARE}:
        return number_text(value, Unit.HOURS if column.cells == Cells.HOURS else Unit.SHARE)
    if column.cells == Cells.TIME:
        return str(value)[:16].replace("T", " ")
    return label(value, column.labels) if column.cells == Cells.CODE else str(value)


def sheets(brief: Brief, section: Section) -> Iterator[Sheet]:
    """Yield the figures of a section as one table, and then its tables."""
    if section.figures and not section.is_empty():
        yield _figures(brief, section)
    for table in section.tables:
        yield sheet_of(section, table)


def sheet_of(section: Section, table: Table) -> Sheet:
    """Return a table in words."""
    found = names.table_title(section.key, table.key)
    if table.of is not None and table.of > len(table.rows):
        found = _("{title} ({total}; the first {listed})").format(
            title=found, total=table.of, listed=len(table.rows)
        )
    return Sheet(
        found,
        tuple(names.column_name(column.key) for column in table.columns),
        tuple(_words(table, number) for number in range(len(table.rows))),
        tuple(column.cells in NUMBERS for column in table.columns),
    )


def _words(table: Table, number: int) -> tuple[str, ...]:
    """Return the cells of a row in words; a number has that of the period before in brackets."""
    cells = [visible(cell_text(*one)) for one in zip(table.rows[number], table.columns, strict=True)]
    if table.before:
        for place, was in enumerate(table.before[number]):
            if was is not None:
                cells[place] += f" ({was})"
    return tuple(cells)


def has_beside(section: Section) -> bool:
    """Tell whether there are figures of other periods to compare with."""
    return any(one.before is not None or one.week_before is not None for one in section.figures)


def _figures(brief: Brief, section: Section) -> Sheet:
    beside = has_beside(section)
    headings = names.beside(brief.kind) if beside else (_("figure"),)
    rows = tuple(
        (
            names.figure_name(one.key),
            *(number_text(value, one.unit) for value in values(one, beside=beside)),
        )
        for one in section.figures
    )
    title = names.section_title(section.key)
    return Sheet(title, ("", *headings), rows, (False, *(True for _heading in headings)))


def values(figure: Figure, *, beside: bool = True) -> tuple[Number, ...]:
    """Return a figure and those of the other periods."""
    return (figure.value, figure.before, figure.week_before) if beside else (figure.value,)
