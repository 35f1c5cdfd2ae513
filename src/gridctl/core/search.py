"""What the full text is looked for by: words of a text, in the one form that store and rules share.

A text is folded (NFKC, without case) and cut into words: a Chinese character is a word of its own, letters
are parted from digits, signs are nothing (DESIGN.md §8, 12). So one and two Chinese characters are found,
and `12幢` is found in `HZ12幢`. A phrase is some words that follow each other; it never runs from one text
into the next.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache

BREAK = "|"
"""Stands as a word between two texts, so that no phrase fits across them; nobody can look for it."""

PHONE_MARK = "#"
"""Stands before the ending of a phone in the index; no word of a text holds it."""

PHONE_ENDING = 4
"""So many digits of a phone's ending are looked for at least; fewer name nobody."""

APART = "\x1f"
"""Stands between texts that come as one; no text holds it."""

_ALONE = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\ua48c\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Chinese, Japanese and Korean signs, which are written without blanks: each is a word."""

_COMMON_WORDS = re.compile(f"[\u4e00-\u9fff]|[a-z]+|[0-9]+|{APART}").findall
"""Finds the words of a text of common signs alone, in a third of the time; a million rows may come at once."""

_MAY_FOLD = re.compile("[^\\x00-\\x7f\u4e00-\u9fff，。、；：？！（）“”《》…—]").search
"""Finds a sign that is not common: folding may change it."""


@cache
def _all_words() -> Callable[[str], list[str]]:
    """Return what finds the words of any folded text; its table takes long to make and few starts need it."""
    return re.compile(rf"[{_ALONE}]|[^\W\d_{_ALONE}]+|\d+|{APART}").findall


def split_words(text: str) -> list[str]:
    """Return the words of a text in their order."""
    return _split(text.replace(APART, " "))


def _split(text: str) -> list[str]:
    if _MAY_FOLD(text):
        folded = unicodedata.normalize("NFKC", text).casefold()
        return _all_words()(unicodedata.normalize("NFKC", folded))
    return _COMMON_WORDS(text.lower())


def search_text(phone: str | None, *texts: str | None) -> str:
    """Return what the index holds of a request: the words of its texts with breaks between them.

    The last four digits of the phone come first, marked so that they are no word of a text.
    """
    words = " ".join(_split(APART.join([text for text in texts if text]))).replace(APART, BREAK)
    ending = phone[-PHONE_ENDING:] if phone else ""
    return f"{phone_word(ending)} {BREAK} {words}" if is_phone_ending(ending) else words


def phone_word(ending: str) -> str:
    """Return the word that stands in the index for the last four digits of a phone."""
    return PHONE_MARK + ending


def phrase_fits(phrase: Sequence[str], texts: Iterable[str | None], *, prefix: bool = False) -> bool:
    """Tell whether the words of `phrase` follow each other in one of the texts.

    With `prefix` the last one need only begin a word. A phrase without words fits nowhere.
    """
    return any(_fits_in(phrase, split_words(text), prefix) for text in texts if text)


def may_begin(words: Sequence[str]) -> bool:
    """Tell whether the last of some words can begin a longer one; a sign that stands alone cannot."""
    return bool(words) and not _is_alone(words[-1])


def _is_alone(word: str) -> bool:
    return len(word) == 1 and re.match(f"[{_ALONE}]", word) is not None


def _fits_in(phrase: Sequence[str], words: list[str], prefix: bool) -> bool:
    length = len(phrase)
    if not length:
        return False
    whole = list(phrase[:-1]) if prefix else list(phrase)
    for start in range(len(words) - length + 1):
        if words[start : start + len(whole)] == whole and (
            not prefix or words[start + length - 1].startswith(phrase[-1])
        ):
            return True
    return False


def is_phone_ending(word: str) -> bool:
    """Tell whether a word may be the ending of a phone: at least four digits and nothing else."""
    return len(word) >= PHONE_ENDING and word.isascii() and word.isdigit()
