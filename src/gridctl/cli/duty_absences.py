"""``gridctl duty absence`` and ``gridctl duty wish``: who is away, and what people wish."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.duty_app import FirstOption, LastOption, MemberArgument, NumberArgument, app
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, WhyOption, pick
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.present.i18n import _

absences = Group(_("Absences: who is away from when to when, and who stands in."))
wishes = Group(_("Wishes for and against days, shifts and duties."))
app.add_typer(absences, name="absence")
app.add_typer(wishes, name="wish")

AWAY = ("id", "status", "member", "name", "from_on", "until_on", "why", "deputy", "turns")
WISHES = (
    "id",
    "status",
    "member",
    "name",
    "wanted",
    "from_on",
    "until_on",
    "weekdays",
    "shift",
    "duty",
    "weight",
)
OfMember = Annotated[str | None, typer.Option("--member", metavar="MEMBER", help=_("Only of this member."))]
Area = Annotated[
    str | None, typer.Option(metavar="AREA", help=_("Only of those who work in this area or below it."))
]
OnDay = Annotated[str | None, typer.Option("--date", metavar="DATE", help=_("Only what holds on that day."))]
Everything = Annotated[bool, typer.Option("--all", help=_("Those that are over, too."))]


@absences.does(
    "add",
    _("Say that somebody is away."),
    example="gridctl duty absence add M1 --from 2026-12-17 --to 2026-12-19 --why 发烧 --deputy M2",
)
def add_absence(
    member: MemberArgument,
    first: FirstOption = None,
    last: LastOption = None,
    why: WhyOption = None,
    deputy: Annotated[
        str | None,
        typer.Option(
            metavar="MEMBER", help=_("Who takes over requests and shifts; their own deputy else, '' nobody.")
        ),
    ] = None,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Say that a member is away, today alone unless days are told."""
    from gridctl.services.absences import NewAbsence, add

    with office() as opened:
        view = add(opened, NewAbsence(member, first, last, why, deputy), dry_run=dry_run)
        out.thing(view, pick(fmt, as_json))
        if view.turns:
            told = _("{member} has published turns in that time: {count}. Find who takes them: {command}")
            command = f"gridctl duty replan --for {view.member} --from {view.from_on}"
            out.talk(told.format(member=view.name, count=view.turns, command=command))
    if dry_run:
        out.talk(_("Rehearsal: nothing was changed."))


@absences.does("list", _("List who is away."), example="gridctl duty absence list --date tomorrow")
def list_absences(
    member: OfMember = None,
    area: Area = None,
    date: OnDay = None,
    everything: Everything = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List absences by their days."""
    from gridctl.services.absences import listing

    with office() as opened:
        out.rows(
            listing(opened, member=member, area=area, day=date, everything=everything),
            [out.Column(key) for key in AWAY],
            pick(fmt, as_json),
            empty=_("Nobody is away."),
        )


@absences.does("remove", _("Take an absence back."), example="gridctl duty absence remove 3")
def remove_absence(
    number: NumberArgument, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False
) -> None:
    """Take an absence back: it was a mistake, or somebody is there after all."""
    from gridctl.services.absences import remove

    with office() as opened:
        out.thing(remove(opened, number), pick(fmt, as_json))


@wishes.does(
    "add",
    _("Note what somebody wishes, or would rather not."),
    example="gridctl duty wish add M1 --against --shift night --days sat,sun --weight 8",
)
def add_wish(
    member: MemberArgument,
    wanted: Annotated[bool | None, typer.Option("--for/--against", help=_("For it, or against it."))] = None,
    first: FirstOption = None,
    last: LastOption = None,
    days: Annotated[
        str | None, typer.Option("--days", metavar="DAYS", help=_("Weekdays: mon-fri, 1,3,5, weekend."))
    ] = None,
    shift: Annotated[str | None, typer.Option(metavar="SHIFT", help=_("This shift alone."))] = None,
    duty: Annotated[str | None, typer.Option(metavar="DUTY", help=_("This duty alone."))] = None,
    weight: Annotated[
        str | None, typer.Option(metavar="1-10", help=_("How strong it is; 3 unless told."))
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Note a wish; a plan follows it where it can."""
    from gridctl.services.duty_wishes import NewWish, add

    if wanted is None:
        raise BadInput(N_("it is not said whether for or against"), hint=N_("write --for or --against"))
    with office() as opened:
        out.thing(
            add(opened, NewWish(member, wanted, first, last, days, shift, duty, weight)), pick(fmt, as_json)
        )


@wishes.does("list", _("List the wishes."), example="gridctl duty wish list --member M1")
def list_wishes(
    member: OfMember = None,
    area: Area = None,
    date: OnDay = None,
    everything: Everything = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List wishes by member."""
    from gridctl.services.duty_wishes import listing

    with office() as opened:
        out.rows(
            listing(opened, member=member, area=area, day=date, everything=everything),
            [out.Column(key) for key in WISHES],
            pick(fmt, as_json),
            empty=_("No such wish."),
        )


@wishes.does("remove", _("Take a wish away."), example="gridctl duty wish remove 3")
def remove_wish(
    number: NumberArgument, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False
) -> None:
    """Take a wish away."""
    from gridctl.services.duty_wishes import remove

    with office() as opened:
        out.thing(remove(opened, number), pick(fmt, as_json))
