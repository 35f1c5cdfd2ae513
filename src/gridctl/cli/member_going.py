"""``gridctl member remove`` and ``leave``: who works here no more."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.member_app import Who, app
from gridctl.cli.options import (
    DryRunOption,
    FormatOption,
    JsonOption,
    RevealOption,
    WhyOption,
    YesOption,
    pick,
)
from gridctl.cli.session import office
from gridctl.present.i18n import _


@app.does(
    "remove",
    _("Remove a member who holds nothing; the number and code are never given again."),
    example="gridctl member remove M7 --yes",
)
def remove(
    name: Who,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Remove a member; refused while an open request waits for them: `member leave` hands those over."""
    from gridctl.services import removing

    with office() as opened:
        gone = removing.remove(opened, name, dry_run=True)
        if not dry_run:
            if out.can_ask():
                out.confirm(_("Remove {code} {name}?").format(code=gone.code, name=gone.name), yes=yes)
            gone = removing.remove(opened, gone.code)
        out.thing(gone, pick(fmt, as_json))
        if not dry_run:
            out.talk(_("{code} was removed.").format(code=gone.code))


@app.does(
    "leave",
    _("Let a member leave: all that hangs on them goes to an heir; print the handover paper."),
    example="gridctl member leave M7 --to W1 --dry-run",
)
def leave(
    name: Who,
    to: Annotated[str, typer.Option("--to", metavar="MEMBER", help=_("Who takes over."))],
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="TIME", help=_("Since when they are gone; now unless given.")),
    ] = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Hand over requests, help, deputyships and placements, all of them or nothing."""
    from gridctl.core.private import Reveal
    from gridctl.services import leaving

    seen = Reveal(why) if reveal else None
    with office() as opened:
        if not (dry_run or yes):
            ahead = leaving.leave(opened, name, to, at, dry_run=True)
            ask = _("{member} leaves, and {count} requests go to {to}. Go on?")
            out.confirm(ask.format(member=ahead.member, count=len(ahead.requests), to=ahead.to), yes=False)
        paper = leaving.leave(opened, name, to, at, seen, dry_run=dry_run)
        out.thing(paper, pick(fmt, as_json))
        if paper.is_too_much:
            told = _("{to} holds {open} open requests then, and can hold {capacity}.")
            out.talk(told.format(to=paper.to, open=paper.heir_open, capacity=paper.heir_capacity))
        if paper.without_deputy:
            told = _("Nobody stands in for {codes} any more: gridctl member edit {codes} --deputy MEMBER")
            out.talk(told.format(codes=", ".join(paper.without_deputy)))
        if dry_run:
            out.talk(_("Rehearsal: nothing was changed."))
