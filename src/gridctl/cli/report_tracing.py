"""``gridctl report diff`` and ``explain``: what was corrected later, and the rows behind a figure."""

from typing import Annotated

import typer

from gridctl.cli.options import JsonOption
from gridctl.cli.report_app import (
    AreaOption,
    AsOfOption,
    DayOption,
    OutOption,
    ShapeOption,
    app,
    send,
)
from gridctl.present.i18n import _


@app.does(
    "diff",
    _("What was corrected after a day's report was written, and by whom."),
    example="gridctl report diff yesterday",
)
def diff(
    day: Annotated[str, typer.Argument(metavar="D", help=_("Which day."))],
    area: AreaOption = None,
    folder: OutOption = None,
    fmt: ShapeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print what was corrected, or write it to files."""
    from gridctl.report.writing import compared

    send(lambda office: compared(office, day, area), fmt, folder, as_json=as_json)


@app.does(
    "explain",
    _("The rows behind a figure of a daily report, masked."),
    example="gridctl report explain requests.closed --date yesterday",
)
def explain(
    figure: Annotated[
        str,
        typer.Argument(metavar="FIGURE", help=_("Its section and name, as in the JSON: requests.closed.")),
    ],
    day: DayOption = None,
    area: AreaOption = None,
    as_of: AsOfOption = None,
    folder: OutOption = None,
    fmt: ShapeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the rows behind a figure, or write them to files."""
    from gridctl.report.writing import explained
    from gridctl.services.briefs.scopes import Wanted

    send(
        lambda office: explained(office, figure, Wanted("daily", day, area, as_of)),
        fmt,
        folder,
        as_json=as_json,
    )
