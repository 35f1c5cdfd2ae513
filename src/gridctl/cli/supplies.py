"""``gridctl supply``: stock, its movements, and how long it lasts."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from gridctl.cli import (
    out,
    supply_giving,  # noqa: F401  (registers its commands)
    supply_items,
    supply_moves,  # noqa: F401
    supply_plans,
)
from gridctl.cli.options import FormatOption, JsonOption, RevealOption, WhyOption, pick
from gridctl.cli.session import office
from gridctl.cli.supply_app import Item, Under, app
from gridctl.core.private import Reveal
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.core.supply_views import StockRow

app.add_typer(supply_items.app, name="item")
app.add_typer(supply_plans.app, name="plan")

LIST = (
    "item",
    "name",
    "place",
    "on_hand",
    "measure",
    "reserved",
    "expired",
    "expires_on",
    "issued",
    "lasts_until",
)
SPARE = {"issued": 3, "expires_on": 2, "name": 1}
LOG = (
    "id",
    "at",
    "kind",
    "quantity",
    "on_hand",
    "place",
    "to",
    "plan",
    "undoes",
    "expires_on",
    "operator",
    "by",
    "note",
)
LOG_SPARE = {"operator": 4, "expires_on": 3, "by": 2, "plan": 1, "undoes": 1}
"""What a narrow terminal leaves out first."""
TABLE_LIMIT = 50


@app.does(
    "list", _("List what is where, and when it runs out at the present pace."), example="gridctl supply list"
)
def listing(
    item: Annotated[str | None, typer.Argument(metavar="[CODE]", help=_("Only this thing."))] = None,
    place: Under = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List stock by thing and place."""
    from gridctl.services import supply_views

    chosen = pick(fmt, as_json)
    with office() as opened:
        found = supply_views.stock(opened, item=item, place=place)
        out.rows(
            found,
            [out.Column(key, spare=SPARE.get(key, 0)) for key in LIST],
            chosen,
            empty=_("Nothing is in stock. Note what comes in: gridctl supply receive CODE QUANTITY"),
        )
        if chosen is out.Format.TABLE:
            _say_pace(found)


def _say_pace(found: "Sequence[StockRow]") -> None:
    """Say how the end of the stock was found, for what runs out first."""
    from gridctl.present.times import shown_time

    ending: list[Any] = sorted(
        (row for row in found if row.lasts_until), key=lambda row: (row.lasts_until, row.item)
    )
    if ending:
        first = ending[0]
        told = _(
            "First to run out: {item} at {place}. Issued: {issued} (days looked at: {days:g}), so {pace:.1f} a day;"
            " the {usable} that may be used last until {time}."
        )
        out.talk(
            told.format(
                item=first.item,
                place=first.place,
                days=first.days,
                issued=first.issued,
                pace=first.issued / first.days,
                usable=first.on_hand - first.expired,
                time=shown_time(first.lasts_until),
            )
        )


@app.does("log", _("List the movements of a thing, the oldest first."), example="gridctl supply log RICE")
def log(
    item: Item,
    place: Under = None,
    limit: Annotated[int | None, typer.Option(min=1, help=_("The newest so many; 50 in a table."))] = None,
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List movements."""
    from gridctl.services import supply_views

    chosen = pick(fmt, as_json)
    most = limit or (TABLE_LIMIT if chosen is out.Format.TABLE else None)
    with office() as opened:
        found = supply_views.log(
            opened, item, place=place, limit=most, reveal=Reveal(why) if reveal else None
        )
        out.rows(
            found,
            [out.Column(key, spare=LOG_SPARE.get(key, 0)) for key in LOG],
            chosen,
            empty=_("Nothing has moved yet."),
        )
