"""``gridctl compound``."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, RevealOption, WhyOption, pick
from gridctl.cli.places import AddressOption, AreaOption, BelowOption, Words, code_and_name
from gridctl.cli.session import office
from gridctl.core.private import Reveal
from gridctl.present.i18n import _

app = Group(_("Compounds: walled estates with their buildings."))

LIST = ("code", "name", "area", "building_count", "home_count")


@app.does(
    "add",
    _("Add a compound; a code that is not given is made."),
    example="gridctl compound add HZ 恒泽苑 --area HL-1",
)
def add(
    words: Words,
    area: AreaOption = None,
    address: AddressOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add a compound."""
    from gridctl.services import places

    code, name = code_and_name(words)
    with office() as opened:
        new = places.NewPlace(name, code, area, address=address)
        out.thing(places.add_compound(opened, new), pick(fmt, as_json))


@app.does("list", _("List the compounds."), example="gridctl compound list --area HL")
def listing(
    area: BelowOption = None, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False
) -> None:
    """List compounds by their codes."""
    from gridctl.services import place_pages

    with office() as opened:
        out.rows(
            place_pages.compounds(opened, area=area),
            [out.Column(key) for key in LIST],
            pick(fmt, as_json),
            empty=_("There is no compound yet: gridctl compound add CODE NAME --area AREA"),
        )


@app.does("show", _("Show one compound."), example="gridctl compound show HZ")
def show(
    name: Annotated[str, typer.Argument(metavar="COMPOUND", help=_("Code or name of a compound."))],
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one compound."""
    from gridctl.services import place_pages

    with office() as opened:
        found = place_pages.show_compound(opened, name, Reveal(why) if reveal else None)
        out.thing(found, pick(fmt, as_json))
