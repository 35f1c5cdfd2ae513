"""Known words found in running text, Chinese and English side by side.

Chinese has no blanks between words, so a Chinese word is found anywhere. Where a word begins or ends with
a Latin letter or a digit, no further one may touch it there (`flu` is not in `influence`); a plural `s`
or `es` may follow.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_SIGNS = str.maketrans({"’": "'", "‘": "'", "-": " ", "‐": " ", "‑": " ", "–": " ", "_": " "})
_BLANKS = re.compile(r"\s+")
_WIDE_FROM = 0x2E80  # the first CJK block; a Chinese character says about as much as two letters


@dataclass(frozen=True, slots=True)
class Hit:
    """A known word in a text: where it stands (in the plain form), and what it stands for."""

    start: int
    end: int
    word: str
    value: str

    def overlaps(self, other: "Hit") -> bool:
        """Tell whether both share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Hit") -> bool:
        """Tell whether the other one lies inside this one."""
        return self.start <= other.start and other.end <= self.end


def plain(text: str) -> str:
    """Return the form in which words are compared: NFKC, without case, hyphens and doubled blanks."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", text).casefold().translate(_SIGNS)).strip()


def weight(word: str) -> int:
    """Return how much a word says: its length, a Chinese character counted as two letters."""
    return sum(2 if ord(char) >= _WIDE_FROM else 1 for char in word)


class WordIndex:
    """Many words, each standing for a value, looked for in one pass over a text."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        """Take (word, value) pairs; of the same word given twice the first counts."""
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for word, value in words:
            key = plain(word)
            if key:
                self._by_first.setdefault(key[0], []).append((key, value))
        for group in self._by_first.values():
            group.sort(key=lambda pair: -len(pair[0]))  # stable: the first of equals stays first

    def hits(self, text: str) -> list[Hit]:
        """Return the words in `text` from left to right, without those inside a longer one."""
        line = plain(text)
        found: list[Hit] = []
        covered = 0
        for start, char in enumerate(line):
            for word, value in self._by_first.get(char, ()):
                end = start + len(word)
                if line.startswith(word, start) and _stands_alone(line, start, end):
                    if end > covered:
                        found.append(Hit(start, end, word, value))
                        covered = end
                    break
        return found


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _stands_alone(line: str, start: int, end: int) -> bool:
    if start and _latin(line[start]) and _latin(line[start - 1]):
        return False
    if not _latin(line[end - 1]):
        return True
    rest = line[end : end + 3]
    for plural in ("es", "s", ""):
        if rest.startswith(plural) and (not plural or line[end - 1].isalpha()):
            tail = rest[len(plural) :]
            if not tail or not _latin(tail[0]):
                return True
    return False


def source_hits(index: WordIndex, text: str) -> list[Hit]:
    """Return the hits of an index with their places in `text` itself, not in its plain form."""
    hits = index.hits(text)
    line = plain(text)
    if line == text or not hits:
        return hits
    places: list[int] = []
    made = ""
    for place, char in enumerate(text):
        own = plain(f"x{char}x")[1:-1]
        if own == " " and (not made or made[-1] == " "):
            continue
        made += own
        places += [place] * len(own)
    if made.rstrip() != line:  # signs that join with their neighbours: places are not to be had
        return []
    places.append(len(text))
    return [Hit(places[one.start], places[one.end - 1] + 1, one.word, one.value) for one in hits]
