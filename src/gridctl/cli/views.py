"""``gridctl request view``: queries with a name."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group, QueryCommand
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

app = Group(_("Saved queries: request list @NAME asks them again."))

Name = Annotated[str, typer.Argument(metavar="NAME", help=_("What it is called."))]
LIST = ("name", "query", "shared", "owner")


@app.does(
    "save",
    _("Save a query under a name, or change it."),
    example="gridctl request view save mine 'holder:me is:open'",
    cls=QueryCommand,
)
def save(
    name: Name,
    words: Annotated[list[str], typer.Argument(metavar="QUERY", help=_("What to look for."))],
    shared: Annotated[
        bool, typer.Option("--shared", help=_("For everybody, not for yourself alone."))
    ] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Save a query."""
    from gridctl.services import saved_views

    with office() as opened:
        out.thing(saved_views.save(opened, name, " ".join(words), shared=shared), pick(fmt, as_json))


@app.does("list", _("List your saved queries and those of everybody."), example="gridctl request view list")
def listing(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """List saved queries."""
    from gridctl.services import saved_views

    with office() as opened:
        columns = [out.Column(key) for key in LIST]
        out.rows(
            saved_views.listing(opened),
            columns,
            pick(fmt, as_json),
            empty=_("No saved query yet: gridctl request view save NAME QUERY"),
        )


@app.does("remove", _("Forget a saved query."), example="gridctl request view remove mine")
def remove(name: Name, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Forget a saved query."""
    from gridctl.services import saved_views

    with office() as opened:
        out.thing(saved_views.remove(opened, name), pick(fmt, as_json))
