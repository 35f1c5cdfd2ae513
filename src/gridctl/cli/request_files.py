"""``gridctl request attach``: photos and papers of a request, kept beside the store."""

from pathlib import Path
from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.options import AtOption, ByOption, FormatOption, JsonOption, pick
from gridctl.cli.request_app import Note, Number, app
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.core.requests import Act
from gridctl.present.i18n import _

LIST = ("place", "name", "kind", "size_bytes", "at", "operator", "status", "file")


@app.does(
    "attach",
    _("Keep photos and papers with a request: JPEG, PNG, WebP without place and device, PDF as it is."),
    example="gridctl request attach 412 leak.jpg receipt.pdf",
)
def attach(
    number: Number,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE...]", help=_("What to keep; at most 20 MB each."))
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help=_("Only list what there is."))] = False,
    save: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help=_("Copy all of them into a folder."))
    ] = None,
    remove: Annotated[
        int | None, typer.Option(metavar="K", help=_("Remove file K for good; that it was there stays."))
    ] = None,
    remark: Note = None,
    by: ByOption = None,
    at: AtOption = None,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Keep files, list them, get them out, or remove one."""
    from gridctl.services import attachments

    if sum((bool(files), listed, save is not None, remove is not None)) != 1:
        raise BadInput(
            N_("say one thing: files to keep, --list, --save or --remove"),
            hint=N_("gridctl request attach 412 leak.jpg"),
        )
    chosen, act = pick(fmt, as_json), Act(at, by, remark)
    columns = [out.Column(key) for key in LIST]
    with office() as opened:
        if save is not None:
            saved = [out.Column(key) for key in ("place", "path", "size_bytes")]
            out.rows(attachments.save(opened, number, save), saved, chosen, empty=_("No files."))
        elif remove is not None:
            out.rows(attachments.remove(opened, number, remove, act), columns, chosen)
        elif files:
            kept = attachments.attach(opened, number, files, act)
            out.rows(kept.files, columns, chosen)
            for place in kept.known:
                out.talk(_("File {place} was there already; it is kept once.").format(place=place))
            for place in kept.as_they_were:
                told = _("File {place} is kept as it is: a PDF may tell who made it, and where.")
                out.talk(told.format(place=place))
        else:
            out.rows(attachments.listing(opened, number), columns, chosen, empty=_("No files."))
