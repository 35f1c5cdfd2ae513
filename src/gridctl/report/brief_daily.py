"""The daily brief around the return: the open requests that it lists, and what its JSON has beside."""

from dataclasses import replace
from typing import Any

from gridctl.core.brief_views import Brief, Cells, Column, Section, Table
from gridctl.present.shown import shown
from gridctl.report import daily as of_return
from gridctl.report.brief_data import sections
from gridctl.services.reports import Daily

_LISTED = (
    Column("request", Cells.WORDS),
    Column("urgency", Cells.CODE, "urgencies"),
    Column("category", Cells.CODE, "categories"),
    Column("area", Cells.WORDS),
    Column("summary", Cells.WORDS),
    Column("holder", Cells.WORDS),
    Column("due", Cells.TIME),
)
_SINCE = ("received", "solved_on_spot", "assigned", "resolved", "closed", "reopened", "cancelled", "merged")


def with_lists(brief: Brief, daily: Daily) -> Brief:
    """Return a daily brief with the open requests of its return, masked, and the sums since the operation began."""
    remarks = tuple(of_return.heading(daily)[2 if daily.final else 3 :])
    told = tuple(_filled(one, daily) if one.key == "requests" else one for one in brief.sections)
    return replace(brief, sections=told, remarks=remarks)


def _filled(section: Section, daily: Daily) -> Section:
    requests = daily.data["requests"]
    tables = list(section.tables)
    if since := requests["since_operation"]:
        columns = (
            Column("operation", Cells.WORDS),
            Column("start", Cells.TIME),
            *(Column(name) for name in _SINCE),
        )
        row = (since["operation"], since["from"], *(since[name] for name in _SINCE))
        tables.append(Table("operation", columns, (row,)))
    for key, overdue in (("overdue", True), ("standing", False)):
        rows = tuple(_row(shown(row)) for row in daily.standing if row.overdue is overdue)
        whole = requests["overdue"] if overdue else requests["open"] - requests["overdue"]
        if rows:
            tables.append(Table(key, _LISTED, rows, whole))
    return replace(section, tables=tuple(tables))


def _row(values: dict[str, Any]) -> tuple[Any, ...]:
    due = values["due"]
    return (
        str(values["id"]),
        str(values["urgency"]),
        values["category"],
        values["area"],
        str(values["summary"]),
        values["holder"],
        None if due is None else due.isoformat(timespec="seconds"),
    )


def data(brief: Brief, daily: Daily) -> dict[str, Any]:
    """Return what the JSON of a daily brief holds: all that a return has, and beside it the sections.

    Of the same day last week it has the sums alone.
    """
    number, head = brief.ledger
    told = of_return.data(daily)
    week = told["week_before"]
    sums = {name: one for name, one in week["requests"].items() if not name.startswith("by_")}
    return {
        **told,
        "week_before": {**week, "requests": sums},
        "ledger": {"number": number, "hash": head},
        "seq": brief.seq,
        "sections": sections(brief),
    }
