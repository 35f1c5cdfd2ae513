"""``gridctl request``: what is most urgent, who suits it, and all that waits handed out at once."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.duty_app import say_own_shifts
from gridctl.cli.options import ByOption, DryRunOption, FormatOption, JsonOption, YesOption, pick
from gridctl.cli.request_app import Note, Number, app
from gridctl.cli.session import office
from gridctl.core.requests import Act
from gridctl.present.i18n import _

PROGRAMS = {out.Format.JSON, out.Format.JSONL}


@app.does(
    "next",
    _("Show the most urgent piece of work of your desk, and why; --take claims it."),
    example="gridctl request next --take",
)
def next_up(
    desk: Annotated[
        str | None, typer.Option(metavar="AREA", help=_("Another desk: the code or name of its area."))
    ] = None,
    take: Annotated[bool, typer.Option("--take", help=_("Take it: nobody else gets it."))] = False,
    by: ByOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show what is most urgent; with JSON ``null`` where nothing waits."""
    from gridctl.core.dispatch_views import next_table
    from gridctl.services import desk_queue

    chosen = pick(fmt, as_json)
    with office() as opened:
        if chosen is out.Format.TABLE:
            say_own_shifts(opened)
        found = desk_queue.next_up(opened, desk=desk, take=take, act=Act(by=by))
        if found is not None:
            out.thing(found if chosen in PROGRAMS else next_table(found), chosen)
            return
        if chosen in PROGRAMS:
            out.finished("null\n")
        out.talk(_("Nothing waits here. Well done."))


@app.does(
    "suggest",
    _("Say who suits a request best, with reasons."),
    example="gridctl request suggest 412 --top 3",
)
def suggest(
    number: Number,
    top: Annotated[int, typer.Option(min=1, max=1000, help=_("How many to name."))] = 5,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Rank members, and teams where the desk is above a community; the points of the reasons add up."""
    from gridctl.present.suggestions import suggestion_row
    from gridctl.services import suggesting

    chosen = pick(fmt, as_json)
    with office() as opened:
        found = suggesting.suggest(opened, number, most=top)
        out.rows(
            found if chosen in PROGRAMS else map(suggestion_row, found),
            [
                *(out.Column(key) for key in ("member", "name")),
                out.Column("score", _("points")),
                out.Column("reasons"),
            ],
            chosen,
            empty=_("Nobody works there. Add somebody: gridctl member add CODE NAME --tier TIER"),
        )


@app.does(
    "dispatch",
    _("Hand out all that waits at a desk at once, as the cheapest whole."),
    example="gridctl request dispatch --area HL --dry-run",
)
def dispatch(
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help=_("Whose desk; your own unless given."))
    ] = None,
    where: Annotated[str, typer.Option(metavar="QUERY", help=_("Only what fits this query."))] = "",
    any_skill: Annotated[
        bool, typer.Option("--any-skill", help=_("Who lacks a skill can be sent too."))
    ] = False,
    remark: Note = None,
    by: ByOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Plan it, show it, ask, and do it in one transaction."""
    from gridctl.services import dispatching

    chosen = pick(fmt, as_json)
    with office() as opened:
        planned = dispatching.plan(opened, dispatching.Wanted(area, where, not any_skill))
        view = planned.view
        if not dry_run and view.assigned:
            if not yes and out.can_ask():
                out.thing(view, chosen)
            question = _("Hand out {count} requests like this?")
            out.confirm(question.format(count=len(view.assigned)), yes=yes)
            view = dispatching.carry_out(opened, planned, Act(by=by, note=remark))
        out.thing(view, chosen)
        if not view.assigned and not view.unassigned:
            out.talk(_("Nothing waits here. Well done."))
        if any(one.why == "no_skill" for one in view.unassigned):
            out.talk(
                _("--any-skill sends who lacks it; who has it: gridctl member edit MEMBER --skill SKILL")
            )
        if dry_run and (view.assigned or view.unassigned):
            out.talk(_("Rehearsal: nothing was changed."))
