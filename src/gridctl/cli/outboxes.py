"""``gridctl outbox``: texts that wait to be sent, told or not."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group, ListGroup
from gridctl.cli.options import FormatOption, JsonOption, RevealOption, WhyOption, pick
from gridctl.cli.session import office
from gridctl.core.private import Reveal
from gridctl.present.i18n import _

app = Group(_("The outbox: texts that wait to be sent to whom they concern."), cls=ListGroup)

LIST = ("id", "to", "to_name", "to_phone", "about", "kind", "urgency", "text", "told_at")
SPARE = {"told_at": 3, "urgency": 2, "to": 2, "kind": 1}
"""What a narrow terminal leaves out first."""


def _column(key: str) -> out.Column:
    title = _("request") if key == "about" else ""
    return out.Column(key, title, spare=SPARE.get(key, 0))


ToOption = Annotated[
    str | None, typer.Option("--to", metavar="MEMBER|TEAM|AREA", help=_("Only what this one has to hear."))
]
Texts = Annotated[list[int] | None, typer.Argument(metavar="NUMBER...", help=_("The numbers of texts."))]


@app.does(
    "list",
    _("List the texts that nobody has passed on yet; critical ones first."),
    example="gridctl outbox --to 李建国 --copy",
)
def listing(
    to: ToOption = None,
    copy: Annotated[
        bool, typer.Option("--copy", help=_("Print the texts alone and in full, ready to paste; logged."))
    ] = False,
    told: Annotated[bool, typer.Option("--told", help=_("With --copy: mark them as told at once."))] = False,
    everything: Annotated[bool, typer.Option("--all", help=_("Those that were told, too."))] = False,
    limit: Annotated[int | None, typer.Option(min=1, help=_("At most so many."))] = None,
    reveal: RevealOption = False,
    why: WhyOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List texts, or print them ready to be pasted."""
    from gridctl.present import tellings
    from gridctl.services import outbox

    query = outbox.Query(to, everything, limit)
    with office() as opened:
        found = outbox.listing(opened, query, Reveal(why) if reveal or copy else None)
        rows = [tellings.row(one) for one in found]
        if copy and not as_json:
            out.text("\n\n".join(f"{tellings.addressed(one)}\n{one.text}" for one in rows))
        else:
            columns = [_column(key) for key in LIST]
            chosen = pick(fmt, as_json)
            shown = [tellings.headline(one) for one in rows] if chosen is out.Format.TABLE else rows
            out.rows(shown, columns, chosen, empty=_("Nothing waits to be told."))
        if copy and told and rows:
            outbox.told(opened, [one.id for one in rows])
            out.talk(_("Marked as told: {count}").format(count=len(rows)))


@app.does("told", _("Mark texts as told."), example="gridctl outbox told 3 4")
def told(
    numbers: Texts = None,
    to: ToOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Mark texts as told, by number or all of one receiver."""
    _mark(numbers, to, is_told=True, fmt=pick(fmt, as_json))


@app.does("untold", _("Let texts wait again that were marked by mistake."), example="gridctl outbox untold 3")
def untold(numbers: Texts = None, fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Take the mark off again."""
    _mark(numbers, None, is_told=False, fmt=pick(fmt, as_json))


@app.does(
    "send",
    _(
        "Send texts to a destination of the settings: in full to a member's own address, else as a group may read it."
    ),
    example="gridctl outbox send --to volunteers",
)
def send(
    to: Annotated[str, typer.Option("--to", metavar="NAME", help=_("A destination of the settings."))],
    numbers: Texts = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Send the texts that wait, and mark as told what went."""
    from gridctl.cli.deliveries import send_now
    from gridctl.services import delivering

    with office() as opened:
        send_now(opened, delivering.queue_texts(opened, to, numbers or []), pick(fmt, as_json))


def _mark(numbers: list[int] | None, to: str | None, *, is_told: bool, fmt: out.Format) -> None:
    from gridctl.present import tellings
    from gridctl.services import outbox

    with office() as opened:
        found = outbox.told(opened, numbers or [], to, is_told=is_told)
        columns = [_column(key) for key in ("id", "to", "about", "kind", "told_at")]
        out.rows([tellings.row(one) for one in found], columns, fmt, empty=_("Nothing waited to be told."))
