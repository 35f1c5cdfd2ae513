"""``gridctl point``."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.places import BelowOption, PositionOption, Words, code_and_name
from gridctl.cli.session import office
from gridctl.core.words import PointKind
from gridctl.present.i18n import _

app = Group(_("Points: cameras, gates and other fixed sources of requests."))

LIST = ("code", "name", "kind", "area", "building", "latitude", "longitude")


@app.does(
    "add",
    _("Add a point; a code that is not given is made."),
    example="gridctl point add C-0123 东门球机 --area HL-1 --position 30.2741,120.1551",
)
def add(
    words: Words,
    kind: Annotated[PointKind, typer.Option(help=_("What stands there."))] = PointKind.CAMERA,
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("Where: code or name."))] = None,
    building: Annotated[
        str | None, typer.Option(metavar="BUILDING", help=_("In or on which building; the area follows."))
    ] = None,
    position: PositionOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add a fixed source of requests."""
    from gridctl.services import points

    code, name = code_and_name(words)
    with office() as opened:
        new = points.NewPoint(name, kind, code, area, building, position)
        out.thing(points.add(opened, new), pick(fmt, as_json))


@app.does("list", _("List the points."), example="gridctl point list --area HL-1 --kind camera")
def listing(
    area: BelowOption = None,
    kind: Annotated[PointKind | None, typer.Option(help=_("Only this kind."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List points by their codes."""
    from gridctl.services import points

    with office() as opened:
        out.rows(
            points.listing(opened, area=area, kind=kind),
            [out.Column(key) for key in LIST],
            pick(fmt, as_json),
            empty=_("No such point. Add one: gridctl point add CODE NAME --area AREA"),
        )


@app.does("show", _("Show one point."), example="gridctl point show C-0123")
def show(
    name: Annotated[str, typer.Argument(metavar="POINT", help=_("Code or name of a point."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one point, with how many open requests came from it."""
    from gridctl.services import points

    with office() as opened:
        out.thing(points.show(opened, name), pick(fmt, as_json))
