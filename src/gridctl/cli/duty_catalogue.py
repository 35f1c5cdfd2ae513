"""``gridctl duty catalogue`` and ``gridctl duty shifts``: what there is to do, and when."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.duty_app import app
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

DUTIES = ("code", "title", "skills", "tier", "outdoors", "hours", "hard", "checkin")
SHIFTS = ("code", "title", "letter", "start", "end", "night")
Where = Annotated[
    str | None, typer.Option("--area", metavar="AREA", help=_("As it holds there; none: in the whole."))
]


@app.does(
    "catalogue",
    _("List the duties, or show one with what to do step by step."),
    example="gridctl duty catalogue --duty patrol",
)
def catalogue(
    duty: Annotated[str | None, typer.Option(metavar="DUTY", help=_("Code or title of a duty."))] = None,
    area: Where = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List duties, those of the pack in force first."""
    from gridctl.services import duty_catalogue

    with office() as opened:
        if duty:
            out.thing(duty_catalogue.duty(opened, duty, area), pick(fmt, as_json))
            return
        out.rows(
            duty_catalogue.duties(opened, area),
            [out.Column(key) for key in DUTIES],
            pick(fmt, as_json),
            empty=_("The packs in force know no duties. One that does: gridctl pack apply routine"),
        )


@app.does("shifts", _("List the shifts."), example="gridctl duty shifts --area HL")
def shifts(area: Where = None, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """List shifts, those of the pack in force first."""
    from gridctl.services import duty_catalogue

    with office() as opened:
        out.rows(
            duty_catalogue.shifts(opened, area),
            [out.Column(key) for key in SHIFTS],
            pick(fmt, as_json),
            empty=_("The packs in force know no shifts. One that does: gridctl pack apply routine"),
        )
