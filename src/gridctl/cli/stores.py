"""``gridctl store``."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, YesOption, pick
from gridctl.cli.session import CURRENT, office, speak_as_store, store_path
from gridctl.core.errors import N_, CheckFailed
from gridctl.present.i18n import _

app = Group(_("The store: check, back up, restore, move forward."))

CHECK = ("check", "status", "faults", "about", "where")


@app.does("info", _("Show where the store lies and what is in it."), example="gridctl store info")
def info(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Show the store in a few figures."""
    from gridctl.services import storekeeping

    with office() as opened:
        out.thing(storekeeping.info(opened), pick(fmt, as_json))


@app.does(
    "status",
    _("Show in figures what is open, overdue and under way, and when things last happened."),
    example="gridctl store status",
)
def status(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Show the store in one look."""
    from gridctl.services import overview

    with office() as opened:
        out.thing(overview.status(opened), pick(fmt, as_json))


@app.does(
    "check",
    _("Check the file, the references, the counters and the ledger; exits 1 if anything is wrong."),
    example="gridctl store check",
)
def check(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Show what was looked at, and what was found."""
    from gridctl.services import storekeeping

    chosen = pick(fmt, as_json)
    with office() as opened:
        with out.progress(storekeeping.CHECKS, _("Checking the store")) as advance:
            found = storekeeping.check(opened, advance)
        rows = [replace(one, about=_(one.about)) for one in found]
        out.rows(rows, [out.Column(key) for key in CHECK], chosen)
    faults = [one for one in found if one.faults]
    if faults:
        raise CheckFailed(
            N_("{count} of {all} checks found faults"),
            hint=N_("stop writing to it, and look at the backups: gridctl store info"),
            count=len(faults),
            all=len(found),
        )


@app.does("backup", _("Copy the store, and check the copy."), example="gridctl store backup tonight.db")
def backup(
    dest: Annotated[
        Path | None,
        typer.Argument(metavar="DEST", help=_("A new file, or a folder; none: beside the store.")),
    ] = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Copy the store while others go on working."""
    from gridctl.services import storekeeping

    with office() as opened:
        out.thing(storekeeping.back_up(opened, dest), pick(fmt, as_json))


@app.does(
    "restore",
    _("Put a backup in the store's place; the store that was there is kept."),
    example="gridctl store restore tonight.db --dry-run",
)
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("A backup."))],
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Put a backup in the store's place."""
    from gridctl import config
    from gridctl.services import storekeeping

    chosen, path = pick(fmt, as_json), store_path()
    speak_as_store()
    operator = CURRENT.operator or config.load().operator
    if not dry_run:
        plan = storekeeping.restore(path, file, dry_run=True)
        if plan.kept:
            out.confirm(_("Replace the store {path}? It is kept beside.").format(path=path), yes=yes)
    done = storekeeping.restore(path, file, operator=operator, dry_run=dry_run)
    out.thing(done, chosen)
    if done.version < storekeeping.LATEST and not dry_run:
        out.talk(_("This backup is of an older gridctl; next: gridctl store migrate"))


@app.does(
    "migrate",
    _("Move an older store forward, after a backup."),
    example="gridctl store migrate",
)
def migrate(fmt: FormatOption = out.Format.TABLE, as_json: JsonOption = False) -> None:
    """Move the store forward; where there is nothing to do, nothing happens."""
    from gridctl import config
    from gridctl.services import storekeeping

    chosen = pick(fmt, as_json)
    operator = CURRENT.operator or config.load().operator
    done = storekeeping.migrate(store_path(), operator=operator)
    speak_as_store()
    out.thing(done, chosen)
    if not done.steps:
        out.talk(_("The store is as new as this gridctl; nothing was changed."))
