"""Numbers that are kept as text (phones, identity numbers), and what typing and spreadsheets do to them."""

import re
import unicodedata

from gridctl.core.errors import N_, BadInput

POWER = re.compile(r"[+-]?\d+(?:\.\d*)?[eE]\+?\d+")
"""What a spreadsheet makes of a long number: ``1.38E+10``, ``4.4E+17``."""

# Blanks of no width, soft hyphens, and marks of direction: they come along when a number is copied.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def narrow(text: str) -> str:
    """Return `text` with every digit as ASCII, without full-width and invisible signs and outer blanks."""
    if text.isascii():
        return text.strip()
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).strip()
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in plain)


def lost_digits(field: str) -> BadInput:
    """Say that a spreadsheet has rounded a long number (TRUST.md 17)."""
    return BadInput(
        N_("{field} was damaged by a spreadsheet: its last digits are lost"),
        hint=N_("take the number from its source and format the cell as text"),
        error="lost_digits",
        field=field,
    )


def read_number(text: str, field: str, least: int, most: int) -> int:
    """Return a whole number from `least` to `most` as people and spreadsheets write it; BadInput otherwise."""
    word = unicodedata.normalize("NFKC", text).strip().removesuffix(".0")
    if not (word.isascii() and word.isdigit()) or len(word) > 17 or not least <= int(word) <= most:  # noqa: PLR2004
        raise BadInput(
            N_("{field} is not a number from {least} to {most}"),
            hint=N_("write digits alone, such as {least}"),
            field=field,
            least=least,
            most=most,
        )
    return int(word)
