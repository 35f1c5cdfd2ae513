"""The group ``gridctl duty`` and what its commands share."""

from typing import Annotated

import typer

from gridctl.cli.app import Group
from gridctl.present.i18n import _

app = Group(_("Duty: posts, rosters, absences, turning up."))

MemberArgument = Annotated[
    str, typer.Argument(metavar="MEMBER", help=_("Code, name, pinyin or phone ending."))
]
