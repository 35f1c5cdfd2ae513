"""``gridctl round``: texts for groups and stairwell heads, and forms to take along."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.round_app import Number, app
from gridctl.cli.session import office
from gridctl.present.i18n import _


class SheetFormat(StrEnum):
    """What a form is written as."""

    HTML = "html"
    XLSX = "xlsx"


@app.does(
    "share",
    _("Write what a group may read: counts by stairwell; doors only for a stairwell's head."),
    example="gridctl round share 3",
)
def share(
    number: Number,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="MEMBER", help=_("The head of a stairwell: the doors missing there.")),
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Print a text to be sent."""
    from gridctl.core.round_views import RoundText
    from gridctl.present.round_texts import head_text, share_text
    from gridctl.services import round_sharing

    with office() as opened:
        if to is None:
            text = share_text(*round_sharing.for_group(opened, number))
        else:
            text = head_text(*round_sharing.for_head(opened, number, to))
        chosen = pick(fmt, as_json)
        if chosen is out.Format.TABLE:
            out.text(text)
        else:
            out.thing(RoundText(number, to, text), chosen)


@app.does(
    "sheet",
    _("Write a form with a line for each door, to be filled and read back."),
    example="gridctl round sheet 3 --building HZ12 --format xlsx --out HZ12.xlsx",
)
def sheet(
    number: Number,
    building: Annotated[
        str | None, typer.Option(metavar="BUILDING", help=_("Only the doors of this building."))
    ] = None,
    fmt: Annotated[
        SheetFormat, typer.Option("--format", help=_("html to print, xlsx to fill."))
    ] = SheetFormat.HTML,
    file: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help=_("Where to write it; HTML goes to stdout else.")),
    ] = None,
) -> None:
    """Write a form."""
    from gridctl.exchange import visit_sheets

    with office() as opened:
        found = visit_sheets.gather(opened, number, building)
        if fmt is SheetFormat.HTML and file is None:
            out.finished(visit_sheets.html(found))
            return
        path = file or Path(f"round-{number}.xlsx")
        visit_sheets.write(path, found, as_html=fmt is SheetFormat.HTML)
        out.talk(_("Written to {path}.").format(path=path))
