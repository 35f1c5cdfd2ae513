"""``gridctl operation``."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.echo import say_outside
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, YesOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

app = Group(_("Operations: packs that are applied to an area."))

LIST = ("id", "name", "status", "pack", "area", "started_at", "ended_at")
Which = Annotated[str, typer.Argument(metavar="NUMBER|NAME", help=_("The number or name of an operation."))]


@app.does("list", _("List the operations that run."), example="gridctl operation list --all")
def listing(
    everything: Annotated[bool, typer.Option("--all", help=_("Ended ones too."))] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List operations by their beginning."""
    from gridctl.services import operations

    with office() as opened:
        out.rows(
            operations.listing(opened, everything=everything),
            [out.Column(key) for key in LIST],
            pick(fmt, as_json),
            empty=_("No operation runs. Begin one: gridctl pack apply NAME --area AREA"),
        )


@app.does(
    "show",
    _("Show an operation, and what it leaves to purge."),
    example="gridctl operation show 1",
)
def show(which: Which, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Show one operation."""
    from gridctl.services import operations

    with office() as opened:
        out.thing(operations.show(opened, which), pick(fmt, as_json))


@app.does(
    "end",
    _("End an operation, and list what it leaves to purge."),
    example="gridctl operation end 1 --at 18:00",
)
def end(
    which: Which,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="TIME", help=_("When it ended: 18:00, -20m, 2021-12-17 18:00.")),
    ] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """End an operation; nothing is deleted by this."""
    from gridctl.services import operations

    chosen = pick(fmt, as_json)
    with office() as opened:
        if not dry_run and not yes and out.can_ask():
            name = operations.end(opened, which, at, dry_run=True).name
            out.confirm(_("End the operation {name}?").format(name=name), yes=False)
        view = operations.end(opened, which, at, dry_run=dry_run)
        out.thing(view, chosen)
        say_outside(view.turns_left)
