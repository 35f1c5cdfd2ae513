"""``gridctl request``: one instruction to every desk of a kind, and who is silent."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.options import AtOption, ByOption, DryRunOption, FormatOption, JsonOption, YesOption, pick
from gridctl.cli.request_app import app
from gridctl.cli.request_choice import FEW
from gridctl.cli.session import office
from gridctl.core.requests import Act
from gridctl.core.words import AreaKind, Urgency
from gridctl.present.i18n import _

LIST = ("id", "status", "summary", "kind", "area", "due", "handed", "received", "answered", "silent")
DESKS = ("desk", "name", "status", "request", "accepted_at", "answered_at", "overdue", "answer")

OrderNumber = Annotated[int, typer.Argument(metavar="ORDER", help=_("The number of the order."))]


@app.does(
    "order",
    _("Hand one instruction to every desk of a kind."),
    example="gridctl request order '今晚八点前报独居老人名单' --each grid --due 20:00",
)
def order(
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("What they are to do, in a line."))],
    each: Annotated[AreaKind, typer.Option("--each", help=_("To the desks of which kind of area."))],
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help=_("Only at this area and below it."))
    ] = None,
    due: Annotated[str | None, typer.Option(metavar="TIME", help=_("Until when."))] = None,
    category: Annotated[
        str | None,
        typer.Option(metavar="CATEGORY", help=_("What it is about; found out from the words otherwise.")),
    ] = None,
    urgency: Annotated[Urgency | None, typer.Option(help=_("How urgent; found out otherwise."))] = None,
    details: Annotated[
        str | None, typer.Option(metavar="TEXT", help=_("More words, also several lines."))
    ] = None,
    by: ByOption = None,
    at: AtOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Make one request for each desk; each says by `accept` that it has it, and answers by `resolve`."""
    from gridctl.services import orders

    chosen = pick(fmt, as_json)
    new = orders.NewOrder(text, each, area, due, category, urgency, details, at, by)
    with office() as opened:
        if not (dry_run or yes):
            count = orders.give(opened, new, dry_run=True).handed
            if count > FEW:
                out.confirm(_("Hand it to {count} desks?").format(count=count), yes=False)
        given = orders.give(opened, new, dry_run=dry_run)
        if chosen is out.Format.TABLE:
            out.rows(given.desks, [out.Column(key) for key in ("desk", "name", "request")], chosen)
        else:
            out.thing(given, chosen)
        if dry_run:
            out.talk(_("Rehearsal: nothing was changed."))
        else:
            told = _("Order {number} went to {count} desks. Who is silent: gridctl request orders {number}")
            out.talk(told.format(number=given.id, count=given.handed))


@app.does(
    "orders",
    _("List the orders, or the desks of one: silent ones first."),
    example="gridctl request orders 3",
)
def orders_(
    number: Annotated[
        int | None, typer.Argument(metavar="[ORDER]", help=_("The number of the order; none: list them."))
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help=_("At most this many; 50 unless given."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show who has received an order, who has answered, and who is silent."""
    from gridctl.services import orders

    chosen = pick(fmt, as_json)
    with office() as opened:
        if number is None:
            found = orders.listing(opened, limit or orders.LISTED)
            empty = _("No orders yet. Give one: gridctl request order TEXT --each grid")
            out.rows(found, [out.Column(key) for key in LIST], chosen, empty=empty)
            return
        one = orders.show(opened, number)
        if chosen in {out.Format.JSON, out.Format.JSONL}:
            out.thing(one, chosen)
            return
        out.rows(one.desks, [out.Column(key) for key in DESKS], chosen)
        told = _("{silent} of {handed} desks are silent, {received} have received it, {answered} answered.")
        counts = {key: getattr(one, key) for key in ("silent", "handed", "received", "answered")}
        out.talk(told.format(**counts))


@app.does(
    "withdraw",
    _("Withdraw an order whole: what is not answered yet is cancelled."),
    example="gridctl request withdraw 3 '改由社区统一上报'",
)
def withdraw(
    number: OrderNumber,
    reason: Annotated[str, typer.Argument(metavar="REASON", help=_("Why; each desk reads it."))],
    by: ByOption = None,
    at: AtOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Cancel what is left of an order; what was answered stays."""
    from gridctl.services import orders

    chosen = pick(fmt, as_json)
    with office() as opened:
        if not (dry_run or yes):
            one = orders.show(opened, number)
            waiting = one.silent + one.received - one.answered
            if waiting > FEW:
                out.confirm(_("Cancel it at {count} desks?").format(count=waiting), yes=False)
        left = orders.withdraw(opened, number, Act(at, by, reason), dry_run=dry_run)
        if chosen is out.Format.TABLE:
            out.rows(left.desks, [out.Column(key) for key in DESKS[:4]], chosen)
        else:
            out.thing(left, chosen)
        if dry_run:
            out.talk(_("Rehearsal: nothing was changed."))
