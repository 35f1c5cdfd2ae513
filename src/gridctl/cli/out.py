"""The one way out: data to stdout, talk to stderr (DESIGN.md §5).

Everything passes `present` on its way, so nothing from outside acts on a terminal. A reader that went away
raises BrokenPipeError, which the error door takes for a good end.
"""

import io
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, TextIO

from gridctl.cli.formats import Column, Format
from gridctl.core.errors import N_, Busy, Refused
from gridctl.present.errors import word_error
from gridctl.present.i18n import _
from gridctl.present.visible import visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from gridctl.cli.formats import Page

__all__ = ["Column", "Format", "can_ask", "confirm", "progress", "rows", "set_quiet", "talk", "thing"]

RICH_ROWS = 500
"""Longer tables are plain on a terminal too: Rich measures every cell before it prints the first."""
PATIENCE = 1.0
"""Seconds before a progress bar appears."""

_quiet = False


def set_quiet(quiet: bool) -> None:
    """Silence talk and progress (``--quiet``); data and errors stay."""
    global _quiet  # noqa: PLW0603  (one process runs one command)
    _quiet = quiet


def thing(view: object, fmt: Format, *, columns: Sequence[Column] | None = None) -> None:
    """Print one view; `columns` choose what table, CSV and Markdown show, JSON holds every key."""
    from gridctl.cli import formats

    if fmt in {Format.JSON, Format.JSONL}:
        _send([formats.thing_json(view, indent=2 if fmt is Format.JSON else None)], fmt)
    elif fmt is Format.CSV:
        _send(formats.thing_csv(view, columns), fmt)
    elif fmt is Format.MD:
        _send(formats.thing_md(view, columns), fmt)
    else:
        room = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
        _send(formats.thing_lines(view, columns, room), fmt)


def rows(views: Iterable[object], columns: Sequence[Column], fmt: Format, *, empty: str = "") -> None:
    """Print a list of views as they come; memory does not grow with it.

    JSON holds every key of each view, the other formats `columns`. `empty` is said on stderr where a table
    has no rows.
    """
    from gridctl.cli import formats

    if fmt is Format.JSON:
        _send(formats.json_rows(views), fmt)
    elif fmt is Format.JSONL:
        _send(formats.jsonl_rows(views), fmt)
    elif fmt is Format.CSV:
        _send(formats.csv_rows(views, columns), fmt)
    else:
        found = formats.page(map(formats.seen, views), columns)
        if fmt is Format.MD:
            _send(formats.md_rows(found), fmt)
        elif not found.first:
            talk(empty)
        elif sys.stdout.isatty() and len(found.first) <= RICH_ROWS:
            _paint(found, [one.spare for one in columns])
        else:
            _send(formats.plain_table(found), fmt)


def text(content: str) -> None:
    """Print a finished text, such as a report or a page of the guide."""
    _send([visible(content.rstrip("\n"), multi=True) + "\n"], Format.TABLE)


