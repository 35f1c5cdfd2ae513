"""A list of some hundred rows at most: columns that fit the width, and a cursor that keeps to its row by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from gridctl.core.errors import N_
from gridctl.present.as_table import fit, table_widths
from gridctl.present.cells import cut, wrap
from gridctl.present.visible import visible

TEXT = 12
"""A column that is wider than this is a text: it is narrowed rather than left out."""
_PADDING = 1
"""Cells on either side of each column, as the table paints them: so many as `fit` reckons between two columns."""


@dataclass(frozen=True, slots=True)
class Col:
    """A column: its title, what a narrow screen leaves out first (the highest `spare`; 0: never), its side."""

    title: str
    spare: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its key, its cells as plain texts, and a style for all of them."""

    key: str
    cells: Sequence[str]
    style: str = ""


class Rows(DataTable[Text], inherit_bindings=False):
    """A table of plain texts; for lists that may be long there is `WindowTable`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", N_("look at")),
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (as Textual calls it)
        """Make an empty table."""
        super().__init__(id=id, cursor_type="row", zebra_stripes=False, cell_padding=_PADDING)
        self._cols: Sequence[Col] = ()
        self._lines: Sequence[Line] = ()
        self._painted: tuple[object, ...] = ()

    @property
    def here(self) -> str:
        """The key of the row under the cursor, or ""."""
        return self._lines[self.cursor_row].key if 0 <= self.cursor_row < len(self._lines) else ""

    @property
    def keys(self) -> list[str]:
        """The keys of all rows, in their order."""
        return [line.key for line in self._lines]

    def put(self, cols: Sequence[Col], lines: Sequence[Line], *, at: str = "") -> None:
        """Show these rows; the cursor goes to the row with the key `at`, else stays on its own where that is left."""
        wanted = at or self.here
        self._cols, self._lines = cols, lines
        self._paint(wanted)

    def on_resize(self) -> None:
        """Choose the columns anew."""
        self._paint(self.here)

    def _paint(self, wanted: str) -> None:
        width = self.size.width - self.styles.scrollbar_size_vertical
        state = (width, self._cols, self._lines)
        if width <= 0 or not self._cols or state == self._painted:
            return
        self._painted = state
        top = self.scroll_offset
        cells = [[visible(cell) for cell in line.cells] for line in self._lines]
        places, widths = _fitting(self._cols, cells, width - 2)
        self.clear(columns=True)
        titles = {
            place: wrap(self._cols[place].title, size) for place, size in zip(places, widths, strict=True)
        }
        self.header_height = max(1, *map(len, titles.values()))
        for place, size in zip(places, widths, strict=True):
            col = self._cols[place]
            self.add_column(
                Text("\n".join(titles[place]), justify="right" if col.right else "left"), width=size
            )
        for line, texts in zip(self._lines, cells, strict=True):
            self.add_row(
                *(
                    Text(
                        cut(texts[place], size),
                        line.style,
                        justify="right" if self._cols[place].right else "left",
                    )
                    for place, size in zip(places, widths, strict=True)
                ),
                key=line.key,
            )
        keys = self.keys
        if wanted in keys:
            self.move_cursor(row=keys.index(wanted), animate=False, scroll=False)
            self.scroll_to(y=top.y, animate=False, immediate=True)


def _fitting(cols: Sequence[Col], cells: Sequence[Sequence[str]], room: int) -> tuple[list[int], list[int]]:
    """Return which columns fit, and their widths: what can be spared goes first, then texts are narrowed."""
    titles = [col.title for col in cols]
    natural = [min(width, TEXT) for width in table_widths(titles, cells)]
    places = list(range(len(cols)))
    while sum(natural[place] + 2 * _PADDING for place in places) > room:
        spared = max(places, key=lambda place: (cols[place].spare, place))
        if not cols[spared].spare:
            break
        places.remove(spared)
    kept = [[line[place] for place in places] for line in cells]
    _all, widths = fit([titles[place] for place in places], kept, [0] * len(places), room)
    return places, widths
