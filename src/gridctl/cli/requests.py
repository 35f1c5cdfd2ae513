"""``gridctl request``: the first steps of a request's life."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import AtOption, ByOption, FormatOption, JsonOption, RevealOption, WhyOption, pick
from gridctl.cli.session import office
from gridctl.core.private import Reveal
from gridctl.core.requests import Act, NewRequest
from gridctl.core.words import Channel, Level, Status, Urgency
from gridctl.present.i18n import _

app = Group(_("Help requests: take in, hand out, answer, find."))

Number = Annotated[int, typer.Argument(metavar="NUMBER", help=_("The number of the request."))]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help=_("A remark for the timeline."))]
HomeOption = Annotated[
    str | None,
    typer.Option("--home", metavar="HOME", help=_("At which door, as people write it; the area follows.")),
]
BuildingOption = Annotated[
    str | None, typer.Option("--building", metavar="BUILDING", help=_("In which building; the area follows."))
]
AreaOption = Annotated[
    str | None, typer.Option("--area", metavar="AREA", help=_("Where: code or name of an area."))
]
CategoryOption = Annotated[
    str | None,
    typer.Option(
        "--category", metavar="CATEGORY", help=_("What it is about; found out from the words otherwise.")
    ),
]
DetailsOption = Annotated[
    str | None, typer.Option("--details", metavar="TEXT", help=_("More words, also several lines."))
]
DueOption = Annotated[
    str | None, typer.Option("--due", metavar="TIME", help=_("A deadline of the sender's own."))
]
ToOption = Annotated[
    str | None,
    typer.Option("--to", "--team", metavar="MEMBER|TEAM", help=_("Give it to somebody at once.")),
]
ResidentOption = Annotated[
    str | None,
    typer.Option(
        "--resident", metavar="RESIDENT", help=_("Whom it is for; name, phone, home and area follow.")
    ),
]
NeedOption = Annotated[
    list[str] | None,
    typer.Option("--need", metavar="TAG", help=_("A mark to note with that resident, such as dialysis.")),
]
LIST = (
    "id",
    "status",
    "urgency",
    "category",
    "area",
    "home",
    "summary",
    "holder",
    "received_at",
    "due",
    "overdue",
)
TABLE_LIMIT = 50


@app.does(
    "add",
    _("Take in a help request."),
    example="gridctl request add '高血压药没有了' --area HL-1 --name 陈卫 --phone 13900001111",
)
def add(
    summary: Annotated[str, typer.Argument(metavar="SUMMARY", help=_("What is wanted, in a line."))],
    area: AreaOption = None,
    category: CategoryOption = None,
    urgency: Annotated[Urgency | None, typer.Option(help=_("How urgent; found out otherwise."))] = None,
    channel: Annotated[Channel, typer.Option(help=_("Where it came from."))] = Channel.MEMBER,
    name: Annotated[str | None, typer.Option(metavar="NAME", help=_("Who asks."))] = None,
    phone: Annotated[str | None, typer.Option(metavar="PHONE", help=_("How to reach them."))] = None,
    details: DetailsOption = None,
    due: DueOption = None,
    at: AtOption = None,
    by: ByOption = None,
    ref: Annotated[str | None, typer.Option(metavar="NUMBER", help=_("The sender's own number."))] = None,
    anonymous: Annotated[bool, typer.Option("--anonymous", help=_("Keep no name and no phone."))] = False,
    to: ToOption = None,
    home: HomeOption = None,
    building: BuildingOption = None,
    resident: ResidentOption = None,
    need: NeedOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Take in a help request."""
    from gridctl.services import requests

    new = NewRequest(
        summary,
        area,
        category,
        urgency,
        channel,
        name,
        phone,
        details,
        due,
        at,
        by,
        ref,
        anonymous,
        to,
        home,
        building,
        resident,
        tuple(need or ()),
    )
    with office() as opened:
        added = requests.add(opened, new)
        if added.emergency:
            out.talk(_("Danger to life: call {numbers} first.").format(numbers=" / ".join(added.emergency)))
        out.thing(added.view, pick(fmt, as_json))
        if added.guessed:
            out.talk(_("The category was found from the words; --category says otherwise."))
        if added.same_ref:
            numbers = ", ".join(str(number) for number in added.same_ref)
            out.talk(_("The same sender's number stands at: {numbers}").format(numbers=numbers))
        _say_new_holder(added.new_holder)


def _say_new_holder(code: str | None) -> None:
    if code:
        out.talk(_("New here, and noted as volunteer {code}.").format(code=code))


