"""A brief as data: JSON for programs, and CSV, one file for each table."""

from collections.abc import Iterator
from typing import Any

from gridctl.core.brief_views import Brief, plain
from gridctl.core.times import iso
from gridctl.present.as_csv import BOM, csv_line

FIGURES = "figures"
"""The CSV that holds all figures."""


def data(brief: Brief) -> dict[str, Any]:
    """Return what the JSON of a brief holds, beside what a return has: the head of the ledger and the sections."""
    return {
        "kind": brief.kind,
        "date": brief.day,
        "from": iso(brief.start),
        "to": iso(brief.end),
        "area": brief.area,
        "as_of": iso(brief.as_of),
        "status": "final" if brief.final else "provisional",
        "store": brief.store,
        "pack": brief.pack,
        **({"id": brief.number} if brief.number is not None else {}),
        "ledger": {"number": brief.ledger[0], "hash": brief.ledger[1]},
        "seq": brief.seq,
        "sections": sections(brief),
    }


def sections(brief: Brief) -> dict[str, Any]:
    """Return the sections as JSON data, by their keys."""
    return {one.key: plain(one) for one in brief.sections}


def tables(brief: Brief) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each CSV: all figures, then each table; codes stay codes, times are ISO."""
    lines = [csv_line(("section", "figure", "value", "unit", "before", "week_before"))]
    for section in brief.sections:
        lines += [
            csv_line((section.key, one.name, one.value, str(one.unit), one.before, one.week_before))
            for one in section.figures
        ]
    yield FIGURES, BOM + "".join(lines)
    for section in brief.sections:
        for table in section.tables:
            head = csv_line(column.key for column in table.columns)
            yield f"{section.key}-{table.key}", BOM + head + "".join(csv_line(row) for row in table.rows)
