"""``gridctl ledger``."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

app = Group(_("The ledger: every change, by whom, when."))

LIST = ("seq", "at", "operator", "action", "thing", "thing_id", "changes", "reason")
SPARE = {"thing": 2, "reason": 1}
"""What a narrow terminal leaves out first."""
TABLE_LIMIT = 50


@app.does(
    "list",
    _("List entries, newest first: changes, reveals, refused attempts."),
    example="gridctl ledger list --action request --since yesterday",
)
def listing(
    since: Annotated[str | None, typer.Option(metavar="TIME", help=_("From this time on."))] = None,
    until: Annotated[str | None, typer.Option(metavar="TIME", help=_("Before this time."))] = None,
    operator: Annotated[str | None, typer.Option(metavar="CODE", help=_("Only what they typed."))] = None,
    action: Annotated[
        str | None, typer.Option(metavar="WORD", help=_("Only this, such as request.add, or all of request."))
    ] = None,
    thing: Annotated[
        str | None, typer.Option(metavar="KIND", help=_("Only about such things: request, area, member ..."))
    ] = None,
    number: Annotated[
        str | None, typer.Option("--id", metavar="N", help=_("Only the thing of this number."))
    ] = None,
    after: Annotated[int | None, typer.Option(metavar="NUMBER", help=_("Go on below this number."))] = None,
    limit: Annotated[int | None, typer.Option(min=1, help=_("At most this many; 50 in a table."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List entries of the ledger."""
    from gridctl.services import ledger

    chosen = pick(fmt, as_json)
    most = limit or (TABLE_LIMIT if chosen is out.Format.TABLE else None)
    query = ledger.Query(since, until, operator, action, thing, number, after, most)
    with office() as opened:
        columns = [out.Column(key, spare=SPARE.get(key, 0)) for key in LIST]
        out.rows(ledger.listing(opened, query), columns, chosen, empty=_("No such entry."))
