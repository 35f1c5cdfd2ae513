"""The board of duty: members by days with the letters of their shifts, below them the posts that lack somebody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from gridctl.core.errors import N_
from gridctl.present.cells import cell_len, cut, pad

TONES = ("told", "draft", "on", "done", "amiss", "offered", "double", "gap", "none")
HEAD = 2
"""Lines above the rows: weekdays, and days of the month."""
NAME, LEAST_NAME = 20, 8
GUTTER = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a day's cell: a few letters, and the tone of their colour (one of `TONES`)."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a member, or a post that lacks somebody. A line without a key is a heading and takes no cursor."""

    key: str
    name: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    sums: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole board. `days` are keys with two heads each (weekday, day); `now` is the key of today.

    `feet` stay at the bottom while lines scroll.
    """

    days: Sequence[str]
    heads: Mapping[str, tuple[str, str]]
    lines: Sequence[Line]
    sums: Sequence[str]
    corner: str
    now: str
    feet: Sequence[Line] = ()


EMPTY = Sheet((), {}, (), (), "", "")


class DutyBoard(Widget, can_focus=True):
    """A board with a cell cursor; names and sums stay where they are while days scroll."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"duty-board--{tone}" for tone in TONES),
        "duty-board--head",
        "duty-board--today",
        "duty-board--name",
        "duty-board--cursor",
        "duty-board--marked",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", N_("row up"), show=False),
        Binding("down", "move(1, 0)", N_("row down"), show=False),
        Binding("left", "move(0, -1)", N_("day before"), show=False),
        Binding("right", "move(0, 1)", N_("next day"), show=False),
        Binding("pageup", "turn(-1)", N_("page up"), show=False),
        Binding("pagedown", "turn(1)", N_("page down"), show=False),
        Binding("home", "end(-1)", N_("first row"), show=False),
        Binding("end", "end(1)", N_("last row"), show=False),
        Binding("enter", "open", N_("card")),
    ]

    class Moved(Message):
        """The cursor stands on another cell."""

    class Opened(Message):
        """A cell was asked for."""

    class Beyond(Message):
        """The cursor was moved beyond the first (-1) or the last day (1)."""

        def __init__(self, step: int) -> None:
            """Keep the side."""
            super().__init__()
            self.step = step

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        """Make an empty board."""
        super().__init__(id=id)
        self.sheet = EMPTY
        self.marked: tuple[str, str] | None = None
        """The cell (line, day) that is marked."""
        self._row = self._day = self._top = self._left = 0
        self._widths = _widths(EMPTY)

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        return self.sheet.lines[self._row] if self.sheet.lines else None

    @property
    def day(self) -> str:
        """The day under the cursor."""
        return self.sheet.days[self._day] if self.sheet.days else ""

    def put(self, sheet: Sheet, *, day: str | None = None) -> None:
        """Show a board; the cursor stays on its line and day as far as they are there, or goes to `day`."""
        key, on = (self.line.key if self.line else None), day or self.day or sheet.now
        self.sheet, self._widths = sheet, _widths(sheet)
        keys = [one.key for one in sheet.lines]
        known = list(sheet.days)
        if key in keys:
            self._row = keys.index(key)
        else:
            self._row = min(self._row, max(0, len(keys) - 1))
        self._day = known.index(on) if on in known else min(self._day, max(0, len(known) - 1))
        self._settle(1)

    def go(self, key: str, day: str | None = None) -> None:
        """Put the cursor on a line, and on a day."""
        keys = [one.key for one in self.sheet.lines]
        if key in keys:
            self._row = keys.index(key)
        if day in self.sheet.days:
            self._day = list(self.sheet.days).index(day or "")
        self._settle(1)

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._settle(1)

    def _settle(self, step: int) -> None:
        """Leave headings, bring the cursor into sight, and tell where it is."""
        lines = self.sheet.lines
        while 0 <= self._row < len(lines) and not lines[self._row].key:
            self._row += step
        if self._row >= len(lines) or self._row < 0:
            self._row = next((n for n, one in enumerate(lines) if one.key), 0)
        room = self._room
        first = 0 if all(not one.key for one in lines[: self._row]) else self._row
        self._top = max(0, min(max(self._top, self._row - room + 1), first, max(0, len(lines) - room)))
        days = self._fitting()
        self._left = max(
            0, min(max(self._left, self._day - days + 1), self._day, len(self.sheet.days) - days)
        )
        self.refresh()
        self.post_message(self.Moved())

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor by a cell; beyond the first and last day others are asked for."""
        if not self.sheet.lines:
            return
        day = self._day + right
        if not 0 <= day < len(self.sheet.days):
            self.post_message(self.Beyond(right))
            return
        row = self._row + down
        if not 0 <= row < len(self.sheet.lines):
            return
        self._row, self._day = row, day
        self._settle(down or 1)

    def action_turn(self, pages: int) -> None:
        """Move by a screenful."""
        self._row = max(0, min(len(self.sheet.lines) - 1, self._row + pages * max(1, self._room - 1)))
        self._settle(pages)

    def action_end(self, side: int) -> None:
        """Go to the first or last line."""
        self._row = 0 if side < 0 else len(self.sheet.lines) - 1
        self._settle(-side)

    def action_open(self) -> None:
        """Ask for the cell."""
        if self.line is not None:
            self.post_message(self.Opened())

    @property
    def _room(self) -> int:
        """How many lines are seen between heads and feet."""
        return max(1, self.size.height - HEAD - len(self.sheet.feet))

    def _fitting(self) -> int:
        """Return how many days fit."""
        name, day, sums = self._widths
        return max(1, (self.size.width - name - sums - GUTTER) // day)

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        width = self.size.width
        foot, place = y - HEAD - self._room, self._top + y - HEAD
        if not self.sheet.days:
            return Strip.blank(width, self.rich_style)
        if y < HEAD:
            segments = self._head(y)
        elif 0 <= foot < len(self.sheet.feet):
            segments = self._body(self.sheet.feet[foot], here=False)
        elif foot < 0 and place < len(self.sheet.lines):
            segments = self._body(self.sheet.lines[place], here=place == self._row and self.has_focus)
        else:
            return Strip.blank(width, self.rich_style)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"duty-board--{name}")

    def _shown(self) -> Sequence[str]:
        return self.sheet.days[self._left : self._left + self._fitting()]

    def _head(self, y: int) -> list[Segment]:
        name, width, _sums = self._widths
        head = self._style("head")
        found = [Segment(pad(cut(self.sheet.corner if y else "", name), name) + " " * GUTTER, head)]
        for day in self._shown():
            style = self._style("today") if day == self.sheet.now else head
            found.append(Segment(_middle(self.sheet.heads[day][y], width), style))
        found += [Segment("  " + (one if y else " " * cell_len(one)), head) for one in self.sheet.sums]
        return found

    def _body(self, line: Line, *, here: bool) -> list[Segment]:
        name, width, _sums = self._widths
        style = self._style("name") if line.key else self._style("head")
        if not line.key and not line.cells:
            return [Segment(line.name, style)]
        found = [Segment(pad(cut(line.name, name), name) + " " * GUTTER, style)]
        for day in self._shown():
            cell = line.cells.get(day, Cell("." if line.sums and line.key else "", "none"))
            tone = self._style(cell.tone)
            if (line.key, day) == self.marked and line.key:
                found.append(Segment(_held(cell.text, width, "(", ")"), self._style("marked")))
            elif here and day == self.day:
                found.append(Segment(_held(cell.text, width, "[", "]"), tone + self._style("cursor")))
            else:
                found.append(Segment(_middle(cell.text, width), tone))
        for one, title in zip(line.sums, self.sheet.sums, strict=False):
            found.append(Segment("  " + pad(one, cell_len(title), right=True), style))
        return found

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click opens the cell."""
        name, width, _sums = self._widths
        place = self._top + event.y - HEAD
        if not HEAD <= event.y < HEAD + self._room or place >= len(self.sheet.lines):
            return
        self._row = place
        column = (event.x - name - GUTTER) // width
        if 0 <= column < len(self._shown()):
            self._day = self._left + column
        self._settle(1)
        if event.chain > 1:
            self.action_open()

    def on_mouse_scroll_down(self) -> None:
        """Move down."""
        self.action_move(1, 0)

    def on_mouse_scroll_up(self) -> None:
        """Move up."""
        self.action_move(-1, 0)


def _widths(sheet: Sheet) -> tuple[int, int, int]:
    """Return the cells that names, days and sums take."""
    name = max([LEAST_NAME, *(cell_len(one.name) for one in sheet.lines)])
    texts = {cell.text for one in (*sheet.lines, *sheet.feet) for cell in one.cells.values()}
    heads = {word for pair in sheet.heads.values() for word in pair}
    day = max(2 + max([2, *map(cell_len, texts)]), 1 + max(map(cell_len, heads), default=0))
    return min(NAME, name), day, sum(cell_len(one) + 2 for one in sheet.sums)


def _middle(text: str, width: int) -> str:
    """Return a text with a blank before it, and blanks up to a width."""
    return pad(cut(f" {text}", width), width)


def _held(text: str, width: int, left: str, right: str) -> str:
    """Return a text between two signs."""
    return left + pad(cut(text, width - 2), width - 2) + right
