"""``gridctl request``: take in, list, show; the steps of a request's life stand in their own files."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import (
    out,
    request_clocks,
    request_dispatch,
    request_files,
    request_orders,
    request_paste,
    request_repeats,
    request_share,
    views,
)
from gridctl.cli.app import QueryCommand
from gridctl.cli.options import AtOption, ByOption, FormatOption, JsonOption, RevealOption, WhyOption, pick
from gridctl.cli.request_app import Number, app
from gridctl.cli.request_handing import say_new_holder
from gridctl.cli.session import office
from gridctl.core.errors import Refused
from gridctl.core.private import Reveal
from gridctl.core.requests import NewRequest
from gridctl.core.words import Channel, Level, Status, Urgency
from gridctl.present.errors import word_error
from gridctl.present.i18n import _
from gridctl.present.labels import label

if TYPE_CHECKING:
    from gridctl.core.views import AddedView
    from gridctl.services.office import Office
    from gridctl.services.requests import Query, Reveal

app.add_typer(views.app, name="view")
MORE = (
    request_clocks,
    request_dispatch,
    request_files,
    request_orders,
    request_paste,
    request_repeats,
    request_share,
)
"""Their commands belong to this group too."""

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
DeskOption = Annotated[
    str | None,
    typer.Option(
        "--desk",
        metavar="[AREA]",
        help=_("The queue of a desk, soonest due first: your own, unless the code of an area follows."),
    ),
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
PointOption = Annotated[
    str | None,
    typer.Option(
        "--point", metavar="POINT", help=_("Which camera or other point told of it; the area follows.")
    ),
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
SPARE = {"received_at": 3, "overdue": 2, "home": 2, "status": 1}
"""What a narrow terminal leaves out first."""
TWIN_SPARE = {"received_at": 4, "ref": 3, "channel": 2, "area": 1}
TWINS = ("id", "score", "why", "status", "category", "area", "summary", "channel", "ref", "received_at")
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
    point: PointOption = None,
    force: Annotated[
        bool, typer.Option("--force", help=_("Add it although the same seems to be open already."))
    ] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Take in a help request."""
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
        point,
    )
    with office() as opened:
        _take_in(opened, new, pick(fmt, as_json), force=force)


def _take_in(opened: "Office", new: NewRequest, fmt: out.Format, *, force: bool) -> None:
    """Take it in and say what the clerk should hear; a likely twin is asked about where somebody is there."""
    from gridctl.cli.echo import say_understood, say_who_could, taken_view
    from gridctl.services import taking_in

    try:
        taken = taking_in.take_in(opened, new, force=force)
    except Refused as error:
        if error.code != taking_in.LIKELY_TWIN or not out.can_ask():
            raise
        out.talk(word_error(error)[0])
        out.confirm(_("Add it all the same?"), yes=False)
        taken = taking_in.take_in(opened, new, force=True)
    added = taken.added
    if added.emergency:
        out.talk(_("Danger to life: call {numbers} first.").format(numbers=" / ".join(added.emergency)))
    out.thing(taken_view(taken, fmt), fmt)
    say_understood(taken)
    if added.same_ref:
        numbers = ", ".join(str(number) for number in added.same_ref)
        out.talk(_("The same sender's number stands at: {numbers}").format(numbers=numbers))
    say_who_could(opened, added.view)
    _say_twins(added.view)
    say_new_holder(added.new_holder)


def _say_twins(view: "AddedView") -> None:
    for twin in view.twins:
        why = ", ".join(label(sign, "whys") for sign in twin.why)
        told = _("Perhaps the same as request {number} ({why}); if so: request merge {new} --into {number}")
        out.talk(told.format(number=twin.id, why=why, new=view.id))


@app.does(
    "list",
    _("List requests: the open ones, unless you ask for others."),
    example="gridctl request list 水管 status:new urgency:>=urgent",
    cls=QueryCommand,
)
def listing(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY",
            help=_("Words to look for, field:value, is:overdue, @saved; gridctl guide finding tells all."),
        ),
    ] = None,
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
    after: Annotated[
        int | None, typer.Option(metavar="NUMBER", help=_("Go on behind the request with this number."))
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="FIELDS", help=_("Count instead: by category, area, status and the like.")),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help=_("At most this many; 50 in a table."))] = None,
    home: Annotated[
        str | None, typer.Option(metavar="HOME", help=_("Only what this home asked for."))
    ] = None,
    building: Annotated[
        str | None, typer.Option(metavar="BUILDING", help=_("Only this building and its homes."))
    ] = None,
    desk: DeskOption = None,
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List requests, newest first."""
    from gridctl.services.requests import Query

    chosen = pick(fmt, as_json)
    most = limit or (TABLE_LIMIT if chosen is out.Format.TABLE else None)
    asked = (" ".join(words or ()), home, building)
    narrow = (area, category, urgency, channel, level, ref, holder, overdue, after, most)
    query = Query(tuple(status or ()), everything, *narrow, *asked)
    with office() as opened:
        if desk is not None:
            query = replace(query, words=_queue(opened, desk, query.words))
        if by:
            _count(opened, query, by, chosen)
        else:
            _list(opened, query, Reveal(why) if reveal else None, chosen)


def _queue(opened: "Office", desk: str, words: str) -> str:
    from gridctl.services import desk_queue

    return desk_queue.queue_words(opened, None if desk == "me" else desk, words)


def _list(opened: "Office", query: "Query", reveal: "Reveal | None", chosen: out.Format) -> None:
    from gridctl.services import requests

    keys = LIST if reveal is None else (*LIST, "name", "phone")
    none = _("No such request.")
    if not query.words:
        none = _("No such request. All, also ended ones: gridctl request list --all")
    columns = [out.Column(key, spare=SPARE.get(key, 0)) for key in keys]
    out.rows(requests.listing(opened, query, reveal), columns, chosen, empty=none)


def _count(opened: "Office", query: "Query", by: str, chosen: out.Format) -> None:
    from gridctl.services import counting

    fields = counting.read_groups(by)
    columns = [out.Column(key) for key in (*fields, "count")]
    out.rows(counting.counted(opened, query, fields), columns, chosen, empty=_("No such request."))


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
        out.thing(requests.show(opened, number, requests.Reveal(why) if reveal else None), pick(fmt, as_json))


@app.does(
    "twins",
    _("List requests that are likely about the same thing, and why."),
    example="gridctl request twins 412",
)
def twins(number: Number, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Find twins by place, category and time, and by words beside those."""
    from gridctl.services import request_twins

    with office() as opened:
        columns = [out.Column(key, spare=TWIN_SPARE.get(key, 0)) for key in TWINS]
        found = request_twins.listing(opened, number)
        out.rows(found, columns, pick(fmt, as_json), empty=_("No likely twin."))
