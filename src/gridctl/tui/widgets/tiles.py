"""Tiles in blocks, laid out for a width: plain values, no painting."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridctl.present.cells import cell_len

LONGEST = 14
"""Cells of a tile's name; a longer one is cut."""
GAP = 1
"""Cells between two columns of blocks."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One area or building: its code, its colour (with the letter), how many are open, and in words why.

    `key` tells it from all others of a map. `inside`: it can be gone into. `thing` and `number` are what to look up
    first where it cannot.
    """

    key: str
    code: str
    name: str
    colour: str
    letter: str
    count: int
    reasons: tuple[str, ...] = ()
    inside: bool = False
    thing: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The tiles below one area; its head is a tile too, without a letter where it stands for no area."""

    head: Tile
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a tile (or, with `head`, the line above a block) was put, in cells."""

    x: int
    y: int
    width: int
    tile: Tile
    head: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """All spots in reading order, and how many lines they take."""

    spots: tuple[Spot, ...]
    height: int


def tile_width(blocks: Sequence[Block]) -> int:
    """Return the cells that every tile takes: its name, letter and count, brackets, and a blank behind it."""
    tiles = [tile for block in blocks for tile in block.tiles]
    name = max((min(LONGEST, cell_len(tile.code)) for tile in tiles), default=0)
    count = max((len(str(tile.count)) for tile in tiles if tile.count), default=0)
    return name + count + 5


def lay_out(blocks: Sequence[Block], width: int) -> Layout:
    """Put blocks into as many columns as make the map lowest."""
    wide = tile_width(blocks)
    most = max(1, min(len(blocks), (width + GAP) // (wide + GAP)))
    return min(
        (_columns(blocks, width, wide, count) for count in range(1, most + 1)), key=lambda one: one.height
    )


def _columns(blocks: Sequence[Block], width: int, wide: int, count: int) -> Layout:
    room = (width - GAP * (count - 1)) // count
    each = max(1, room // wide)
    spots: list[Spot] = []
    top = lowest = 0
    for place, block in enumerate(blocks):
        column = place % count
        if column == 0:
            top = lowest + 1 if place else 0
        left = column * (room + GAP)
        spots.append(Spot(left, top, room, block.head, head=True))
        for number, tile in enumerate(block.tiles):
            spots.append(Spot(left + number % each * wide, top + 1 + number // each, wide, tile, head=False))
        lowest = max(lowest, top + 1 - (-len(block.tiles) // each))
    spots.sort(key=lambda spot: (spot.y, spot.x))
    return Layout(tuple(spots), lowest)


def step(spots: Sequence[Spot], here: int, x: int, y: int) -> int:
    """Return which spot lies next to the one at `here`: to the left or right (`x`), or above or below (`y`)."""
    at = spots[here]
    if x:
        return max(0, min(len(spots) - 1, here + x))
    lines = [spot.y for spot in spots if (spot.y - at.y) * y > 0]
    if not lines:
        return here
    line = min(lines) if y > 0 else max(lines)
    found = [place for place, spot in enumerate(spots) if spot.y == line]
    return min(found, key=lambda place: abs(spots[place].x - at.x))
