"""``gridctl report``."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import (
    deliveries,  # noqa: F401  (registers its commands)
    out,
)
from gridctl.cli.options import FormatOption, JsonOption, RevealOption, WhyOption, pick, refuse_two
from gridctl.cli.report_app import app
from gridctl.cli.session import office
from gridctl.core.private import Reveal
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.services.office import Office
    from gridctl.services.reports import Daily, Wanted


class Shape(StrEnum):
    """How a report is written."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


SUFFIX = {Shape.TEXT: ".txt", Shape.MD: ".md", Shape.JSON: ".json"}


@app.does(
    "daily",
    _("The daily report: what was known at the end of the day."),
    example="gridctl report daily --date yesterday --out reports --format md",
)
def daily(
    day: Annotated[
        str | None, typer.Option("--date", metavar="D", help=_("Which day; none: the present one."))
    ] = None,
    cutoff: Annotated[
        str | None, typer.Option(metavar="HH:MM", help=_("When the day ends; none: as the pack says."))
    ] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="TIME", help=_("Begin here instead."))
    ] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="TIME", help=_("End here instead."))] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("This area and all below it."))] = None,
    folder: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help=_("Write a file there, and print its name."))
    ] = None,
    fmt: Annotated[Shape | None, typer.Option("--format", help=_("How to print: text, md or json."))] = None,
    as_json: JsonOption = False,
    recompute: Annotated[
        bool, typer.Option("--recompute", help=_("Count anew instead of the figures that were stored."))
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help=_("Say nothing but errors, for cron."))] = False,
) -> None:
    """Print one day's return, or write it to a file."""
    from gridctl.services import reports

    shape = _shape(fmt, as_json, folder)
    wanted = reports.Wanted(day, cutoff, start, end, area, recompute)
    out.set_quiet(quiet)
    with office() as opened:
        if folder is None:
            found = reports.daily(opened, wanted)
            send = out.finished if shape is Shape.JSON else out.text
            send(_rendered(found, shape))
        else:
            found = _to_file(opened, wanted, folder, shape, quiet=quiet)
        _remark(found)


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


def _shape(fmt: Shape | None, as_json: bool, folder: Path | None) -> Shape:
    refuse_two(fmt, as_json)
    if as_json:
        return Shape.JSON
    return fmt or (Shape.MD if folder else Shape.TEXT)


def _rendered(found: "Daily", shape: Shape) -> str:
    from gridctl.report import daily as render

    if shape is Shape.JSON:
        from gridctl.present.as_json import json_text

        return json_text(render.data(found), indent=2) + "\n"
    return render.markdown(found) if shape is Shape.MD else render.text(found)


def _to_file(opened: "Office", wanted: "Wanted", folder: Path, shape: Shape, *, quiet: bool) -> "Daily":
    from gridctl.report.files import only_one, report_name, write_report
    from gridctl.services import reports

    period, area = reports.period_of(opened, wanted)
    name = report_name(reports.KIND, period, area, SUFFIX[shape])
    with only_one(folder, name):
        found = reports.daily(opened, wanted)
        path = write_report(folder, name, _rendered(found, shape))
    if not quiet:
        out.text(str(path))
    return found


def _remark(found: "Daily") -> None:
    if found.imported_since:
        text = _(
            "Imported steps that came in after these figures were stored: {count}; --recompute counts them."
        )
        out.talk(text.format(count=found.imported_since))
