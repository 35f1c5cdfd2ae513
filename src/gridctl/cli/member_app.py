"""The group ``gridctl member`` and what its commands share."""

from typing import Annotated

import typer

from gridctl.cli.app import Group
from gridctl.present.i18n import _

app = Group(_("Members: who works in the grid."))

Who = Annotated[str, typer.Argument(metavar="MEMBER", help=_("Code, name, pinyin or phone ending."))]
