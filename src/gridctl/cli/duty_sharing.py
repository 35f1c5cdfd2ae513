"""``gridctl duty share``: the duty of a day as texts that can be pasted anywhere."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.duty_app import BelowOption, app
from gridctl.cli.duty_lists import DateOption, ShiftOption
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _


@app.does(
    "share",
    _("A text for the group: who stands where today; with --to one for each, which waits in the outbox too."),
    example="gridctl duty share --date tomorrow --area HL",
)
def share(
    day: DateOption = None,
    shift: ShiftOption = None,
    area: BelowOption = None,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="MEMBER", help=_("The text for this one; can be repeated.")),
    ] = None,
    each: Annotated[bool, typer.Option("--each", help=_("A text for each who stands somewhere."))] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Print texts to share; those for one person are put into the outbox."""
    from gridctl.core.telling_views import DutyShareView
    from gridctl.present import tellings
    from gridctl.present.duty_tellings import group_text
    from gridctl.services import duty_sharing

    chosen = pick(fmt, as_json)
    wanted = duty_sharing.Wanted(day, shift, area)
    with office() as opened:
        told = duty_sharing.for_group(opened, wanted)
        date = told.date.isoformat()
        if not (to or each):
            view = DutyShareView(date, told.area, told.shift, None, group_text(told))
            if chosen is out.Format.TABLE:
                out.text(view.text)
            else:
                out.thing(view, chosen)
            return
        found = duty_sharing.for_members(opened, wanted, to or [], everybody=each)
    if chosen is out.Format.TABLE:
        out.text(
            "\n\n".join(f"{one.to.name} {one.to.phone}".rstrip() + f"\n{tellings.text(one)}" for one in found)
        )
        out.talk(_("In the outbox: gridctl outbox"))
    else:
        views = [DutyShareView(date, told.area, told.shift, one.to.code, tellings.text(one)) for one in found]
        columns = [out.Column(key) for key in ("date", "to", "text")]
        out.rows(views, columns, chosen)
