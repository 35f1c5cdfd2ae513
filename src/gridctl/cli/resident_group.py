"""The group ``gridctl resident``, and the options by which a person is described."""

from typing import Annotated

import typer

from gridctl.cli.app import Group
from gridctl.present.i18n import _

app = Group(_("Residents: take in, find, change, merge, forget."))

Person = Annotated[
    str,
    typer.Argument(metavar="RESIDENT", help=_("Number, name, pinyin or phone ending; quote several words.")),
]
Phones = Annotated[
    list[str] | None,
    typer.Option("--phone", metavar="PHONE", help=_("A phone; can be repeated, the first one first.")),
]
Identity = Annotated[
    str | None,
    typer.Option(metavar="NUMBER", help=_("The identity number: it must be right, or be left out.")),
]
Document = Annotated[
    bool, typer.Option("--document", help=_("The number is that of a passport or another document."))
]
Birth = Annotated[
    str | None,
    typer.Option(
        "--birth", metavar="DAY", help=_("Birth date, as far as known: 1958-03-07, 1958-03 or 1958.")
    ),
]
Address = Annotated[
    str | None, typer.Option(metavar="TEXT", help=_("Where they live, where that is no home known here."))
]
Household = Annotated[
    str | None, typer.Option(metavar="MARK", help=_("Which household, where a home has several."))
]
Relation = Annotated[
    str | None, typer.Option(metavar="WORD", help=_("What they are in the household: head, wife, tenant."))
]
RegisteredHome = Annotated[
    str | None, typer.Option(metavar="HOME", help=_("The home where they are registered, if another one."))
]
RegisteredAddress = Annotated[
    str | None, typer.Option(metavar="TEXT", help=_("Where they are registered, if elsewhere."))
]
Contact = Annotated[
    str | None, typer.Option("--contact", metavar="NAME", help=_("Whom to tell in an emergency."))
]
ContactPhone = Annotated[str | None, typer.Option(metavar="PHONE", help=_("Their phone."))]
Notes = Annotated[str | None, typer.Option(metavar="TEXT", help=_("What else there is to know."))]
CameOn = Annotated[str | None, typer.Option(metavar="DAY", help=_("Since when they live there."))]
OnOption = Annotated[
    str | None, typer.Option("--on", metavar="DAY", help=_("On which day; today if not told."))
]
