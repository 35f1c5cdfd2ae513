"""``gridctl member login``, ``logout``, ``logins``: who types at this machine."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.member_app import Who, app
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

UserOption = Annotated[
    str | None,
    typer.Option("--user", metavar="LOGIN", help=_("Which login; the one that runs this unless given.")),
]


@app.does(
    "login",
    _("Let a login of this machine belong to a member: it then needs no --as."),
    example="gridctl member login 王秀红",
)
def login(
    name: Who, user: UserOption = None, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False
) -> None:
    """Let a login belong to a member."""
    from gridctl.services import logins

    with office() as opened:
        out.thing(logins.login(opened, name, user), pick(fmt, as_json))


@app.does("logout", _("Let a login belong to nobody again."), example="gridctl member logout --user clerk")
def logout(
    user: UserOption = None, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False
) -> None:
    """Let a login belong to nobody."""
    from gridctl.services import logins

    with office() as opened:
        out.thing(logins.logout(opened, user), pick(fmt, as_json))


@app.does("logins", _("List which logins belong to whom."), example="gridctl member logins")
def listing(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """List logins."""
    from gridctl.services import logins

    with office() as opened:
        columns = [out.Column(key) for key in ("user", "member", "name", "since")]
        out.rows(
            logins.listing(opened),
            columns,
            pick(fmt, as_json),
            empty=_("No login belongs to anybody yet: gridctl member login MEMBER"),
        )
