"""The nearest known word to a mistyped one, for errors that say what was probably meant."""

from collections.abc import Iterable

ALIKE = 0.6  # difflib's own measure, 0 to 1; below it a proposal confuses more than it helps


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like `word`, or "" where none comes near.

    Case does not matter, nor do `-` and blanks for `_`. Meant for lists of up to some thousands.
    """
    found = nearest_few(word, known, most=1)
    return found[0] if found else ""


def nearest_few(word: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return up to `most` known words that are like `word`, the likest first."""
    from difflib import get_close_matches  # only errors need it, and it costs start-up

    by_key: dict[str, str] = {}
    for name in known:
        by_key.setdefault(_key(name), str(name))  # an enumeration shows its code
    key = _key(word)
    close = get_close_matches(key, by_key, n=most, cutoff=ALIKE)
    if not close and len(key) > 1:
        close = sorted(name for name in by_key if name.startswith(key))[:most]
    return tuple(by_key[name] for name in close)


def _key(word: str) -> str:
    return word.strip().casefold().replace("-", "_").replace(" ", "_")
