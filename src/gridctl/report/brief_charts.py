"""Small charts of a brief as inline SVG: they take the colours of the page and the width that there is."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gridctl.core.brief_views import Chart, Section, Table
from gridctl.core.signals import Signal
from gridctl.present import brief_labels as names
from gridctl.present.html_page import html_text
from gridctl.report.brief_parts import cell_text

_COLOURS = frozenset(map(str, Signal))
_ROW, _BAR, _TOP = 22, 7, 16
_TALL, _FOOT = 96, 18
_IN_ORDER = frozenset({"hours", "kinds", "urgency"})
"""Tables whose order says something; of others the longest bar stands first."""
_EVERY = 3
"""So many columns of a day share a label."""


def chart(section: Section, table: Table, drawn: Chart) -> str:
    """Return a chart of a table with its caption and legend, or nothing where there is nothing to see."""
    keys = [column.key for column in table.columns]
    places = [keys.index(key) for key in drawn.columns]
    rows = table.rows
    if table.key not in _IN_ORDER:
        rows = tuple(sorted(rows, key=lambda row: -sum(row[place] or 0 for place in places)))
    rows = rows[: drawn.most]
    if not any(row[place] for row in rows for place in places):
        return ""
    labels = [_label(table, row) for row in rows]
    series = [[row[place] or 0 for row in rows] for place in places]
    if table.key == "hours":
        picture = _columns(labels, series)
    elif _COLOURS.issuperset(drawn.columns):
        picture = _stacked(labels, series, drawn.columns)
    else:
        picture = _bars(labels, series)
    caption = html_text(names.table_title(section.key, table.key))
    return (
        f'<figure class="chart"><figcaption>{caption}{_legend(drawn.columns)}</figcaption>'
        f'<svg role="img" aria-label="{caption}" {picture}</svg></figure>'
    )


def _label(table: Table, row: Sequence[object]) -> str:
    """Return what a row goes by: its first cell, or the name beside a number."""
    named = next((n for n, column in enumerate(table.columns) if column.key == "name" and row[n]), 0)
    return cell_text(row[named], table.columns[named])


def _legend(columns: Sequence[str]) -> str:
    marks = (
        f'<span><i class="{key if key in _COLOURS else f"s{n}"}"></i>{html_text(names.column_name(key))}</span>'
        for n, key in enumerate(columns)
    )
    return f'<span class="legend">{"".join(marks)}</span>'


def _bars(labels: Sequence[str], series: Sequence[Sequence[float]]) -> str:
    """Return one row for each label: its words and numbers above, a bar of each series below."""
    most = max(max(one) for one in series) or 1
    height = _ROW + (len(series) - 1) * (_BAR + 1) + 6
    parts = []
    for row, label in enumerate(labels):
        top = row * height
        numbers = " / ".join(_number(one[row]) for one in series)
        parts.append(f'<text x="0" y="{top + 12}">{html_text(label)}</text>')
        parts.append(f'<text class="n" x="100%" y="{top + 12}" text-anchor="end">{numbers}</text>')
        for n, one in enumerate(series):
            at = top + _TOP + n * (_BAR + 1)
            parts.append(f'<rect class="bed" x="0" y="{at}" width="100%" height="{_BAR}" rx="2"/>')
            if one[row]:
                width = max(0.6, 100 * one[row] / most)
                parts.append(
                    f'<rect class="s{n}" x="0" y="{at}" width="{width:.2f}%" height="{_BAR}" rx="2"/>'
                )
    return f'width="100%" height="{len(labels) * height}">' + "".join(parts)


def _stacked(labels: Sequence[str], series: Sequence[Sequence[float]], columns: Sequence[str]) -> str:
    """Return one bar for each label, in which the parts stand beside each other."""
    height = 36
    parts = []
    for row, label in enumerate(labels):
        top, whole = row * height, sum(one[row] for one in series)
        ends = [0.0]
        for one in series:
            ends.append(ends[-1] + (100 * one[row] / whole if whole else 0))
        parts.append(f'<text x="0" y="{top + 12}">{html_text(label)}</text>')
        parts.append(f'<text class="n" x="100%" y="{top + 12}" text-anchor="end">{_number(whole)}</text>')
        for key, (start, end) in zip(columns, pairwise(ends), strict=True):
            if end > start:
                parts.append(
                    f'<rect class="{key}" x="{start:.2f}%" y="{top + 17}" width="{end - start:.2f}%" height="11"/>'
                )
    return f'width="100%" height="{len(labels) * height}">' + "".join(parts)


def _columns(labels: Sequence[str], series: Sequence[Sequence[float]]) -> str:
    """Return columns that stand beside each other, for the hours of a day."""
    most = max(max(one) for one in series) or 1
    step = 100 / len(labels)
    width = step * 0.8 / len(series)
    parts = list(_grid(most))
    for n, one in enumerate(series):
        for place, value in enumerate(one):
            if value:
                tall = max(1.0, _TALL * value / most)
                at = place * step + step * 0.1 + n * width
                parts.append(
                    f'<rect class="s{n}" x="{at:.2f}%" y="{_FOOT + _TALL - tall:.1f}" width="{width:.2f}%"'
                    f' height="{tall:.1f}"/>'
                )
    base = _FOOT + _TALL
    parts.append(f'<line class="axis" x1="0" x2="100%" y1="{base}" y2="{base}"/>')
    for place in range(0, len(labels), _EVERY):
        at = place * step
        parts.append(f'<text class="t" x="{at:.2f}%" y="{base + 14}">{html_text(labels[place][:2])}</text>')
    return f'width="100%" height="{base + 18}">' + "".join(parts)


def _grid(most: float) -> Iterator[str]:
    """Yield the line of the greatest number."""
    yield f'<line class="line" x1="0" x2="100%" y1="{_FOOT}" y2="{_FOOT}"/>'
    yield f'<text class="t" x="100%" y="{_FOOT - 4}" text-anchor="end">{_number(most)}</text>'


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.1f}"
