"""The five-colour map: areas as tiles in blocks, each with its letter; a cursor, and in words why it burns."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message

from gridctl.core.errors import N_
from gridctl.present.cells import cut, pad, wrap
from gridctl.present.i18n import _
from gridctl.present.visible import visible
from gridctl.tui.widgets.painted import Opened, Painted
from gridctl.tui.widgets.tiles import LONGEST, Block, Layout, Spot, Tile, lay_out, step

LETTERS = "GBYOR"
_WORDS = 3
"""Lines that are kept below the tiles for the reasons of the one under the cursor."""


class ColourMap(Painted, can_focus=True):
    """Tiles of what lies below one place."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"colour-map--{name}" for name in ("green", "blue", "yellow", "orange", "red")
    }
    DEFAULT_CSS = """
    ColourMap > .colour-map--green { color: $signal-green; background: $signal-green 8%; }
    ColourMap > .colour-map--blue { color: $signal-blue; background: $signal-blue 15%; }
    ColourMap > .colour-map--yellow { color: $signal-yellow; background: $signal-yellow 20%; }
    ColourMap > .colour-map--orange { color: $background; background: $signal-orange; text-style: bold; }
    ColourMap > .colour-map--red { color: $background; background: $signal-red; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "into", N_("look inside")),
        Binding("escape,backspace", "out", N_("back")),
        Binding("left,h", "step(-1, 0)", N_("left"), show=False),
        Binding("right,l", "step(1, 0)", N_("right"), show=False),
        Binding("up,k", "step(0, -1)", N_("up"), show=False),
        Binding("down,j", "step(0, 1)", N_("down"), show=False),
        Binding("home", "worst", N_("the worst one"), show=False),
    ]

    class Inside(Message):
        """Somebody wants to look into an area; "" for the place above."""

        def __init__(self, key: str) -> None:
            """Keep which one."""
            super().__init__()
            self.key = key

    def __init__(self, *, id: str) -> None:  # noqa: A002  (as Textual calls it)
        """Make a map that knows nothing yet."""
        super().__init__(id=id)
        self._place = ""
        self._blocks: Sequence[Block] | None = None
        self._key = ""
        self._top = 0
        self._nothing = ""
        self._counts = 0
        """Cells of the counts of all tiles."""

    def tell(self, place: str, blocks: Sequence[Block], nothing: str = "") -> None:
        """Show what lies below `place` (its path, as words); `nothing` is said where there are no tiles at all.

        The cursor stays on its tile; in another place it begins at the worst one.
        """
        elsewhere = place != self._place or self._blocks is None
        self._place, self._blocks, self._nothing = place, blocks, nothing
        most = max((tile.count for block in blocks for tile in block.tiles), default=0)
        self._counts = len(str(most or ""))
        keys = {tile.key for block in blocks for tile in (block.head, *block.tiles)}
        if elsewhere or self._key not in keys:
            self.action_worst()
        self.refresh()

    def _layout(self) -> Layout:
        return lay_out(self._blocks or (), self.content_size.width)

    def _here(self, spots: Sequence[Spot]) -> int:
        return next((place for place, spot in enumerate(spots) if spot.tile.key == self._key), 0)

    def render(self) -> Text:
        """Paint the map: the tiles around the cursor, then why."""
        if self._blocks is None:
            return self.heading(_("Where it burns"))
        if not self._blocks:
            words = [
                line for given in self._nothing.splitlines() for line in wrap(given, self.content_size.width)
            ]
            lines = [self.heading(_("Where it burns")), Text(""), *(Text(line) for line in words)]
            return Text("\n", end="").join(lines)
        layout = self._layout()
        room = max(1, self.content_size.height - 2 - _WORDS)
        at = layout.spots[self._here(layout.spots)].y
        self._top = max(min(self._top, at, max(0, layout.height - room)), at - room + 1, 0)
        lines = [self._title(layout), *self._tiles(layout, room)]
        lines += [Text(""), *self._reasons(self.content_size.height - len(lines) - 1)]
        return Text("\n", no_wrap=True, end="").join(lines[: self.content_size.height])

    def _title(self, layout: Layout) -> Text:
        found = Counter(spot.tile.letter for spot in layout.spots if not spot.head)
        counts = "  ".join(f"{letter} {found[letter]}" for letter in LETTERS if found[letter])
        hidden = self._top or layout.height > self.content_size.height - 2 - _WORDS
        words = _("Where it burns") + f"  {visible(self._place)}" + ("  ..." if hidden else "")
        return self.heading(words, counts)

    def _tiles(self, layout: Layout, room: int) -> Iterator[Text]:
        rows: dict[int, list[Spot]] = {}
        for spot in layout.spots:
            rows.setdefault(spot.y, []).append(spot)
        for y in range(self._top, min(self._top + room, layout.height)):
            line = Text(no_wrap=True, end="")
            used = 0
            for spot in rows.get(y, ()):
                line.append(" " * (spot.x - used))
                self._paint(line, spot)
                used = spot.x + spot.width
            yield line

    def _paint(self, line: Text, spot: Spot) -> None:
        tile, here = spot.tile, spot.tile.key == self._key
        colour = self._colour(tile.colour)
        if spot.head:
            under = self.style_of("cursor") if here and self.has_focus else Style.null()
            words = _called(tile)
            letter = f"{tile.letter} " if tile.letter else ""
            line.append(letter, self.style_of(tile.colour) + under)
            line.append(pad(cut(visible(words), spot.width - len(letter)), spot.width - len(letter)), under)
            return
        room = spot.width - 5 - self._counts
        name = pad(cut(visible(tile.code), min(LONGEST, room)), room)
        left, right = ("[", "]") if here else (" ", " ")
        words = f"{name} {tile.letter}" + pad(str(tile.count or ""), self._counts)
        line.append(f"{left}{words}{right}", colour + Style(reverse=here and self.has_focus))
        line.append(" ")

    def _colour(self, colour: str) -> Style:
        return self.get_component_rich_style(f"colour-map--{colour}") if colour else Style.null()

    def _reasons(self, room: int) -> Iterator[Text]:
        """Yield in words what is the matter with the tile under the cursor, then with the worst of the others."""
        tiles = self._by_rank()
        here = [tile for tile in tiles if tile.key == self._key]
        for tile in [*here[:1], *(tile for tile in tiles if tile.key != self._key and tile.reasons)]:
            told = _("; ").join(tile.reasons) or _("nothing open")
            lines = wrap(visible(f"{_called(tile)}  {told}"), max(8, self.content_size.width - 2))
            if len(lines) > room:
                lines = lines[:room] if tile in here else []
            for place, text in enumerate(lines):
                letter = tile.letter if not place else ""
                yield self.line([(pad(letter, 2), tile.colour), (text, "")])
            room -= len(lines)
            if room <= 0 or not lines:
                return

    def _by_rank(self) -> list[Tile]:
        """Return all tiles and heads, the worst first, tiles before heads."""
        blocks = self._blocks or ()
        tiles = [tile for block in blocks for tile in block.tiles] + [block.head for block in blocks]
        return sorted(tiles, key=lambda tile: -LETTERS.find(tile.letter or "?"))

    def action_worst(self) -> None:
        """Put the cursor on the worst tile."""
        tiles = self._by_rank()
        self._key = tiles[0].key if tiles else ""
        self.refresh()

    def action_step(self, x: int, y: int) -> None:
        """Move the cursor to the next tile."""
        if self._blocks:
            spots = self._layout().spots
            self._key = spots[step(spots, self._here(spots), x, y)].tile.key
            self.refresh()

    def action_into(self) -> None:
        """Look inside the area under the cursor; where nothing is inside, open what is the matter."""
        for tile in self._by_rank():
            if tile.key == self._key:
                if tile.inside:
                    self.post_message(self.Inside(tile.key))
                elif tile.thing:
                    self.post_message(Opened(tile.thing, tile.number))
                return

    def action_out(self) -> None:
        """Look at the area above."""
        self.post_message(self.Inside(""))

    def on_click(self, event: Click) -> None:
        """Put the cursor on the tile; a second click looks inside."""
        if not self._blocks:
            return
        x, y = event.x - self.styles.padding.left, event.y - 1 + self._top
        for spot in self._layout().spots:
            if spot.y == y and spot.x <= x < spot.x + spot.width:
                self._key = spot.tile.key
                self.refresh()
                if event.chain > 1:
                    self.action_into()


def _called(tile: Tile) -> str:
    """Return the code of an area or building and its name, where it has one."""
    return tile.code if tile.name in {"", tile.code} else f"{tile.code} {tile.name}"
