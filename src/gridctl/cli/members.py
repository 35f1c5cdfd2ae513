"""``gridctl member``."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.core.words import Tier
from gridctl.present.i18n import _

app = Group(_("Members: who works in the grid."))

LIST = ("code", "name", "tier", "area", "phone")


@app.does(
    "add",
    _("Add a member; a code that is not given is made."),
    example="gridctl member add M7 李建国 --tier officer --area HL-1 --phone 13900001111",
)
def add(
    words: Annotated[list[str], typer.Argument(metavar="[CODE] NAME", help=_("A short code, and the name."))],
    tier: Annotated[Tier, typer.Option(help=_("Which tier they belong to."))],
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("Where they work."))] = None,
    phone: Annotated[str | None, typer.Option(metavar="PHONE", help=_("Their work phone."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add a member."""
    from gridctl.services import people

    code, name = _code_and_name(words)
    with office() as opened:
        out.thing(
            people.add_member(opened, people.NewMember(name, tier, code, area, phone)), pick(fmt, as_json)
        )


def _code_and_name(words: list[str]) -> tuple[str | None, str]:
    if len(words) > 2:  # noqa: PLR2004  (a code and a name)
        raise BadInput(
            N_("a code and a name are {count} words here"),
            hint=N_("put a name that has blanks into quotes"),
            count=len(words),
        )
    return (words[0], words[1]) if len(words) > 1 else (None, words[0])


@app.does("list", _("List the members."), example="gridctl member list --area HL --tier officer")
def listing(
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("This area and all below it."))] = None,
    tier: Annotated[Tier | None, typer.Option(help=_("Only this tier."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List members by their codes; work phones are shown, for they are there to be called."""
    from gridctl.services import people

    with office() as opened:
        out.rows(
            people.members(opened, area=area, tier=tier),
            [out.Column(key) for key in LIST],
            pick(fmt, as_json),
            empty=_("No such member. Add one: gridctl member add CODE NAME --tier TIER"),
        )


@app.does("show", _("Show one member."), example="gridctl member show M7")
def show(
    name: Annotated[str, typer.Argument(metavar="MEMBER", help=_("Code, name or phone ending."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one member."""
    from gridctl.services import people

    with office() as opened:
        out.thing(people.member(opened, name), pick(fmt, as_json))
