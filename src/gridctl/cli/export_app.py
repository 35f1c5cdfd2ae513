"""The group ``gridctl export`` and what its commands share."""

from pathlib import Path
from typing import Annotated

import typer

from gridctl.cli.app import Group
from gridctl.present.i18n import _

app = Group(_("Give out files: requests as a table, as JSON, by Open311; rosters for walls and calendars."))

OutOption = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help=_("Write a file, for its owner alone; none: print it.")),
]
