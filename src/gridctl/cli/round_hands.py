"""``gridctl round``: the knock list, shares, and targets that are added and dropped."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.round_app import (
    TARGET,
    NoteOption,
    Number,
    PastOption,
    Targets,
    app,
    name_list,
    print_targets,
    say_changed,
)
from gridctl.cli.session import office
from gridctl.present.i18n import _

MemberOption = Annotated[
    str | None,
    typer.Option("--member", "--as", metavar="MEMBER", help=_("Whose share; none: of who types, else all.")),
]


@app.does(
    "next",
    _("Show the doors to knock at next, in walking order."),
    example="gridctl round next 3 --member 李建国",
)
def next_doors(
    number: Number,
    member: MemberOption = None,
    limit: Annotated[int, typer.Option(min=1, help=_("How many doors."))] = 20,
    at: PastOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List doors by building and unit, from the top floor down; where nobody answered at this hour come last."""
    from gridctl.services import round_next

    keys = ("target", "attempt", "last_outcome", "last_at", "needs", "later", "name", "phone")
    with office() as opened:
        print_targets(
            round_next.next_targets(opened, number, member, limit, at),
            pick(fmt, as_json),
            empty=_("Nothing is left on the list: every door is done or accounted for."),
            keys=keys,
        )
        say_changed(opened, number, at)


@app.does(
    "split",
    _("Share what is left among some members, stairwell by stairwell."),
    example="gridctl round split 3 --among M1,M2,M3",
)
def split(
    number: Number,
    among: Annotated[str, typer.Option("--among", metavar="MEMBERS", help=_("Codes or names, with commas."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Make fair shares."""
    from gridctl.services import round_work

    names = name_list(among)
    with office() as opened:
        found = round_work.split(opened, number, names)
        keys = ("member", "name", "targets", "buildings")
        out.rows(found, [out.Column(key) for key in keys], pick(fmt, as_json))


@app.does("add", _("Add doors to a round."), example="gridctl round add 3 HZ12-2-501 --note 新搬入")
def add(
    number: Number,
    targets: Targets,
    note: NoteOption = "",
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Add targets; the note says why."""
    from gridctl.services import round_work

    with office() as opened:
        found = round_work.add(opened, number, targets, note)
        out.rows(found, [out.Column(key) for key in TARGET], pick(fmt, as_json))


@app.does("drop", _("Take doors out of a round."), example="gridctl round drop 3 HZ12-2-501 --note 已拆除")
def drop(
    number: Number,
    targets: Targets,
    note: NoteOption = "",
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Drop targets; the note says why, and what was recorded of them stays."""
    from gridctl.services import round_work

    with office() as opened:
        found = round_work.drop(opened, number, targets, note)
        out.rows(found, [out.Column(key) for key in TARGET], pick(fmt, as_json))


@app.does("find", _("List whom an answer names."), example="gridctl round find 3 tube=0817")
def find(
    number: Number,
    asked: Annotated[str, typer.Argument(metavar="ITEM=VALUE", help=_("An item and what was answered."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """List the targets at which an item was answered so."""
    from gridctl.services import round_work

    with office() as opened:
        out.rows(
            round_work.find(opened, number, asked),
            [out.Column(key) for key in TARGET],
            pick(fmt, as_json),
            empty=_("Nobody."),
        )
