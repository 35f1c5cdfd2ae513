"""Names that are written wrong: 布落芬 for 布洛芬, ibuprofin for ibuprofen; asked where no known word is found."""

from collections.abc import Iterable

from gridctl.core.keywords import Hit, WordIndex
from gridctl.core.later import later

_HAN_LEAST, _LATIN_LEAST, _LATIN_LONG = 3, 6, 10
_TOKENS = later(r"[a-z]{6,}")
_AHEAD = frozenset(" ,，。;；、:：\ufffc要买缺配拿求的帮有没")
_BEHIND = frozenset(" ,，。;；、!！?？\ufffc没断用吃快只还缺不剩一二两三四五六七八九十0123456789")


def nearly(line: str, words: WordIndex, values: Iterable[str]) -> Hit | None:
    """Return the first stretch of a plain `line` that is one sign away from a word that stands for one of `values`.

    A Chinese one has three signs at least and begins right; one of three stands apart.
    """
    wanted = frozenset(values)
    for start, char in enumerate(line):
        if char.isascii() or (start and line[start - 1] not in _AHEAD):
            continue
        for word, value in words.beginning(char):
            end = start + len(word)
            if value not in wanted or len(word) < _HAN_LEAST or end > len(line):
                continue
            apart = len(word) > _HAN_LEAST or end == len(line) or line[end] in _BEHIND
            if apart and sum(a != b for a, b in zip(word, line[start:end], strict=True)) == 1:
                return Hit(start, end, line[start:end], value, word)
    for token in _TOKENS.finditer(line):
        for word, value in words.beginning(token[0][0]):
            if value in wanted and len(word) >= _LATIN_LEAST and _one_off(token[0], word):
                return Hit(token.start(), token.end(), token[0], value, word)
    return None


def _one_off(one: str, other: str) -> bool:
    """Tell whether two words differ by one letter that is wrong, missing or too many; by two in a long word."""
    allowed = 2 if min(len(one), len(other)) >= _LATIN_LONG else 1
    if abs(len(one) - len(other)) > allowed:
        return False
    row = list(range(len(other) + 1))
    for place, char in enumerate(one, 1):
        before, row[0] = row[0], place
        for index, sign in enumerate(other, 1):
            before, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, before + (char != sign))
    return row[-1] <= allowed
