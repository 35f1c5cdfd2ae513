"""``gridctl dashboard``: the screens over the store, with the keys and the mouse."""

import sys
from pathlib import Path
from typing import Annotated, Protocol

import typer

from gridctl.cli.app import Group
from gridctl.cli.session import CURRENT, office, store_path
from gridctl.core.errors import N_, BadInput
from gridctl.present.i18n import _

app = Group("")


class Painter(Protocol):
    """Whoever paints the screens and returns the exit code; the two faces do not know each other."""

    def __call__(self, path: Path, *, operator: str, area: str | None, screen: str, spoken: bool) -> int:
        """Show the screens of the store at `path` until they are left."""


PAINTER: list[Painter] = []
"""The one painter, put here by `main`, which knows both faces."""

ScreenOption = Annotated[
    str,
    typer.Option(
        "--screen", metavar="NAME", help=_("Which screen comes first: overview, requests, duty ...")
    ),
]
AreaOption = Annotated[
    str | None, typer.Option("--area", metavar="AREA", help=_("Look at this area and all below it."))
]


@app.does("dashboard", _("Open the dashboard."), example="gridctl dashboard --screen requests")
def dashboard(screen: ScreenOption = "overview", area: AreaOption = None) -> None:
    """Open the dashboard on this terminal; whatever it can do, a command can do."""
    from gridctl import config

    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):  # it is painted on stderr
        raise BadInput(
            N_("the dashboard needs a terminal"), hint=N_("without one: gridctl status, gridctl report daily")
        )
    path = store_path()
    if not path.exists():
        with office():  # says what is wrong and what to do, before the screen is taken
            pass
    settings = config.load()
    code = PAINTER[0](
        path,
        operator=CURRENT.operator or settings.operator,
        area=area,
        screen=screen,
        spoken=bool(CURRENT.lang or settings.lang),
    )
    if code:
        raise typer.Exit(code)
