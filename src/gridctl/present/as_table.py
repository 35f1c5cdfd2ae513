"""Plain tables: aligned in cells, without colour, nothing cut off, in memory that does not grow."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from gridctl.present.cells import cell_len, pad, wrap

GAP = "  "
TITLE, SHORT, TEXT, LONG = 6, 10, 16, 40
"""No value of at most SHORT cells is narrowed, no title below TITLE; over LONG cells are texts and keep TEXT."""


def table_lines(
    titles: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], right: Sequence[bool]
) -> Iterator[str]:
    """Yield the titles (unless all are empty) and the rows as lines; a cell that is too wide stays whole."""
    if any(titles):
        yield _line(titles, widths, right)
    for row in rows:
        yield _line(row, widths, right)


def folded_lines(
    rows: Iterable[Sequence[str]], widths: Sequence[int], right: Sequence[bool]
) -> Iterator[str]:
    """Yield rows as lines; a cell that is too wide goes on in the lines below."""
    for row in rows:
        cells = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        for line in zip_longest(*cells, fillvalue=""):
            yield _line(line, widths, right)


def table_widths(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> list[int]:
    """Return the width in cells that each column needs."""
    widths = [cell_len(title) for title in titles]
    for row in rows:
        for place, cell in enumerate(row):
            widths[place] = max(widths[place], cell_len(cell))
    return widths


def fit(
    titles: Sequence[str], rows: Sequence[Sequence[str]], spare: Sequence[int], room: int
) -> tuple[list[int], list[int]]:
    """Return which columns fit into `room` cells, by their places, and how wide each becomes.

    Texts are narrowed first, but not below a readable width; then the columns go that can be spared, the
    highest `spare` first (0: never).
    """
    widths = table_widths(titles, rows)
    least = [
        _least(width, [title, *(row[place] for row in rows)])
        for place, (width, title) in enumerate(zip(widths, titles, strict=True))
    ]
    places = list(range(len(titles)))
    while sum(least[place] + len(GAP) for place in places) - len(GAP) > room:
        dropped = max(places, key=lambda place: (spare[place], place), default=None)
        if dropped is None or not spare[dropped]:
            break
        places.remove(dropped)
    over = sum(widths[place] + len(GAP) for place in places) - len(GAP) - room
    while over > 0:
        widest = max(places, key=lambda place: widths[place] - least[place], default=None)
        if widest is None or widths[widest] <= least[widest]:
            break
        widths[widest] -= 1
        over -= 1
    return places, [widths[place] for place in places]


def _least(width: int, cells: Sequence[str]) -> int:
    """Return how narrow a column of `width` cells, title first, may become.

    No ASCII word is cut in one that holds no texts; a title over short values is broken into lines.
    """
    if width <= TITLE or width > LONG:
        return min(width, TEXT)
    words = [len(word) for cell in cells for word in cell.split() if word.isascii()]
    body = max(map(cell_len, cells[1:]), default=SHORT)
    return min(width, max(TITLE, min(SHORT, body), *words, 0))


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (pad(cell, width, right=to) for cell, width, to in zip(cells, widths, right, strict=True))
    return GAP.join(padded).rstrip() + "\n"
