"""The daily return as text and as Markdown, from the same tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from gridctl.present.as_markdown import md_line, md_rule, md_text
from gridctl.present.cells import cell_len, pad
from gridctl.present.i18n import _, pgettext
from gridctl.present.labels import field_kind, label
from gridctl.present.shown import shown
from gridctl.present.times import shown_time
from gridctl.present.visible import visible
from gridctl.services.reports import Daily

FIGURES = (
    "open_before",
    "received",
    "reopened",
    "solved_on_spot",
    "assigned",
    "resolved",
    "closed",
    "cancelled",
    "merged",
    "open",
    "overdue",
)
BRIEF = ("received", "solved_on_spot", "assigned", "resolved", "closed", "open", "overdue")
"""The figures that a table by category or area has room for."""

LONGEST = 40
"""Rows of a table by area; the others are in the JSON."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a return: its title, headings and cells; cells of numbers stand to the right."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def names() -> dict[str, str]:
    """Return what each figure is called, in the language of the moment."""
    return {
        "open_before": _("open before"),
        "received": _("received"),
        "reopened": _("reopened"),
        "solved_on_spot": _("solved on the spot"),
        "assigned": pgettext("figure", "assigned"),
        "resolved": pgettext("figure", "resolved"),
        "closed": pgettext("figure", "closed"),
        "cancelled": pgettext("figure", "cancelled"),
        "merged": pgettext("figure", "merged"),
        "open": _("open at the end"),
        "overdue": _("overdue at the end"),
        "late": _("typed late, for an earlier day"),
        "imported": _("of the received: from files"),
    }


def heading(daily: Daily) -> list[str]:
    """Return the lines above the tables: what this is, of when, and how far it can be relied on."""
    data = daily.data
    where = data["area"] or data["store"] or _("all areas")
    lines = [_("Daily report {date}: {where}").format(date=data["date"], where=where)]
    lines.append(_("from {start} to {end}").format(start=clock(data["from"]), end=clock(data["to"])))
    if not daily.final:
        lines.append(
            _("provisional: the day has not ended; known at {time}").format(time=clock(data["as_of"]))
        )
    requests = data["requests"]
    if requests["imported"]:
        lines.append(
            _("{count} of the received came with files and count by their own times").format(
                count=requests["imported"]
            )
        )
    if requests["late"]:
        lines.append(_("steps typed late, for an earlier day: {count}").format(count=requests["late"]))
    return [visible(line) for line in lines]


def clock(text: str) -> str:
    """Return an ISO time as people read it, to the minute."""
    return text[:16].replace("T", " ")


def sheets(daily: Daily) -> Iterator[Sheet]:
    """Yield the tables of a return."""
    requests, before = daily.data["requests"], daily.data["previous"]["requests"]
    yield _summary(requests, before)
    for dimension, title in (
        ("category", _("By category")),
        ("area", _("By area")),
        ("channel", _("By channel")),
        ("urgency", _("By urgency")),
    ):
        if requests[f"by_{dimension}"]:
            yield _breakdown(dimension, title, requests, before)
    for overdue, title in ((True, _("Overdue")), (False, _("Open, not overdue"))):
        rows = [shown(row) for row in daily.standing if row.overdue is overdue]
        if rows:
            total = requests["overdue"] if overdue else requests["open"] - requests["overdue"]
            yield _listed(_title(title, total, len(rows)), rows)


def _summary(requests: dict[str, Any], before: dict[str, Any]) -> Sheet:
    since = requests["since_operation"]
    called = names()
    headings = ["", _("this day"), _("day before")] + ([_("since the operation began")] if since else [])
    rows = []
    for name in FIGURES:
        row = [called[name], str(requests[name]), str(before[name])]
        rows.append(row + ([str(since.get(name, ""))] if since else []))
    for name, text in (
        ("median", _("hours to close, median")),
        ("p90", _("hours to close, 90 of 100 within")),
    ):
        row = [text, _hours(requests["hours_to_close"][name]), _hours(before["hours_to_close"][name])]
        rows.append(row + ([""] if since else []))
    title = _("Requests")
    if since:
        title = _("Requests; operation {name} since {time}").format(
            name=since["operation"], time=clock(since["from"])
        )
    return Sheet(title, tuple(headings), tuple(tuple(row) for row in rows))


