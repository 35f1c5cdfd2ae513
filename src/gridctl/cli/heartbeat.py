"""``gridctl tick`` and ``gridctl reminders``: what happens because time passes."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

app = Group("")

REMINDERS = ("request", "reason", "since", "urgency", "category", "area", "summary", "holder", "desk", "due")


@app.does(
    "tick",
    _("Do what time has made due: escalate, open repeats, mark no-answers, write reminders."),
    example="gridctl tick --quiet",
)
def tick(
    dry_run: DryRunOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help=_("Say nothing but errors, for cron."))] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Run the heartbeat once; cron runs it each minute."""
    from gridctl.services import heartbeat

    chosen = pick(fmt, as_json)
    out.set_quiet(quiet)
    with office() as opened:
        words = {
            "overdue": _("not resolved in time: goes up by itself"),
            "unreached": _("the requester was not reached in time: goes up by itself"),
            "unassigned": _("given to nobody in time: goes up by itself"),
            "no_answer": _("said neither yes nor no in time"),
        }
        found = heartbeat.tick(opened, words, dry_run=dry_run)
        if not quiet:
            out.thing(found, chosen)
    if dry_run:
        out.talk(_("Rehearsal: nothing was changed."))


@app.does(
    "reminders",
    _("Show what has to be remembered: due soon, late, not accepted, waited long enough."),
    example="gridctl reminders --member 李建国",
)
def reminders(
    member: Annotated[
        str | None,
        typer.Option(
            "--member",
            "--as",
            metavar="MEMBER",
            help=_("Whose; none: of who types, or of all for the owner."),
        ),
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List reminders, the most urgent first."""
    from gridctl.services import reminding

    with office() as opened:
        out.rows(
            reminding.listing(opened, member),
            [out.Column(key) for key in REMINDERS],
            pick(fmt, as_json),
            empty=_("Nothing to remember now."),
        )
