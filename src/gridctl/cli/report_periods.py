"""``gridctl report daily``, ``weekly``, ``monthly``, ``duty`` and ``area``: briefs of a period."""

from typing import Annotated

import typer

from gridctl.cli.options import JsonOption
from gridctl.cli.report_app import (
    AreaOption,
    AsOfOption,
    DayOption,
    OutOption,
    QuietOption,
    ShapeOption,
    app,
    send,
)
from gridctl.present.i18n import _

RecomputeOption = Annotated[
    bool, typer.Option("--recompute", help=_("Count anew instead of the figures that were stored."))
]


@app.does(
    "daily",
    _("The daily report: what was known at the end of the day."),
    example="gridctl report daily --date yesterday --out reports --format html,xlsx",
)
def daily(
    day: DayOption = None,
    cutoff: Annotated[
        str | None, typer.Option(metavar="HH:MM", help=_("When the day ends; none: as the pack says."))
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="TIME", help=_("Begin here instead."))
    ] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="TIME", help=_("End here instead."))] = None,
    area: AreaOption = None,
    as_of: AsOfOption = None,
    folder: OutOption = None,
    fmt: ShapeOption = None,
    as_json: JsonOption = False,
    recompute: RecomputeOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print one day's report, or write it to files."""
    from gridctl.report.writing import gathered
    from gridctl.services.briefs.scopes import Wanted

    wanted = Wanted("daily", day, area, as_of, recompute, cutoff, start, end)
    send(lambda office: gathered(office, wanted), fmt, folder, as_json=as_json, quiet=quiet)


def _periodic(kind: str, about: str, example: str) -> None:
    """Register the brief of one kind of period."""

    def command(
        day: DayOption = None,
        area: AreaOption = None,
        as_of: AsOfOption = None,
        folder: OutOption = None,
        fmt: ShapeOption = None,
        as_json: JsonOption = False,
        recompute: RecomputeOption = False,
        quiet: QuietOption = False,
    ) -> None:
        from gridctl.report.writing import gathered
        from gridctl.services.briefs.scopes import Wanted

        wanted = Wanted(kind, day, area, as_of, recompute)
        send(lambda office: gathered(office, wanted), fmt, folder, as_json=as_json, quiet=quiet)

    app.does(kind, about, example=example)(command)


_periodic(
    "weekly",
    _("The week that a day lies in, also who came, moved, was born and died, and hazards."),
    "gridctl report weekly --date yesterday --format html --out reports",
)
_periodic("monthly", _("The month that a day lies in."), "gridctl report monthly --format xlsx --out reports")
_periodic(
    "duty",
    _("A day's duty: each post and turn, who came, by tier and sending unit."),
    "gridctl report duty --date yesterday",
)


@app.does(
    "area",
    _("All about one area and what lies below it, on one day."),
    example="gridctl report area HL-1 --format html --out reports",
)
def area(
    name: Annotated[str, typer.Argument(metavar="AREA", help=_("This area and all below it."))],
    day: DayOption = None,
    as_of: AsOfOption = None,
    folder: OutOption = None,
    fmt: ShapeOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the brief of an area, or write it to files."""
    from gridctl.report.writing import gathered
    from gridctl.services.briefs.scopes import Wanted

    send(
        lambda office: gathered(office, Wanted("area", day, name, as_of)),
        fmt,
        folder,
        as_json=as_json,
        quiet=quiet,
    )
