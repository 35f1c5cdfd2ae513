"""The group ``gridctl duty`` and what its commands share."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.services.office import Office

app = Group(_("Duty: posts, rosters, absences, turning up."))

MemberArgument = Annotated[
    str, typer.Argument(metavar="MEMBER", help=_("Code, name, pinyin or phone ending."))
]
BelowOption = Annotated[
    str | None, typer.Option("--area", metavar="AREA", help=_("This area and all below it."))
]
NumberArgument = Annotated[int, typer.Argument(metavar="NUMBER", help=_("Its number."))]
FirstOption = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help=_("The first day; today unless told."))
]
LastOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help=_("The last day."))]


def say_own_shifts(opened: "Office") -> None:
    """Say what turn of duty the operator has now, and which one is next."""
    from gridctl.present.duty_words import own_shift
    from gridctl.services import mine

    for turn in mine.shifts(opened):
        out.talk(own_shift(turn, opened.now()))
