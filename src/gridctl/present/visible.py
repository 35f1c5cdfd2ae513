r"""The one function between data and every terminal, log and page (TRUST.md, 11).

What could act on a terminal, or hide in a text, becomes a visible escape such as ``\x1b`` or ``\u202e``.
Plain text comes back as it is and at the speed of one regular expression.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

MOST_MARKS = 4
"""Combining marks that one base may carry; what is stacked higher is left out."""

# What nearly all text beyond ASCII consists of, and nothing in it can act, hide or combine: Latin letters,
# dashes and quotes, CJK punctuation, kana, Han, full-width signs.
_EVERYDAY = (
    "[ -~\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u23ff\u2500-\u27ff"
    "\u3000-\u3029\u3030\u303d\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff60]*"
)
# Letters and signs by category that show as nothing at all, or as a box for nothing.
_FILLERS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\ufffc\U00016fe4\U0001d159"
)
_HIDDEN = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
_MARKS = frozenset(["Mn", "Me"])
# ASCII has no escape of its own; \x7f and what stands below the blank get theirs here.
_SHORT = {chr(code): f"\\x{code:02x}" for code in (*range(0x20), 0x7F)}
_SHORT |= {"\n": r"\n", "\t": r"\t", "\r": r"\r"}

_HAN = (
    ("\u4e00", "\u9fff"),
    ("\u3400", "\u4dbf"),
    ("\u3007", "\u3007"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003fffd"),
)

# What kind of character each one is: plain, Han, hidden, mark, line end, selector of form or of glyph.
_P, _H, _X, _M, _N, _V, _I = "p", "h", "x", "m", "n", "v", "i"
_ODD = re.compile("[xmnvi]")


def _kind(char: str) -> str:
    if char == "\n":
        return _N
    if "\ufe00" <= char <= "\ufe0f":
        return _V
    if "\U000e0100" <= char <= "\U000e01ef":
        return _I
    category = unicodedata.category(char)
    if category in _HIDDEN or char in _FILLERS:
        return _X
    if category in _MARKS:
        return _M
    return _H if is_han(char) else _P


class _Kinds(dict[int, str]):
    """Kinds by code point, found out at the first sight of each."""

    def __missing__(self, code: int) -> str:
        kind = self[code] = _kind(chr(code))
        return kind


_KINDS = _Kinds()


def is_han(char: str) -> bool:
    """Tell whether a character is a Chinese one, also a rare one."""
    return (
        "\u3400" <= char <= "\u9fff"
        or char == "〇"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003fffd"
    )


def hidden(char: str) -> bool:
    """Tell whether a character is a control, format, surrogate, private, unassigned or empty one."""
    return _KINDS[ord(char)] in {_X, _N}


def escape(char: str) -> str:
    r"""Return the visible escape of a character: ``\n``, ``\x1b``, ``\u202e`` or ``\U000e0041``."""
    return _SHORT.get(char) or char.encode("ascii", "backslashreplace").decode("ascii")


def visible(text: str, *, multi: bool = False) -> str:
    r"""Return `text` fit for a terminal: nothing in it acts, nothing hides.

    It is one line, with ``\n`` for each line end; with `multi` line ends stay. Variation selectors survive
    where they belong: one behind a base, the ideographic ones behind a Han character.
    """
    if is_plain(text.replace("\n", "") if multi else text):
        return text
    if multi:
        text = text.replace("\r\n", "\n")
    kinds = text.translate(_KINDS)
    if _ODD.search(kinds) is None:
        return text
    return "".join(_pieces(text, kinds, multi))


def is_plain(text: str) -> bool:
    """Tell whether `text` is of everyday characters alone; what is not may still be harmless."""
    if text.isascii():
        return text.isprintable()
    return _everyday()(text) is not None


@cache
def _everyday() -> Callable[[str], object]:
    """Compile the pattern where it is first needed: that takes as long as many texts take to be read."""
    return re.compile(_EVERYDAY).fullmatch


def _pieces(text: str, kinds: str, multi: bool) -> list[str]:
    pieces: list[str] = []
    base = ""  # the kind of the base that a mark would stand on; empty where there is none
    marks = 0
    for char, kind in zip(text, kinds, strict=True):
        if kind in {_P, _H}:
            pieces.append(char)
            base, marks = (kind if char != " " else ""), 0
        elif kind == _N and multi:
            pieces.append(char)
            base = ""
        elif kind == _M and base:
            marks += 1
            if marks <= MOST_MARKS:
                pieces.append(char)
        elif (kind == _V or (kind == _I and base == _H)) and base and not marks:
            pieces.append(char)
            marks = 1
        else:
            pieces.append(escape(char))
            base = ""
    return pieces
