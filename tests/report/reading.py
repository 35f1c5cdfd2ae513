"""Reads the figures of a brief back out of its files, and counts a day plainly from the raw rows of a store."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from gridctl.present.brief_labels import figure_name
from gridctl.store.connecting import connect

Figures = dict[str, float]
HOUR_MS = 3_600_000


def of_json(content: bytes) -> Figures:
    """Return the figures by their keys; those that say nothing are left out."""
    found = {}
    for section, told in json.loads(content)["sections"].items():
        for name, one in told["figures"].items():
            found[f"{section}.{name}"] = one["value"]
    return {key: value for key, value in found.items() if value is not None}


def of_csv(content: bytes) -> Figures:
    """Return the figures of the CSV of all figures."""
    lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    return {f"{one['section']}.{one['figure']}": float(one["value"]) for one in lines if one["value"]}


def of_xlsx(content: bytes, keys: Iterator[str]) -> Figures:
    """Return the figures of the first sheet, which has them in the order of `keys`."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_index(0).to_python()
    top = next(place for place, row in enumerate(rows) if row[1] == "figure")
    told = [row for row in rows[top + 1 :] if row[1]]
    found = dict(zip(keys, told, strict=True))
    assert all(row[1] == figure_name(key) for key, row in found.items())
    return {key: float(str(row[2])) for key, row in found.items() if row[2] != ""}


class _Cells(HTMLParser):
    """Collects the rows of all tables, each as its texts."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
        self.links += [value or "" for name, value in attrs if name in {"src", "href", "onload", "onclick"}]

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def html_rows(content: bytes) -> list[list[str]]:
    """Return the rows of all tables of a page, and make sure that it asks for nothing from elsewhere."""
    page = _Cells()
    page.feed(content.decode())
    assert page.links == []
    assert "<script" not in content.decode()
    return page.rows


def plain_day(store: Path, start: int, end: int, areas: frozenset[int] | None = None) -> Figures:
    """Count a day from the rows of steps and requests alone (UTC ms), with nothing of the services."""
    raw = connect(store)
    named = [one[1] for one in raw.execute("PRAGMA table_info(request)")]
    requests = {row[0]: dict(zip(named, row, strict=True)) for row in raw.execute("SELECT * FROM request")}
    steps = raw.execute(
        "SELECT request_id, kind, at, counted_at, status, detail, origin FROM step"
        " WHERE counted_at IS NOT NULL ORDER BY counted_at, seq"
    ).fetchall()
    raw.close()
    if areas is not None:
        steps = [one for one in steps if requests[one[0]]["area_id"] in areas]
    return _count(requests, steps, start, end)


def _count(requests: Mapping[int, Any], steps: list[Any], start: int, end: int) -> Figures:
    found: Counter[str] = Counter()
    before, after, hours = set[int](), set[int](), []
    for number, kind, at, counted, status, detail, origin in steps:
        ended = status in {"closed", "cancelled", "merged"}
        for moment, there in ((start, before), (end, after)):
            if counted < moment:
                (there.discard if ended else there.add)(number)
        if start <= counted < end:
            told = json.loads(detail) if detail else {}
            found[kind] += 1
            found["on_spot"] += bool(kind == "resolve" and told.get("on_spot"))
            found["late"] += origin != "import" and at < start
            found["satisfied"] += bool(kind == "close" and told.get("satisfied"))
            if kind == "close":
                hours.append((at - requests[number]["received_at"]) / HOUR_MS)
    hours.sort()
    names = {"receive": "received", "resolve": "resolved", "close": "closed", "reopen": "reopened"}
    names |= {"cancel": "cancelled", "merge": "merged", "assign": "assigned", "escalate": "escalated"}
    figures = {f"requests.{name}": float(found[kind]) for kind, name in names.items()}
    figures |= {"requests.open_before": float(len(before)), "requests.open": float(len(after))}
    figures |= {"requests.solved_on_spot": float(found["on_spot"]), "requests.late": float(found["late"])}
    figures["requests.satisfied"] = float(found["satisfied"])
    if hours:
        figures["requests.hours_median"] = round(hours[-(-len(hours) * 50 // 100) - 1], 2)
    return figures
