"""Taking an import back, whole: what it added goes, what it replaced comes back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gridctl.core.errors import N_, Refused
from gridctl.core.views import BatchView
from gridctl.services import imports
from gridctl.services.import_kinds import KINDS
from gridctl.services.office import Office
from gridctl.services.rehearsing import in_one_go
from gridctl.store import batches
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class Undone:
    """An import that was taken back: its view, how many rows were undone, and how many were left as they are."""

    view: BatchView
    gone: int
    kept: int


def undo(
    office: Office, number: int, *, keep_changed: bool = False, force: bool = False, dry_run: bool = False
) -> Undone:
    """Take an import back.

    Things that were changed since are kept with `keep_changed`, taken back too with `force`, and
    otherwise stop it (Refused names them). `dry_run` tells the same and changes nothing.
    """

    def do(work: Work) -> Undone:
        row = imports.load(work, number)
        if row.state == "undone":
            raise _undone(number)
        later = KINDS[row.kind].touched(work, number)
        if later and not (keep_changed or force):
            raise Refused(
                N_("{count} of import {number} were changed or used since: {things}"),
                hint=N_(
                    "--keep-changed leaves those as they are, --force takes them back too; "
                    "all of them: gridctl import show {number}"
                ),
                error="changed_since",
                count=len(later),
                number=number,
                things=_few(later),
            )
        spared = later if keep_changed else []
        gone = KINDS[row.kind].undo(work, row, spared)
        batches.finish(work, number, {"state": "undone"})
        work.log(
            "import.undo",
            "batch",
            number,
            {"undone": gone, "kept": len(spared), "forced": force, "restored": True},
        )
        found = Undone(imports.batch_view(office, imports.load(work, number)), gone, len(spared))
        if dry_run:
            found = replace(found, view=replace(found.view, dry_run=True, status="dry_run"))
        return found

    return in_one_go(office, do, dry_run=dry_run, label=f"undo of import {number}")


def _undone(number: int) -> Refused:
    return Refused(
        N_("import {number} was taken back already"),
        hint=N_("see: gridctl import show {number}"),
        number=number,
    )


def _few(numbers: Sequence[int], most: int = 10) -> str:
    shown = ", ".join(str(number) for number in numbers[:most])
    return shown if len(numbers) <= most else f"{shown} ..."
