"""What residents are found by: the index follows every change."""

from collections.abc import Sequence

from gridctl.checks.pinyin import keys_of_names
from gridctl.core.finding import names_words, phone_words, read_words
from gridctl.store import resident_search as index
from gridctl.store.resident_search import forget
from gridctl.store.unit import Work

__all__ = ["find", "forget", "refresh", "words_of", "words_of_column"]


def refresh(work: Work, ids: Sequence[int]) -> None:
    """Index these residents as they are now; who is no longer known by name leaves the index."""
    forget(work, ids)
    people = index.known(work, ids)
    words = words_of([name for _id, name, _phones in people], [phones for *_rest, phones in people])
    index.put(work, [(one[0], text) for one, text in zip(people, words, strict=True)])


def find(work: Work, words: str, most: int) -> list[int]:
    """Return the numbers of up to `most` residents whom typed words fit, newest first; homes are not read."""
    return index.find(work, read_words(words), most)


def words_of(names: Sequence[str], phones: Sequence[Sequence[str | None]]) -> list[str]:
    """Return the words of residents: signs of the name, pinyin with initials, phones from behind."""
    endings = [phone_words(numbers) for numbers in phones]
    return _joined(names, endings)


def words_of_column(names: Sequence[str], phones: Sequence[str | None]) -> list[str]:
    """Return the words of residents of whom each has one phone at most."""
    told = [phone or "" for phone in phones]
    joined = "0".join(told)
    if joined.isascii() and joined.isdigit():
        return _joined(names, [phone[::-1] for phone in told])
    return _joined(names, [phone_words((phone,)) for phone in told])


def _joined(names: Sequence[str], endings: Sequence[str]) -> list[str]:
    words = zip(names_words(names), keys_of_names(names), endings, strict=True)
    return [
        f"{signs} {keys} {ending}"
        if ending and keys and signs
        else " ".join(filter(None, (signs, keys, ending)))
        for signs, keys, ending in words
    ]
