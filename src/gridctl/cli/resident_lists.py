"""``gridctl resident list``: anybody is found by three letters."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.options import FormatOption, JsonOption, RevealOption, WhyOption, pick
from gridctl.cli.resident_group import app
from gridctl.cli.session import office
from gridctl.core.private import Reveal
from gridctl.core.words import ResidentKind, ResidentStatus
from gridctl.present.i18n import _

LIST = ("id", "name", "home", "area", "kind", "needs", "phone")
TABLE_LIMIT = 50


@app.does(
    "list",
    _("List residents, or find them by name, pinyin, phone ending or home."),
    example="gridctl resident list wxh",
)
def listing(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]", help=_("Part of a name, pinyin or initials, phone ending, home; all must fit.")
        ),
    ] = None,
    need: Annotated[
        list[str] | None,
        typer.Option(metavar="TAG", help=_("Only who needs this; repeated: all of these.")),
    ] = None,
    area: Annotated[str | None, typer.Option(metavar="AREA", help=_("This area and all below it."))] = None,
    building: Annotated[
        str | None, typer.Option(metavar="BUILDING", help=_("Only this building: code, or as people say."))
    ] = None,
    kind: Annotated[list[ResidentKind] | None, typer.Option(help=_("Only these; can be repeated."))] = None,
    status: Annotated[
        list[ResidentStatus] | None,
        typer.Option(help=_("Only these; can be repeated. Without it those who live here.")),
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help=_("Also who has left or died."))] = False,
    after: Annotated[int | None, typer.Option(metavar="NUMBER", help=_("Go on below this number."))] = None,
    limit: Annotated[int | None, typer.Option(min=1, help=_("At most this many; 50 in a table."))] = None,
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List residents, newest first."""
    from gridctl.services import resident_list as residents

    chosen = pick(fmt, as_json)
    query = residents.Query(
        words=" ".join(words or ()),
        statuses=tuple(status or ()),
        everybody=everybody,
        kinds=tuple(kind or ()),
        needs=tuple(need or ()),
        area=area,
        building=building,
        after=after,
        limit=limit or (TABLE_LIMIT if chosen is out.Format.TABLE else None),
    )
    with office() as opened:
        rows = residents.listing(opened, query, Reveal(why) if reveal else None)
        out.rows(
            rows,
            [out.Column(key) for key in LIST],
            chosen,
            empty=_("Nobody fits. Fewer letters find more; who has left or died: --all"),
        )
