"""``gridctl member``."""

from typing import Annotated

import typer

from gridctl.cli import member_going, member_logins, out
from gridctl.cli.member_app import Who, app
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.places import code_and_name, say_signal
from gridctl.cli.session import office
from gridctl.core.words import Tier
from gridctl.present.i18n import _

MORE = (member_going, member_logins)
"""Their commands belong to this group too."""

LIST = ("code", "name", "tier", "role", "area", "phone", "sending_unit", "skills")

Phone = Annotated[str | None, typer.Option(metavar="PHONE", help=_("Their work phone."))]
Role = Annotated[str | None, typer.Option(metavar="TEXT", help=_("What they are called, such as 楼道长."))]
Unit = Annotated[str | None, typer.Option(metavar="TEXT", help=_("The unit that sends them."))]
Skills = Annotated[
    list[str] | None, typer.Option("--skill", metavar="TEXT", help=_("What they can do; may be repeated."))
]
Capacity = Annotated[
    str | None, typer.Option(metavar="N", help=_("How many requests they can hold at once."))
]
Deputy = Annotated[str | None, typer.Option(metavar="MEMBER", help=_("Who stands in for them."))]
FromDay = Annotated[str | None, typer.Option("--from", metavar="DAY", help=_("Their first day."))]
Lang = Annotated[str | None, typer.Option(metavar="en|zh", help=_("The language of texts for them."))]
UntilDay = Annotated[str | None, typer.Option("--until", metavar="DAY", help=_("Their last day."))]
Position = Annotated[
    str | None, typer.Option("--position", metavar="LAT,LON", help=_("Where they set out from, in degrees."))
]


@app.does(
    "add",
    _("Add a member; a code that is not given is made."),
    example="gridctl member add M7 李建国 --tier officer --area HL-1 --phone 13900001111",
)
def add(
    words: Annotated[list[str], typer.Argument(metavar="[CODE] NAME", help=_("A short code, and the name."))],
    tier: Annotated[Tier, typer.Option(help=_("Which tier they belong to."))],
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("Where they work."))] = None,
    phone: Phone = None,
    role: Role = None,
    unit: Unit = None,
    skills: Skills = None,
    capacity: Capacity = None,
    deputy: Deputy = None,
    from_on: FromDay = None,
    until_on: UntilDay = None,
    lang: Lang = None,
    position: Position = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add a member."""
    from gridctl.core.members import Particulars
    from gridctl.services import members, people

    code, name = code_and_name(words)
    given = Particulars(
        role=role,
        unit=unit,
        skills=tuple(skills) if skills else None,
        capacity=capacity,
        deputy=deputy,
        from_on=from_on,
        until_on=until_on,
        lang=lang,
        position=position,
    )
    with office() as opened:
        new = people.NewMember(name, tier, code, area, phone)
        out.thing(members.add(opened, new, given), pick(fmt, as_json))


@app.does(
    "list",
    _("List the members, or find them by code, name, pinyin, role or phone."),
    example="gridctl member list --area HL --tier officer",
)
def listing(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]", help=_("Parts of code, name, pinyin, role or phone; all must fit.")
        ),
    ] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("This area and all below it."))] = None,
    tier: Annotated[Tier | None, typer.Option(help=_("Only this tier."))] = None,
    skill: Annotated[str | None, typer.Option(metavar="TEXT", help=_("Only who can do this."))] = None,
    unit: Annotated[str | None, typer.Option(metavar="TEXT", help=_("Only from this unit."))] = None,
    at: Annotated[str | None, typer.Option(metavar="DAY", help=_("Only who is there on a day."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List members by their codes; work phones are shown, for they are there to be called."""
    from gridctl.services import members

    with office() as opened:
        out.rows(
            members.listing(opened, members.Wanted(area, tier, skill, unit, at, " ".join(words or ()))),
            [out.Column(key) for key in LIST],
            pick(fmt, as_json),
            empty=_("No such member. Add one: gridctl member add CODE NAME --tier TIER"),
        )


@app.does("show", _("Show one member."), example="gridctl member show M7")
def show(name: Who, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Show one member with postings, teams, how many open requests they hold, and their colour."""
    from dataclasses import fields

    from gridctl.services import members

    chosen = pick(fmt, as_json)
    with office() as opened:
        view = members.show(opened, name)
        hidden = {"signal", "signal_reasons"}
        columns = [out.Column(one.name) for one in fields(view) if one.name not in hidden]
        out.thing(view, chosen, columns=columns)
        if chosen is out.Format.TABLE:
            say_signal(view)


@app.does(
    "edit",
    _("Change what is known of a member; an empty text empties a field."),
    example='gridctl member edit M7 --role 楼道长 --skill 驾驶 --until 2021-12-31 --phone ""',
)
def edit(
    name: Who,
    new_name: Annotated[str | None, typer.Option("--name", metavar="NAME", help=_("Another name."))] = None,
    tier: Annotated[Tier | None, typer.Option(help=_("Another tier."))] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("Their own area."))] = None,
    phone: Phone = None,
    role: Role = None,
    unit: Unit = None,
    skills: Skills = None,
    capacity: Capacity = None,
    deputy: Deputy = None,
    from_on: FromDay = None,
    until_on: UntilDay = None,
    lang: Lang = None,
    position: Position = None,
    version: Annotated[
        int | None, typer.Option(metavar="N", help=_("Only if nobody has changed it since this version."))
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Change a member; skills that are given take the place of all before."""
    from gridctl.core.members import Particulars
    from gridctl.services import members

    given = Particulars(
        name=new_name,
        tier=tier,
        area=area,
        phone=phone,
        role=role,
        unit=unit,
        skills=tuple(skills) if skills else None,
        capacity=capacity,
        deputy=deputy,
        from_on=from_on,
        until_on=until_on,
        lang=lang,
        position=position,
    )
    with office() as opened:
        out.thing(members.edit(opened, name, given, version), pick(fmt, as_json))


@app.does(
    "place",
    _("Post a member to a further area."),
    example="gridctl member place M7 --area HL-2 --from 18:00",
)
def place(
    name: Who,
    area: Annotated[str, typer.Option(metavar="AREA", help=_("Where they work from now on, too."))],
    since: Annotated[
        str | None, typer.Option("--from", metavar="TIME", help=_("From when on; now unless given."))
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Post a member to an area beside their own."""
    from gridctl.services import members

    with office() as opened:
        out.thing(members.place(opened, name, area, since), pick(fmt, as_json))


@app.does("unplace", _("End the posting of a member."), example="gridctl member unplace M7 --area HL-2")
def unplace(
    name: Who,
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help=_("Only this posting; all of them unless given."))
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="TIME", help=_("Until when; now unless given."))
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """End postings; they stay in the member's history."""
    from gridctl.services import members

    with office() as opened:
        out.thing(members.unplace(opened, name, area, until), pick(fmt, as_json))
