"""``gridctl pack``."""

from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import calendars, out
from gridctl.cli.app import Group
from gridctl.cli.echo import say_outside
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, YesOption, pick
from gridctl.cli.session import office, office_if_any, speak_as_store
from gridctl.core.errors import N_, BadInput, CheckFailed
from gridctl.core.pack_rules import BadPack
from gridctl.core.pack_views import PackView, ProblemRow
from gridctl.core.settings import read_labels
from gridctl.present.errors import word_error
from gridctl.present.i18n import _
from gridctl.present.labels import label, use_labels

if TYPE_CHECKING:
    from gridctl.core.views import OperationView

app = Group(_("Packs: scenarios with categories, time limits and words."))
app.add_typer(calendars.app, name="calendar")

LIST = ("name", "status", "title", "version", "categories", "default", "operations")
PROBLEM = ("line", "key", "problem", "nearest", "hint")
PEOPLE = frozenset({out.Format.TABLE, out.Format.MD})


@app.does("list", _("List the packs that can be applied."), example="gridctl pack list")
def listing(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """List built-in packs, and those of your own that the store keeps."""
    from gridctl.services import pack_shelf

    with office_if_any() as opened:
        out.rows(pack_shelf.shelf(opened), [out.Column(key) for key in LIST], pick(fmt, as_json))


@app.does("show", _("Show a pack: categories, time limits, names."), example="gridctl pack show epidemic")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("A pack, or a .toml file."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one pack; JSON holds its words too."""
    from gridctl.services import pack_shelf

    with office_if_any() as opened:
        _print(pack_shelf.show(opened, name), pick(fmt, as_json))


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
    from gridctl.services import pack_shelf

    chosen = pick(fmt, as_json)
    speak_as_store()
    try:
        view = pack_shelf.check(file)
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
    no_posts: Annotated[
        bool, typer.Option("--no-posts", help=_("Make no posts by the pack's rules."))
    ] = False,
    keep_posts: Annotated[
        bool, typer.Option("--keep-posts", help=_("Leave the posts of earlier operations there as they are."))
    ] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Begin an operation: its posts begin, those of the operations whose place it takes end."""
    from gridctl.services import operations, pack_shelf

    new = operations.NewOperation(name, area, called, at, not no_posts, keep_posts)
    with office() as opened:
        use_labels(read_labels(pack_shelf.names_with(opened, name)))
        if not dry_run and not yes and out.can_ask():
            first = operations.begin(opened, new, dry_run=True)
            out.thing(first, out.Format.TABLE)
            out.confirm(_("Begin the operation {name}?").format(name=first.name), yes=False)
        view = operations.begin(opened, new, dry_run=dry_run)
        out.thing(view, pick(fmt, as_json))
        say_posts(view)
        if not dry_run:
            out.talk(_("Requests from now on get its time limits; those that are open keep theirs."))


def say_posts(view: "OperationView") -> None:
    """Tell for which duties there is no place, and which turns stand where no post is any more."""
    if view.posts_nowhere:
        duties = _(", ").join(label(code, "duties") for code in view.posts_nowhere)
        told = _("No place for posts of: {duties}. Enter gates, compounds and residents first.")
        out.talk(told.format(duties=duties))
    say_outside(view.turns_left)
