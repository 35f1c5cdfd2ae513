"""``gridctl export duty``: the roster for walls, spreadsheets and the calendars of phones."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.export_app import OutOption, app
from gridctl.cli.options import JsonOption, refuse_two
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.roster_views import BoardView
    from gridctl.services.duty_export import Wanted
    from gridctl.services.office import Office

LIST = ("date", "shift", "start", "end", "duty", "area", "place", "member", "name", "state")
DAYS = 7
"""So many days has a board of which no end was said."""


class Shape(StrEnum):
    """How a roster is written."""

    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"
    MD = "md"
    JSON = "json"
    JSONL = "jsonl"


@app.does(
    "duty",
    _("Give out the roster: a list or a board (CSV, XLSX, MD), or a calendar (ICS)."),
    example="gridctl export duty --format ics --member 李建国 -o lijianguo.ics",
)
def duty(
    fmt: Annotated[
        Shape | None, typer.Option("--format", help=_("How to write: csv, xlsx, ics, md, json or jsonl."))
    ] = None,
    member: Annotated[str | None, typer.Option(metavar="MEMBER", help=_("Only this one's turns."))] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("This area and all below it."))] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="D", help=_("The first day; none: today."))
    ] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="D", help=_("The last day."))] = None,
    board: Annotated[
        bool, typer.Option("--board", help=_("Members by days, as people pin it to walls."))
    ] = False,
    file: OutOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give out what was told to all; a calendar also holds what was taken off, as cancelled."""
    from gridctl.services import duty_export

    shape = _shape(fmt, as_json)
    if board and (shape is Shape.ICS or member):
        raise BadInput(
            N_("a board shows many members on paper"),
            hint=N_("leave out --board, or --member and ics"),
            error="no_board",
        )
    if shape is Shape.XLSX and file is None:
        raise BadInput(N_("a workbook needs a file"), hint=N_("say where: --out roster.xlsx"))
    wanted = duty_export.Wanted(member, area, start, end)
    with office() as opened:
        duty_export.log(opened, wanted, shape.value)
        chunks = _board(opened, wanted, shape) if board else _list(opened, wanted, shape)
        if file is None:
            out.stream(
                (one if isinstance(one, str) else one.decode() for one in chunks), people=shape is Shape.MD
            )
            return
        from gridctl.exchange.outgoing import put

        put(file, chunks)
    out.talk(_("written: {path}").format(path=file))


def _shape(fmt: Shape | None, as_json: bool) -> Shape:
    refuse_two(fmt, as_json)
    return Shape.JSON if as_json else fmt or Shape.CSV


def _list(opened: "Office", wanted: "Wanted", shape: Shape) -> "Iterable[str | bytes]":
    from gridctl.cli import formats
    from gridctl.services import duty_export

    if shape is Shape.ICS:
        from gridctl.exchange.ical import calendar

        title = _("Duty: {name}").format(name=wanted.member or wanted.area or opened.settings.name)
        found = duty_export.events(opened, wanted)
        return [calendar(found, title=title, now=opened.now(), own=wanted.member is not None)]
    rows = duty_export.turns(opened, wanted)
    if shape is Shape.XLSX:
        from gridctl.exchange.duty_sheets import list_sheet

        return [list_sheet((formats.seen(one)[0] for one in rows), LIST, "turn")]
    columns = [out.Column(key) for key in LIST]
    if shape is Shape.CSV:
        return formats.csv_rows(rows, columns)
    if shape is Shape.MD:
        return formats.md_rows(formats.page(map(formats.seen, rows), columns))
    return formats.json_rows(rows) if shape is Shape.JSON else formats.jsonl_rows(rows)


def _board(opened: "Office", wanted: "Wanted", shape: Shape) -> "Iterable[str | bytes]":
    from gridctl.cli import formats
    from gridctl.cli.duty_lists import board_columns
    from gridctl.present.board import matrix
    from gridctl.services import boards, duty_export

    days = duty_export.days(opened, wanted, DAYS if wanted.until is None else boards.MOST_DAYS)
    found: BoardView = boards.board(opened, boards.Wanted(wanted.since, days, wanted.area))
    if shape is Shape.XLSX:
        from gridctl.exchange.duty_sheets import board_sheet

        where = wanted.area or opened.settings.name
        head = _("Duty {place}, {first} to {last}").format(
            place=where, first=found.days[0], last=found.days[-1]
        )
        return [board_sheet(found, head)]
    columns = board_columns(found.days)
    if shape is Shape.CSV:
        return formats.csv_rows(matrix(found, codes=True), columns)
    if shape is Shape.MD:
        return formats.md_rows(formats.page(map(formats.seen, matrix(found)), columns))
    return [formats.thing_json(found, indent=2 if shape is Shape.JSON else None)]
