"""Widths in terminal cells: a Chinese character takes two (STYLE.md, 9).

Everyday characters are measured here, everything else by Rich; a test holds the two together.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

# One cell each: ASCII, Latin letters, dashes and quotes. Two each: CJK punctuation, kana, Han, full-width.
_NARROW = " -~\xa1-\xac\xae-\u02ff\u2010-\u2027"
_WIDE = "\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff60"
# Where a line may break: behind blanks, and between any two wide characters.
_ASCII_WORDS = re.compile("[^ ]+| +")
_NO_START = frozenset("，。；：、）》」』！？”’,.;:)]!?")


class _Patterns(NamedTuple):
    """What only texts beyond ASCII need: compiling it takes as long as an English help page."""

    known: re.Pattern[str]
    one: re.Pattern[str]
    words: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    return _Patterns(
        re.compile(f"[{_NARROW}{_WIDE}]*"), re.compile(f"[{_WIDE}]"), re.compile(f"[{_WIDE}]|[^ {_WIDE}]+| +")
    )


def cell_len(text: str) -> int:
    """Return how many cells one line of `text` takes."""
    if text.isascii():
        return len(text)
    wide = _patterns()
    if wide.known.fullmatch(text):
        return len(text) + len(wide.one.findall(text))
    from rich.cells import cell_len as rich_cell_len  # start-up: help texts never come here

    return rich_cell_len(text)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Return `text` with blanks up to `width` cells, before it if `right`; a longer one stays whole."""
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks


def cut(text: str, width: int) -> str:
    """Return what of `text` fits into `width` cells; a cut one ends with ``~``."""
    if cell_len(text) <= width:
        return text
    kept = text[: _fitting(text, width - 1)] if width > 1 else ""
    return kept + "~"[:width]


def wrap(text: str, width: int) -> list[str]:
    """Return the lines of `text`, none wider than `width` cells; its own line ends stay.

    English breaks at blanks, Chinese between any two characters but not before a closing sign; a word
    wider than a line is cut.
    """
    return [line for given in text.splitlines() for line in _wrapped(given, max(2, width))]


def _wrapped(text: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for word in _pieces(text, width):
        size = cell_len(word)
        if used + size > width and line.strip():
            if word.isspace():
                continue
            kept = _kept_back(line) if word[0] in _NO_START else ""
            yield line.removesuffix(kept).rstrip()
            line, used = kept, cell_len(kept)
        elif used + size > width:
            line, used = "", 0  # blanks at the front give way
        line, used = line + word, used + size
    yield line.rstrip()


def _pieces(text: str, width: int) -> Iterator[str]:
    words = _ASCII_WORDS if text.isascii() else _patterns().words
    for match in words.finditer(text):
        word = match[0]
        while cell_len(word) > width:
            cut = _fitting(word, width)
            yield word[:cut]
            word = word[cut:]
        yield word


def _fitting(word: str, width: int) -> int:
    """Return how many characters of `word` fit into `width` cells; at least one."""
    used = 0
    for place, char in enumerate(word):
        used += cell_len(char)
        if used > width:
            return max(1, place)
    return len(word)


def _kept_back(line: str) -> str:
    """Return the last character of a line, to go along with the closing sign that follows it."""
    last = line[-1:]
    return last if len(line) > 1 and _patterns().one.match(last) else ""
