"""The group ``gridctl supply`` and what its commands share."""

from typing import Annotated

import typer

from gridctl.cli.app import Group
from gridctl.present.i18n import _

app = Group(_("Supplies: what is where, who gets it, how long it lasts."))

Item = Annotated[str, typer.Argument(metavar="CODE", help=_("Code or name of a thing in stock."))]
Quantity = Annotated[
    str, typer.Argument(metavar="QUANTITY", help=_("A whole number of its unit: 120, 120袋, 一百二十."))
]
Place = Annotated[
    str | None,
    typer.Option(
        "--place", metavar="AREA", help=_("Where it lies: an area. Needed where that is not clear.")
    ),
]
Under = Annotated[
    str | None, typer.Option("--place", metavar="AREA", help=_("Only at this place and all below it."))
]
Expiry = Annotated[
    str | None, typer.Option("--expiry", metavar="DAY", help=_("The last day on which it may be used."))
]
Source = Annotated[str | None, typer.Option("--source", metavar="TEXT", help=_("Where it comes from."))]
Ref = Annotated[
    str | None,
    typer.Option("--ref", metavar="TEXT", help=_("The sender's number: told twice, it is booked once.")),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help=_("A remark."))]
PlanNumber = Annotated[int, typer.Argument(metavar="PLAN", help=_("The number of the plan."))]
