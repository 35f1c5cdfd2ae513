"""``gridctl duty``: turns by hand, checked by the same rules as a plan."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.duty_app import MemberArgument, app
from gridctl.cli.duty_lists import LIST
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.turn_view import TurnView

ForceOption = Annotated[
    bool, typer.Option("--force", help=_("Set the rules aside; needs --why, and the ledger keeps it."))
]
ReasonOption = Annotated[
    str | None, typer.Option("--why", metavar="TEXT", help=_("The reason, kept with the turn."))
]
LockOption = Annotated[bool, typer.Option("--lock", help=_("Plans leave it where it is."))]
DayOption = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help=_("On which day the shift begins."))
]
PostArgument = Annotated[
    str, typer.Argument(metavar="POST", help=_("Number of a post: gridctl duty post list."))
]
TurnArgument = Annotated[int, typer.Argument(metavar="TURN", help=_("Number of a turn: duty list."))]


def _said(dry_run: bool, found: "list[TurnView]", *, given: bool = True) -> None:
    """Say that it was a rehearsal, or how what was given is taken back."""
    if dry_run:
        out.talk(_("Rehearsal: nothing was changed."))
    elif given:
        for one in found:
            out.talk(_("To undo: gridctl duty unassign {number}").format(number=one.id))


@app.does(
    "assign",
    _("Let somebody stand at a post on a day."),
    example="gridctl duty assign 李建国 3 --date 2021-12-18",
)
def assign(
    member: MemberArgument,
    post: PostArgument,
    date: Annotated[str, typer.Option(metavar="DATE", help=_("On which day the shift begins."))],
    lock: LockOption = False,
    draft: Annotated[bool, typer.Option("--draft", help=_("Tell nobody until it is published."))] = False,
    force: ForceOption = False,
    why: ReasonOption = None,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Give a turn; a rule that forbids it is named."""
    from gridctl.services import turns

    with office() as opened:
        hand = turns.Hand(force, why, lock, draft, dry_run)
        found = turns.assign(opened, member, post, date, hand)
        out.thing(found, pick(fmt, as_json))
    _said(dry_run, [found])


@app.does(
    "unassign",
    _("Take a turn off the roster, or all of a member's turns of a day."),
    example="gridctl duty unassign 李建国 --date 2021-12-18 --why 家中有事",
)
def unassign(
    what: Annotated[
        str, typer.Argument(metavar="TURN|MEMBER", help=_("Number of a turn, or a member with --date."))
    ],
    date: DayOption = None,
    why: ReasonOption = None,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Take turns away; whoever had them is told."""
    from gridctl.services import turns

    with office() as opened:
        found = turns.unassign(opened, what, date, turns.Hand(why=why, dry_run=dry_run))
        _print(found, pick(fmt, as_json), one=date is None)
    _said(dry_run, found, given=False)


@app.does(
    "swap",
    _("Let two people stand at each other's posts: two turns, or two members on a day."),
    example="gridctl duty swap 李建国 王秀英 --date 2021-12-18",
)
def swap(
    one: Annotated[str, typer.Argument(metavar="A", help=_("Number of a turn, or a member with --date."))],
    other: Annotated[str, typer.Argument(metavar="B", help=_("Number of a turn, or a member with --date."))],
    date: DayOption = None,
    force: ForceOption = False,
    why: ReasonOption = None,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Swap two turns; both must keep the rules."""
    from gridctl.services import turns

    with office() as opened:
        found = turns.swap(opened, one, other, date, turns.Hand(force, why, dry_run=dry_run))
        _print(found, pick(fmt, as_json))
    _said(dry_run, found, given=False)


@app.does(
    "offer",
    _("Offer a turn to others; it stays with its holder until somebody takes it."),
    example="gridctl duty offer 17 --why 孩子发烧",
)
def offer(
    turn: TurnArgument,
    why: ReasonOption = None,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Offer one turn."""
    from gridctl.services import turns

    with office() as opened:
        found = turns.offer(opened, turn, turns.Hand(why=why, dry_run=dry_run))
        out.thing(found, pick(fmt, as_json))
    _said(dry_run, [found], given=False)


@app.does(
    "take",
    _("Take over an offered turn, or a free place at a post."),
    example="gridctl duty take 17 --by 王秀英",
)
def take(
    turn: Annotated[
        int | None, typer.Argument(metavar="[TURN]", help=_("Number of an offered turn."))
    ] = None,
    post: Annotated[str | None, typer.Option(metavar="POST", help=_("Number of a post."))] = None,
    date: DayOption = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="MEMBER", help=_("Who takes it; none: who types."))
    ] = None,
    force: ForceOption = False,
    why: ReasonOption = None,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Take a turn; the rules are checked."""
    from gridctl.services import turns

    with office() as opened:
        wanted = turns.Wanted(turn, post, date)
        found = turns.take(opened, wanted, by, turns.Hand(force, why, dry_run=dry_run))
        out.thing(found, pick(fmt, as_json))
    _said(dry_run, [found])


def _print(found: "list[TurnView]", fmt: out.Format, *, one: bool = False) -> None:
    """Print turns; the one that goes by its number as one thing."""
    if one:
        out.thing(found[0], fmt)
    else:
        out.rows(found, [out.Column(key) for key in LIST], fmt)
