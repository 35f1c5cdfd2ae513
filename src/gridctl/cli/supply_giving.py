"""``gridctl supply give`` and ``gridctl supply share``: from a plan to the doors, and to the group."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.options import AtOption, ByOption, FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.cli.supply_app import Note, PlanNumber, app
from gridctl.present.i18n import _


@app.does(
    "give",
    _("Note which homes of a plan have got their share, or that all the rest have."),
    example="gridctl supply give 1 501 502 HZ12-1-301 --by 王秀红",
)
def give(
    number: PlanNumber,
    homes: Annotated[
        list[str] | None,
        typer.Argument(metavar="HOME...", help=_("Homes of the plan: labels, or bare rooms.")),
    ] = None,
    rest: Annotated[bool, typer.Option("--rest", help=_("All that have not got theirs yet."))] = False,
    note: Note = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Note receipts."""
    from gridctl.core.requests import Act
    from gridctl.services import supply_giving

    with office() as opened:
        done = supply_giving.give(opened, number, homes or (), Act(at, by, note), rest=rest)
        out.thing(done, pick(fmt, as_json))
        if done.already:
            told = _("Had got theirs before, and get nothing twice: {homes}.")
            out.talk(told.format(homes=_(", ").join(done.already)))
        if done.nothing:
            told = _("The plan had nothing left for: {homes}.")
            out.talk(told.format(homes=_(", ").join(done.nothing)))
        if not done.left_homes:
            out.talk(
                _("All is handed out. Close it: gridctl supply plan close {number}").format(number=number)
            )


@app.does(
    "share",
    _("Print the rule of a plan as a text for the group: no name, no door."),
    example="gridctl supply share 1",
)
def share(number: PlanNumber, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Print the rule of a plan."""
    from gridctl.present.supply_texts import shared
    from gridctl.services import supply_plans

    chosen = pick(fmt, as_json)
    with office() as opened:
        view = shared(supply_plans.show(opened, number), supply_plans.stairwells(opened, number))
        if chosen is out.Format.TABLE:
            out.text(view.text)
        else:
            out.thing(view, chosen)
