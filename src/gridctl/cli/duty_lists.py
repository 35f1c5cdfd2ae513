"""``gridctl duty list``, ``board``, ``card``, ``share``: who stands where and when, on screens and on paper."""

import shutil
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.duty_app import BelowOption, app
from gridctl.cli.options import FormatOption, JsonOption, pick, refuse_two
from gridctl.cli.session import CURRENT, office
from gridctl.present.i18n import _
from gridctl.present.titles import title

LIST = ("id", "date", "shift", "start", "end", "duty", "area", "place", "member", "name", "state")
TABLE_LIMIT = 50
SPARE = {"id": 5, "place": 4, "end": 3, "date": 2, "member": 1}
"""What a narrow terminal leaves out first."""

MemberOption = Annotated[
    str | None, typer.Option("--member", metavar="MEMBER", help=_("Only this one's, from now on."))
]
DateOption = Annotated[str | None, typer.Option("--date", metavar="D", help=_("On this day."))]
ShiftOption = Annotated[
    str | None, typer.Option("--shift", metavar="SHIFT", help=_("In this shift: code, letter or name."))
]


@app.does(
    "list",
    _("List turns of duty: yours, or all of today."),
    example="gridctl duty list --area HL --date tomorrow",
)
def listing(
    member: MemberOption = None,
    area: BelowOption = None,
    day: DateOption = None,
    week: Annotated[
        str | None, typer.Option(metavar="D", help=_("In the week of this day, from Monday to Sunday."))
    ] = None,
    duty: Annotated[str | None, typer.Option(metavar="DUTY", help=_("Of this duty: code or name."))] = None,
    shift: ShiftOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help=_("Also what is over or was taken off the roster."))
    ] = False,
    after: Annotated[
        int | None, typer.Option(metavar="NUMBER", help=_("Go on behind the turn with this number."))
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help=_("At most this many; 50 in a table."))] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List who stands where and when, in the order in which the turns begin."""
    from gridctl.services import rosters

    chosen = pick(fmt, as_json)
    most = limit or (TABLE_LIMIT if chosen is out.Format.TABLE else None)
    query = rosters.Query(member, area, day, week, duty, shift, everything, most, after)
    with office() as opened:
        page, more = rosters.page(opened, query) if most else ([], 0)
        out.rows(
            page if most else rosters.listing(opened, query),
            [out.Column(key, spare=SPARE.get(key, 0)) for key in LIST],
            chosen,
            empty=_("Nobody has duty then. Plan it: gridctl duty plan"),
        )
    if more:
        text = _("{count} more: --after {number} goes on, --limit shows more at once.")
        out.talk(text.format(count=more, number=page[-1].id))


@app.does(
    "board",
    _("The board: members by days with the letters of their shifts, and what is missing."),
    example="gridctl duty board --from 2021-12-20 --days 7 --area HL",
)
def board(
    start: Annotated[
        str | None, typer.Option("--from", metavar="D", help=_("The first day; none: today."))
    ] = None,
    days: Annotated[int, typer.Option(min=1, help=_("So many days."))] = 7,
    area: BelowOption = None,
    everybody: Annotated[
        bool, typer.Option("--everybody", help=_("Also the members of the area who have no duty."))
    ] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Draw the board as wide as the terminal is; CSV and Markdown have a column for each day."""
    from gridctl.present import board as drawn
    from gridctl.services import boards

    chosen = pick(fmt, as_json)
    with office() as opened:
        found = boards.board(opened, boards.Wanted(start, days, area, everybody))
    if chosen in {out.Format.JSON, out.Format.JSONL}:
        out.thing(found, chosen)
    elif chosen is out.Format.TABLE:
        lines = drawn.draw(found, shutil.get_terminal_size((80, 24)).columns)
        if lines:
            out.text("\n".join(lines))
        else:
            out.talk(_("Nobody has duty then. Plan it: gridctl duty plan"))
    else:
        rows = drawn.matrix(found, codes=chosen is out.Format.CSV)
        out.rows(rows, board_columns(found.days), chosen)


def board_columns(days: Iterable[str]) -> list[out.Column]:
    """Return the columns of a board as a table: who, each day, and the sums."""
    return [out.Column(key, title(key, "board")) for key in ("member", "name", *days, "hours", "nights")]


class Paper(StrEnum):
    """How a card is written."""

    TABLE = "table"
    JSON = "json"
    MD = "md"
    HTML = "html"


@app.does(
    "card",
    _("The card of somebody on duty: where, when, what to do step by step, with whom, whom to call."),
    example="gridctl duty card 李建国 --date tomorrow --format html --out card.html",
)
def card(
    member: Annotated[
        str | None, typer.Argument(metavar="[MEMBER]", help=_("Whose; none: your own."))
    ] = None,
    day: DateOption = None,
    file: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help=_("Write a file; none: print it."))
    ] = None,
    fmt: Annotated[
        Paper | None, typer.Option("--format", help=_("How to write: table, json, md, or html to print."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Print a card in the language of whose it is, unless --lang says another."""
    from gridctl.present import cards
    from gridctl.present.i18n import language, speaking
    from gridctl.services import duty_cards

    paper = _paper(fmt, as_json)
    with office() as opened:
        found = duty_cards.card(opened, member, day)
        if paper is Paper.JSON:
            out.thing(found, out.Format.JSON)
            return
        with speaking(language() if CURRENT.lang else found.lang):
            if paper is Paper.HTML:
                from gridctl.report import duty_card

                content = duty_card.html([found])
            elif paper is Paper.MD:
                content = cards.markdown(found)
            else:
                content = cards.text(found, shutil.get_terminal_size((80, 24)).columns)
    if file is not None:
        from gridctl.exchange.outgoing import put

        put(file, [content if content.endswith("\n") else content + "\n"])
        out.talk(_("written: {path}").format(path=file))
    elif paper is Paper.HTML:
        out.finished(content)
    else:
        out.text(content)


def _paper(fmt: Paper | None, as_json: bool) -> Paper:
    refuse_two(fmt, as_json)
    return Paper.JSON if as_json else fmt or Paper.TABLE
