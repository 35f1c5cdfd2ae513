"""``gridctl duty terms``, ``pair`` and ``lift``: how much people may work, and with whom."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.duty_app import FirstOption, LastOption, MemberArgument, NumberArgument, app
from gridctl.cli.options import FormatOption, JsonOption, WhyOption, pick
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.present.i18n import _

terms = Group(_("Terms: how much a member may work."))
pairs = Group(_("Pairs: who should work together, or apart."))
lifts = Group(_("Lifts: a leader sets limits of hours and rest aside for some days."))
app.add_typer(terms, name="terms")
app.add_typer(pairs, name="pair")
app.add_typer(lifts, name="lift")

PAIRS = ("id", "member", "name", "other", "other_name", "together", "rule", "weight")
LIFTS = ("id", "status", "area", "leader", "name", "from_on", "until_on", "why")
Hours = Annotated[str | None, typer.Option(metavar="N", help=_("Hours; an empty text lets the pack decide."))]
Count = Annotated[
    str | None, typer.Option(metavar="N", help=_("How many; an empty text lets the pack decide."))
]


@terms.does(
    "show", _("Show how much a member may work, and who says so."), example="gridctl duty terms show M1"
)
def show_terms(
    member: MemberArgument, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False
) -> None:
    """Show a member's limits: their own, else those of their tier, else those of the pack."""
    from gridctl.services.duty_terms import show

    with office() as opened:
        out.thing(show(opened, member), pick(fmt, as_json))


@terms.does(
    "set",
    _("Set how much a member may work."),
    example="gridctl duty terms set M1 --week-hours 20 --weekdays mon-fri --shifts day,late",
)
def set_terms(
    member: MemberArgument,
    day_hours: Hours = None,
    week_hours: Hours = None,
    rest_hours: Hours = None,
    days_row: Count = None,
    nights_row: Count = None,
    weekdays: Annotated[
        str | None, typer.Option(metavar="DAYS", help=_("Only on these weekdays: mon-fri, 1,3,5, weekend."))
    ] = None,
    shifts: Annotated[
        str | None, typer.Option(metavar="SHIFTS", help=_("Only in these shifts: day,late."))
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Set a member's own limits; what is not said stays."""
    from gridctl.services.duty_terms import change

    said = {
        "day_hours": day_hours,
        "week_hours": week_hours,
        "rest_hours": rest_hours,
        "days_row": days_row,
        "nights_row": nights_row,
        "weekdays": weekdays,
        "shifts": shifts,
    }
    with office() as opened:
        out.thing(change(opened, member, said), pick(fmt, as_json))


@pairs.does(
    "add", _("Let two people work together, or apart."), example="gridctl duty pair add M1 M2 --apart --rule"
)
def add_pair(
    member: MemberArgument,
    other: MemberArgument,
    together: Annotated[
        bool | None, typer.Option("--together/--apart", help=_("Together, or apart."))
    ] = None,
    rule: Annotated[bool, typer.Option("--rule", help=_("Never otherwise; a wish without it."))] = False,
    weight: Annotated[
        str | None, typer.Option(metavar="1-10", help=_("How strong it is; 3 unless told."))
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Note that two people should work together, or apart."""
    from gridctl.services.duty_pairs import NewPair, add_pair

    if together is None:
        raise BadInput(N_("it is not said whether together or apart"), hint=N_("write --together or --apart"))
    with office() as opened:
        out.thing(add_pair(opened, NewPair(member, other, together, rule, weight)), pick(fmt, as_json))


@pairs.does("list", _("List the pairs."), example="gridctl duty pair list --member M1")
def list_pairs(
    member: Annotated[
        str | None, typer.Option(metavar="MEMBER", help=_("Only those with this member."))
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List pairs by their members."""
    from gridctl.services.duty_pairs import pairs

    with office() as opened:
        columns = [out.Column(key) for key in PAIRS]
        out.rows(pairs(opened, member), columns, pick(fmt, as_json), empty=_("No such pair."))


@pairs.does("remove", _("Part a pair."), example="gridctl duty pair remove 3")
def remove_pair(
    number: NumberArgument, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False
) -> None:
    """Part a pair."""
    from gridctl.services.duty_pairs import remove_pair

    with office() as opened:
        out.thing(remove_pair(opened, number), pick(fmt, as_json))


@lifts.does(
    "add",
    _("Set limits of hours and rest aside for some days; only a leader may."),
    example="gridctl duty lift add --by M9 --from 2026-12-17 --to 2026-12-19 --area HL --why 三号小区封控",
)
def add_lift(
    by: Annotated[
        str | None, typer.Option("--by", metavar="LEADER", help=_("Which leader decided it."))
    ] = None,
    first: FirstOption = None,
    last: LastOption = None,
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help=_("There and below; none: everywhere."))
    ] = None,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Lift limits of hours and rest; who works beyond them is listed in the plan."""
    from gridctl.services.duty_pairs import NewLift, add_lift

    with office() as opened:
        out.thing(add_lift(opened, NewLift(by, first, last, why, area)), pick(fmt, as_json))


@lifts.does("list", _("List the lifts that hold."), example="gridctl duty lift list --all")
def list_lifts(
    everything: Annotated[bool, typer.Option("--all", help=_("Those that are over, too."))] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List lifts by their days."""
    from gridctl.services.duty_pairs import lifts

    with office() as opened:
        found = lifts(opened, everything=everything)
        out.rows(found, [out.Column(key) for key in LIFTS], pick(fmt, as_json), empty=_("All limits hold."))


@lifts.does("end", _("End a lift before its last day."), example="gridctl duty lift end 1")
def end_lift(
    number: NumberArgument, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False
) -> None:
    """End a lift."""
    from gridctl.services.duty_pairs import end_lift

    with office() as opened:
        out.thing(end_lift(opened, number), pick(fmt, as_json))
