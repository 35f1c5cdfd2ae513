"""``gridctl duty post``: what has to be done where, in which shift, by how many."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.duty_app import BelowOption, FirstOption, app
from gridctl.cli.echo import say_outside
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _

posts = Group(_("Posts: a duty at an area in a shift, with the headcount it needs."))
app.add_typer(posts, name="post")

LIST = ("id", "duty", "area", "point", "place", "shift", "start", "end", "from_on", "until_on", "weekdays")
COUNTS = ("least", "best", "skills", "crew", "standby")
SPARE = {"point": 3, "crew": 5, "skills": 4, "standby": 3, "start": 1, "end": 1, "until_on": 2, "weekdays": 2}

Number = Annotated[str, typer.Argument(metavar="POST", help=_("The number of a post."))]
Area = Annotated[str | None, typer.Option(metavar="AREA", help=_("Where: code or name of an area."))]
Point = Annotated[
    str | None, typer.Option(metavar="POINT", help=_("At which gate or other point; the area follows."))
]
Place = Annotated[str | None, typer.Option(metavar="TEXT", help=_("Where exactly, in words."))]
Shift = Annotated[str | None, typer.Option(metavar="SHIFT", help=_("Code, letter or title of a shift."))]
Start = Annotated[
    str | None, typer.Option("--from-time", metavar="HH:MM", help=_("Hours of its own: when it begins."))
]
End = Annotated[
    str | None, typer.Option("--to-time", metavar="HH:MM", help=_("And ends, on the next day if no later."))
]
Last = Annotated[
    str | None, typer.Option("--until", metavar="DATE", help=_("The last day; open unless told."))
]
Days = Annotated[
    str | None, typer.Option("--days", metavar="DAYS", help=_("On which weekdays: mon-fri, 1,3,5, weekend."))
]
Least = Annotated[str | None, typer.Option(metavar="N", help=_("How many must be there."))]
Best = Annotated[str | None, typer.Option(metavar="N", help=_("How many there should be."))]
Skills = Annotated[
    list[str] | None,
    typer.Option("--skill", metavar="SKILL", help=_("One of these is needed; may be repeated.")),
]
Crew = Annotated[
    str | None, typer.Option(metavar="CODE", help=_("Posts of one crew at one area go out together."))
]
Standby = Annotated[
    bool | None, typer.Option("--standby/--no-standby", help=_("Whether it steps in where somebody fails."))
]
Checkin = Annotated[
    str | None, typer.Option(metavar="MINUTES", help=_("Who stands there checks in each so many minutes."))
]


@posts.does(
    "add",
    _("Add a post."),
    example="gridctl duty post add desk --area HL --shift day --until 2026-12-31 --days mon-fri --best 2",
)
def add(
    duty: Annotated[str, typer.Argument(metavar="DUTY", help=_("Code or title of a duty."))],
    area: Area = None,
    point: Point = None,
    place: Place = None,
    shift: Shift = None,
    start: Start = None,
    end: End = None,
    first: FirstOption = None,
    last: Last = None,
    days: Days = None,
    least: Least = None,
    best: Best = None,
    skills: Skills = None,
    crew: Crew = None,
    standby: Standby = None,
    checkin: Checkin = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add a post: a duty at an area in a shift."""
    from gridctl.services.post_input import PostInput
    from gridctl.services.posts import add

    asked = tuple(skills) if skills else None
    hours = (shift, start, end, first, last, days)
    new = PostInput(duty, area, point, place, *hours, least, best, asked, crew, standby, checkin)
    with office() as opened:
        out.thing(add(opened, new), pick(fmt, as_json))


@posts.does("list", _("List the posts."), example="gridctl duty post list --area HL --date tomorrow")
def listing(
    area: BelowOption = None,
    date: Annotated[str | None, typer.Option(metavar="DATE", help=_("Those open on that day."))] = None,
    duty: Annotated[str | None, typer.Option(metavar="DUTY", help=_("Only of this duty."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=_("Ended ones too."))] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List posts by area and hour."""
    from gridctl.services import posts as service

    with office() as opened:
        out.rows(
            service.listing(opened, area=area, day=date, duty=duty, everything=everything),
            [out.Column(key, spare=SPARE.get(key, 0)) for key in (*LIST, *COUNTS)],
            pick(fmt, as_json),
            empty=_("No such post. Add one: gridctl duty post add DUTY --area AREA --shift SHIFT"),
        )


@posts.does("show", _("Show one post."), example="gridctl duty post show 3")
def show(number: Number, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Show one post, with how many turns stand on it."""
    from gridctl.services.posts import show

    with office() as opened:
        out.thing(show(opened, number), pick(fmt, as_json))


@posts.does("edit", _("Change a post."), example="gridctl duty post edit 3 --best 3 --until 2026-12-31")
def edit(
    number: Number,
    point: Point = None,
    place: Place = None,
    shift: Shift = None,
    start: Start = None,
    end: End = None,
    first: FirstOption = None,
    last: Last = None,
    days: Days = None,
    least: Least = None,
    best: Best = None,
    skills: Skills = None,
    crew: Crew = None,
    standby: Standby = None,
    checkin: Checkin = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Change a post; an empty text empties what may be empty."""
    from gridctl.services.post_input import PostInput
    from gridctl.services.posts import edit

    asked = tuple(skills) if skills else None
    hours = (shift, start, end, first, last, days)
    said = PostInput(None, None, point, place, *hours, least, best, asked, crew, standby, checkin)
    with office() as opened:
        view = edit(opened, number, said)
        out.thing(view, pick(fmt, as_json))
        say_outside(view.outside)


@posts.does("remove", _("Remove a post."), example="gridctl duty post remove 3")
def remove(
    number: Number,
    force: Annotated[
        bool, typer.Option("--force", help=_("Although people stand on it; their turns are to be changed."))
    ] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Remove a post; what was only planned on it goes off the roster."""
    from gridctl.services.posts import remove

    with office() as opened:
        view = remove(opened, number, force=force)
        out.thing(view, pick(fmt, as_json))
        say_outside(view.outside)
