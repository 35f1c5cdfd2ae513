"""``gridctl duty copy``: a day of the roster once more on another day."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.duty_app import BelowOption, app
from gridctl.cli.options import DryRunOption, FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.present.i18n import _


@app.does(
    "copy",
    _("Repeat the turns of a day on another day."),
    example="gridctl duty copy --from today --to tomorrow --area HL",
)
def copy(
    since: Annotated[str, typer.Option("--from", metavar="DATE", help=_("Which day is repeated."))],
    to: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help=_("On which day; the next one unless told."))
    ] = None,
    area: BelowOption = None,
    publish: Annotated[
        bool, typer.Option("--publish", help=_("Tell everybody at once; they are drafts without it."))
    ] = False,
    dry_run: DryRunOption = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Repeat a day; what a rule forbids is left out and named."""
    from gridctl.services.duty_copy import Copying, copy

    with office() as opened:
        view = copy(opened, Copying(since, to, area, publish, dry_run))
        out.thing(view, pick(fmt, as_json))
        if view.copied and not publish and not dry_run:
            out.talk(_("These are drafts. Tell everybody: {command}").format(command="gridctl duty publish"))
