"""Traces that somebody leaves in texts about others: phones, identity numbers, names that tell who it is."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

GONE = "***"
"""What stands where a trace was."""

_SHORTEST = 7  # digits; a shorter number is a room, a time or an amount as often as a phone
_HAN_NAME = 3
_LETTERS = 7
# What people and files put between the digits of one number, visible or not.
_BETWEEN = (
    " \t\n\r\u00a0\u2002\u2003\u2009\u202f\u3000-\u2010\u2011\u2012\u2013\u2014\u2015.·()（）"
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
_APART = f"[{re.escape(_BETWEEN)}]{{0,2}}"
_DIGIT = "[0-9０-９]"
_RUN = re.compile(f"{_DIGIT}(?:{_APART}{_DIGIT}){{{_SHORTEST - 1},}}(?:{_APART}[XxＸｘ])?")
_DIGITS = re.compile(f"[0-9X]{{{_SHORTEST},}}")
_X = frozenset("XxＸｘ")
_FEW = 20  # numbers; so many are looked for one by one faster than in every place of a run
_PLAIN = str.maketrans("０１２３４５６７８９xＸｘ", "0123456789XXX", _BETWEEN)
_COUNTRY = re.compile(r"^(?:\+|00)86(?=\d{8,})")


def is_telling(name: str) -> bool:
    """Tell whether a name, found in a running text, can hardly be other words or another person.

    Three characters or more in Chinese; elsewhere two words of seven letters in all.
    """
    if any(char >= "\u2e80" for char in name):
        return sum(char.isalpha() for char in name) >= _HAN_NAME
    return len(name.split()) > 1 and sum(char.isalpha() for char in name) >= _LETTERS


class Traces:
    """The numbers and names of people who are to be forgotten, and where they stand in a text."""

    def __init__(self, numbers: Iterable[str], names: Iterable[str]) -> None:
        """Take phones and identity numbers in any form, and names as they are written."""
        self._numbers = frozenset(key for key in map(number_key, numbers) if len(key) >= _SHORTEST)
        self._lengths = sorted({len(key) for key in self._numbers})
        wanted = sorted({name.strip() for name in names if name.strip()}, key=len, reverse=True)
        self._keys = frozenset(map(_name_key, wanted))
        self._spans = sorted({len(key) for key in self._keys})
        self._name = re.compile("|".join(map(_pattern, wanted)) or r"(?!)", re.IGNORECASE)

    def __bool__(self) -> bool:
        """Tell whether there is anything to look for."""
        return bool(self._numbers or self._keys)

    def found_in(self, text: str) -> bool:
        """Tell whether a trace stands in `text`."""
        return next(self._places(text), None) is not None

    def wiped(self, text: str) -> str:
        """Return `text` with `GONE` for each trace; the text itself where there is none."""
        while place := next(self._places(text), None):
            text = text[: place[0]] + GONE + text[place[1] :]
        return text

    def wiped_deep(self, value: Any) -> Any:  # noqa: ANN401
        """Return structured data with every text and whole number in it wiped."""
        if isinstance(value, str):
            return self.wiped(value)
        if isinstance(value, dict):
            return {self.wiped(str(key)): self.wiped_deep(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.wiped_deep(one) for one in value]
        if isinstance(value, int) and not isinstance(value, bool) and self.found_in(str(value)):
            return GONE
        return value

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        if self._may_number(text):
            for run in _RUN.finditer(text):
                yield from self._in_run(run.start(), run[0])
        if self._may_name(text):
            yield from (found.span() for found in self._name.finditer(text))

    def _may_number(self, text: str) -> bool:
        """Tell quickly whether a number can stand in `text`; most texts hold none."""
        if not self._lengths or len(text) < self._lengths[0]:
            return False
        plain = text.translate(_PLAIN)
        if len(self._numbers) <= _FEW:
            return any(number in plain for number in self._numbers)
        return any(
            run[first : first + length] in self._numbers
            for run in _DIGITS.findall(plain)
            for length in self._lengths
            for first in range(len(run) - length + 1)
        )

    def _in_run(self, start: int, run: str) -> Iterator[tuple[int, int]]:
        places = [place for place, char in enumerate(run) if char.isdecimal() or char in _X]
        plain = "".join(map(_digit, (run[place] for place in places)))
        for length in self._lengths:
            for first in range(len(plain) - length + 1):
                if plain[first : first + length] in self._numbers:
                    yield start + places[first], start + places[first + length - 1] + 1

    def _may_name(self, text: str) -> bool:
        """Tell quickly whether a name can stand in `text`; most texts hold none."""
        plain = _name_key(text) if self._spans else ""
        return any(
            plain[first : first + span] in self._keys
            for span in self._spans
            for first in range(len(plain) - span + 1)
        )


def number_key(number: str) -> str:
    """Return the digits of a phone without its country, or of an identity number with its X."""
    plain = _COUNTRY.sub("", unicodedata.normalize("NFKC", number).strip())
    return "".join(_digit(char) for char in plain.partition("#")[0] if char.isdecimal() or char in _X)


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else "X"


def _name_key(text: str) -> str:
    return "".join(text.casefold().split())


def _pattern(name: str) -> str:
    if any(char >= "\u2e80" for char in name):
        return r"\s*".join(re.escape(char) for char in name if not char.isspace())
    return r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)"
