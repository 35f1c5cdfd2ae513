"""``gridctl pack calendar``: days on which this place works otherwise than its pack says."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

app = Group(_("The store's own days: off, or worked, otherwise than the pack says."))

LIST = ("day", "works", "hours", "created_at", "created_by")
Day = Annotated[str, typer.Argument(metavar="DATE", help=_("The day: 2021-12-31, tomorrow."))]


@app.does(
    "list",
    _("List the days that are worked otherwise than the pack says."),
    example="gridctl pack calendar list",
)
def listing(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """List the store's own days."""
    from gridctl.services import calendar_days

    with office() as opened:
        out.rows(
            calendar_days.listing(opened),
            [out.Column(key) for key in LIST],
            pick(fmt, as_json),
            empty=_("All days are as the packs and the holidays of the country say."),
        )


@app.does(
    "add",
    _("Say that a day is off here, or which hours are worked on it."),
    example="gridctl pack calendar add 2021-12-31 --off",
)
def add(
    day: Day,
    work: Annotated[
        list[str] | None,
        typer.Option("--work", metavar="HH:MM-HH:MM", help=_("Hours that are worked; can be repeated.")),
    ] = None,
    off: Annotated[bool, typer.Option("--off", help=_("Nobody works."))] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Requests that come in from now on go by it; `request reclock` moves those that are open."""
    from gridctl.services import calendar_days

    with office() as opened:
        out.thing(calendar_days.put(opened, day, work or [], off=off), pick(fmt, as_json))
        out.talk(_("Requests from now on go by it; those that are open keep their deadlines."))


@app.does(
    "remove", _("Let a day be as the pack says again."), example="gridctl pack calendar remove 2021-12-31"
)
def remove(day: Day, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Take back what was said about a day."""
    from gridctl.services import calendar_days

    with office() as opened:
        out.thing(calendar_days.remove(opened, day), pick(fmt, as_json))
