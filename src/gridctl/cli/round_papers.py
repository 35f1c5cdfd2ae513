"""``gridctl round``: texts for groups and stairwell heads, and forms to take along."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.round_app import Number, app
from gridctl.cli.session import office
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.round_views import RoundText


class SheetFormat(StrEnum):
    """What a form is written as."""

    HTML = "html"
    XLSX = "xlsx"


@app.does(
    "share",
    _(
        "A text for the group: counts by stairwell; with --to the doors for one, which waits in the outbox too."
    ),
    example="gridctl round share 3",
)
def share(
    number: Number,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            metavar="MEMBER",
            help=_("The head of a stairwell, or who has a share: the doors missing there; can be repeated."),
        ),
    ] = None,
    each: Annotated[
        bool, typer.Option("--each", help=_("A text for each head of a stairwell and each share."))
    ] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Print texts to be sent; those for one person are put into the outbox."""
    from gridctl.core.round_views import RoundText
    from gridctl.present import tellings
    from gridctl.present.round_texts import share_text
    from gridctl.services import round_sharing

    chosen, left = pick(fmt, as_json), 0
    with office() as opened:
        if to or each:
            told, left = round_sharing.for_members(opened, number, to or [], everybody=each)
            found = [RoundText(number, one.to.code, tellings.text(one)) for one in told]
        else:
            found = [RoundText(number, None, share_text(*round_sharing.for_group(opened, number)))]
    if chosen is out.Format.TABLE:
        out.text("\n\n".join(_addressed(one) for one in found))
        out.talk(_("In the outbox: gridctl outbox") if to or each else "")
    elif each or len(found) != 1:
        out.rows(found, [out.Column(key) for key in ("round", "member", "text")], chosen)
    else:
        out.thing(found[0], chosen)
    if each and left:
        alone = _(
            "Nobody hears of {count} doors: no head is placed at their stairwells, and they are in no share."
        )
        out.talk(alone.format(count=left))


def _addressed(one: "RoundText") -> str:
    """Return a text, below whom it is for where it is for one person."""
    return one.text if one.member is None else f"{one.member}\n{one.text}"


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
