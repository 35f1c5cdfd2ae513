"""``gridctl round``: open, look at, close."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out, round_hands, round_papers, round_record
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, YesOption, pick
from gridctl.cli.places import BelowOption
from gridctl.cli.round_app import (
    BlindOption,
    NoteOption,
    Number,
    PastOption,
    ReadersOption,
    SampleOption,
    SeedOption,
    app,
    name_list,
    print_round,
    print_targets,
    say_changed,
)
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.round_views import RoundView

__all__ = ["MORE", "app"]

MORE = (round_hands, round_papers, round_record)
"""Their commands belong to this group too."""

LIST = (
    "id",
    "status",
    "checklist",
    "name",
    "area",
    "opened_at",
    "until_at",
    "targets",
    "done",
    "missing",
    "coverage",
)


@app.does(
    "open",
    _("Open a round: its list of doors is frozen now."),
    example="gridctl round open three-visits --area HL-1 --where need:elderly_alone --until 17:00",
)
def open_round(
    checklist: Annotated[str, typer.Argument(metavar="CHECKLIST", help=_("What is asked: code or title."))],
    area: BelowOption = None,
    where: Annotated[
        str | None,
        typer.Option(
            metavar="QUERY",
            help=_("Which: need:TAG building:B unit:2 floor:5 kind:dwelling round:3, - negates."),
        ),
    ] = None,
    targets: Annotated[
        str | None, typer.Option("--targets", metavar="FILE", help=_("A list of names from above."))
    ] = None,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help=_("What the round is called."))] = None,
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help=_("By when it is to be done: 17:00, tomorrow 9:00."))
    ] = None,
    goal: Annotated[
        str | None, typer.Option("--target", metavar="SHARE", help=_("The coverage that is wanted: 95%."))
    ] = None,
    once: Annotated[
        bool, typer.Option("--once", help=_("It does not come again, whatever its checklist says."))
    ] = False,
    sample: SampleOption = None,
    seed: SeedOption = None,
    blind: BlindOption = False,
    among: ReadersOption = None,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Open a round."""
    from gridctl.services import rounds

    readers = _two(among, blind=blind)
    listed = None
    if targets is not None:
        from gridctl.exchange.name_lists import read_list

        listed = tuple(read_list(targets))
    with office() as opened:
        new = rounds.NewRound(checklist, area, where, name, until, goal, listed, once, sample, seed, readers)
        view = rounds.open_round(opened, new, dry_run=dry_run)
        print_round(view, pick(fmt, as_json))
        if view.unmatched:
            told = _(
                "{count} of the list are not known here; they stay targets: gridctl round missing {number}"
            )
            out.talk(told.format(count=view.unmatched, number=view.id))
    if dry_run:
        out.talk(_("Rehearsal: nothing was changed."))


def _two(among: str | None, *, blind: bool) -> list[str]:
    """Return the names of two people who read the same round; none where it is not read blind."""
    names = name_list(among or "")
    if bool(names) is not blind:
        raise BadInput(
            N_("--blind says that two people visit the same targets, --among who they are"),
            hint=N_("name them: --blind --among M1,M2"),
            error="two_readers",
        )
    return names


@app.does("list", _("List the rounds that are open."), example="gridctl round list --all")
def listing(
    everything: Annotated[bool, typer.Option("--all", help=_("The closed ones too."))] = False,
    area: BelowOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List rounds, newest first."""
    from gridctl.services import rounds

    with office() as opened:
        out.rows(
            rounds.listing(opened, everything=everything, area=area),
            [out.Column(key) for key in LIST],
            pick(fmt, as_json),
            empty=_("No round is open: gridctl round open CHECKLIST"),
        )


@app.does(
    "show",
    _("Show a round: coverage with its denominator, by building, and what it raised."),
    example="gridctl round show 3 --by hour",
)
def show(
    number: Number,
    by: Annotated[
        str | None, typer.Option(metavar="WHAT", help=_("Count by unit, grid, member, share or hour."))
    ] = None,
    at: PastOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one round, now or at a past moment."""
    from gridctl.services import rounds

    with office() as opened:
        print_round(rounds.show(opened, number, by=by, at=at), pick(fmt, as_json))


@app.does(
    "missing",
    _("List by name what is to be visited and not done, with why."),
    example="gridctl round missing 3 --building HZ12",
)
def missing(
    number: Number,
    building: Annotated[
        str | None, typer.Option(metavar="BUILDING", help=_("Only those in this building."))
    ] = None,
    area: BelowOption = None,
    at: PastOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List the targets that are not done, now or at a past moment."""
    from gridctl.services import round_work

    with office() as opened:
        found = round_work.missing(opened, number, building=building, area=area, at=at)
        print_targets(found, pick(fmt, as_json), empty=_("Nothing is missing."))
        say_changed(opened, number, at)


@app.does("close", _("Close a round and say what it came to."), example="gridctl round close 3")
def close(
    number: Number,
    note: NoteOption = "",
    last: Annotated[bool, typer.Option("--last", help=_("It does not come again."))] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Close a round."""
    from gridctl.services import rounds

    with office() as opened:
        if not dry_run and out.can_ask() and not yes:
            left = rounds.show(opened, number).left
            if left:
                out.confirm(
                    _("{count} doors are still on the list. Close the round?").format(count=left), yes=yes
                )
        view = rounds.close(opened, number, note, last=last, dry_run=dry_run)
        print_round(view, pick(fmt, as_json))
        say_closed(view)


def say_closed(view: "RoundView") -> None:
    """Say in a sentence what a round came to."""
    from gridctl.present.round_texts import closing_text

    out.talk(closing_text(view))


@app.does("reopen", _("Open a closed round again."), example="gridctl round reopen 3 --note 漏了三户")
def reopen(
    number: Number,
    note: NoteOption = "",
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Open a round again; why is kept."""
    from gridctl.services import rounds

    with office() as opened:
        print_round(rounds.reopen(opened, number, note), pick(fmt, as_json))
