"""The way into the dashboard: check what was asked, run it, and say why it could not be."""

from pathlib import Path

from gridctl import config
from gridctl.core.errors import N_, NotFound
from gridctl.core.nearest import nearest
from gridctl.services.watching import peek
from gridctl.tui.app import Dashboard
from gridctl.tui.desk import Asked
from gridctl.tui.places import PLACES


def start(path: Path, *, operator: str, area: str | None, screen: str, spoken: bool) -> int:
    """Show the dashboard until it is left; return the exit code.

    NotFound where there is no such screen; what keeps the store from being opened is raised when the terminal is
    back as it was.
    """
    names = [place.name for place in PLACES]
    if screen not in names:
        raise NotFound(
            N_("there is no screen {name}"),
            hint=N_("did you mean {nearest}? there are: {known}"),
            name=screen,
            nearest=nearest(screen, names) or names[0],
            known=", ".join(names),
        )
    asked = Asked(path, operator, area, screen, spoken)
    shown = Dashboard(asked, peek(path), look=config.last_look(), keep_look=config.keep_look)
    code = shown.run()
    if shown.trouble is not None:
        raise shown.trouble
    return code or shown.return_code or 0
