"""``gridctl duty checkin``, ``checkout``, ``attendance``: who turns up, and how turns were kept."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.duty_app import BelowOption, app
from gridctl.cli.duty_lists import LIST, SPARE
from gridctl.cli.options import AtOption, ByOption, FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.turn_view import TurnView

KEPT = ("member", "name", "area", "turns", "came", "late", "no_show", "hours", "share")
NAMED = 5
"""So many areas are named; the rest is left out."""
RISK = ("date", "shift", "start", "duty", "area", "place", "member", "name", "phone", "missed", "turns")
WhoArgument = Annotated[
    str | None, typer.Argument(metavar="[MEMBER]", help=_("Who; none: yourself, or all with --post."))
]
PostOption = Annotated[
    str | None, typer.Option(metavar="POST", help=_("All who have their turn at this post now."))
]
ExceptOption = Annotated[
    list[str] | None,
    typer.Option("--except", metavar="MEMBER", help=_("But not these: M1,M2; can be repeated.")),
]


@app.does(
    "checkin",
    _("Note that somebody came to their post, or that all is well there (到岗)."),
    example="gridctl duty checkin --post 12 --except 李建国",
)
def checkin(
    member: WhoArgument = None,
    post: PostOption = None,
    without: ExceptOption = None,
    at: AtOption = None,
    by: ByOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Check in for the turn that runs or begins; again later it is a sign of life."""
    from gridctl.services import attendance

    sign = attendance.Sign(member, post, _names(member, post, without), at, by)
    with office() as opened:
        _print(attendance.check_in(opened, sign), post, pick(fmt, as_json))


@app.does(
    "checkout",
    _("Note that somebody leaves their post (离岗)."),
    example="gridctl duty checkout 李建国 --at 14:05",
)
def checkout(
    member: WhoArgument = None,
    post: PostOption = None,
    without: ExceptOption = None,
    at: AtOption = None,
    by: ByOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Check out of the turn that somebody had come to."""
    from gridctl.services import attendance

    sign = attendance.Sign(member, post, _names(member, post, without), at, by)
    with office() as opened:
        _print(attendance.check_out(opened, sign), post, pick(fmt, as_json))


def _names(member: str | None, post: str | None, without: list[str] | None) -> tuple[str, ...]:
    """Return the names behind --except; BadInput where a member and a post contradict each other."""
    if member and post:
        raise BadInput(N_("a member and --post contradict each other"), hint=N_("leave one of them out"))
    words = [
        word.strip() for one in without or () for word in one.replace("，", ",").replace("、", ",").split(",")
    ]
    return tuple(filter(None, words))


def _print(found: "list[TurnView]", post: str | None, fmt: out.Format) -> None:
    if post is None:
        out.thing(found[0], fmt)
    else:
        columns = [out.Column(key, spare=SPARE.get(key, 0)) for key in LIST]
        out.rows(found, columns, fmt, empty=_("Nobody was left to check in."))


@app.does(
    "attendance",
    _("How turns were kept: who came, who was late, who did not come (督考)."),
    example="gridctl duty attendance --from 2021-12-01 --area HL",
)
def attendance(
    start: Annotated[
        str | None, typer.Option("--from", metavar="D", help=_("The first day; none: thirty days ago."))
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="D", help=_("The last day; none: today."))
    ] = None,
    member: Annotated[str | None, typer.Option(metavar="MEMBER", help=_("Only this one."))] = None,
    area: BelowOption = None,
    by_area: Annotated[
        bool, typer.Option("--by-area", help=_("A line for each area, not for each member."))
    ] = False,
    risk: Annotated[
        bool, typer.Option("--at-risk", help=_("The coming turns of who has missed some of the last ones."))
    ] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List attendance, whoever missed most first; or the coming turns that are at risk."""
    from gridctl.services import attendance as service

    chosen = pick(fmt, as_json)
    with office() as opened:
        if risk:
            columns = [out.Column(key, spare=SPARE.get(key, 0)) for key in RISK]
            found = service.risks(opened, until=end, area=area)
            out.rows(found, columns, chosen, empty=_("No coming turn is at risk."))
            return
        keys = KEPT[2:] if by_area else KEPT
        wanted = service.Wanted(start, end, member, area, by_area)
        out.rows(
            service.listing(opened, wanted),
            [out.Column(key) for key in keys],
            chosen,
            empty=_("No turns then."),
        )
        _say_unkept(service.not_kept(opened, area))


def _say_unkept(areas: "list[str]") -> None:
    """Say where the list tells nothing of who came, as nobody checks in there."""
    if areas:
        text = _(
            "attendance is not kept at {areas}: nobody has checked in for 7 days, so not having turned up tells nothing"
        )
        out.talk(text.format(areas=_(", ").join(areas[:NAMED]) + (" ..." if len(areas) > NAMED else "")))
