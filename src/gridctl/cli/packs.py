"""``gridctl pack``."""

from typing import Annotated

import typer

from gridctl.cli import calendars, out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office, office_if_any, speak_as_store
from gridctl.core.errors import N_, BadInput, CheckFailed
from gridctl.core.pack_rules import BadPack
from gridctl.core.pack_views import PackView, ProblemRow
from gridctl.present.errors import word_error
from gridctl.present.i18n import _

app = Group(_("Packs: scenarios with categories, time limits and words."))
app.add_typer(calendars.app, name="calendar")

LIST = ("name", "status", "title", "version", "categories", "default", "operations")
PROBLEM = ("line", "key", "problem", "nearest", "hint")
PEOPLE = frozenset({out.Format.TABLE, out.Format.MD})


@app.does("list", _("List the packs that can be applied."), example="gridctl pack list")
def listing(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """List built-in packs, and those of your own that the store keeps."""
    from gridctl.services import packs

    with office_if_any() as opened:
        out.rows(packs.shelf(opened), [out.Column(key) for key in LIST], pick(fmt, as_json))


@app.does("show", _("Show a pack: categories, time limits, names."), example="gridctl pack show epidemic")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("A pack, or a .toml file."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one pack; JSON holds its words too."""
    from gridctl.services import packs

    with office_if_any() as opened:
        _print(packs.show(opened, name), pick(fmt, as_json))


def _print(view: PackView, fmt: out.Format) -> None:
    from gridctl.present.pack_page import pack_page

    out.thing(pack_page(view) if fmt in PEOPLE else view, fmt)


@app.does(
    "check",
    _("Look for mistakes in a pack of your own; exits 1 if there are any."),
    example="gridctl pack check examples/pack.toml",
)
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("A .toml file."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show every mistake of a pack file, or the pack where it has none."""
    from gridctl.services import packs

    chosen = pick(fmt, as_json)
    speak_as_store()
    try:
        view = packs.check(file)
    except BadPack as bad:
        raise tell_problems(bad, file, chosen) from None
    _print(view, chosen)


def tell_problems(bad: BadPack, file: str, fmt: out.Format) -> CheckFailed:
    """Print every problem of a file, and return the error that says how many there are."""
    out.rows(map(_row, bad.problems), [out.Column(key) for key in PROBLEM], fmt)
    return CheckFailed(
        N_("problems in {file}: {count}"),
        hint=N_("mend them and check the file again"),
        file=file,
        count=len(bad.problems),
    )


def _row(problem: BadInput) -> ProblemRow:
    args = problem.args_
    line = args.get("line")
    message, hint = word_error(problem)
    return ProblemRow(
        file=str(args.get("file", "")),
        line=line if isinstance(line, int) else None,
        key=str(args.get("key", "")),
        nearest=str(args.get("nearest", "")).strip("-"),
        problem=message,
        hint=hint,
    )


@app.does(
    "apply",
    _("Put a pack in force in an area: an operation begins."),
    example="gridctl pack apply epidemic --area HL --name 三号小区封控",
)
def apply(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("A pack, or a .toml file."))],
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help=_("There and in all below it; none: everywhere."))
    ] = None,
    called: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help=_("What the operation is called."))
    ] = None,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="TIME", help=_("When it began: 18:00, -20m, 2021-12-17 18:00.")),
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Begin an operation."""
    from gridctl.services import operations

    with office() as opened:
        view = operations.begin(opened, operations.NewOperation(name, area, called, at))
        out.thing(view, pick(fmt, as_json))
        out.talk(_("Requests from now on get its time limits; those that are open keep theirs."))
