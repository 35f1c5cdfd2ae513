"""Known words found in running text, Chinese and English side by side.

Chinese has no blanks between words, so a Chinese word is found anywhere. Where a word begins or ends with
a Latin letter or a digit, no further one may touch it there (`flu` is not in `influence`); a plural `s`
or `es` may follow. A word may have a gap: ``往...丢`` is in 往楼下丢, within one clause. On both sides of it there
may be several words: ``灯|门...坏|掉`` stands for four.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_SIGNS_OF = {"’": "", "‘": "", "'": "", "-": " ", "‐": " ", "‑": " ", "–": " ", "_": " "}
_SIGNS = str.maketrans(_SIGNS_OF)
_ODD_BLANKS = ("  ", "\t", "\n", "\r", "\x00 ", " \x00")
_BLANKS = re.compile(r"\s+")
_DIVIDES = "\x00"
GAP = "..."
"""Stands in a word for a few further signs; written ``…`` it is the same."""
OR = "|"
"""Divides the words that may stand on one side of a gap."""
_GAP_HAN, _GAP_LATIN = 6, 24
_BORDERS = frozenset(",，。;；!！?？、\ufffc")
_REMEMBERED = 64
_FEW = 48
"""Signs of a text that are looked for one by one."""
_ALONE = "\x00"
_Words = dict[str, list[tuple[str, str]] | tuple[tuple[str, str], ...]]
"""Words that begin with the same sign, with their values, by their second sign (`_ALONE` where that is a gap);
a tuple is sorted."""
_Heads = dict[str, list[tuple[str, Sequence[str], str]]]
_WIDE_FROM = 0x2E80  # the first CJK block; a Chinese character says about as much as two letters


@dataclass(frozen=True, slots=True)
class Hit:
    """A known word in a text: where it stands (in the plain form), and what it stands for.

    `word` is what stands there, `rule` the word as it is known, where that has a gap.
    """

    start: int
    end: int
    word: str
    value: str
    rule: str = ""

    @property
    def weight(self) -> int:
        """How much the word says, without what stands in its gap."""
        return weight(self.rule or self.word)

    def overlaps(self, other: "Hit") -> bool:
        """Tell whether both share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Hit") -> bool:
        """Tell whether the other one lies inside this one."""
        return self.start <= other.start and other.end <= self.end


def plain(text: str) -> str:
    """Return the form in which words are compared: NFKC, without case, apostrophes, hyphens and doubled blanks."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", text).casefold().translate(_SIGNS)).strip()


def weight(word: str) -> int:
    """Return how much a word says: its length, a Chinese character counted as two letters, a gap as nothing."""
    return sum(2 if ord(char) >= _WIDE_FROM else 1 for char in word.replace(GAP, ""))


def _all_plain(words: Iterable[str]) -> str:
    """Return the plain forms of many words with a sign before and behind each.

    They are made in one go and without a pattern where none is needed: a pack has ten thousand words.
    """
    joined = (_DIVIDES + _DIVIDES.join(words) + _DIVIDES).replace("…", GAP)
    if not unicodedata.is_normalized("NFKC", joined):
        joined = unicodedata.normalize("NFKC", joined)
    text = joined.casefold()
    for sign, plainer in _SIGNS_OF.items():
        text = text.replace(sign, plainer)
    if any(blank in text for blank in _ODD_BLANKS):
        text = _BLANKS.sub(" ", text).replace(f"{_DIVIDES} ", _DIVIDES).replace(f" {_DIVIDES}", _DIVIDES)
    return text


class WordIndex:
    """Many words, each standing for a value, looked for in one pass over a text.

    They are kept as one text; those that begin with a sign are cut out of it when that sign is first met.
    """

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        """Take (word, value) pairs; of the same word given twice the first counts."""
        self._take([(value, (word,)) for word, value in words])

    @classmethod
    def grouped(cls, groups: Iterable[tuple[str, Sequence[str]]]) -> "WordIndex":
        """Take values, each with its words."""
        made = cls(())
        made._take(list(groups))
        return made

    def _take(self, groups: list[tuple[str, Sequence[str]]]) -> None:
        groups = [(value, words) for value, words in groups if words]
        parts = [_all_plain(words) for _value, words in groups]
        self._pairs = [
            (word, value)
            for (value, _words), part in zip(groups, parts, strict=True)
            if OR in part
            for word in part.split(_DIVIDES)
            if OR in word and GAP in word
        ]
        self._heads: _Heads | None = None
        self._values = [value for value, _words in groups]
        self._ends = list(accumulate(map(len, parts)))
        self._text = "".join(parts)
        self._by_first: dict[str, _Words] = {}
        self._cut: dict[str, Sequence[tuple[str, str]]] | None = None
        self._known: dict[str, tuple[Hit, ...]] = {}

    def beginning(self, char: str) -> Iterator[tuple[str, str]]:
        """Yield the words that begin with a sign, each with its value."""
        for group in self._from(char).values():
            yield from group

    def _from(self, char: str) -> _Words:
        """Return the words that begin with a sign by their second one, the longest first."""
        group = self._by_first.get(char)
        if group is None:
            if len(self._by_first) > _FEW and self._cut is None:
                self._cut = self._cut_all()
            found = self._found_with(char) if self._cut is None else self._cut.pop(char, ())
            group = self._by_first[char] = {}
            for word, value in found:
                _put(group, word, value)
        return group

    def _found_with(self, char: str) -> Iterator[tuple[str, str]]:
        """Yield the words that begin with a sign, found in the one text."""
        place = self._text.find(_DIVIDES + char) if char != _DIVIDES else -1
        while place >= 0:
            end = self._text.index(_DIVIDES, place + 1)
            yield self._text[place + 1 : end], self._values[bisect_right(self._ends, place)]
            place = self._text.find(_DIVIDES + char, end)

    def _cut_all(self) -> dict[str, Sequence[tuple[str, str]]]:
        """Return all words by their first sign: a chat has most signs, and looking for each takes longer."""
        start = 0
        groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for value, end in zip(self._values, self._ends, strict=True):
            for word in self._text[start:end].split(_DIVIDES):
                groups[word[:1]].append((word, value))
            start = end
        return dict(groups)

    def hits(self, text: str) -> list[Hit]:
        """Return the words in `text` from left to right, without those inside a longer one.

        One with a gap hides no other: its gap may hold a word that says more. The last texts are remembered:
        a message is asked about many times.
        """
        if text not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[text] = tuple(self._found(plain(text)))
        return list(self._known[text])

    def _found(self, line: str) -> list[Hit]:
        found: list[Hit] = []
        covered = 0
        for start, char in enumerate(line):
            if not (group := self._from(char)):
                continue
            for second in (line[start + 1 : start + 2], _ALONE):
                for word, value in _longest_first(group, second):
                    end = _end_of(word, line, start)
                    if not end:
                        continue
                    if GAP in word:
                        found.append(Hit(start, end, line[start:end], value, word))
                        continue
                    if end > covered:
                        found.append(Hit(start, end, word, value))
                        covered = end
                    break
        pairs = self._pairs_in(line) if self._pairs else []
        return sorted(found + pairs, key=lambda hit: hit.start) if pairs else found

    def _pairs_in(self, line: str) -> list[Hit]:
        """Return where one of a family's first words stands with one of its further ones behind it."""
        if self._heads is None:
            self._heads = _heads(self._pairs)
        return [
            Hit(start, end, line[start:end], value, rule)
            for start, char in enumerate(line)
            for head, tails, value in self._heads.get(char, ())
            if line.startswith(head, start)
            for rule, end in [_nearest(head, tails, line, start)]
            if end
        ]


