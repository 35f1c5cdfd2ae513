"""One cell of a table: its types, its text, its address, and the guard of text that looks like a formula."""

import re
from datetime import date, datetime, time, timedelta

from gridctl.core.errors import N_, BadInput

Cell = str | int | float | bool | datetime | date | time | timedelta

# A spreadsheet keeps 15 digits of a number; whatever is longer has lost its end.
EXACT = 10**15
SHOWN = 40

_GUARDED = re.compile("'+[=+\\-@\t\r＝＋－＠]")
_RISKY = re.compile("'*[=+\\-@\t\r＝＋－＠]")


def guard(text: str) -> str:
    """Return `text` with a ``'`` before it where a spreadsheet would take it for a formula.

    Text that already begins with ``'`` and such a sign gets one more, so that `unguard` gives back
    exactly what went in (TRUST.md 12).
    """
    return "'" + text if _RISKY.match(text) else text


def unguard(text: str) -> str:
    """Take off the one ``'`` that `guard` put before a cell."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text


def needs_unguard(text: str) -> bool:
    """Tell whether a larger text may hold guarded cells; quick, and true too often."""
    return "'" in text and _GUARDED.search(text) is not None


def cut(text: str) -> str:
    """Return `text` short enough for an error."""
    return text if len(text) <= SHOWN else text[:SHOWN] + "..."


def column_letters(index: int) -> str:
    """Return the letters of a spreadsheet's column, 0 for A."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def plain_text(cell: Cell) -> str:
    """Return a cell's text as a person would type it, whole numbers without ``.0``."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < EXACT else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return str(cell)


def lossless_text(cell: Cell) -> str:
    """Return a cell's text for a rejects file: a number with lost digits stays recognisable as one."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= EXACT:
        return f"{cell:.14E}"
    return plain_text(cell)


def digits_text(cell: Cell) -> str:
    """Return the digits of a number that is stored where text belongs (a code, a phone).

    Raises BadInput for a date, a fraction, and a number that is too long to be exact.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        raise BadInput(
            N_("the cell holds a date or a yes/no where a number or a code belongs"),
            hint=N_("format the column as text and type the value again"),
        )
    if abs(cell) >= EXACT or cell != cell:  # noqa: PLR0124  (not a number)
        raise lost_digits()
    if cell != int(cell) or cell < 0:
        raise BadInput(
            N_("{text} is no whole number"),
            hint=N_("format the column as text and type the value again"),
            text=repr(cell),
        )
    return str(int(cell))


def lost_digits() -> BadInput:
    """Say that a spreadsheet has rounded a long number (TRUST.md 17)."""
    return BadInput(
        N_("the number has lost its last digits (it was stored as a number, such as 1.38E+10)"),
        hint=N_("take it from the original again, in a column formatted as text"),
        error="lost_digits",
    )
