"""``gridctl supply item``."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

app = Group(_("Things that are kept in stock."))

LIST = ("code", "name", "on_hand", "measure", "reserved")


@app.does(
    "add",
    _("Add a thing that is kept in stock."),
    example="gridctl supply item add RICE 大米5公斤装 --unit 袋",
)
def add(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("A short code."))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("What people call it."))],
    measure: Annotated[
        str, typer.Option("--unit", metavar="UNIT", help=_("What it is counted in: bag, box, 袋, 箱."))
    ] = "",
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add a thing."""
    from gridctl.services import supply_items

    with office() as opened:
        out.thing(supply_items.add(opened, code, name, measure), pick(fmt, as_json))


@app.does("list", _("List the things that are kept in stock."), example="gridctl supply item list")
def listing(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """List things by their codes."""
    from gridctl.services import supply_items

    with office() as opened:
        out.rows(
            supply_items.listing(opened),
            [out.Column(key) for key in LIST],
            pick(fmt, as_json),
            empty=_("No such thing yet. Add one: gridctl supply item add CODE NAME --unit UNIT"),
        )
