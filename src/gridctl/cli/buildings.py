"""``gridctl building``."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import (
    DryRunOption,
    FormatOption,
    JsonOption,
    RevealOption,
    WhyOption,
    YesOption,
    pick,
)
from gridctl.cli.places import (
    AddressOption,
    AreaOption,
    BelowOption,
    PositionOption,
    Words,
    code_and_name,
    print_building,
)
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.core.private import Reveal
from gridctl.present.i18n import _

app = Group(_("Buildings: floors, units and the homes in them."))

LIST = ("code", "name", "compound", "area", "floors", "units", "rooms", "home_count")
Name = Annotated[str, typer.Argument(metavar="BUILDING", help=_("Code or name, or as people say it: 12幢."))]


@app.does(
    "add",
    _("Add a building, with its homes where you say how many."),
    example="gridctl building add HZ12 12幢 --compound HZ --area HL-1 --floors 6 --units 3 --rooms 2",
)
def add(
    words: Words,
    area: AreaOption = None,
    compound: Annotated[
        str | None, typer.Option(metavar="COMPOUND", help=_("The compound that it belongs to."))
    ] = None,
    floors: Annotated[int | None, typer.Option(help=_("How many floors."))] = None,
    units: Annotated[int | None, typer.Option(help=_("How many units (stairwells)."))] = None,
    rooms: Annotated[int | None, typer.Option(help=_("How many rooms on each floor of a unit."))] = None,
    stairwells: Annotated[
        bool, typer.Option("--stairwells", help=_("Make a micro-grid of each unit, below the area."))
    ] = False,
    address: AddressOption = None,
    position: PositionOption = None,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add a building; rooms are numbered by floor, 501 is the first of the fifth."""
    from gridctl.core.places import Layout
    from gridctl.services import places

    code, name = code_and_name(words)
    with office() as opened:
        new = places.NewPlace(
            name, code, area, compound, address, Layout(floors, units, rooms), stairwells, position
        )
        print_building(places.add_building(opened, new, dry_run=dry_run), pick(fmt, as_json))


@app.does("list", _("List the buildings."), example="gridctl building list --compound HZ")
def listing(
    area: BelowOption = None,
    compound: Annotated[
        str | None, typer.Option(metavar="COMPOUND", help=_("Only those of this compound."))
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List buildings as their numbers count."""
    from gridctl.services import place_pages

    with office() as opened:
        out.rows(
            place_pages.buildings(opened, area=area, compound=compound),
            [out.Column(key) for key in LIST],
            pick(fmt, as_json),
            empty=_("There is no such building: gridctl building add CODE NAME --area AREA"),
        )


@app.does("show", _("Draw a building, floor by floor."), example="gridctl building show HZ12 --round 3")
def show(
    building: Name,
    number: Annotated[
        int | None,
        typer.Option("--round", metavar="NUMBER", help=_("The doors of this round, by what came of them.")),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="TIME", help=_("With --round: as it was recorded until then.")),
    ] = None,
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one building with all its homes."""
    from gridctl.services import place_pages

    if number is None and at is not None:
        raise BadInput(
            N_("--at goes with --round"),
            hint=N_("write both: gridctl building show HZ12 --round 3 --at 18:00"),
        )
    with office() as opened:
        if number is not None:
            from gridctl.cli.round_plan import print_plan

            print_plan(opened, number, building, at, pick(fmt, as_json))
            return
        found = place_pages.show_building(opened, building, Reveal(why) if reveal else None)
        print_building(found, pick(fmt, as_json))


@app.does("rename", _("Give a building another name."), example="gridctl building rename HZ12 13幢")
def rename(
    building: Name,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("The new name."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Give a building another name; its code and the labels of its homes stay."""
    from gridctl.services import places

    with office() as opened:
        print_building(places.rename_building(opened, building, name), pick(fmt, as_json))


@app.does(
    "edit",
    _("Put a building right: name, floors, units, rooms, area, compound, address."),
    example="gridctl building edit HZ12 --floors 7 --units 3 --compound HZ",
)
def edit(
    building: Name,
    new_name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=_("Another name."))] = None,
    floors: Annotated[int | None, typer.Option(help=_("How many floors."))] = None,
    units: Annotated[int | None, typer.Option(help=_("How many units (stairwells)."))] = None,
    rooms: Annotated[int | None, typer.Option(help=_("How many rooms on each floor of a unit."))] = None,
    area: AreaOption = None,
    compound: Annotated[
        str | None,
        typer.Option(metavar="COMPOUND", help=_('The compound that it belongs to; "" for none.')),
    ] = None,
    address: AddressOption = None,
    version: Annotated[
        int | None, typer.Option(metavar="N", help=_("Only if nobody has changed it since this version."))
    ] = None,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Change a building: homes that are missing are made, empty ones that are too many go."""
    from gridctl.services import editing_places

    given = editing_places.BuildingEdit(new_name, area, compound, address, floors, units, rooms)
    with office() as opened:
        found = editing_places.edit_building(opened, building, given, version, dry_run=dry_run)
        print_building(found, pick(fmt, as_json))


@app.does("remove", _("Remove a building that nobody lives in."), example="gridctl building remove HZ12")
def remove(
    building: Name,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Remove a building with its homes, while no resident and no request belongs to it."""
    from gridctl.services import places

    with office() as opened:
        view = places.remove_building(opened, building, dry_run=True)
        if not dry_run:
            if out.can_ask():
                text = _("Remove {building} with {count} homes?")
                out.confirm(text.format(building=view.code, count=view.home_count), yes=yes)
            view = places.remove_building(opened, view.code)
        print_building(view, pick(fmt, as_json))
