"""The group ``gridctl report`` and what its commands share: options, and where a brief goes."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import refuse_two
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.report.writing import Gathered
    from gridctl.services.office import Office

app = Group(_("Reports: briefs by day, week, area and thing; what was corrected."))


class Shape(StrEnum):
    """How a report is written."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    XLSX = "xlsx"
    JSON = "json"
    CSV = "csv"


DayOption = Annotated[
    str | None, typer.Option("--date", metavar="D", help=_("Which day; none: the present one."))
]
AreaOption = Annotated[
    str | None, typer.Option("--area", metavar="AREA", help=_("This area and all below it."))
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="TIME", help=_("Exactly what was known at that moment."))
]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help=_("Write files there, and print their names."))
]
ShapeOption = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="FORMAT", help=_("text, md, html, xlsx, json or csv; several with commas.")
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", help=_("Say nothing but errors, for cron."))]
NumberArgument = Annotated[int, typer.Argument(metavar="NUMBER", help=_("Its number."))]


def _shapes(text: str | None, folder: Path | None, *, as_json: bool) -> tuple[str, ...]:
    """Return the formats of a call; BadInput for one that there is not, or that needs a folder and has none."""
    found = tuple(part.strip().lower() for part in text.split(",") if part.strip()) if text else ()
    for one in found:
        if one not in set(Shape):
            raise BadInput(
                N_("a report has no format {format}"),
                hint=N_("give one of: {formats}"),
                error="unknown_format",
                format=one,
                formats=", ".join(Shape),
            )
        refuse_two(Shape(one), as_json)
    if as_json:
        return (Shape.JSON,)
    found = found or ((Shape.MD,) if folder else (Shape.TEXT,))
    if folder is None and (len(found) > 1 or found[0] in {Shape.XLSX, Shape.CSV}):
        raise BadInput(
            N_("{formats} needs a folder to be written to"),
            hint=N_("give --out DIR"),
            error="needs_folder",
            formats=", ".join(found),
        )
    return found


def send(
    gather: "Callable[[Office], Gathered]",
    fmt: str | None,
    folder: Path | None,
    *,
    as_json: bool,
    quiet: bool = False,
) -> None:
    """Print a brief, or write its files and print their names; the formats are looked at before anything is read."""
    formats = _shapes(fmt, folder, as_json=as_json)
    from gridctl.report import writing

    out.set_quiet(quiet)
    with office() as opened:
        found = gather(opened)
        made = writing.rendered(found, formats)
        if folder is None:
            content = made.files[0].content.decode()
            (out.text if formats[0] in {Shape.TEXT, Shape.MD} else out.finished)(content)
        else:
            from gridctl.report.files import write_reports

            paths = write_reports(folder, {page.name: page.content for page in made.files})
            if not quiet:
                out.text("\n".join(map(str, paths)))
        if made.late:
            text = _(
                "Imported steps that came in after these figures were stored: {count}; --recompute counts them."
            )
            out.talk(text.format(count=made.late))
