"""The group ``gridctl request`` and what its commands share."""

from typing import Annotated

import typer

from gridctl.cli.app import Group
from gridctl.present.i18n import _

app = Group(_("Help requests: take in, hand out, answer, find."))

Number = Annotated[int, typer.Argument(metavar="NUMBER", help=_("The number of the request."))]
Numbers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NUMBER... [TEXT]", help=_("Requests: 412, 412,413 or 415-420; then a remark, if any.")
    ),
]
Reasoned = Annotated[
    list[str] | None,
    typer.Argument(metavar="NUMBER... REASON", help=_("Requests: 412, 412,413 or 415-420; then the reason.")),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help=_("A remark for the timeline."))]
