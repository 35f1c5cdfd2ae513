"""What is left of a crash: where it was, and never what was on the screen."""

import os
import traceback
from pathlib import Path

from rich.text import Text

from gridctl.present.i18n import _

BUG = 70


def message(error: BaseException) -> Text:
    """Write the log and return the lines for the terminal; neither holds data of anybody."""
    kind = type(error).__name__
    lines = [_("this is a fault in gridctl ({kind})").format(kind=kind)]
    if place := _logged(error):
        lines.append(_("nothing half done was saved; where it was stands in {path}").format(path=place))
    return Text("\n".join(lines))


def _logged(error: BaseException) -> Path | None:
    """Write kinds, files and lines, not texts: an error's own text may hold names and phones."""
    from platformdirs import user_log_path  # only a crash needs it

    place = user_log_path("gridctl") / "dashboard.log"
    lines = []
    fault: BaseException | None = error
    while fault is not None:
        lines.append(f"{type(fault).__module__}.{type(fault).__name__}")
        frames = traceback.extract_tb(fault.__traceback__)
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        fault = fault.__cause__ or fault.__context__
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(
            os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600), "w"
        ) as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return place