def _hours(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _breakdown(dimension: str, title: str, requests: dict[str, Any], before: dict[str, Any]) -> Sheet:
    earlier = {row[dimension]: row for row in before[f"by_{dimension}"]}
    short = names() | {"solved_on_spot": _("on spot"), "open": _("open"), "overdue": _("overdue")}
    rows = []
    for row in requests[f"by_{dimension}"][:LONGEST]:
        old = earlier.get(row[dimension], {})
        cells = [f"{row[name]} ({old.get(name, 0)})" for name in BRIEF]
        rows.append((_group(dimension, row[dimension]), *cells, _hours(row["hours_to_close"]["median"])))
    more = len(requests[f"by_{dimension}"]) - LONGEST
    if more > 0:
        rows.append((_("and {count} more").format(count=more), *("" for _name in BRIEF), ""))
    headings = (_("(day before)"), *(short[name] for name in BRIEF), _("hours"))
    return Sheet(title, headings, tuple(rows))


def _group(dimension: str, code: str | None) -> str:
    if code is None:
        return _("(none)")
    return code if dimension == "area" else label(code, field_kind("request", dimension))


def _title(title: str, total: int, listed: int) -> str:
    if listed == total:
        return f"{title} ({total})"
    return _("{title} ({total}; the first {listed})").format(title=title, total=total, listed=listed)


def _listed(title: str, rows: list[dict[str, Any]]) -> Sheet:
    headings = (_("No."), _("urgency"), _("category"), _("area"), _("what"), _("holder"), _("due"))
    cells = tuple(
        (
            str(row["id"]),
            _group("urgency", row["urgency"]),
            _group("category", row["category"]),
            row["area"] or "",
            str(row["summary"]),
            row["holder"] or "",
            shown_time(row["due"]) if row["due"] else "",
        )
        for row in rows
    )
    return Sheet(title, headings, cells)


def text(daily: Daily) -> str:
    """Return the whole return as plain text, columns lined up in terminal cells."""
    lines = heading(daily)
    for sheet in sheets(daily):
        lines += ["", visible(sheet.title), *_aligned(sheet)]
    return "\n".join(lines) + "\n"


def _aligned(sheet: Sheet) -> Iterator[str]:
    rows = [tuple(visible(cell) for cell in row) for row in (sheet.headings, *sheet.rows)]
    widths = [max(cell_len(row[place]) for row in rows) for place in range(len(sheet.headings))]
    right = _numeric(sheet)
    for row in rows:
        cells = (pad(cell, width, right=side) for cell, width, side in zip(row, widths, right, strict=True))
        yield "  " + "  ".join(cells).rstrip()


def _numeric(sheet: Sheet) -> list[bool]:
    """Tell which columns hold figures."""
    columns = list(zip(*sheet.rows, strict=True)) if sheet.rows else [()] * len(sheet.headings)
    return [place > 0 and _is_figures(column) for place, column in enumerate(columns)]


_FIGURE = re.compile(r"-|\d+(\.\d+)?( \(\d+\))?|")
"""A count, hours, a count with the day before in brackets, or nothing."""


def _is_figures(column: Sequence[str]) -> bool:
    return any(column) and all(_FIGURE.fullmatch(cell) for cell in column)


def data(daily: Daily) -> dict[str, Any]:
    """Return what the JSON output holds: the figures, and the open requests, masked."""
    listed = [(row.overdue, shown(row)) for row in daily.standing]
    return {
        **daily.data,
        "overdue_requests": [row for overdue, row in listed if overdue],
        "open_requests": [row for overdue, row in listed if not overdue],
    }


def markdown(daily: Daily) -> str:
    """Return the whole return as Markdown."""
    first, *rest = heading(daily)
    lines = [f"# {_escaped(first)}", "", *(f"{_escaped(line)}  " for line in rest)]
    for sheet in sheets(daily):
        right = _numeric(sheet)
        lines += ["", f"## {_escaped(sheet.title)}", ""]
        lines += [md_line(sheet.headings).rstrip("\n"), md_rule(right).rstrip("\n")]
        lines += [md_line(row).rstrip("\n") for row in sheet.rows]
    return "\n".join(lines) + "\n"


def _escaped(line: str) -> str:
    return md_text(line)
