"""``gridctl duty list``, ``board``, ``card``, ``share``: who stands where and when, on screens and on paper."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.duty_app import app
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

LIST = ("id", "date", "shift", "start", "end", "duty", "area", "place", "member", "name", "state")
SPARE = {"id": 5, "place": 4, "end": 3, "date": 2, "member": 1}
"""What a narrow terminal leaves out first."""

BelowOption = Annotated[
    str | None, typer.Option("--area", metavar="AREA", help=_("This area and all below it."))
]
MemberOption = Annotated[
    str | None, typer.Option("--member", metavar="MEMBER", help=_("Only this one's, from now on."))
]
DateOption = Annotated[str | None, typer.Option("--date", metavar="D", help=_("On this day."))]
ShiftOption = Annotated[
    str | None, typer.Option("--shift", metavar="SHIFT", help=_("In this shift: code, letter or name."))
]


@app.does(
    "list",
    _("List turns of duty: yours, or all of today."),
    example="gridctl duty list --area HL --date tomorrow",
)
def listing(
    member: MemberOption = None,
    area: BelowOption = None,
    day: DateOption = None,
    week: Annotated[
        str | None, typer.Option(metavar="D", help=_("In the week of this day, from Monday to Sunday."))
    ] = None,
    duty: Annotated[str | None, typer.Option(metavar="DUTY", help=_("Of this duty: code or name."))] = None,
    shift: ShiftOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help=_("Also what is over or was taken off the roster."))
    ] = False,
    limit: Annotated[int | None, typer.Option(min=1, help=_("At most so many."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List who stands where and when, in the order in which the turns begin."""
    from gridctl.services import rosters

    query = rosters.Query(member, area, day, week, duty, shift, everything, limit)
    with office() as opened:
        out.rows(
            rosters.listing(opened, query),
            [out.Column(key, spare=SPARE.get(key, 0)) for key in LIST],
            pick(fmt, as_json),
            empty=_("Nobody has duty then. Plan it: gridctl duty plan"),
        )
