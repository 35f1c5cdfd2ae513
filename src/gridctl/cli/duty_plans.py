"""``gridctl duty``: plan a roster, publish it, list plans, drop one."""

import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.duty_app import app
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, YesOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.plan_views import PlanView

PROGRAMS = {out.Format.JSON, out.Format.JSONL}
PLANS = (
    "id",
    "status",
    "area",
    "from_on",
    "days",
    "required",
    "filled",
    "turns",
    "made_at",
    "made_by",
    "published_at",
)
PLAN = (
    "id",
    "status",
    "area",
    "from_on",
    "days",
    "required",
    "filled",
    "desired",
    "desired_filled",
    "seconds",
    "seed",
)
UNFILLED = ("date", "shift", "post", "duty", "area", "missing", "why")


class _Best:
    """Shows the best score so far on a terminal, on one line that is written over."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.is_shown = sys.stderr.isatty()

    def better(self, cost: int, bound: float) -> None:
        if self.is_shown:
            text = _("best so far {cost}, at least {bound}, after {seconds} s; Ctrl-C keeps it")
            said = text.format(cost=cost, bound=round(bound), seconds=round(time.monotonic() - self.began))
            sys.stderr.write(f"\r{said}\x1b[K")
            sys.stderr.flush()

    def done(self) -> None:
        if self.is_shown:
            sys.stderr.write("\r\x1b[K")


@app.does(
    "plan",
    _("Plan a roster as a draft; it replaces an older draft of the same days."),
    example="gridctl duty plan --from 2021-12-20 --days 7 --area HL",
)
def plan(
    since: Annotated[str, typer.Option("--from", metavar="DATE", help=_("The first day."))],
    days: Annotated[int, typer.Option(min=1, max=62, help=_("How many days."))] = 7,
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help=_("For which area; none: for all."))
    ] = None,
    seconds: Annotated[float, typer.Option(min=1, max=86_400, help=_("No longer than this."))] = 60.0,
    effort: Annotated[
        float | None,
        typer.Option(
            min=0.1,
            max=100_000,
            help=_("So much work, whatever the machine; with a seed the same plan again."),
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=2_000_000_000, help=_("Another seed, another plan."))] = 1,
    why_not: Annotated[
        bool, typer.Option("--why-not", help=_("List the posts that have too few, and why."))
    ] = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Plan the days; Ctrl-C keeps the best that was found."""
    from gridctl.services import roster_plans

    chosen, best = pick(fmt, as_json), _Best()
    with office() as opened:
        new = roster_plans.NewPlan(since, days, area, seconds, effort, seed, dry_run)
        try:
            found = roster_plans.plan(opened, new, roster_plans.Watch(better=best.better))
        finally:
            best.done()
        _print(found, chosen, why_not=why_not)
    _say(found, why_not=why_not)


def _print(found: "PlanView", fmt: out.Format, *, why_not: bool) -> None:
    from gridctl.present import roster_plans as said

    if fmt in PROGRAMS:
        out.thing(said.plan_json(found), fmt)
    elif why_not:
        empty = _("Every post has the people it needs.")
        out.rows(said.why_rows(found), [out.Column(key) for key in UNFILLED], fmt, empty=empty)
    else:
        price = [out.Column("score", _("price")), out.Column("bound")]
        out.thing(found, fmt, columns=[*map(out.Column, PLAN), *price])


def _say(found: "PlanView", *, why_not: bool) -> None:
    from gridctl.present.roster_plans import beyond_limits, spread

    out.talk(spread(found))
    if found.stopped:
        out.talk(_("Stopped: the best so far is kept."))
    if found.unfilled and not why_not:
        out.talk(
            _("{count} posts have too few on some day; --why-not says why.").format(count=len(found.unfilled))
        )
    for one in beyond_limits(found):
        out.talk(one)
    if found.id is None:
        out.talk(_("Rehearsal: nothing was changed."))
    else:
        text = _("This is a draft. Look: gridctl duty board; tell all: gridctl duty publish {number}")
        out.talk(text.format(number=found.id))


@app.does(
    "publish",
    _("Publish a plan: its turns count, and everybody is told."),
    example="gridctl duty publish 3 --dry-run",
)
def publish(
    plan_: Annotated[
        int | None, typer.Argument(metavar="[PLAN]", help=_("Number of a plan; none: the only draft."))
    ] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Publish a plan; what a rule forbids by now is named and stays a draft."""
    from gridctl.present.roster_plans import left_out, with_from
    from gridctl.services import roster_plans

    chosen = pick(fmt, as_json)
    with office() as opened:
        found = roster_plans.publish(opened, plan_, dry_run=True)
        if not dry_run:
            question = _("Publish {turns} turns of {members} members?")
            out.confirm(question.format(turns=found.published, members=found.members), yes=yes)
            found = roster_plans.publish(opened, found.id)
        out.thing(with_from(found) if chosen in PROGRAMS else found, chosen)
    if found.left:
        out.talk(
            _("{count} turns break a rule by now and stay drafts: plan again.").format(count=len(found.left))
        )
    for one in left_out(found.left):
        out.talk(one)
    if dry_run:
        out.talk(_("Rehearsal: nothing was changed."))
    elif found.published:
        out.talk(_("Their texts wait: gridctl outbox"))


@app.does("plans", _("List the plans, the newest first."), example="gridctl duty plans --all")
def plans(
    everything: Annotated[bool, typer.Option("--all", help=_("Dropped ones too."))] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List plans."""
    from gridctl.present.roster_plans import with_from
    from gridctl.services import roster_plans

    with office() as opened:
        chosen, found = pick(fmt, as_json), roster_plans.listing(opened, everything=everything)
        empty = _("No plan yet. Make one: gridctl duty plan --from DATE --days N")
        shown = map(with_from, found) if chosen in PROGRAMS else found
        out.rows(shown, [out.Column(key) for key in PLANS], chosen, empty=empty)


@app.does("drop", _("Drop a draft; nobody was told of it."), example="gridctl duty drop 3")
def drop(
    plan_: Annotated[int, typer.Argument(metavar="PLAN", help=_("Number of a plan: gridctl duty plans."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Drop a draft."""
    from gridctl.present.roster_plans import with_from
    from gridctl.services import roster_plans

    with office() as opened:
        chosen, found = pick(fmt, as_json), roster_plans.drop(opened, plan_)
        out.thing(with_from(found) if chosen in PROGRAMS else found, chosen)
