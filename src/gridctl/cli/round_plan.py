"""The doors of a building in a round, drawn floor by floor; on a terminal each letter has its colour."""

import re
import shutil
import sys
from typing import TYPE_CHECKING

from gridctl.cli import out

if TYPE_CHECKING:
    from gridctl.services.office import Office

KEYS = ("round", "building", "at", "targets", "to_visit", "done", "missing", "coverage")
_MARK = re.compile(r"(?<=\s)[dnramvpew](?=\s|$)")


def print_plan(opened: "Office", number: int, building: str, at: str | None, fmt: out.Format) -> None:
    """Print a building's doors in a round: a table with its plan below, other formats as they are."""
    from gridctl.present.round_plan import legend, plan_lines
    from gridctl.services import round_plans

    page, view = round_plans.plan(opened, number, building, at)
    if fmt is not out.Format.TABLE:
        out.thing(view, fmt)
        return
    out.thing(view, fmt, columns=[out.Column(key) for key in KEYS])
    width = shutil.get_terminal_size().columns
    lines = plan_lines(page, view, width=width)
    if sys.stdout.isatty():
        _paint(lines)
    else:
        out.text("\n" + "\n".join(lines))
    out.text("\n" + "\n".join(legend(width)))


def _paint(lines: list[str]) -> None:
    from rich.console import Console  # start-up: only a plan on a terminal needs Rich
    from rich.text import Text

    from gridctl.present.round_plan import COLOURS

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    console.print()
    for line in lines:
        text = Text(line)
        for found in _MARK.finditer(line):
            text.stylize(COLOURS[found[0]], *found.span())
        console.print(text, soft_wrap=True)
