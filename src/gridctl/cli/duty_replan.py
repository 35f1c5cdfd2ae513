"""``gridctl duty replan``: somebody falls ill, and the published roster is mended with the fewest changes."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.duty_app import app
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, YesOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.replan_views import ReplanView

CHANGES = ("date", "shift", "member", "name", "phone", "takes", "leaves", "duty", "area", "area_name")
PROGRAMS = {out.Format.JSON, out.Format.JSONL}


@app.does(
    "replan",
    _("Fill what somebody leaves with the fewest changes to the published roster."),
    example="gridctl duty replan --for 李建国 --from today --until 2021-12-22 --why 发烧",
)
def replan(
    member: Annotated[str, typer.Option("--for", metavar="MEMBER", help=_("Who cannot come."))],
    since: Annotated[str, typer.Option("--from", metavar="TIME", help=_("From when on: a day or a time."))],
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help=_("The last day; none: as far as the roster goes."))
    ] = None,
    why: Annotated[str | None, typer.Option(metavar="TEXT", help=_("The reason, for the ledger."))] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Find the changes, show them, ask, and make them in one transaction."""
    from gridctl.services import replan_doing, replanning

    chosen = pick(fmt, as_json)
    with office() as opened:
        found = replanning.find(opened, replanning.Away(member, since, until, why))
        seen = replanning.view(opened, found, dry_run=dry_run)
        if not dry_run:
            if not yes and out.can_ask():
                _print(seen, chosen)
            question = _("Make these {count} changes?")
            out.confirm(question.format(count=len(seen.changes)), yes=yes)
            seen = replan_doing.carry_out(opened, found)
        _print(seen, chosen)
    _say(seen)


def _print(seen: "ReplanView", fmt: out.Format) -> None:
    from gridctl.present.roster_plans import replan_json, replan_rows

    if fmt in PROGRAMS:
        out.thing(replan_json(seen), fmt)
    else:
        out.rows(
            replan_rows(seen), [out.Column(key) for key in CHANGES], fmt, empty=_("Nobody can take over.")
        )


def _say(seen: "ReplanView") -> None:
    from gridctl.present.roster_plans import beyond_limits, left_out, told, why_open

    for one in why_open(seen):
        out.talk(one)
    if seen.left:
        out.talk(_("{count} changes break a rule by now and were left out.").format(count=len(seen.left)))
    for one in left_out(seen.left):
        out.talk(one)
    for one in beyond_limits(seen):
        out.talk(one)
    out.talk(told(seen))
    if not seen.noted:
        text = _("Note the absence too: gridctl duty absence add {member} --from DATE --to DATE")
        out.talk(text.format(member=seen.member))
    if seen.dry_run:
        out.talk(_("Rehearsal: nothing was changed."))
