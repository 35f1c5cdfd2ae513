"""Columns of a long list: which are shown, in which order, and how many cells each takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

GAP = 1
"""Cells between two columns; the one behind a column is where the mouse takes its edge."""

LEAST, MOST = 3, 200
"""No column is made narrower or wider than this, in cells."""

Tone = Callable[[str], str]
"""Gives the tone of a cell by the code behind it (its text where there is none); "" for none."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `width` cells, not below `least`, and up to `most` where it is flexible (`flex` is its share).

    What a narrow table leaves out first has the highest `spare` (0: never). A column `sorts` where a click on
    its title asks for an order. What has to be read as a `whole` makes its column as wide as it is.
    """

    key: str
    title: str
    width: int
    least: int = LEAST
    most: int = MOST
    flex: int = 0
    spare: int = 0
    right: bool = False
    sorts: bool = False
    tone: Tone | None = None
    whole: bool = False


class Placed(NamedTuple):
    """A column with its place: which cell of a row it shows, from where on, how wide."""

    column: Column
    cell: int
    x: int
    width: int

    @property
    def end(self) -> int:
        """The first cell behind it."""
        return self.x + self.width


class Columns:
    """The columns of one table, with what its user has made of them."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.all = tuple(columns)
        self._cell = {column.key: place for place, column in enumerate(columns)}
        self._shown = [column.key for column in columns]
        self._widths: dict[str, int] = {}
        self.placed: tuple[Placed, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """The keys of the columns that are wanted, in their order; a narrow table may lack some."""
        return tuple(self._shown)

    @property
    def total(self) -> int:
        """How many cells the placed columns take together."""
        return self.placed[-1].end if self.placed else 0

    @property
    def widths(self) -> Mapping[str, int]:
        """The widths that the user has chosen."""
        return dict(self._widths)

    def arrange(self, keys: Sequence[str]) -> None:
        """Show these columns in this order, and no others; one at least stays."""
        known = [key for key in keys if key in self._cell]
        self._shown = known or self._shown[:1]

    def resize(self, key: str, width: int) -> None:
        """Give a column a width of the user's own, within its bounds."""
        column = self.all[self._cell[key]]
        self._widths[key] = max(LEAST, min(width, max(MOST, column.width)))

    def width(self, key: str) -> int:
        """Return the width that a column is given, before it gives or takes."""
        return self._widths.get(key, self.all[self._cell[key]].width)

    def reset(self, key: str) -> None:
        """Give a column its own width back."""
        self._widths.pop(key, None)

    def place(self, room: int) -> None:
        """Place the columns in `room` cells: flexible ones give and take, then spare ones go.

        What still does not fit is reached by scrolling.
        """
        shown = [self.all[self._cell[key]] for key in self._shown]
        while len(shown) > 1 and self._smallest(shown) > room:
            spare = max(shown, key=lambda one: (one.spare, shown.index(one)))
            if not spare.spare:
                break
            shown.remove(spare)
        widths = self._shared(shown, room)
        x, placed = 0, []
        for column in shown:
            placed.append(Placed(column, self._cell[column.key], x, widths[column.key]))
            x += widths[column.key] + GAP
        self.placed = tuple(placed)

    def at(self, x: int) -> Placed | None:
        """Return the column at cell `x`."""
        return next((one for one in self.placed if one.x <= x < one.end), None)

    def edge(self, x: int) -> Placed | None:
        """Return the column whose right edge is at cell `x`."""
        return next((one for one in self.placed if x == one.end), None)

    def _smallest(self, shown: Sequence[Column]) -> int:
        own = sum(self._widths.get(one.key, one.least if one.flex else one.width) for one in shown)
        return own + GAP * (len(shown) - 1)

    def _shared(self, shown: Sequence[Column], room: int) -> dict[str, int]:
        """Return the widths: what is left of `room`, or lacks, is shared by the flexible columns."""
        widths = {one.key: self._widths.get(one.key, one.width) for one in shown}
        flexible = [one for one in shown if one.flex and one.key not in self._widths]
        over = room - sum(widths.values()) - GAP * (len(shown) - 1)
        while over and flexible:
            step = 1 if over > 0 else -1
            open_ones = [one for one in flexible if one.least <= widths[one.key] + step <= one.most]
            if not open_ones:
                break
            # Whoever has least for their share gets the next cell, and gives the last one.
            pick = min if step > 0 else max
            taken = pick(open_ones, key=lambda one: widths[one.key] / one.flex)
            widths[taken.key] += step
            over -= step
        return widths
