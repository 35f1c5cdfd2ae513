"""``gridctl report``."""

from pathlib import Path
from typing import Annotated

import typer

from gridctl.cli import deliveries as _deliveries  # noqa: F401
from gridctl.cli import out, report_schedule
from gridctl.cli import report_periods as _periods  # noqa: F401  (its commands register themselves)
from gridctl.cli import report_runs as _runs  # noqa: F401
from gridctl.cli import report_things as _things  # noqa: F401
from gridctl.cli import report_tracing as _tracing  # noqa: F401
from gridctl.cli.options import FormatOption, JsonOption, RevealOption, WhyOption, pick
from gridctl.cli.report_app import app
from gridctl.cli.session import office
from gridctl.core.private import Reveal
from gridctl.present.i18n import _

app.add_typer(report_schedule.app, name="schedule")


@app.does(
    "share",
    _("The day in a few lines for a group: figures alone, nothing of anybody."),
    example="gridctl report share --date yesterday",
)
def share(
    day: Annotated[
        str | None, typer.Option("--date", metavar="D", help=_("Which day; none: the present one."))
    ] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("This area and all below it."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Print a text that can be pasted anywhere."""
    from gridctl.report import share as render
    from gridctl.services import reports

    with office() as opened:
        view = render.view(reports.daily(opened, reports.Wanted(day, area=area)))
        chosen = pick(fmt, as_json)
        if chosen is out.Format.TABLE:
            out.text(view.text)
        else:
            out.thing(view, chosen)


@app.does(
    "paper",
    _("A page to print before the power goes: open requests, contacts, blank forms (HTML, A4)."),
    example="gridctl report paper --area HL --out papers --reveal --why '台风停电预案'",
)
def paper(
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("This area and all below it."))] = None,
    forms: Annotated[int, typer.Option(min=0, max=100, help=_("So many blank forms; 4 fill a page."))] = 4,
    folder: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help=_("Write a file there, and print its name."))
    ] = None,
    reveal: RevealOption = False,
    why: WhyOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=_("Say nothing but errors, for cron."))] = False,
) -> None:
    """Print a page for the printer, or write it to a file."""
    from gridctl.report import paper as render
    from gridctl.services import paper as pages

    out.set_quiet(quiet)
    with office() as opened:
        found = pages.paper(opened, area, Reveal(why) if reveal else None)
        content = render.html(found, forms)
        if folder is None:
            out.finished(content)
            return
        from gridctl.report.files import only_one, report_name, write_report

        name = report_name("paper", f"{found.now:%Y-%m-%d}", found.area, ".html")
        with only_one(folder, name):
            path = write_report(folder, name, content)
    if not quiet:
        out.text(str(path))
