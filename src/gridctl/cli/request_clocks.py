"""``gridctl request``: why a request is due when it is, and other limits for it."""

from gridctl.cli import out
from gridctl.cli.options import AtOption, ByOption, DryRunOption, FormatOption, JsonOption, YesOption, pick
from gridctl.cli.request_app import Number, Reasoned, app
from gridctl.cli.request_choice import WhereOption
from gridctl.cli.request_steps import do
from gridctl.cli.session import office
from gridctl.present.i18n import _


@app.does(
    "why",
    _("Show the arithmetic of the deadlines and of the urgency."),
    example="gridctl request why 412",
)
def why(
    number: Number,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show which rule gave which limit, what stopped the clock, and what is left."""
    from gridctl.core.clock_views import as_table
    from gridctl.services import explaining

    chosen = pick(fmt, as_json)
    with office() as opened:
        found = explaining.why(opened, number)
        out.thing(found if chosen in {out.Format.JSON, out.Format.JSONL} else as_table(found), chosen)


@app.does(
    "reclock",
    _("Give requests the limits that are in force now, with a reason."),
    example="gridctl request reclock 412 '转入封控时限'",
)
def reclock(
    words: Reasoned = None,
    by: ByOption = None,
    at: AtOption = None,
    where: WhereOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Move requests to the limits of the pack in force; the old ones stay in the timeline."""
    from gridctl.services import explaining

    do(words, None, (at, by), explaining.reclock, pick(fmt, as_json), dry_run=dry_run, many=(where, yes))