def room() -> int:
    """Return how many cells a line has: those of the terminal, else a hundred."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 100


def painted(lines: Sequence[str], paint: Mapping[str, str]) -> None:
    """Print lines; on a terminal a letter that stands first in its line has the colour that `paint` gives it."""
    if not sys.stdout.isatty():
        text("\n".join(lines))
        return
    from rich.console import Console  # start-up: only a terminal needs Rich
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    for line in lines:
        shown = Text(visible(line))
        first = line.lstrip()[:2]
        if first[1:] == " " and first[0] in paint:
            start = len(line) - len(line.lstrip())
            shown.stylize(paint[first[0]], start, start + 1)
        console.print(shown, soft_wrap=True)


def finished(content: str) -> None:
    """Print a finished document, JSON or HTML: what wrote it has made it harmless, a second cleaning would break it."""
    _send([content], Format.JSON)


def stream(chunks: Iterable[str], *, people: bool = False) -> None:
    """Print what `cli.formats` has made of views, as it comes; `people` says that it is for their terminal."""
    _send(chunks, Format.MD if people else Format.JSON)


def talk(message: str) -> None:
    """Say something to the person on stderr; nothing with ``--quiet``."""
    if message and not _quiet:
        print(visible(message, multi=True), file=sys.stderr, flush=True)


def say_waiting(whom: Busy) -> None:
    """Say for whom this command waits."""
    talk(_("{fault}; waiting for it ...").format(fault=word_error(whom)[0]))


def can_ask() -> bool:
    """Tell whether somebody is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirm(question: str, *, yes: bool) -> None:
    """Ask on a terminal; Refused where the answer is no, or where nobody is there to ask."""
    if yes:
        return
    if not can_ask():
        raise Refused(
            N_("this has to be confirmed"),
            hint=N_("use --yes; --dry-run shows what would happen"),
            error="declined",
        )
    print(visible(question), _("[y/N]"), end=" ", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in {"y", "yes", "是", "好"}:
        raise Refused(N_("stopped: not confirmed"), hint=N_("say yes, or use --yes"), error="declined")


def _send(chunks: Iterable[str], fmt: Format) -> None:
    """Write to stdout: programs get UTF-8, a terminal its own encoding with escapes for what it lacks."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        people = fmt in {Format.TABLE, Format.MD}
        stream.reconfigure(encoding=None if people else "utf-8", errors="backslashreplace")
    for chunk in chunks:
        stream.write(chunk)
    stream.flush()


def _paint(found: "Page", spare: Sequence[int]) -> None:
    from rich.console import Console  # start-up: only a list on a terminal needs Rich
    from rich.table import Table
    from rich.text import Text

    from gridctl.present.as_table import fit

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    places, widths = fit(found.titles, found.first, spare, console.width)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for place, width in zip(places, widths, strict=True):
        justify: Literal["left", "right"] = "right" if found.right[place] else "left"
        table.add_column(Text(found.titles[place]), overflow="fold", justify=justify, width=width)
    for row in found.first:
        table.add_row(*(Text(row[place]) for place in places))
    console.print(table)
    if len(places) < len(found.titles):
        left = [title for place, title in enumerate(found.titles) if place not in places]
        message = _("Too narrow for: {columns}. A wider terminal or --format md shows them.")
        talk(message.format(columns=_(", ").join(left)))


@contextmanager
def progress(total: int | None, title: str) -> Iterator[Callable[[int], None]]:
    """Give a function that counts steps done; a bar shows them on a terminal once it takes over a second.

    `total` is None where nobody knows it. `title` is a translated text.
    """
    if _quiet or not sys.stderr.isatty():
        yield lambda _steps: None
        return
    bar = _Bar(sys.stderr, total, visible(title))
    try:
        yield bar.advance
    finally:
        bar.stop()


class _Bar:
    """A progress bar that appears, and loads Rich, only when the work turns out to be long."""

    def __init__(self, stream: TextIO, total: int | None, title: str) -> None:
        self.stream, self.total, self.title = stream, total, title
        self.done = 0
        self.began = time.monotonic()
        self.shown: tuple[Progress, TaskID] | None = None

    def advance(self, steps: int) -> None:
        self.done += steps
        if self.shown is None and time.monotonic() - self.began > PATIENCE:
            self.shown = self._begin()
        if self.shown:
            self.shown[0].update(self.shown[1], completed=self.done)

    def stop(self) -> None:
        if self.shown:
            self.shown[0].stop()

    def _begin(self) -> "tuple[Progress, TaskID]":
        from rich.console import Console  # start-up: only long work on a terminal needs Rich
        from rich.progress import Progress

        bar = Progress(console=Console(file=self.stream, markup=False, emoji=False), transient=True)
        task = bar.add_task(self.title, total=self.total, completed=self.done)
        bar.start()
        return bar, task
