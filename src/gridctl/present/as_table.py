"""Plain tables: aligned in cells, without colour, nothing cut off, in memory that does not grow."""

from collections.abc import Iterable, Iterator, Sequence

from gridctl.present.cells import cell_len, pad

GAP = "  "


def table_lines(
    titles: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], right: Sequence[bool]
) -> Iterator[str]:
    """Yield the titles (unless all are empty) and the rows as lines; a cell that is too wide stays whole."""
    if any(titles):
        yield _line(titles, widths, right)
    for row in rows:
        yield _line(row, widths, right)


def table_widths(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> list[int]:
    """Return the width in cells that each column needs."""
    widths = [cell_len(title) for title in titles]
    for row in rows:
        for place, cell in enumerate(row):
            widths[place] = max(widths[place], cell_len(cell))
    return widths


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (pad(cell, width, right=to) for cell, width, to in zip(cells, widths, right, strict=True))
    return GAP.join(padded).rstrip() + "\n"
