"""``gridctl team``."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.core.words import TeamKind
from gridctl.present.i18n import _

app = Group(_("Teams that requests can be dispatched to."))

LIST = ("code", "name", "kind", "phone")


@app.does(
    "add", _("Add a team."), example="gridctl team add PCS 恒利派出所 --kind police --phone 0571-88123456"
)
def add(
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("A short code."))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("The name that people use."))],
    kind: Annotated[TeamKind, typer.Option(help=_("What kind of team it is."))],
    phone: Annotated[str | None, typer.Option(metavar="PHONE", help=_("How to reach it."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add a team."""
    from gridctl.services import people

    with office() as opened:
        out.thing(people.add_team(opened, code, name, kind, phone), pick(fmt, as_json))


@app.does("list", _("List the teams."), example="gridctl team list --kind medical")
def listing(
    kind: Annotated[TeamKind | None, typer.Option(help=_("Only this kind."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List teams by their codes."""
    from gridctl.services import people

    with office() as opened:
        out.rows(
            people.teams(opened, kind=kind),
            [out.Column(key) for key in LIST],
            pick(fmt, as_json),
            empty=_("No such team. Add one: gridctl team add CODE NAME --kind KIND"),
        )


@app.does("show", _("Show one team."), example="gridctl team show PCS")
def show(
    name: Annotated[str, typer.Argument(metavar="TEAM", help=_("Code or name of a team."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one team."""
    from gridctl.services import people

    with office() as opened:
        out.thing(people.team(opened, name), pick(fmt, as_json))
