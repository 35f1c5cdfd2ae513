"""A building as one sees it from the street: floors and rooms, a sign for each door, and a cursor that walks them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from gridctl.core.errors import N_
from gridctl.present.building_plan import GAP, UNIT_GAP, Stack, blocks
from gridctl.present.cells import cell_len, cut, pad

TONES = ("todo", "done", "knocked", "refused", "away", "mixed", "none", "gone")
EDGE = GAP
"""Cells that a door has around its sign, for the brackets of the cursor."""


@dataclass(frozen=True, slots=True)
class Door:
    """One door: its key, its sign, the tone of its colour (one of `TONES`), and whether somebody needs care there."""

    key: str
    sign: str
    tone: str
    care: bool = False
    name: str = ""
    """What stands before the sign, where the door has no place in the drawing."""


@dataclass(frozen=True, slots=True)
class House:
    """A whole building: its stacks of homes, the doors by the number of their home, the names of its floors.

    Homes without a door are no targets and stay blank. `others` have no place in the drawing.
    """

    stacks: Sequence[Stack]
    doors: Mapping[int, Door]
    floor_names: Mapping[int, str]
    others: Sequence[Door] = ()


@dataclass(frozen=True, slots=True)
class _Spot:
    """A door on the screen: where it begins, and how wide it is."""

    x: int
    width: int
    door: Door


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the drawing: texts that are no doors, and doors."""

    texts: Sequence[tuple[int, str]]
    spots: Sequence[_Spot] = ()


EMPTY = House((), {}, {})


