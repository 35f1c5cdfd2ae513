"""``gridctl supply receive, issue, return, transfer, adjust, count, undo``: one movement each."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import SignedCommand
from gridctl.cli.options import AtOption, ByOption, FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.cli.supply_app import Expiry, Item, Note, Place, Quantity, Ref, Source, app
from gridctl.core.requests import Act
from gridctl.core.supplies import MoveKind
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.services.supplies import Change


def _book(kind: MoveKind, change: "Change", fmt: out.Format) -> None:
    from gridctl.services import supplies

    with office() as opened:
        out.thing(supplies.book(opened, kind, change), fmt)


@app.does(
    "receive",
    _("Note what comes in."),
    example="gridctl supply receive RICE 200 --source 镇民政办 --expiry 2026-06-30 --place HL-1",
)
def receive(
    item: Item,
    quantity: Quantity,
    place: Place = None,
    source: Source = None,
    expiry: Expiry = None,
    note: Note = None,
    ref: Ref = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Note what comes in."""
    from gridctl.services.supplies import Change

    change = Change(item, quantity, place, None, source, expiry, ref, Act(at, by, note))
    _book(MoveKind.RECEIVE, change, pick(fmt, as_json))


@app.does(
    "issue",
    _("Hand something out: what expires first goes first, never more than is there."),
    example="gridctl supply issue RICE 2 --to HZ12-2-501",
)
def issue(
    item: Item,
    quantity: Quantity,
    place: Place = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="HOME|MEMBER|TEAM", help=_("Who gets it."))
    ] = None,
    note: Note = None,
    ref: Ref = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Hand something out."""
    from gridctl.services.supplies import Change

    change = Change(item, quantity, place, to, None, None, ref, Act(at, by, note))
    _book(MoveKind.ISSUE, change, pick(fmt, as_json))


@app.does(
    "return",
    _("Note what comes back; it keeps the day on which what went out expires."),
    example="gridctl supply return RICE 1 --to HZ12-2-501",
)
def give_back(
    item: Item,
    quantity: Quantity,
    place: Place = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="HOME|MEMBER|TEAM", help=_("Who had got it."))
    ] = None,
    source: Source = None,
    expiry: Expiry = None,
    note: Note = None,
    ref: Ref = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Note what comes back."""
    from gridctl.services.supplies import Change

    change = Change(item, quantity, place, to, source, expiry, ref, Act(at, by, note))
    _book(MoveKind.RETURN, change, pick(fmt, as_json))


@app.does(
    "transfer",
    _("Move goods from one place to another, what expires first at first; both stocks change at once."),
    example="gridctl supply transfer RICE 20 --from HL --to HL-1",
)
def transfer(
    item: Item,
    quantity: Quantity,
    origin: Annotated[str, typer.Option("--from", metavar="AREA", help=_("The place where they lie."))],
    goal: Annotated[str, typer.Option("--to", metavar="AREA", help=_("The place where they go."))],
    note: Note = None,
    ref: Ref = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Move goods between places."""
    from gridctl.services import supply_transfers

    order = supply_transfers.Transfer(item, quantity, origin, goal, ref, Act(at, by, note))
    with office() as opened:
        out.thing(supply_transfers.transfer(opened, order), pick(fmt, as_json))


@app.does(
    "adjust",
    _("Put the stock right by so much: -3 for what is broken or gone, 2 for what was found."),
    example="gridctl supply adjust RICE -3 --note 破损",
    cls=SignedCommand,
)
def adjust(
    item: Item,
    quantity: Quantity,
    place: Place = None,
    note: Note = None,
    ref: Ref = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Put the stock right by a difference."""
    from gridctl.services.supplies import Change

    change = Change(item, quantity, place, ref=ref, act=Act(at, by, note))
    _book(MoveKind.ADJUST, change, pick(fmt, as_json))


@app.does(
    "count",
    _("Say how much is really there; the difference is booked."),
    example="gridctl supply count RICE 196 --place HL-1",
)
def count(
    item: Item,
    quantity: Quantity,
    place: Place = None,
    note: Note = None,
    ref: Ref = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Let the stock be what was counted."""
    from gridctl.services.supplies import Change

    change = Change(item, quantity, place, ref=ref, act=Act(at, by, note))
    _book(MoveKind.COUNT, change, pick(fmt, as_json))


@app.does(
    "undo",
    _("Take a movement back by one that goes the other way; without a number your last one."),
    example="gridctl supply undo 12 --note 记错数量",
)
def undo(
    number: Annotated[
        int | None, typer.Argument(metavar="[NUMBER]", help=_("The number of the movement."))
    ] = None,
    note: Note = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Take a movement back."""
    from gridctl.services import supply_undo

    with office() as opened:
        out.thing(supply_undo.undo(opened, number, Act(at, by, note)), pick(fmt, as_json))
