"""Who may see what, and values that are too masked to be kept.

A masked value is for the eye. It has a type of its own and a look of its own, and neither may be written
back: a store that took `138****5678` for a phone number would have lost the number.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from gridctl.core.errors import N_, BadInput


class Sight(StrEnum):
    """How much of a thing whoever looks may see."""

    FULL = "full"
    MASKED = "masked"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Reveal:
    """A wish to see names, phones and texts in full, and its reason."""

    why: str | None = None


class Masked(str):
    """A text that was masked for showing."""

    __slots__ = ()


# A run of stars, in either width; a single one may stand for a name's letter: 王*红.
_STARS = re.compile(r"[*＊]")
_HINT = N_("give the whole value, or leave it as it is; --reveal shows it")


def refuse_masked(value: str, field: str) -> None:
    """Raise BadInput for a value of the type `Masked`."""
    if isinstance(value, Masked):
        raise _masked(field)


def looks_masked(text: str) -> bool:
    """Tell whether a name, phone or identity number looks masked: 王**, 138****5678, J***.

    None of the three ever holds a star.
    """
    return _STARS.search(text) is not None


def refuse_masked_look(value: str, field: str) -> None:
    """Raise BadInput for a name, phone or identity number that is masked or looks it."""
    refuse_masked(value, field)
    if looks_masked(value):
        raise _masked(field)


# What the masks make of phones and identity numbers within a text.
_MASKED_NUMBER = re.compile(r"[*＊]{4,}\d")


def refuse_masked_part(value: str, field: str) -> None:
    """Raise BadInput for a free text that is masked, or holds a number that was."""
    refuse_masked(value, field)
    if _MASKED_NUMBER.search(value):
        raise _masked(field)


def _masked(field: str) -> BadInput:
    return BadInput(N_("{field} is masked and cannot be saved"), hint=_HINT, error="masked", field=field)
