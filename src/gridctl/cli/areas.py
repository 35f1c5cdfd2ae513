"""``gridctl area``."""

from dataclasses import replace
from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.core.words import AreaKind
from gridctl.present.i18n import _

app = Group(_("Areas: districts, towns, communities, grids, stairwells."))

Code = Annotated[str, typer.Argument(metavar="AREA", help=_("Code or name of an area."))]
Parent = Annotated[str | None, typer.Option(metavar="AREA", help=_("The area that it lies within."))]


@app.does("add", _("Add an area."), example="gridctl area add HL-1 第一网格 --kind grid --parent HL")
def add(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("A short code."))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("The name that people use."))],
    kind: Annotated[AreaKind, typer.Option(help=_("What kind of area it is."))],
    parent: Parent = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add an area."""
    from gridctl.services import areas

    with office() as opened:
        out.thing(areas.add(opened, areas.NewArea(code, name, kind, parent)), pick(fmt, as_json))


@app.does("list", _("List areas."), example="gridctl area list --kind grid")
def listing(
    below: Annotated[
        str | None, typer.Option("--area", metavar="AREA", help=_("This area and all below it."))
    ] = None,
    kind: Annotated[AreaKind | None, typer.Option(help=_("Only this kind."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List areas."""
    from gridctl.services import areas

    columns = [out.Column(key) for key in ("code", "name", "kind", "parent")]
    with office() as opened:
        rows = areas.listing(opened, root=below, kind=kind)
        out.rows(rows, columns, pick(fmt, as_json), empty=_("There are no areas yet: gridctl area add"))


@app.does("tree", _("Draw the tree of areas."), example="gridctl area tree HL --depth 2")
def tree(
    area: Annotated[str | None, typer.Argument(metavar="AREA", help=_("Code or name of an area."))] = None,
    depth: Annotated[int | None, typer.Option(min=0, help=_("How many levels down to go."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Draw the tree of areas."""
    from gridctl.services import areas

    chosen = pick(fmt, as_json)
    columns = [out.Column(key) for key in ("code", "name", "kind", "parent", "depth")]
    with office() as opened:
        rows = areas.listing(opened, root=area, deepest=depth)
        if chosen is out.Format.TABLE:
            columns, rows = columns[:3], (replace(row, code="  " * row.depth + row.code) for row in rows)
        out.rows(rows, columns, chosen, empty=_("There are no areas yet: gridctl area add"))


@app.does("show", _("Show one area."), example="gridctl area show HL-1")
def show(area: Code, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Show one area."""
    from gridctl.services import areas

    with office() as opened:
        out.thing(areas.show(opened, area), pick(fmt, as_json))


@app.does("rename", _("Give an area another name."), example="gridctl area rename HL-1 东网格")
def rename(
    area: Code,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("The new name."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Give an area another name."""
    from gridctl.services import areas

    with office() as opened:
        out.thing(areas.rename(opened, area, name), pick(fmt, as_json))


@app.does(
    "move", _("Put an area, with all below it, within another."), example="gridctl area move HL-1 --parent DX"
)
def move(
    area: Code, parent: Parent = None, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False
) -> None:
    """Put an area within another; without --parent it comes to stand at the top."""
    from gridctl.services import areas

    with office() as opened:
        out.thing(areas.move(opened, area, parent), pick(fmt, as_json))


@app.does("remove", _("Remove an empty area."), example="gridctl area remove HL-9")
def remove(area: Code, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Remove an area that has nothing below it and no requests."""
    from gridctl.services import areas

    with office() as opened:
        gone = areas.remove(opened, area)
        out.thing(gone, pick(fmt, as_json))
        out.talk(_("{code} was removed.").format(code=gone.code))
