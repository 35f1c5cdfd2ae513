"""``gridctl gap``: jobs without people, people without jobs, and what closes both."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

app = Group("")

COLUMNS = (
    "kind",
    "post",
    "date",
    "shift",
    "duty",
    "area",
    "place",
    "missing",
    "member",
    "name",
    "tier",
    "leaves",
    "tiers",
)


@app.does(
    "gap",
    _("Show jobs without people and people without jobs; exits 1 while there are any."),
    example="gridctl gap --date tomorrow --area HL",
)
def gap(
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help=_("At which moment; now unless told."))
    ] = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help=_("Over a whole day."))] = None,
    week: Annotated[
        str | None, typer.Option(metavar="DATE", help=_("Over the week from Monday that a day lies in."))
    ] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("In which area; none: in all."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Hold jobs and people against each other."""
    from gridctl.present import gap_page
    from gridctl.services import gaps

    chosen = pick(fmt, as_json)
    with office() as opened:
        found = gaps.gap(opened, gaps.When(at, date, week), area)
        if chosen is out.Format.TABLE:
            out.text(gap_page.page(found, out.room()))
        elif chosen is out.Format.CSV:
            out.rows(gap_page.flat(found), [out.Column(key) for key in COLUMNS], chosen)
        else:
            out.thing(found, chosen)
        if not found.jobs_without_people and gaps.is_without_posts(opened):
            out.talk(
                _("There is no post yet: gridctl duty post add, or gridctl pack apply; gridctl guide posts")
            )
    if found.is_open:
        raise typer.Exit(1)
