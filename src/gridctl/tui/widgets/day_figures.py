"""The day in figures, with the day before; and a chart of what came in by the hour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from rich.text import Text

from gridctl.present.cells import pad
from gridctl.present.i18n import _
from gridctl.tui.widgets.painted import Painted

_CELLS = 6
"""Cells of a column of figures."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name, now, and for the day before where that is known; `colour` where it is not zero."""

    name: str
    now: int
    before: int | None = None
    colour: str = ""


@dataclass(frozen=True, slots=True)
class DayTold:
    """What the figures show: since when, the figures, counts by the hour up to the hour that runs, and remarks."""

    since: str
    figures: tuple[Figure, ...]
    hours: tuple[int, ...]
    last_hour: int
    """The hour of the clock (0 to 23) of the last count."""
    remarks: tuple[str, ...] = ()


class DayFigures(Painted):
    """A small table, a chart, and a line or two of remarks."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  (as Textual calls it)
        """Make a table that knows nothing yet."""
        super().__init__(id=id)
        self._told: DayTold | None = None

    def tell(self, told: DayTold) -> None:
        """Show these figures."""
        self._told = told
        self.refresh()

    def render(self) -> Text:
        """Paint what fits: the figures first, then the remarks, and the chart as high as there is room."""
        told = self._told
        if told is None:
            return self.heading(_("Today"))
        names = pad(_("now"), _CELLS, right=True) + pad(_("day before"), _CELLS + 5, right=True)
        lines = [self.heading(f"{_('Today')}  {told.since}", names), *map(self._figure, told.figures)]
        lines += [self.line([(remark, "note")]) for remark in told.remarks]
        room = self.content_size.height - len(lines) - 1
        if room > len(("title", "axis")):
            lines += [Text(""), *self._chart(told.hours, told.last_hour, room - 2)]
        return Text("\n", no_wrap=True, end="").join(lines[: self.content_size.height])

    def _figure(self, one: Figure) -> Text:
        name = self.content_size.width - 2 * _CELLS - 5
        before = "" if one.before is None else str(one.before)
        now = pad(str(one.now), _CELLS, right=True)
        parts = [(pad(one.name, name), ""), (now, one.colour if one.now else "title")]
        return self.line(parts, pad(before, _CELLS + 4, right=True))

    def _chart(self, hours: Sequence[int], last: int, room: int) -> Iterator[Text]:
        most = max(hours, default=0)
        yield self.line([(_("Came in by the hour"), "title")], _("most: {count}").format(count=most))
        each = max(1, min(3, self.content_size.width // max(1, len(hours))))
        for marks in bars(hours, min(room, 8)):
            yield self.line([("".join(mark * max(1, each - 1) + " " * (each > 1) for mark in marks), "bar")])
        yield self.line([(axis(len(hours), last, each), "note")])


def bars(counts: Sequence[int], height: int) -> list[str]:
    """Return the lines of a chart, the highest first: ``|`` is a full step, ``:`` half of one.

    The highest count takes the whole `height`; whatever is not zero shows at least a point at the bottom.
    """
    most = max(chain(counts, (1,)))
    return [
        "".join(_mark(count * height / most - level, lowest=not level) for count in counts)
        for level in reversed(range(height))
    ]


def _mark(filled: float, *, lowest: bool) -> str:
    """Return the sign for the part of a step that is filled."""
    if filled >= 1:
        return "|"
    if filled >= _HALF:
        return ":"
    return "." if filled > 0 and lowest else " "


def axis(count: int, last: int, each: int) -> str:
    """Return the hours below a chart of `count` columns of `each` cells, every sixth one named; the last is `last`."""
    line = [" "] * (count * each + 1)
    for place in range(count):
        hour = (last - (count - 1 - place)) % 24
        if hour % 6 == 0 and place * each + 1 < len(line):
            line[place * each : place * each + 2] = f"{hour:02}"
    return "".join(line)