@app.does(
    "list",
    _("List requests: the open ones, unless you ask for others."),
    example="gridctl request list --area HL --urgency urgent",
)
def listing(
    status: Annotated[list[Status] | None, typer.Option(help=_("Only these; can be repeated."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=_("Ended ones too."))] = False,
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("This area and all below it."))] = None,
    category: Annotated[str | None, typer.Option(metavar="CATEGORY", help=_("Only this category."))] = None,
    urgency: Annotated[Urgency | None, typer.Option(help=_("Only this urgency."))] = None,
    channel: Annotated[Channel | None, typer.Option(help=_("Only from this channel."))] = None,
    level: Annotated[Level | None, typer.Option(help=_("Only at this level."))] = None,
    ref: Annotated[
        str | None, typer.Option(metavar="NUMBER", help=_("The sender's own number; ended ones too."))
    ] = None,
    holder: Annotated[str | None, typer.Option(metavar="MEMBER|TEAM", help=_("Only what they hold."))] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=_("Only what is past its deadline."))] = False,
    after: Annotated[int | None, typer.Option(metavar="NUMBER", help=_("Go on below this number."))] = None,
    limit: Annotated[int | None, typer.Option(min=1, help=_("At most this many; 50 in a table."))] = None,
    home: Annotated[
        str | None, typer.Option(metavar="HOME", help=_("Only what this home asked for."))
    ] = None,
    building: Annotated[
        str | None, typer.Option(metavar="BUILDING", help=_("Only this building and its homes."))
    ] = None,
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List requests, newest first."""
    from gridctl.services import requests

    chosen = pick(fmt, as_json)
    most = limit or (TABLE_LIMIT if chosen is out.Format.TABLE else None)
    query = requests.Query(
        tuple(status or ()),
        everything,
        area,
        category,
        urgency,
        channel,
        level,
        ref,
        holder,
        overdue,
        after,
        most,
        home,
        building,
    )
    keys = LIST if not reveal else (*LIST, "name", "phone")
    with office() as opened:
        rows = requests.listing(opened, query, Reveal(why) if reveal else None)
        columns = [out.Column(key) for key in keys]
        out.rows(
            rows,
            columns,
            chosen,
            empty=_("No such request. All, also ended ones: gridctl request list --all"),
        )


@app.does("show", _("Show one request with its timeline."), example="gridctl request show 412")
def show(
    number: Number,
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one request."""
    from gridctl.services import requests

    with office() as opened:
        out.thing(requests.show(opened, number, Reveal(why) if reveal else None), pick(fmt, as_json))


@app.does("note", _("Add a remark to the timeline."), example="gridctl request note 412 '下午五点前送到'")
def note(
    number: Number,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("The remark."))],
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add a remark."""
    from gridctl.services import steps

    with office() as opened:
        out.thing(steps.note(opened, number, Act(at, by, text)), pick(fmt, as_json))


@app.does(
    "assign", _("Give a request to a member or a team."), example="gridctl request assign 412 --to 李建国"
)
def assign(
    number: Number,
    to: Annotated[str, typer.Option("--to", metavar="MEMBER|TEAM", help=_("Who is to do it: code or name."))],
    remark: Note = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Give a request to somebody."""
    from gridctl.services import steps

    with office() as opened:
        view, new_holder = steps.assign(opened, number, to, Act(at, by, remark))
        out.thing(view, pick(fmt, as_json))
        _say_new_holder(new_holder)


@app.does(
    "resolve", _("Say that a request is done."), example="gridctl request resolve 412 --note '药已送到'"
)
def resolve(
    number: Number,
    on_spot: Annotated[
        bool, typer.Option("--on-spot", help=_("Solved where it arose, without dispatch."))
    ] = False,
    remark: Note = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Say that a request is done."""
    from gridctl.services import steps

    with office() as opened:
        out.thing(steps.resolve(opened, number, Act(at, by, remark), on_spot=on_spot), pick(fmt, as_json))


@app.does("close", _("End a resolved request."), example="gridctl request close 412")
def close(
    number: Number,
    remark: Note = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """End a resolved request."""
    from gridctl.services import steps

    with office() as opened:
        out.thing(steps.close(opened, number, Act(at, by, remark)), pick(fmt, as_json))


@app.does(
    "cancel", _("End an open request without an answer."), example="gridctl request cancel 412 '本人已撤回'"
)
def cancel(
    number: Number,
    reason: Annotated[str, typer.Argument(metavar="REASON", help=_("Why."))],
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """End an open request; the reason is kept."""
    from gridctl.services import steps

    with office() as opened:
        out.thing(steps.cancel(opened, number, Act(at, by, reason)), pick(fmt, as_json))
