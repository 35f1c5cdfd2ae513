"""The short forms of the day: ``gridctl my``, ``done``, ``up``; ``add`` and ``next`` are those of `request`."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.duty_app import say_own_shifts
from gridctl.cli.options import AtOption, ByOption, FormatOption, JsonOption, pick
from gridctl.cli.request_steps import do
from gridctl.cli.session import office
from gridctl.core.request_numbers import begins_with_number, split_numbers
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.services.office import Office

app = Group("")

LIST = ("id", "status", "urgency", "category", "home", "name", "phone", "summary", "due", "overdue")
SPARE = {"overdue": 3, "category": 2, "status": 1}
"""What a narrow terminal leaves out first."""

Told = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NUMBER...] [TEXT]", help=_("Which request, unless you hold only one; then words.")
    ),
]


@app.does("my", _("List what you have to do, the soonest due first (我的)."), example="gridctl my")
def my(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """List the requests that you hold, with names and phones; your shift and your knock lists are said before."""
    from gridctl.services import mine

    with office() as opened:
        if pick(fmt, as_json) is out.Format.TABLE:
            say_own_shifts(opened)
            _say_own_doors(opened)
        out.rows(
            mine.mine(opened),
            [out.Column(key, spare=SPARE.get(key, 0)) for key in LIST],
            pick(fmt, as_json),
            empty=_("You hold nothing. The most urgent piece of work: gridctl next"),
        )


def _say_own_doors(opened: "Office") -> None:
    """Say what the operator has left of each open round."""
    from gridctl.present.round_texts import knock_text
    from gridctl.services import round_next

    for one in round_next.knock_lists(opened):
        out.talk(knock_text(one))


@app.does("done", _("Say that a request of yours is done (办结)."), example="gridctl done 412 '药已送到'")
def done(
    words: Told = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Resolve it; the words are what the requester is told."""
    from gridctl.services import answering

    numbers, text = _split(words or [])
    answer = answering.Answer(text=text or None)
    do(numbers, None, (at, by), lambda act: answering.resolve(act, answer), pick(fmt, as_json))


@app.does("up", _("Send a request of yours up a level (上报)."), example="gridctl up 412 '需要街道协调车辆'")
def up(
    words: Told = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Escalate it, with a reason."""
    from gridctl.services import handing

    numbers, text = _split(words or [])
    do(numbers, text or None, (at, by), handing.escalate, pick(fmt, as_json))


def _split(words: list[str]) -> tuple[list[str], str]:
    """Return the numbers and the text that words hold; without a number the only request of the operator."""
    if begins_with_number(words):
        numbers, text = split_numbers(words)
        return [str(number) for number in numbers], text
    from gridctl.services import mine

    with office() as opened:
        return [str(mine.only_mine(opened))], " ".join(words)
