"""``gridctl import``."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, YesOption, pick
from gridctl.cli.session import office, speak_as_store
from gridctl.present.errors import word_error
from gridctl.present.i18n import _
from gridctl.present.titles import title

if TYPE_CHECKING:
    from gridctl.exchange.intake import Intake, Order
    from gridctl.exchange.mapping import RowError

app = Group(_("Bring in files: spreadsheets, CSV, JSON."))


class OnError(StrEnum):
    """What a bad row does."""

    REJECT = "reject"
    STOP = "stop"


SUMMARY = (
    "batch",
    "kind",
    "file",
    "encoding",
    "rows",
    "new",
    "changed",
    "same",
    "rejected",
    "rejects_file",
    "dry_run",
)
File = Annotated[
    str, typer.Argument(metavar="FILE", help=_("CSV, TSV, XLSX, XLS, ODS, JSON or JSONL; - is stdin."))
]
Map = Annotated[
    str | None, typer.Option("--map", metavar="PROFILE", help=_("A profile: its name, or a TOML file."))
]
Sheet = Annotated[str | None, typer.Option(metavar="NAME", help=_("Which sheet of a workbook."))]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help=_("The file's encoding, if it is not found out."))
]
Errors = Annotated[
    OnError, typer.Option("--on-error", help=_("What a bad row does: it is rejected, or stops all."))
]
Rejects = Annotated[Path | None, typer.Option(metavar="FILE", help=_("Where rejected rows go."))]
CreatePlaces = Annotated[
    bool,
    typer.Option("--create-places", help=_("Make the compounds, buildings and homes that rows name.")),
]
Number = Annotated[int, typer.Argument(metavar="NUMBER", help=_("The number of the import."))]


SAID = 10
"""So many lines are named."""

KINDS = {
    "areas": (_("Import areas."), "gridctl import areas areas.csv"),
    "compounds": (_("Import compounds."), "gridctl import compounds compounds.csv"),
    "buildings": (
        _("Import buildings, with their homes where floors and rooms are given."),
        "gridctl import buildings buildings.xlsx --map cortana-building",
    ),
    "members": (_("Import members."), "gridctl import members 网格员.xlsx"),
    "teams": (_("Import teams."), "gridctl import teams teams.csv"),
    "points": (_("Import points such as cameras."), "gridctl import points 摄像头.xlsx"),
    "stock": (_("Import stock that is there, or that comes in."), "gridctl import stock 物资.xlsx"),
    "posts": (_("Import posts of duty."), "gridctl import posts 岗位.xlsx"),
    "absences": (_("Import absences."), "gridctl import absences 请假.xlsx"),
    "wishes": (_("Import wishes for and against shifts."), "gridctl import wishes 意愿.csv"),
    "requests": (_("Import help requests."), "gridctl import requests 311.csv --map nyc311"),
}
"""What can be brought in by a command without options of its own: its sentence and its example."""


def _command(kind: str, about: str) -> Callable[..., None]:
    """Return the command that imports one kind."""

    def command(
        file: File,
        profile: Map = None,
        sheet: Sheet = None,
        encoding: Encoding = None,
        dry_run: DryRunOption = False,
        on_error: Errors = OnError.REJECT,
        rejects: Rejects = None,
        fmt: FormatOption = out.Format.TABLE,
        as_json: JsonOption = False,
    ) -> None:
        from gridctl.exchange.intake import Order

        order = Order(kind, file, profile, sheet, encoding, dry_run, on_error is OnError.STOP, rejects)
        bring_in(order, pick(fmt, as_json))

    command.__doc__ = about
    return command


for _kind, (_about, _example) in KINDS.items():
    app.does(_kind, _about, example=_example)(_command(_kind, _about))


@app.does("homes", _("Import homes."), example="gridctl import homes homes.csv --create-places")
def homes(
    file: File,
    create_places: CreatePlaces = False,
    profile: Map = None,
    sheet: Sheet = None,
    encoding: Encoding = None,
    dry_run: DryRunOption = False,
    on_error: Errors = OnError.REJECT,
    rejects: Rejects = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Import homes; --create-places makes the buildings that are not there yet."""
    from gridctl.exchange.intake import Order

    stop = on_error is OnError.STOP
    order = Order("homes", file, profile, sheet, encoding, dry_run, stop, rejects, create_places)
    bring_in(order, pick(fmt, as_json))


@app.does(
    "residents",
    _("Import residents, or what a further list says of them."),
    example="gridctl import residents 人员.xlsx --map cortana-person --create-places --area HL-1",
)
def residents(
    file: File,
    profile: Map = None,
    sheet: Sheet = None,
    encoding: Encoding = None,
    create_places: CreatePlaces = False,
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help=_("In which area the places are that are made."))
    ] = None,
    dry_run: DryRunOption = False,
    on_error: Errors = OnError.REJECT,
    rejects: Rejects = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Import residents. Who is there already is found by identity number, phone, or name and home."""
    from gridctl.exchange.intake import Order

    order = Order(
        "residents",
        file,
        profile,
        sheet,
        encoding,
        dry_run,
        on_error is OnError.STOP,
        rejects,
        create_places=create_places,
        area=area,
    )
    bring_in(order, pick(fmt, as_json))


def bring_in(order: "Order", fmt: out.Format) -> None:
    """Import one file, and tell what came of it; exit 1 where some rows were rejected, 2 where all were."""
    from gridctl.exchange import intake

    with office() as opened, out.progress(None, _("Reading")) as progress:
        found = intake.bring_in(opened, order, wording=word_reject, progress=progress)
    say_how(found)
    out.thing(found.view, fmt, columns=[out.Column(key) for key in SUMMARY])
    if found.view.rejected:
        raise typer.Exit(2 if found.view.rejected == found.view.rows else 1)


def word_reject(error: "RowError") -> str:
    """Return what is wrong with a row, and what to do, in the user's language."""
    message, hint = word_error(error.error)
    why = _("{message} ({hint})").format(message=message, hint=hint) if hint else message
    return _("{column}: {why}").format(column=error.place, why=why) if error.place else why


