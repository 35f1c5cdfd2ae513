"""A brief as one page that stands alone: no script, no network; light and dark, on a phone and on A4."""

from collections.abc import Iterator
from importlib import resources
from math import ceil

from gridctl.core.brief_views import NUMBERS, Brief, Figure, Section, Table
from gridctl.core.signals import Signal
from gridctl.present import brief_labels as names
from gridctl.present.html_page import html_page, html_text
from gridctl.present.i18n import _
from gridctl.report.brief_charts import chart
from gridctl.report.brief_parts import (
    footer,
    has_beside,
    heading,
    number_text,
    sheet_of,
    status,
    title,
    values,
)

TILES = (
    "requests.received", "requests.closed", "requests.open", "requests.overdue", "requests.solved_on_spot",
    "clocks.resolve_share", "requests.satisfied_share", "duty.filled_share", "duty.attendance", "rounds.coverage",
    "people.reached_share", "open.open", "open.critical", "open.overdue", "coming.now", "coming.lacking",
    "round.done", "round.due", "round.coverage", "life.steps", "life.days",
)  # fmt: skip
"""What is seen first, in this order, where a brief has it."""
_BESIDE = 6
"""At most so many tiles stand beside each other; the rows are made alike."""
_HOT = frozenset({"overdue", "missed", "no_show", "resolve_missed", "respond_missed", "rejected"})
"""Columns whose numbers are bad news."""


def html(brief: Brief) -> str:
    """Return the whole page in the language of the moment."""
    style = resources.files("gridctl.report").joinpath("brief.css").read_text(encoding="utf-8")
    page = html_page(title(brief), style, _body(brief))
    return page.replace(
        '<meta charset="utf-8">',
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">',
        1,
    )


def _body(brief: Brief) -> Iterator[str]:
    first, span, _status, *more = heading(brief)
    badge = "badge" if brief.final else "badge open"
    yield f"<main><header><h1>{html_text(first)}</h1>"
    yield f'<p class="meta"><span class="{badge}">{html_text(status(brief))}</span>{html_text(span)}</p>'
    yield from (f'<p class="meta">{html_text(one)}</p>' for one in more)
    yield "</header>"
    yield from _tiles(brief)
    quiet = []
    for section in brief.sections:
        if section.is_empty():
            quiet.append(names.section_title(section.key))
        else:
            yield from _section(brief, section)
    if quiet:
        listed = _("Nothing to report: {sections}").format(sections=_(", ").join(quiet))
        yield f'<p class="quiet">{html_text(listed)}</p>'
    yield f"<footer>{html_text(footer(brief))}</footer></main>"


def _tiles(brief: Brief) -> Iterator[str]:
    figures = brief.figures()
    found = [figures[key] for key in TILES if key in figures and figures[key].value is not None]
    if found:
        columns = ceil(len(found) / ceil(len(found) / _BESIDE))
        yield f'<ul class="tiles" style="--n:{columns}">'
        yield from (_tile(brief, one) for one in found)
        yield "</ul>"
    colours = [figures[f"colours.{one}"] for one in reversed(Signal) if f"colours.{one}" in figures]
    if any(one.value for one in colours):
        whose = html_text(_("grids"))
        yield f'<div class="strip"><span>{whose}</span>'
        for one in colours:
            if one.value:
                colour = one.key.partition(".")[2]
                told = html_text(f"{names.column_name(colour)} {one.value}")
                yield f'<div class="{colour}" style="flex:{one.value}">{told}</div>'
        yield "</div>"


def _tile(brief: Brief, figure: Figure) -> str:
    was = ""
    if figure.before is not None:
        before = names.beside(brief.kind)[1]
        told = f"{before} {number_text(figure.before, figure.unit)}"
        was = f'<span class="was">{html_text(told)}</span>'
    value = html_text(number_text(figure.value, figure.unit))
    return f"<li><b>{value}</b><span>{html_text(names.figure_name(figure.key))}</span>{was}</li>"


def _section(brief: Brief, section: Section) -> Iterator[str]:
    yield f"<section><h2>{html_text(names.section_title(section.key))}</h2>"
    by_key = {table.key: table for table in section.tables}
    charts = [chart(section, by_key[one.table], one) for one in section.charts if one.table in by_key]
    drawn = "".join(charts)
    yield f'<div class="{"two" if drawn and section.figures else "two one"}">'
    if section.figures:
        yield _figures(brief, section)
    if drawn:
        yield f"<div>{drawn}</div>"
    yield "</div>"
    for table in section.tables:
        if table.key != "hours":  # the chart tells it all
            yield from _table(section, table)
    yield "</section>"


def _figures(brief: Brief, section: Section) -> str:
    beside = has_beside(section)
    heads = names.beside(brief.kind) if beside else (_("figure"),)
    head = "".join(f'<th class="n">{html_text(one)}</th>' for one in heads)
    rows = []
    for one in section.figures:
        cells = []
        for place, value in enumerate(values(one, beside=beside)):
            kind = "n now" if place == 0 and value else "n zero" if not value else "n"
            cells.append(f'<td class="{kind}">{html_text(number_text(value, one.unit))}</td>')
        rows.append(f"<tr><td>{html_text(names.figure_name(one.key))}</td>{''.join(cells)}</tr>")
    return f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _table(section: Section, table: Table) -> Iterator[str]:
    words = sheet_of(section, table)
    yield f'<h3>{html_text(words.title)}</h3><div class="wide"><table><thead><tr>'
    for heading_, right in zip(words.headings, words.right, strict=True):
        kind = ' class="n"' if right else ""
        yield f"<th{kind}>{html_text(heading_)}</th>"
    yield "</tr></thead><tbody>"
    for raw, row in zip(table.rows, words.rows, strict=True):
        yield (
            "<tr>"
            + "".join(_cell(table, place, cell, raw[place]) for place, cell in enumerate(row))
            + "</tr>"
        )
    yield "</tbody></table></div>"


def _cell(table: Table, place: int, words: str, raw: object) -> str:
    column = table.columns[place]
    if column.key == "signal":
        return f'<td><i class="chip {html_text(str(raw))}"></i>{html_text(words)}</td>'
    if column.cells not in NUMBERS:
        return f"<td>{html_text(words)}</td>"
    kind = "hot" if raw and column.key in _HOT else "" if raw else "zero"
    return f'<td class="n {kind}">{html_text(words)}</td>'
