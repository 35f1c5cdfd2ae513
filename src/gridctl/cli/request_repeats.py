"""``gridctl request repeat``: requests that come again."""

from typing import Annotated

import typer

from gridctl.cli import out
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.request_app import app
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.present.i18n import _

LIST = ("request", "kind", "every", "status", "next_at", "until_at", "opened")


@app.does(
    "repeat",
    _("Let a request come again: each 28 days, on some days of the week; stop it; list what does."),
    example="gridctl request repeat 412 --every 28d --at 08:00",
)
def repeat(
    number: Annotated[
        int | None, typer.Argument(metavar="NUMBER", help=_("The request; none: list what comes again."))
    ] = None,
    every: Annotated[
        str | None, typer.Option(metavar="RHYTHM", help=_("How often: 28d, 2w, 12h, or mon,wed,fri."))
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="HH:MM", help=_("When on those days; none: 08:00."))
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help=_("The last day; none: until it is stopped."))
    ] = None,
    stop: Annotated[bool, typer.Option("--stop", help=_("Let it come no more."))] = False,
    listed: Annotated[
        bool, typer.Option("--list", help=_("List what comes again, and change nothing."))
    ] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Each time `gridctl tick` opens a new request with the same words, place and category."""
    from gridctl.services import repeating

    chosen = pick(fmt, as_json)
    asked = sum((every is not None, stop, listed))
    if asked > 1 or (number is None and (every is not None or stop)) or (number is not None and not asked):
        raise BadInput(
            N_("say for one request how often it comes, or that it stops"),
            hint=N_("gridctl request repeat 412 --every 28d; --stop; or --list alone"),
        )
    with office() as opened:
        if every is not None and number is not None:
            out.thing(repeating.repeat(opened, number, repeating.Rhythm(every, at, until)), chosen)
            return
        found = (
            repeating.stop(opened, number)
            if stop and number is not None
            else repeating.listing(opened, number)
        )
        columns = [out.Column(key) for key in LIST]
        out.rows(found, columns, chosen, empty=_("No request comes again."))