def say_how(found: "Intake") -> None:
    """Tell on stderr what went where, what was made uniform, and what was rejected."""
    plan = _(", ").join(
        f"{' + '.join(move.headers)} -> {move.field.name}" for move in found.plan.moves if move.headers
    )
    out.talk(_("Columns: {plan}").format(plan=plan))
    if found.plan.ignored:
        out.talk(_("Ignored: {columns}").format(columns=_(", ").join(found.plan.ignored)))
    for (column, what), count in sorted(found.changed.items()):
        text = _("{column}: {what} ({count})") if column else _("{what} ({count})")
        out.talk(text.format(column=column, what=_(what), count=count))
    for field, lines in sorted(found.differs.items()):
        say_differs(field, lines)
    for note in found.notes:
        out.talk(_(note.message).format_map(note.args))
    for error in found.said:
        out.talk(_("line {line}: {why}").format(line=error.line, why=word_reject(error)))
    more = found.view.rejected - len({error.line for error in found.said})
    if more > 0:
        out.talk(_("and {count} more rejected rows").format(count=more))
    if found.view.rejects_file:
        text = _("Mend the rejected rows in {file} and import it again.")
        out.talk(text.format(file=found.view.rejects_file))


def say_differs(field: str, lines: list[int]) -> None:
    """Tell which rows say otherwise than what is kept: a list never overwrites by itself."""
    text = _("{field} differs from what is kept, and was left as it was: {count} rows (lines {lines})")
    shown = ", ".join(map(str, lines[:SAID])) + (" ..." if len(lines) > SAID else "")
    out.talk(text.format(field=title(field, "resident"), count=len(lines), lines=shown))


@app.does(
    "visits",
    _("Read the filled form of a round back."),
    example="gridctl import visits HZ12.xlsx --round 3",
)
def visits(
    file: File,
    number: Annotated[int, typer.Option("--round", metavar="NUMBER", help=_("The number of the round."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Record what a form says; lines that are wrong are named, the others are recorded."""
    from gridctl.cli.round_app import print_recorded
    from gridctl.exchange import visit_sheets
    from gridctl.services import visits as recording

    with office() as opened:
        lines = visit_sheets.read(opened, number, str(file))
        view, bad = recording.record_all(opened, number, lines, visit_sheets.digest(str(file)))
        print_recorded(view, pick(fmt, as_json))
    for one in bad:
        why = " ".join(word_error(one.error))
        told = _("{file}, line {line}, door {door}: {why}")
        out.talk(told.format(file=Path(file).name, line=one.line, door=one.text or "-", why=why))
    if bad:
        raise typer.Exit(1 if view.recorded or view.known else 2)


@app.does("list", _("List what came in."), example="gridctl import list")
def listing(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """List imports, newest first."""
    from gridctl.services import imports

    keys = ("batch", "status", "kind", "file", "rows", "new", "changed", "same", "rejected", "operator", "at")
    with office() as opened:
        rows = imports.listing(opened)
        out.rows(
            rows,
            [out.Column(key) for key in keys],
            pick(fmt, as_json),
            empty=_("Nothing has been imported yet."),
        )


@app.does("show", _("Show one import and its first rows."), example="gridctl import show 3")
def show(
    number: Number,
    limit: Annotated[int, typer.Option(min=0, help=_("How many of its rows to show."))] = 20,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one import."""
    from gridctl.services import imports

    with office() as opened:
        out.thing(imports.show(opened, number, most=limit), pick(fmt, as_json))


@app.does("undo", _("Take an import back, whole."), example="gridctl import undo 3")
def undo(
    number: Number,
    keep_changed: Annotated[
        bool, typer.Option("--keep-changed", help=_("Leave what was changed since as it is."))
    ] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Take back what was changed since, too."))] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Take an import back."""
    from gridctl.services import import_undo

    with office() as opened:
        if not dry_run:
            _ask(_("Take import {number} back?").format(number=number), yes=yes)
        done = import_undo.undo(opened, number, keep_changed=keep_changed, force=force, dry_run=dry_run)
        out.thing(done.view, pick(fmt, as_json))
        said = _("Rows that would be taken back: {count}.") if dry_run else _("Rows taken back: {count}.")
        out.talk(said.format(count=done.gone))
        if done.kept:
            out.talk(_("{count} that were changed since stay as they are.").format(count=done.kept))


def _ask(question: str, *, yes: bool) -> None:
    """Ask where somebody sits at a terminal; a script's undo is meant as it stands."""
    import sys

    if sys.stdin.isatty() and sys.stderr.isatty():
        out.confirm(question, yes=yes)


@app.does("profiles", _("List the profiles that are built in."), example="gridctl import profiles")
def profiles(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """List profiles."""
    from gridctl.exchange.profile_views import profile_rows

    speak_as_store()
    keys = ("name", "kind", "title", "key")
    out.rows(profile_rows(), [out.Column(key) for key in keys], pick(fmt, as_json))


@app.does("profile", _("Show one profile: which column goes where."), example="gridctl import profile nyc311")
def profile(
    name: Annotated[str, typer.Argument(metavar="PROFILE", help=_("Its name, or a TOML file."))],
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Show one profile."""
    from gridctl.exchange.profile_views import profile_view

    speak_as_store()
    out.thing(profile_view(name), pick(fmt, as_json))
