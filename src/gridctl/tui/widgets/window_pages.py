"""Rows of a long list, the pages that they are read by, and the few pages that are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

PAGE = 100
"""Rows that are read at once: more than a tall terminal shows."""

MOST_PAGES = 12
"""Pages that are kept; the farthest from the last one read go first."""

Key = int | str


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a key that never changes, and what its cells show, in the order of the table's columns.

    The texts are made for people already: labelled, masked, in local time. `codes` holds by column the code
    behind a text, where the look of the cell goes by it.
    """

    key: Key
    cells: tuple[str, ...]
    codes: Mapping[str, str] = field(default_factory=dict)


class Pages(Protocol):
    """A list of any length that is read in pieces. Every method is called in a thread and may be slow."""

    def count(self) -> int:
        """Return how many rows there are."""

    def page(self, offset: int, size: int) -> Sequence[Row]:
        """Return up to `size` rows from `offset` (0 is the first); fewer only at the end of the list."""

    def place(self, key: Key) -> int | None:
        """Return the offset at which a row stands now; None where it is gone, or nobody knows."""


class Listed:
    """A list that is known as a whole."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Keep the rows in their order."""
        self._rows = rows
        self._places = {row.key: place for place, row in enumerate(rows)}

    def count(self) -> int:
        """Return how many there are."""
        return len(self._rows)

    def page(self, offset: int, size: int) -> Sequence[Row]:
        """Return a page."""
        return self._rows[offset : offset + size]

    def place(self, key: Key) -> int | None:
        """Return where a row stands."""
        return self._places.get(key)


class Kept:
    """The pages around what is seen, by their number."""

    def __init__(self, size: int = PAGE, most: int = MOST_PAGES) -> None:
        self.size = size
        self._most = most
        self._pages: dict[int, Sequence[Row]] = {}

    def __contains__(self, number: int) -> bool:
        return number in self._pages

    def __len__(self) -> int:
        return len(self._pages)

    def row(self, index: int) -> Row | None:
        """Return a row, or None where its page is not here."""
        page = self._pages.get(index // self.size, ())
        within = index % self.size
        return page[within] if within < len(page) else None

    def put(self, number: int, rows: Sequence[Row]) -> None:
        """Keep a page; what lies farthest from it gives way."""
        self._pages[number] = rows
        while len(self._pages) > self._most:
            del self._pages[max(self._pages, key=lambda other: abs(other - number))]

    def keys(self, first: int, last: int) -> list[Key] | None:
        """Return the keys of the rows from `first` to `last`, or None where not all are here."""
        rows = [self.row(index) for index in range(first, last + 1)]
        found = [row.key for row in rows if row is not None]
        return found if len(found) == len(rows) else None

    def clear(self) -> None:
        """Forget every page."""
        self._pages.clear()


def numbers(first: int, rows: int, size: int) -> range:
    """Return the numbers of the pages that hold `rows` rows from `first` on."""
    return range(max(0, first) // size, max(0, first + rows - 1) // size + 1)
