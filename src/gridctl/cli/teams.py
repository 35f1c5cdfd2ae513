"""``gridctl team``."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.places import code_and_name
from gridctl.cli.session import office
from gridctl.core.words import TeamKind
from gridctl.present.i18n import _

app = Group(_("Teams that requests can be dispatched to."))

LIST = ("code", "name", "kind", "area", "phone", "members")

Which = Annotated[str, typer.Argument(metavar="TEAM", help=_("Code, name or pinyin of a team."))]
Phone = Annotated[str | None, typer.Option(metavar="PHONE", help=_("How to reach it."))]
Area = Annotated[str | None, typer.Option(metavar="AREA", help=_("Where it works."))]
Joining = Annotated[
    list[str] | None,
    typer.Option("--member", metavar="MEMBER", help=_("Who goes out with it; may be repeated.")),
]


@app.does(
    "add",
    _("Add a team; a code that is not given is made."),
    example="gridctl team add PCS 恒利派出所 --kind police --phone 0571-88123456",
)
def add(
    words: Annotated[
        list[str],
        typer.Argument(metavar="[CODE] NAME", help=_("A short code, and the name that people use.")),
    ],
    kind: Annotated[TeamKind, typer.Option(help=_("What kind of team it is."))],
    phone: Phone = None,
    area: Area = None,
    members: Joining = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add a team with its members."""
    from gridctl.services import people, teams

    code, name = code_and_name(words)
    with office() as opened:
        new = people.NewTeam(name, kind, code, phone, area)
        out.thing(teams.add(opened, new, members or ()), pick(fmt, as_json))


@app.does("list", _("List the teams."), example="gridctl team list --kind medical")
def listing(
    kind: Annotated[TeamKind | None, typer.Option(help=_("Only this kind."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List teams by their codes, with their members."""
    from gridctl.services import teams

    with office() as opened:
        out.rows(
            teams.listing(opened, kind=kind),
            [out.Column(key) for key in LIST],
            pick(fmt, as_json),
            empty=_("No such team. Add one: gridctl team add CODE NAME --kind KIND"),
        )


@app.does("show", _("Show one team."), example="gridctl team show PCS")
def show(name: Which, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Show one team with its members."""
    from gridctl.services import teams

    with office() as opened:
        out.thing(teams.show(opened, name), pick(fmt, as_json))


@app.does(
    "edit",
    _("Change a team; members join and leave it."),
    example="gridctl team edit PCS --member M7 --leave M8",
)
def edit(
    name: Which,
    new_name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=_("Another name."))] = None,
    kind: Annotated[TeamKind | None, typer.Option(help=_("Another kind."))] = None,
    phone: Phone = None,
    area: Area = None,
    members: Joining = None,
    leave: Annotated[
        list[str] | None,
        typer.Option("--leave", metavar="MEMBER", help=_("Who leaves it; may be repeated.")),
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Change a team; an empty text empties phone or area."""
    from gridctl.services import teams

    with office() as opened:
        found = teams.edit(
            opened,
            name,
            new_name=new_name,
            kind=kind,
            phone=phone,
            area=area,
            join=members or (),
            leave=leave or (),
        )
        out.thing(found, pick(fmt, as_json))
