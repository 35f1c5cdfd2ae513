"""What residents are found by: the index follows every change."""

from collections.abc import Sequence

from gridctl.checks.pinyin import keys_of_names
from gridctl.core.finding import name_words, phone_words, read_words
from gridctl.store import resident_search as index
from gridctl.store.resident_search import forget
from gridctl.store.unit import Work

__all__ = ["find", "forget", "refresh", "words_of"]


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
    keys = keys_of_names(names)
    found = []
    for name, key, numbers in zip(names, keys, phones, strict=True):
        parts = (name_words(name), key, phone_words(numbers))
        found.append(" ".join(part for part in parts if part))
    return found
