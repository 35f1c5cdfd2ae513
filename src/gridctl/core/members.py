"""What is told of a member beside name and tier, and the rules of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from gridctl.core.errors import N_, BadInput
from gridctl.core.numbers import read_number
from gridctl.core.text import clean_line

SKILL = 40
_DIVIDERS = re.compile(r"[,，、;；/|\n]")
_MOST_AT_ONCE = 999
_LATEST = "~"
"""Stands behind a day, so that a year or month alone ends with its last day."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What somebody says of a member, as it was typed; None was not said, "" empties a field."""

    name: str | None = None
    tier: str | None = None
    area: str | None = None
    phone: str | None = None
    role: str | None = None
    unit: str | None = None
    skills: tuple[str, ...] | None = None
    capacity: str | None = None
    deputy: str | None = None
    from_on: str | None = None
    until_on: str | None = None
    lang: str | None = None
    position: str | None = None

    def is_empty(self) -> bool:
        """Tell whether nothing was said."""
        return all(getattr(self, one.name) is None for one in fields(self))


def read_skills(words: Iterable[str], field: str) -> list[str] | None:
    """Return skills as they are kept, each once, in their order; they may stand divided by , or 、 too."""
    found = [clean_line(part, field, longest=SKILL) for word in words for part in _DIVIDERS.split(word)]
    return list(dict.fromkeys(one for one in found if one)) or None


def read_capacity(text: str, field: str) -> int | None:
    """Return how many requests somebody can hold at once (0 to 999); None for nothing; BadInput otherwise."""
    return read_number(text, field, 0, _MOST_AT_ONCE) if text.strip() else None


def read_lang(text: str, field: str) -> str | None:
    """Return the language of texts for somebody: ``en``, ``zh``, or None for nothing; BadInput otherwise."""
    word = text.strip().lower().partition("_")[0]
    if word not in {"", "en", "zh"}:
        raise BadInput(
            N_("{field}: {text} is no language here"), hint=N_("write en or zh"), field=field, text=text
        )
    return word or None


def check_days(from_on: str | None, until_on: str | None) -> None:
    """Refuse an end before its beginning; days may be years or months alone."""
    if from_on and until_on and until_on + _LATEST < from_on:
        raise BadInput(
            N_("the last day lies before the first"),
            hint=N_("correct one of the two days"),
            error="days_reversed",
        )
