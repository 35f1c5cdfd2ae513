"""``gridctl log``: the duty log."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group, ListGroup
from gridctl.cli.options import AtOption, ByOption, FormatOption, JsonOption, RevealOption, WhyOption, pick
from gridctl.cli.session import office
from gridctl.core.private import Reveal
from gridctl.present.i18n import _

app = Group(_("The duty log: what was said and decided at the desk."), cls=ListGroup)

LIST = ("id", "at", "area", "by", "operator", "about", "text")
SPARE = {"operator": 2, "id": 1}
"""What a narrow terminal leaves out first."""
TABLE_LIMIT = 50

AboutOption = Annotated[int | None, typer.Option("--about", metavar="NUMBER", help=_("About this request."))]
AreaOption = Annotated[str | None, typer.Option("--area", metavar="AREA", help=_("At this desk."))]


@app.does(
    "add",
    _("Write an entry: what was said or decided, by whom."),
    example="gridctl log add '与镇指挥室通话：今晚增派两组' --by 王秀红",
)
def add(
    words: Annotated[str, typer.Argument(metavar="TEXT", help=_("What was said or decided."))],
    area: AreaOption = None,
    about: AboutOption = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Write an entry of the duty log."""
    from gridctl.core.requests import Act
    from gridctl.services import duty_log

    with office() as opened:
        out.thing(duty_log.add(opened, words, Act(at, by), area, about), pick(fmt, as_json))


@app.does("list", _("List entries, the oldest first."), example="gridctl log list --date today")
def listing(
    date: Annotated[
        str | None, typer.Option(metavar="DAY", help=_("Of one day, which ends at the hour of the return."))
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="TIME", help=_("From this time on."))] = None,
    area: AreaOption = None,
    about: AboutOption = None,
    limit: Annotated[int | None, typer.Option(min=1, help=_("The newest so many; 50 in a table."))] = None,
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List entries of the duty log."""
    from gridctl.services import duty_log

    chosen = pick(fmt, as_json)
    most = limit or (TABLE_LIMIT if chosen is out.Format.TABLE else None)
    with office() as opened:
        found = duty_log.listing(
            opened, duty_log.Query(date, since, area, about, most), Reveal(why) if reveal else None
        )
        titles = {"about": _("request")}
        columns = [out.Column(key, titles.get(key, ""), spare=SPARE.get(key, 0)) for key in LIST]
        out.rows(found, columns, chosen, empty=_("No entry yet: gridctl log add 'TEXT'"))
