"""``gridctl inbox``: drafts from pasted messages: look, take, change, drop, purge."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, RevealOption, WhyOption, pick
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.core.request_numbers import split_numbers
from gridctl.core.words import Urgency
from gridctl.present.i18n import _

app = Group(_("Drafts from pasted messages: take, change, drop."))

LIST = (
    "id",
    "urgency",
    "category",
    "home",
    "summary",
    "name",
    "confidence",
    "twins",
    "received_at",
    "status",
)
SPARE = {"received_at": 3, "confidence": 2, "status": 1, "name": 1}

Number = Annotated[int, typer.Argument(metavar="NUMBER", help=_("The number of the draft."))]
Drafts = Annotated[list[str], typer.Argument(metavar="NUMBER...", help=_("Drafts: 12, 12,13 or 15-20."))]


def columns() -> list[out.Column]:
    """Return the columns of a list of drafts."""
    return [out.Column(key, spare=SPARE.get(key, 0)) for key in LIST]


def numbers_of(words: list[str]) -> list[int]:
    """Return the numbers of drafts; BadInput for further words."""
    numbers, text = split_numbers(words)
    if text:
        raise BadInput(N_("{text} is no number of a draft"), hint=N_("see: gridctl inbox list"), text=text)
    return list(numbers)


@app.does("list", _("List the drafts that wait, the most urgent first."), example="gridctl inbox list")
def listing(
    everything: Annotated[bool, typer.Option("--all", help=_("Decided ones too, the newest first."))] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List drafts."""
    from gridctl.services import inbox

    with office() as opened:
        found = inbox.listing(opened, everything=everything)
        say_danger(found)
        out.rows(
            found, columns(), pick(fmt, as_json), empty=_("The inbox is empty: gridctl request paste FILE")
        )


def say_danger(drafts: object) -> None:
    """Say first whom to ring, where life is in danger."""
    from gridctl.core.inbox_views import DraftView

    found = [one for one in drafts if isinstance(one, DraftView)]  # type: ignore[attr-defined]
    numbers = dict.fromkeys(number for one in found if one.status == "waiting" for number in one.emergency)
    if numbers:
        out.talk(_("Danger to life: call {numbers} first.").format(numbers=" / ".join(numbers)))


@app.does("show", _("Show one draft with its messages."), example="gridctl inbox show 12")
def show(
    number: Number,
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one draft."""
    from gridctl.core.private import Reveal
    from gridctl.services import inbox

    with office() as opened:
        out.thing(inbox.show(opened, number, Reveal(why) if reveal else None), pick(fmt, as_json))


@app.does(
    "take", _("Make drafts requests, each stored at once."), example="gridctl inbox take 12,13 --to 李建国"
)
def take(
    words: Drafts,
    to: Annotated[
        str | None, typer.Option("--to", metavar="MEMBER|TEAM", help=_("Give them to somebody at once."))
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Take drafts in."""
    from gridctl.services import inbox

    numbers = numbers_of(words)
    with office() as opened:
        for number in numbers:
            added = inbox.take(opened, number, to)
            if added.emergency:
                out.talk(
                    _("Danger to life: call {numbers} first.").format(numbers=" / ".join(added.emergency))
                )
        found = inbox.some(opened, numbers)
        out.rows(found, [*columns(), out.Column("request")], pick(fmt, as_json))


@app.does("edit", _("Say something of a draft otherwise."), example="gridctl inbox edit 12 --home HZ12-2-501")
def edit(
    number: Number,
    summary: Annotated[str | None, typer.Option(metavar="TEXT", help=_("What is wanted, in a line."))] = None,
    home: Annotated[str | None, typer.Option(metavar="HOME", help=_("At which door."))] = None,
    name: Annotated[str | None, typer.Option(metavar="NAME", help=_("Who asks."))] = None,
    phone: Annotated[str | None, typer.Option(metavar="PHONE", help=_("How to reach them."))] = None,
    category: Annotated[str | None, typer.Option(metavar="CATEGORY", help=_("What it is about."))] = None,
    urgency: Annotated[Urgency | None, typer.Option(help=_("How urgent."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Change a draft."""
    from gridctl.services import inbox

    wanted = inbox.Change(summary, home, name, phone, category, urgency)
    with office() as opened:
        out.thing(inbox.change(opened, number, wanted), pick(fmt, as_json))


@app.does("drop", _("Drop drafts that ask for nothing."), example="gridctl inbox drop 14")
def drop(words: Drafts, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Drop drafts."""
    from gridctl.services import inbox

    numbers = numbers_of(words)
    with office() as opened:
        out.rows(inbox.drop(opened, numbers), columns(), pick(fmt, as_json))


@app.does(
    "purge",
    _("Empty the texts of drafts that are older than the pack's days."),
    example="gridctl inbox purge --dry-run",
)
def purge(
    days: Annotated[
        int | None, typer.Option(metavar="DAYS", help=_("Another number of days than the pack's."))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask."))] = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Purge old drafts."""
    from gridctl.services import inbox

    with office() as opened:
        found = inbox.purge(opened, days=days, dry_run=True)
        if not dry_run and found.purged:
            question = _("Empty {count} drafts for good, {undecided} of them undecided?")
            if found.undecided:
                out.confirm(question.format(count=found.purged, undecided=found.undecided), yes=yes)
            found = inbox.purge(opened, days=days)
        out.thing(found, pick(fmt, as_json))
