"""Quantities as people write them: ``120``, ``１２０袋``, ``1,200``, ``两百五十``; whole numbers of a unit."""

import re

from gridctl.core.errors import N_, BadInput
from gridctl.core.numbers import narrow

MOST = 10**15
"""So many of a thing one movement may carry."""
MOST_ON_HAND = 10**18
"""So many of a thing one place may hold: sums of both stay far below 2**63."""

_DIGITS = {char: place for place, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_SIGNS = {"−": "-", "–": "-", "—": "-", "加": "+", "减": "-"}
_WRITTEN = re.compile(
    r"(?P<sign>[+-]?)\s*(?:(?P<number>\d{1,3}(?:,\d{3})+|\d+)|(?P<han>[零〇一二两三四五六七八九十百千万亿]+))\s*(?P<unit>[^\d\s.,][^\d]*)?"
)


def read_quantity(text: str, measure: str = "", *, signed: bool = False, zero: bool = False) -> int:
    """Return a quantity; BadInput for what is none, is zero without `zero`, or has a sign without `signed`.

    A unit may stand behind it, and must then be `measure`, the unit that the thing is counted in.
    """
    plain = narrow(text)
    plain = _SIGNS.get(plain[:1], plain[:1]) + plain[1:]
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        raise _no_quantity(text)
    size = int(found["number"].replace(",", "")) if found["number"] else han_number(found["han"])
    unit = (found["unit"] or "").strip()
    if unit and unit.casefold() != measure.casefold():
        raise BadInput(
            N_("{text}: it is counted in {measure}"),
            hint=N_("give the number alone, in that unit"),
            text=text,
            measure=measure or "?",
        )
    if size is None or size > MOST or (found["sign"] and not signed) or (size == 0 and not zero):
        raise _no_quantity(text)
    return -size if found["sign"] == "-" else size


def _no_quantity(text: str) -> BadInput:
    return BadInput(
        N_("{text} is not a quantity"),
        hint=N_("write a whole number above zero, at most {most}"),
        error="bad_quantity",
        text=text,
        most=MOST,
    )


def han_number(han: str) -> int | None:
    """Return what a Chinese numeral says: 两百五十 is 250, 一万二千 12000, 三〇五 305; None for what is none."""
    if not set(han) & (set(_SMALL) | set(_LARGE)):
        return int("".join(str(_DIGITS[char]) for char in han))
    total, below, digit = 0, 0, None
    for char in han:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _SMALL:
            below += (1 if digit is None else digit) * _SMALL[char]
            digit = None
        else:
            total = (total + below + (digit or 0)) * _LARGE[char]
            below, digit = 0, None
    return total + below + (digit or 0)
