"""``gridctl supply plan``: who is to get how much."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group, MakeGroup
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, RevealOption, WhyOption, pick
from gridctl.cli.session import office
from gridctl.cli.supply_app import Item, Place, PlanNumber, Ref
from gridctl.core.private import Reveal
from gridctl.core.supplies import Per
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.supply_views import PlanView

app = Group(_("Plans: who is to get how much, and what is held back for them."), cls=MakeGroup)

LIST = ("id", "status", "item", "area", "home_count", "wanted", "granted", "given", "short", "made_at")
SPARE = {"made_at": 2, "wanted": 1}


class By(StrEnum):
    """How a plan is shown: home by home, or stairwell by stairwell."""

    HOME = "home"
    STAIRWELL = "stairwell"


@app.does(
    "make",
    _(
        "Share out what is there: each home its part, held back until it is handed out. `make` can be left out."
    ),
    example="gridctl supply plan make RICE --area HL-1 --per resident --need infant=1 --first isolated,elderly_alone",
)
def make(
    item: Item,
    area: Annotated[
        str | None,
        typer.Option(metavar="AREA", help=_("Where the homes lie, with all below it; without it the place.")),
    ] = None,
    per: Annotated[Per, typer.Option(help=_("Count doors, or everybody behind them."))] = Per.HOME,
    each: Annotated[str, typer.Option(metavar="N", help=_("So much for each of them."))] = "1",
    where: Annotated[
        str | None,
        typer.Option(
            metavar="QUERY",
            help=_(
                "Only for these residents: isolated, kind:tenant, or words of resident list; a comma means or."
            ),
        ),
    ] = None,
    need: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG=EXTRA", help=_("So much more for whoever needs this: infant=2.")),
    ] = None,
    first: Annotated[
        str | None,
        typer.Option(
            metavar="QUERY", help=_("Homes of these residents come first where there is not enough.")
        ),
    ] = None,
    empty: Annotated[
        bool, typer.Option("--empty", help=_("Also homes where nobody is known to live."))
    ] = False,
    place: Place = None,
    ref: Ref = None,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Make an allocation that fits the stock."""
    from gridctl.services import supply_plans
    from gridctl.services.supply_drafts import PlanOrder

    order = PlanOrder(item, area, place, per, each, where, first, tuple(need or ()), empty, ref)
    with office() as opened:
        print_plan(supply_plans.make(opened, order, dry_run=dry_run), pick(fmt, as_json))


def print_plan(view: "PlanView", fmt: out.Format) -> None:
    """Print a plan; where it was too little for all, stderr says who went without."""
    out.thing(view, fmt)
    if view.short:
        told = _(
            "Not enough for all: {short} of {homes} homes get less than they should; they come before others next time."
        )
        out.talk(told.format(short=view.short, homes=view.home_count))


@app.does("list", _("List plans that are not closed."), example="gridctl supply plan list --all")
def listing(
    item: Annotated[str | None, typer.Option("--item", metavar="CODE", help=_("Only of this thing."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=_("Also those that are closed."))] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List plans, newest first."""
    from gridctl.services import supply_plans

    with office() as opened:
        out.rows(
            supply_plans.listing(opened, everything=everything, item=item),
            [out.Column(key, spare=SPARE.get(key, 0)) for key in LIST],
            pick(fmt, as_json),
            empty=_("No plan is open. Make one: gridctl supply plan CODE"),
        )


@app.does(
    "show",
    _("Show one plan, home by home in walking order, or by stairwell."),
    example="gridctl supply plan show 1 --by stairwell",
)
def show(
    number: PlanNumber,
    by: Annotated[By, typer.Option("--by", help=_("Home by home, or a list per stairwell."))] = By.HOME,
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one plan."""
    from gridctl.services import supply_plans

    chosen = pick(fmt, as_json)
    with office() as opened:
        if by is By.HOME:
            out.thing(supply_plans.show(opened, number, Reveal(why) if reveal else None), chosen)
            return
        found = supply_plans.stairwells(opened, number)
        if chosen is out.Format.TABLE:
            from gridctl.present.supply_texts import stair_lists

            out.text(stair_lists(found))
        else:
            keys = ("stairwell", "name", "home_count", "granted", "given", "doors")
            out.rows(found, [out.Column(key) for key in keys], chosen)


@app.does(
    "round",
    _("Open the round that hands a plan out: a door that is recorded as done has got its share."),
    example="gridctl supply plan round 1 --until 17:00",
)
def deliver(
    number: PlanNumber,
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help=_("By when it is to be done: 17:00, tomorrow 9:00."))
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Open a delivery round."""
    from gridctl.cli.round_app import print_round
    from gridctl.services import round_supplies

    with office() as opened:
        view = round_supplies.open_for(opened, number, until)
        print_round(view, pick(fmt, as_json))
        told = _(
            "Stairwell by stairwell: gridctl round share {number} --each; record: gridctl round record {number} DOOR"
        )
        out.talk(told.format(number=view.id))


@app.does(
    "close",
    _("Close a plan: what was not handed out is free again."),
    example="gridctl supply plan close 1",
)
def close(number: PlanNumber, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Close a plan."""
    from gridctl.services import supply_plans

    with office() as opened:
        view = supply_plans.close(opened, number)
        out.thing(view, pick(fmt, as_json))
        out.talk(_("Free again: {left}.").format(left=view.granted - view.given))
