"""A building seen from the front: floors and rooms, with a cursor that walks from door to door."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Click
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Static

from gridctl.core.errors import N_
from gridctl.core.place_views import BuildingView
from gridctl.present.building_plan import Drawing, Spot, drawing
from gridctl.present.cells import cell_len, pad, wrap


class Elevation(VerticalScroll, can_focus=True):
    """One building. `marks` stand at the doors, `said` below the plan; it tells where its cursor is, by label."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"elevation--cursor", "elevation--quiet"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "walk(-1, 0)", N_("door to the left"), show=False),
        Binding("right", "walk(1, 0)", N_("door to the right"), show=False),
        Binding("up", "walk(0, -1)", N_("floor above"), show=False),
        Binding("down", "walk(0, 1)", N_("floor below"), show=False),
        Binding("enter", "open", N_("look at")),
    ]

    class Walked(Message):
        """The cursor stands at another door."""

        def __init__(self, home: str) -> None:
            """Keep its label."""
            super().__init__()
            self.home = home

    class Chosen(Walked):
        """A door was opened."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (as Textual calls it)
        """Make an elevation of nothing."""
        super().__init__(id=id)
        self._building: BuildingView | None = None
        self._marks: Mapping[int, str] = {}
        self._said: Sequence[str] = ()
        self._drawing = Drawing([], [])
        self.here = ""

    def compose(self) -> Iterator[Static]:
        """Yield the text."""
        yield Static(id="elevation-text")

    def put(self, building: BuildingView, marks: Mapping[int, str], said: Sequence[str]) -> None:
        """Show a building; the cursor stays at its door where that is in it."""
        if self._building is None or building.code != self._building.code:
            self.scroll_home(animate=False)
        self._building, self._marks, self._said = building, marks, said
        if self.here not in {home.label for home in building.homes}:
            self.here = ""
        self._lay_out()
        if not self.here and self._drawing.spots:
            self._go(self._drawing.spots[0])

    def on_resize(self) -> None:
        """Fold it anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._building is None or self.scrollable_content_region.width <= 0:
            return
        self._drawing = drawing(self._building, self._marks, width=self.scrollable_content_region.width)
        self._paint()

    def _paint(self) -> None:
        text = Text(no_wrap=True)
        cursor = self.get_component_rich_style("elevation--cursor")
        here = self._spot()
        for number, line in enumerate(self._drawing.lines):
            if here is not None and here.line == number:
                before, own, after = _parted(line, here)
                text.append(before)
                text.append(own, cursor)
                text.append(after)
            else:
                text.append(line)
            text.append("\n")
        quiet = self.get_component_rich_style("elevation--quiet")
        for sentence in self._said:
            for line in wrap(sentence, self.scrollable_content_region.width):
                text.append("\n" + line, quiet)
        self.query_one("#elevation-text", Static).update(text)

    def _spot(self) -> Spot | None:
        return next((spot for spot in self._drawing.spots if spot.home.label == self.here), None)

    def _go(self, spot: Spot) -> None:
        self.here = spot.home.label
        self._paint()
        self.scroll_to_region(Region(spot.x, spot.line, spot.width, 1), animate=False, force=True)
        self.post_message(self.Walked(self.here))

    def action_walk(self, aside: int, down: int) -> None:
        """Go to the next door in a direction; where there is none the cursor stays."""
        spot = self._spot()
        if spot is None:
            return
        if aside:
            beside = [
                one for one in self._drawing.spots if one.line == spot.line and (one.x - spot.x) * aside > 0
            ]
            found = min(beside, key=lambda one: abs(one.x - spot.x), default=None)
        else:
            beyond = [one for one in self._drawing.spots if (one.line - spot.line) * down > 0]
            found = min(
                beyond, key=lambda one: (abs(one.line - spot.line), abs(one.x - spot.x)), default=None
            )
        if found is not None:
            self._go(found)

    def action_open(self) -> None:
        """Tell that the door is opened."""
        if self.here:
            self.post_message(self.Chosen(self.here))

    def on_click(self, event: Click) -> None:
        """Go to the door under the mouse; open it where the cursor stood there."""
        at = event.get_content_offset(self)
        if at is None:
            return
        line, x = at.y + self.scroll_offset.y, at.x
        for spot in self._drawing.spots:
            if spot.line == line and spot.x <= x < spot.x + spot.width:
                if spot.home.label == self.here:
                    self.action_open()
                else:
                    self._go(spot)


def _parted(line: str, spot: Spot) -> tuple[str, str, str]:
    """Return what of a line stands before a spot, in it, and behind it, by cells."""
    before, x = "", 0
    for char in line:
        if x >= spot.x:
            break
        before, x = before + char, x + cell_len(char)
    own, rest = "", line[len(before) :]
    for char in rest:
        if cell_len(own) >= spot.width:
            break
        own += char
    return before, pad(own, spot.width), rest[len(own) :]
