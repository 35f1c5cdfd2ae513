"""``gridctl home``."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, RevealOption, WhyOption, pick
from gridctl.cli.places import AreaOption, BelowOption
from gridctl.cli.session import office
from gridctl.core.private import Reveal
from gridctl.core.words import HomeKind
from gridctl.present.i18n import _

app = Group(_("Homes: flats, shops, companies, dormitories; one door each."))

LIST = ("label", "building", "unit", "floor", "room", "kind", "name", "area", "resident_count")


@app.does(
    "add",
    _("Add one home to a building that is there."),
    example="gridctl home add HZ12-商铺3 --kind shop --name 百和药房",
)
def add(
    home: Annotated[
        str, typer.Argument(metavar="HOME", help=_("BUILDING-UNIT-ROOM, or as people write it."))
    ],
    kind: Annotated[HomeKind, typer.Option(help=_("What is behind the door."))] = HomeKind.DWELLING,
    name: Annotated[str | None, typer.Option(metavar="NAME", help=_("Its name, such as a shop's."))] = None,
    area: AreaOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add one home; a house with one door has neither unit nor room."""
    from gridctl.services import place_pages

    with office() as opened:
        out.thing(place_pages.add_home(opened, home, kind, name, area), pick(fmt, as_json))


@app.does("list", _("List homes."), example="gridctl home list --building HZ12")
def listing(
    building: Annotated[str | None, typer.Option(metavar="BUILDING", help=_("Only this building."))] = None,
    area: BelowOption = None,
    kind: Annotated[HomeKind | None, typer.Option(help=_("Only this kind."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List homes, door by door."""
    from gridctl.services import place_pages

    with office() as opened:
        out.rows(
            place_pages.home_list(opened, building=building, area=area, kind=kind),
            [out.Column(key) for key in LIST],
            pick(fmt, as_json),
            empty=_("There is no such home. Lay some out: gridctl building add"),
        )


@app.does(
    "show",
    _("Show one home: who lives there, what they asked for."),
    example="gridctl home show 12幢2单元501",
)
def show(
    home: Annotated[str, typer.Argument(metavar="HOME", help=_("Its label, or as people write it."))],
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one home."""
    from gridctl.services import place_pages

    with office() as opened:
        found = place_pages.show_home(opened, home, Reveal(why) if reveal else None)
        out.thing(found, pick(fmt, as_json))


@app.does(
    "history",
    _("Show what a home asked for, who came, and what it got."),
    example="gridctl home history HZ12-2-501",
)
def history(
    home: Annotated[str, typer.Argument(metavar="HOME", help=_("Its label, or as people write it."))],
    limit: Annotated[int, typer.Option(min=1, help=_("At most so many of each."))] = 20,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show requests, visits and deliveries of a home, the newest first."""
    from gridctl.services import home_history

    with office() as opened:
        out.thing(home_history.history(opened, home, limit), pick(fmt, as_json))
