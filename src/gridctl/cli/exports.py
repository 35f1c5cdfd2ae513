"""``gridctl export``: what leaves the store, to stdout or into a file."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gridctl.cli import export_duty, out
from gridctl.cli.app import QueryCommand
from gridctl.cli.export_app import OutOption, app
from gridctl.cli.options import JsonOption, RevealOption, WhyOption, refuse_two
from gridctl.cli.session import office
from gridctl.core.private import Reveal
from gridctl.present.i18n import _

__all__ = ["MORE", "app"]

MORE = (export_duty,)
"""Its command belongs to this group too."""


class Shape(StrEnum):
    """How an export is written."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"
    OPEN311 = "open311"


ShapeOption = Annotated[
    Shape | None, typer.Option("--format", help=_("How to write: json, jsonl, csv, md or open311."))
]
REQUEST = (
    *("id", "ref", "status", "level", "urgency", "category", "channel", "area", "desk", "home", "building"),
    *("address", "summary", "details", "name", "phone", "holder", "received_at", "due", "updated_at"),
    *("resolved_at", "closed_at", "solved_on_spot", "outcome", "answer"),
)
PAPER = (
    "id",
    "status",
    "urgency",
    "category",
    "area",
    "summary",
    "holder",
    "received_at",
    "due",
    "closed_at",
)
"""What Markdown holds: a page is not as wide as a spreadsheet."""
SERVICE = ("service_code", "service_name", "description", "keywords", "group")


@app.does(
    "requests",
    _("Give out requests: all, or those that a query finds; masked, unless revealed."),
    example="gridctl export requests status:closed --format open311 -o requests.json",
    cls=QueryCommand,
)
def requests(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUERY", help=_("Which ones, as request list takes it; none: all.")),
    ] = None,
    fmt: ShapeOption = None,
    file: OutOption = None,
    reveal: RevealOption = False,
    why: WhyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give out requests; each export is an entry of the ledger."""
    from gridctl.services import exporting
    from gridctl.services.requests import Query

    shape = _shape(fmt, as_json)
    query = Query(words=" ".join(words or ()), everything=True)
    seen = Reveal(why) if reveal else None
    with office() as opened:
        count = exporting.log_export(opened, query, shape.value, seen)
        views: Iterable[object] = (
            exporting.service_requests(opened, query, seen)
            if shape is Shape.OPEN311
            else exporting.requests_of(opened, query, seen)
        )
        _send(views, PAPER if shape is Shape.MD else REQUEST, shape, file)
    if file:
        out.talk(_("{count} requests went to {path}").format(count=count, path=file))


@app.does(
    "services",
    _("Give out the categories, as the list of services of Open311."),
    example="gridctl export services -o services.json",
)
def services(fmt: ShapeOption = None, file: OutOption = None, as_json: JsonOption = False) -> None:
    """Give out the list of services that goes with an export of requests by Open311."""
    from gridctl.services import exporting

    shape = _shape(fmt, as_json)
    with office() as opened:
        found = exporting.services(opened)
        _send(found, SERVICE, shape, file)
    if file:
        out.talk(_("{count} services went to {path}").format(count=len(found), path=file))


def _shape(fmt: Shape | None, as_json: bool) -> Shape:
    refuse_two(fmt, as_json)
    return fmt or Shape.JSON


def _send(views: Iterable[object], keys: tuple[str, ...], shape: Shape, file: Path | None) -> None:
    chunks = _chunks(views, keys, shape)
    if file is None:
        out.stream(chunks, people=shape is Shape.MD)
        return
    from gridctl.exchange.outgoing import put

    put(file, chunks)


def _chunks(views: Iterable[object], keys: tuple[str, ...], shape: Shape) -> Iterator[str]:
    from gridctl.cli import formats

    columns = [out.Column(key) for key in keys]
    if shape is Shape.JSONL:
        return formats.jsonl_rows(views)
    if shape is Shape.CSV:
        return formats.csv_rows(views, columns)
    if shape is Shape.MD:
        return formats.md_rows(formats.page(map(formats.seen, views), columns))
    return formats.json_rows(views)
