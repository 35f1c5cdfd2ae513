"""``gridctl round record``: one door, many doors, a file, or door by door at the prompt."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.options import AtOption, ByOption, FormatOption, JsonOption, pick
from gridctl.cli.round_app import Number, app, print_recorded, say_recorded
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput, GridError, NotFound
from gridctl.present.errors import word_error
from gridctl.present.i18n import _
from gridctl.present.labels import label

if TYPE_CHECKING:
    from gridctl.core.round_views import RecordedView
    from gridctl.services.office import Office
    from gridctl.services.visits import Record

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="TARGET... [OUTCOME]",
        help=_("Doors, then what came of it (done where nothing is said); - reads lines from stdin."),
    ),
]
SetOption = Annotated[
    list[str] | None, typer.Option("--set", metavar="ITEM=VALUE", help=_("An answer; can be repeated."))
]


@app.does(
    "record",
    _("Record what happened at doors; alone it asks door by door."),
    example="gridctl round record 3 501 502 701-704 no_answer",
)
def record(
    number: Number,
    words: Words = None,
    given: SetOption = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=_("A remark on the visit."))] = "",
    at: AtOption = None,
    by: ByOption = None,
    file: Annotated[
        str | None,
        typer.Option(
            "--file", metavar="FILE", help=_("Lines such as: 501 502 no_answer tube=0817 # remark.")
        ),
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help=_("Take your last record of this round back."))
    ] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Record visits of a round."""
    from gridctl.core.door_words import read_words
    from gridctl.services import visits

    chosen = pick(fmt, as_json)
    with office() as opened:
        if undo:
            _undo(opened, number, chosen)
            return
        if words == ["-"] or file is not None:
            _lines(opened, number, _text(file), at, by, chosen)
            return
        if not words:
            _loop(opened, number, at, by)
            return
        said = read_words(words)
        answers = said.answers | _answers(given or [])
        one = visits.Record(said.doors, said.outcome, answers, note or said.note, at, by)
        print_recorded(visits.record(opened, number, one), chosen)


def _answers(given: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given:
        item, equals, value = one.partition("=")
        if not equals:
            raise BadInput(
                N_("{text} names no answer"), hint=N_("write --set ITEM=VALUE"), error="bad_answer", text=one
            )
        found[item.strip()] = value
    return found


def _undo(opened: "Office", number: int, fmt: out.Format) -> None:
    from gridctl.services import round_work

    found = round_work.undo(opened, number, _("the visit was taken back"))
    out.thing(found[0], fmt)
    if len(found) > 1:
        out.talk(_("Taken back: {target}").format(target=_(", ").join(one.target for one in found)))


def _text(file: str | None) -> str:
    """Return the lines of a file, or of stdin."""
    if file is None or file == "-":
        return sys.stdin.read()
    try:
        return Path(file).expanduser().read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError):
        raise NotFound(N_("there is no file {path}"), hint=N_("check the path"), path=file) from None
    except (OSError, UnicodeDecodeError):
        raise BadInput(
            N_("{path} cannot be read as UTF-8 text"), hint=N_("save it as UTF-8"), path=file
        ) from None


def _lines(opened: "Office", number: int, text: str, at: str | None, by: str | None, fmt: out.Format) -> None:
    """Record many lines; those that are wrong are named, the others are recorded; exit 1 where some were wrong."""
    from gridctl.services import visits

    lines = [
        (place, line, _read(line, at, by))
        for place, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    view, bad = visits.record_all(opened, number, lines)
    print_recorded(view, fmt)
    for one in bad:
        out.talk(_("line {line}: {why}").format(line=one.line, why=" ".join(word_error(one.error))))
    if bad:
        raise typer.Exit(2 if not view.recorded else 1)


def _read(line: str, at: str | None, by: str | None) -> "Record | GridError":
    from gridctl.core.door_words import read_line
    from gridctl.services.visits import Record

    try:
        said = read_line(line)
    except GridError as error:
        return error
    return Record(said.doors, said.outcome, said.answers, said.note, at, by)


def _loop(opened: "Office", number: int, at: str | None, by: str | None) -> None:
    from gridctl.cli.round_prompt import ask_doors

    if not out.can_ask():
        raise BadInput(
            N_("it is not said which door"),
            hint=N_("write doors first: gridctl round record {number} 501 502 no_answer"),
            number=number,
        )
    ask_doors(opened, number, at, by)


def tell(view: "RecordedView") -> None:
    """Say at the prompt what was recorded."""
    for one in view.visits:
        told = _("{target}: {outcome}, attempt {attempt}")
        out.talk(told.format(target=one.target, outcome=label(one.outcome, "visits"), attempt=one.attempt))
        if one.requests:
            out.talk(_("Raised: {numbers}").format(numbers=", ".join(map(str, one.requests))))
    say_recorded(view)
