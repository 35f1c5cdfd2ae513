"""How people are found: what a name and a phone are indexed by, and how typed words are read.

Chinese signs stand one by one, so that one or two of them are found wherever they are in a name; letters are
folded to small ASCII ones where that goes; a phone stands with its digits from behind, so that its ending is
a beginning.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from gridctl.core.latin import fold_latin

_FIRST_SIGN = "\u2e80"
"""Chinese, Japanese and Korean signs begin here; all that comes before is written in letters."""

_PLAIN_SIGNS = re.compile("[\u4e00-\u9fff]+")
_PHONE_LIKE = re.compile(r"(?:\+|00)?[\d\-.()]*\d[\d\-.()]*")
_COUNTRY = re.compile(r"(?:\+|00)86(?=1[3-9]\d{9}$)")
_IDENTITY = re.compile(r"\d{17}[\dX]")
_WHOLE = 7
"""From so many digits on, a number with dashes is a phone's and not a home's."""


class TermKind(StrEnum):
    """What a typed word is looked up as."""

    SIGNS = "signs"
    LETTERS = "letters"
    ENDING = "ending"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class Term:
    """One word to look for: signs that follow each other, the beginning of a word, a phone from behind."""

    kind: TermKind
    text: str


def name_words(name: str) -> str:
    """Return a name as the words that it is indexed by: ``王 秀 红``, ``anna muller``."""
    if _PLAIN_SIGNS.fullmatch(name):
        return " ".join(name)
    return " ".join(text for _signs, text in _runs(name))


def names_words(names: Sequence[str]) -> list[str]:
    """Return many names as `name_words` does; plain Chinese ones at once."""
    if _PLAIN_SIGNS.fullmatch("".join(names)):
        return list(map(" ".join, names))
    return list(map(name_words, names))


def phone_words(phones: Iterable[str | None]) -> str:
    """Return phones as they are indexed: their digits from behind, without an extension."""
    found = (re.sub(r"\D", "", phone.partition("x")[0])[::-1] for phone in phones if phone)
    return " ".join(dict.fromkeys(digits for digits in found if digits))


def _runs(text: str) -> list[tuple[bool, str]]:
    """Return the runs of signs (one by one, blanks between) and the words in letters of a text."""
    found: list[tuple[bool, str]] = []
    plain = unicodedata.normalize("NFKC", text)
    for kind, run in groupby(plain, _kind_of):
        if kind == "signs":
            found.append((True, " ".join(run)))
        elif kind == "letters":
            word = re.sub(r"[^0-9a-z\u0080-\U0010ffff]", "", fold_latin("".join(run))[0])
            found += [(False, word)] if word else []
    return found


def _kind_of(char: str) -> str:
    if not char.isalnum() and not unicodedata.combining(char):
        return ""
    return "signs" if char >= _FIRST_SIGN else "letters"


def read_words(words: str) -> tuple[Term, ...]:
    """Return the terms of what somebody typed; all of them are to fit. No text can do harm in them.

    ``王秀`` are signs, ``wxh`` the beginning of a word, ``5678`` and ``138-1234-5678`` a phone's ending.
    """
    found: list[Term] = []
    for word in unicodedata.normalize("NFKC", words).split():
        if _IDENTITY.fullmatch(word.upper()):
            found.append(Term(TermKind.IDENTITY, word.upper()))
        elif is_phone(word):
            digits = re.sub(r"\D", "", _COUNTRY.sub("", word))
            found.append(Term(TermKind.ENDING, digits[::-1]))
        else:
            found += [
                Term(TermKind.SIGNS if signs else TermKind.LETTERS, text) for signs, text in _runs(word)
            ]
    return tuple(found)


def is_phone(word: str) -> bool:
    """Tell whether a typed word is the digits of a phone, or of its end; ``12-2-501`` is not."""
    if not _PHONE_LIKE.fullmatch(word):
        return False
    return word.isdecimal() or sum(char.isdecimal() for char in word) >= _WHOLE