def _heads(pairs: Iterable[tuple[str, str]]) -> _Heads:
    """Return the first words of families by their first sign, each with what may follow, the longest first."""
    made: _Heads = defaultdict(list)
    for word, value in pairs:
        heads, tails = (sorted(side.split(OR), key=len, reverse=True) for side in word.split(GAP, 1))
        for head in heads:
            made[head[0]].append((head, tails, value))
    return made


def _nearest(head: str, tails: Iterable[str], line: str, start: int) -> tuple[str, int]:
    """Return the word with a gap that stands at `start`, with its end; 0 where none does."""
    after = line[start + len(head) : start + len(head) + 2 * _GAP_LATIN]
    for tail in tails:
        if GAP in tail or tail in after:
            rule = f"{head}{GAP}{tail}"
            if end := _gapped(rule, line, start):
                return rule, end
    return "", 0


def _put(group: _Words, word: str, value: str) -> None:
    second = _ALONE if word[1:].startswith(GAP) or len(word) == 1 else word[1]
    words = group.setdefault(second, [])
    if isinstance(words, list):
        words.append((word, value))


def _longest_first(group: _Words, second: str) -> Sequence[tuple[str, str]]:
    """Return the words of a group with this second sign; they are sorted when they are first asked for."""
    words = group.get(second, ())
    if isinstance(words, list):
        words.sort(key=_shortness)  # stable: the first of equals stays first
        words = group[second] = tuple(words)
    return words


def _shortness(pair: tuple[str, str]) -> int:
    return -len(pair[0])


def _end_of(word: str, line: str, start: int) -> int:
    """Return where a word that begins at `start` ends, or 0 where another one stands there."""
    if GAP in word:
        return _gapped(word, line, start)
    end = start + len(word)
    return end if line.startswith(word, start) and _stands_alone(line, start, end) else 0


def _gapped(word: str, line: str, start: int) -> int:
    """Return where a word with gaps ends; a gap crosses no border of a clause, in Chinese no blank either."""
    head, *tails = word.split(GAP)
    end = start + len(head)
    if not line.startswith(head, start) or not _stands_alone(line, start, end):
        return 0
    widest = _GAP_LATIN if word.isascii() else _GAP_HAN
    for tail in tails:
        place = line.find(tail, end, end + widest + len(tail))
        between = line[end:place]
        if place < 0 or _BORDERS.intersection(between) or (" " in between and not word.isascii()):
            return 0
        if not _stands_alone(line, place, place + len(tail)):
            return 0
        end = place + len(tail)
    return end


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
    return [Hit(places[one.start], places[one.end - 1] + 1, one.word, one.value, one.rule) for one in hits]