class Elevation(Widget, can_focus=True):
    """The drawing of a building; wide ones fold, and what does not fit in height scrolls."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"elevation--{tone}" for tone in TONES),
        "elevation--head",
        "elevation--cursor",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "walk(-1, 0)", N_("floor up"), show=False),
        Binding("down", "walk(1, 0)", N_("floor down"), show=False),
        Binding("left", "walk(0, -1)", N_("door to the left"), show=False),
        Binding("right", "walk(0, 1)", N_("door to the right"), show=False),
        Binding("home", "end(0)", N_("first door"), show=False),
        Binding("end", "end(-1)", N_("last door"), show=False),
        Binding("enter", "open", N_("ask all of it")),
    ]

    class Moved(Message):
        """The cursor stands at another door."""

    class Opened(Message):
        """A door was asked for."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        """Draw nothing yet."""
        super().__init__(id=id)
        self._house = EMPTY
        self._rows: list[_Row] = []
        self._key = ""
        self._top = 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing at a drawing without doors."""
        return (bool(self._rows) or action not in {"walk", "end", "open"}) and super().check_action(
            action, parameters
        )

    @property
    def here(self) -> str:
        """The key of the door under the cursor."""
        return self._key

    def put(self, house: House, *, key: str = "") -> None:
        """Draw a house; the cursor stays at its door, or goes to the door `key`."""
        self._house = house
        self._lay()
        known = {spot.door.key for row in self._rows for spot in row.spots}
        wanted = key if key in known else self._key
        if wanted not in known:
            wanted = next((spot.door.key for row in self._rows for spot in row.spots), "")
        self.go(wanted)

    def go(self, key: str) -> None:
        """Put the cursor at a door."""
        self._key = key
        line = self._where()[0]
        height = max(1, self.size.height)
        heading = (
            max((n for n in range(line, -1, -1) if not self._rows[n].spots), default=0) if self._rows else 0
        )
        first = heading if line - heading < height else line
        self._top = max(0, min(max(self._top, line - height + 1), first, max(0, len(self._rows) - height)))
        self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        """Draw anew for the width that there is."""
        self._lay()
        self.go(self._key)

    def _lay(self) -> None:
        self._rows = list(_rows(self._house, max(20, self.size.width)))

    def _where(self) -> tuple[int, int]:
        """Return line and place in the line of the door under the cursor."""
        for line, row in enumerate(self._rows):
            for place, spot in enumerate(row.spots):
                if spot.door.key == self._key:
                    return line, place
        return 0, 0

    def action_walk(self, down: int, right: int) -> None:
        """Go to the next door in a direction."""
        line, place = self._where()
        if not self._rows or not self._rows[line].spots:
            return
        spots = self._rows[line].spots
        if right and 0 <= place + right < len(spots):
            self.go(spots[place + right].door.key)
        if down:
            x = spots[place].x
            step = line + down
            while 0 <= step < len(self._rows):
                if near := self._rows[step].spots:
                    self.go(min(near, key=lambda spot: abs(spot.x - x)).door.key)
                    return
                step += down

    def action_end(self, place: int) -> None:
        """Go to the first or the last door."""
        doors = [spot.door.key for row in self._rows for spot in row.spots]
        if doors:
            self.go(doors[place])

    def action_open(self) -> None:
        """Ask for the door."""
        if self._key:
            self.post_message(self.Opened())

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        width, line = self.size.width, self._top + y
        if line >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        head = self.get_component_rich_style("elevation--head")
        row = self._rows[line]
        parts = [(x, text, head) for x, text in row.texts]
        for spot in row.spots:
            door = spot.door
            style = self.get_component_rich_style(f"elevation--{door.tone}")
            sign = f"{door.name} {door.sign}".strip() + ("+" if door.care else "")
            text = f" {pad(cut(sign, spot.width - EDGE), spot.width - EDGE)} "
            if door.key == self._key:
                text = f"[{text[1:-1]}]"
                if self.has_focus:
                    style += self.get_component_rich_style("elevation--cursor")
            parts.append((spot.x, text, style))
        segments, x = [], 0
        for start, text, style in sorted(parts, key=lambda part: part[0]):
            if start > x:
                segments.append(Segment(" " * (start - x), self.rich_style))
            segments.append(Segment(text, style))
            x = max(x, start) + cell_len(text)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Go to the door under the mouse; a second click opens it."""
        line = self._top + event.y
        for spot in self._rows[line].spots if line < len(self._rows) else ():
            if spot.x <= event.x < spot.x + spot.width:
                self.go(spot.door.key)
                if event.chain > 1:
                    self.action_open()

    def on_mouse_scroll_down(self) -> None:
        """Walk down."""
        self.action_walk(1, 0)

    def on_mouse_scroll_up(self) -> None:
        """Walk up."""
        self.action_walk(-1, 0)


def _rows(house: House, width: int) -> Iterator[_Row]:
    """Yield the lines of a house: block by block, in each a heading and the floors that have a door in it."""
    margin = max((cell_len(name) for name in house.floor_names.values()), default=0) + 1
    known = list(blocks(house.stacks, width - margin))
    for number, block in enumerate(known):
        if number:
            yield _Row(())
        placed = list(_placed(block, margin))
        yield _Row([(x + 1, stack.heading) for x, stack in placed])
        for floor, name in house.floor_names.items():
            spots = [
                _Spot(x, stack.width + EDGE, house.doors[stack.homes[floor].id])
                for x, stack in placed
                if floor in stack.homes and stack.homes[floor].id in house.doors
            ]
            if spots:
                yield _Row([(margin - 1 - cell_len(name), name)], spots)
    yield from _others(house.others, width, bool(known))


def _placed(block: Sequence[Stack], margin: int) -> Iterator[tuple[int, Stack]]:
    """Yield where each stack of a block begins."""
    x, unit = margin, block[0].unit
    for stack in block:
        x += UNIT_GAP if stack.unit != unit else 0
        yield x, stack
        x, unit = x + stack.width + EDGE, stack.unit


def _others(doors: Sequence[Door], width: int, below: bool) -> Iterator[_Row]:
    """Yield the doors without a place in the drawing, as many in a line as fit."""
    spots: list[_Spot] = []
    x = 0
    if doors and below:
        yield _Row(())
    for door in doors:
        wide = cell_len(f"{door.name} {door.sign}".strip()) + door.care + EDGE
        if spots and x + wide > width:
            yield _Row((), spots)
            spots, x = [], 0
        spots.append(_Spot(x, min(wide, width), door))
        x += wide + 1
    if spots:
        yield _Row((), spots)
