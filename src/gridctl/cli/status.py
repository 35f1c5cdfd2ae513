"""``gridctl status``: the five colours in one look, now, then, or as it changes."""

import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from gridctl.cli import out
from gridctl.cli.app import Group
from gridctl.cli.options import FormatOption, JsonOption, pick
from gridctl.cli.session import office
from gridctl.core.errors import N_, BadInput
from gridctl.present.i18n import _

if TYPE_CHECKING:
    from gridctl.core.signal_views import LookView
    from gridctl.services.office import Office
    from gridctl.services.signals import Wanted

app = Group("")

COLUMNS = ("area", "name", "kind", "signal", "open", "overdue", "parent", "reasons")
LOOK_EACH, DRAW_EACH = 0.5, 30.0
"""Seconds between two looks for a change, and the longest until time itself has its say."""
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"


@app.does(
    "status",
    _("Show the five colours: what burns where and why, who is on duty, which rounds run."),
    example="gridctl status HL --check",
)
def status(
    area: Annotated[
        str | None, typer.Argument(metavar="AREA", help=_("This area and all below it; none: everywhere."))
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help=_("As it was known at a past moment."))
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help=_("Fold nothing together, and show each building."))
    ] = False,
    members: Annotated[bool, typer.Option("--members", help=_("Show each member too."))] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help=_("On a terminal: draw it again whenever something changes."))
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help=_("Exit 1 where anything is orange or red, for cron."))
    ] = False,
    fmt: FormatOption = out.Format.TABLE,
    as_json: JsonOption = False,
) -> None:
    """Look at the whole, or at an area."""
    from gridctl.services import signals

    chosen = pick(fmt, as_json)
    if watch and (at or check or chosen is not out.Format.TABLE):
        raise BadInput(
            N_("--watch shows the present on a terminal"), hint=N_("leave --at, --check and --format out")
        )
    wanted = signals.Wanted(area, at, everything, members)
    with office() as opened:
        if watch and sys.stdout.isatty():
            _watch(opened, wanted)
        found = signals.look(opened, wanted)
        if chosen is out.Format.TABLE:
            _draw(found, everything=everything)
        elif chosen in {out.Format.JSON, out.Format.JSONL}:
            out.rows(found.signals, (), chosen)
        else:
            from gridctl.core.signal_views import SignalLine  # start-up: programs ask for JSON

            out.rows(map(SignalLine.of, found.signals), [out.Column(key) for key in COLUMNS], chosen)
        if chosen is not out.Format.TABLE and (found.renamed or found.undone):
            from gridctl.present.status_page import doubts  # start-up: few ask for the past

            for words in doubts(found):
                out.talk(words)
    if check and found.is_alarming:
        raise typer.Exit(1)


def _draw(found: "LookView", *, everything: bool) -> None:
    from gridctl.present.status_page import PAINT, page_lines

    out.painted(page_lines(found, out.room(), everything=everything), PAINT)


def _watch(opened: "Office", wanted: "Wanted") -> None:
    """Draw it again whenever something was written, and from time to time, until somebody interrupts."""
    from gridctl.services import signals
    from gridctl.services.watching import watch

    with closing(watch(opened)) as others:
        while True:
            found = signals.look(opened, wanted)
            sys.stdout.write(_CLEAR)
            _draw(found, everything=wanted.buildings)
            drawn = time.monotonic()
            while not others.changed() and time.monotonic() - drawn < DRAW_EACH:
                time.sleep(LOOK_EACH)
