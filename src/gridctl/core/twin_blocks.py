"""Which persons are worth comparing: those who share a key, unless that key is too common."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence

from gridctl.core.twin_traits import Traits

PAIRS_EACH = 12
"""How many pairs are compared per person at most, on average, where there are many people."""

PAIRS = 300_000
"""How many pairs are compared in any case, if there are so many that share a key."""

SMALLEST = 12
"""Blocks of up to so many persons are always compared."""

_VOWELS = re.compile(r"(?<=.)[aeiouyhw]+")
_TWICE = re.compile(r"(.)\1+")
_SAME_SOUND = str.maketrans({"c": "k", "q": "k", "z": "s", "v": "f", "b": "p", "d": "t", "g": "k", "j": "i"})
_HALF = 2


def skeleton(sound: str) -> str:
    """Return a rough sound of a name: its consonants, alike ones made one, doubled ones once."""
    folded = sound.replace("ph", "f").replace("ck", "k").replace("sch", "s").replace("th", "t")
    return _TWICE.sub(r"\1", _VOWELS.sub("", folded.translate(_SAME_SOUND)))


def keys_of(traits: Traits) -> Iterator[tuple[str, ...]]:
    """Yield one tuple for each pass; persons with an equal one meet, one with a "" in it counts for nobody."""
    t = traits
    given, family = t.given.heard or skeleton(t.given.form), t.family.heard or skeleton(t.family.form)
    half = len(t.identity) // _HALF
    yield (t.identity,)
    yield (t.identity[:half], "<")
    yield (t.identity[half:], ">")
    yield (t.born,)
    yield tuple(sorted((t.given.form, t.family.form)))
    yield (*sorted((given, family)), t.born[:4])
    yield (*sorted((given, family)), t.suburb or t.building or "-")
    yield (family, t.born[4:])
    yield (given, t.born[:6])
    yield (given, t.born[4:])
    yield (family, t.born[:6])
    yield ("".join(sorted(t.born)), given[:2])
    yield ("".join(sorted(t.born)), family[:2])
    yield (t.home,)
    yield (t.home.rpartition("-")[0], given)
    yield (t.home.rpartition("-")[2], given)
    yield (t.street, t.number)
    yield (t.place, t.number)
    yield (t.street, t.place)
    yield (t.postcode, given)
    yield (t.postcode, family)
    yield (t.suburb, given)
    yield (t.suburb, family)
    yield (t.suburb, t.postcode, t.number)
    yield (t.street[:6], given)
    yield (t.street[:6], family)
    yield (t.place[:6], given)
    yield (t.place[:6], family)


def _phone_keys(traits: Traits) -> Iterator[str]:
    for phone in traits.phones:
        yield phone
        if len(phone) > 6:  # noqa: PLR2004  (halves of shorter ones say nothing)
            half = len(phone) // _HALF
            yield phone[:half] + "<"
            yield phone[half:] + ">"


class Blocks:
    """Persons in blocks by their keys; the commonest blocks are cut until the pairs are few enough."""

    def __init__(self, people: Sequence[Traits]) -> None:
        """Make the blocks; a block is the places of its persons in `people`, in order."""
        shared = sorted(_shared(people), key=len)
        self._blocks = shared[: _affordable(shared, max(PAIRS, PAIRS_EACH * len(people)))]
        self._of: list[list[int]] = [[] for _ in people]
        for number, block in enumerate(self._blocks):
            for place in block:
                self._of[place].append(number)

    def partners(self, place: int) -> list[int]:
        """Return the later persons that this one is to be compared with."""
        met: set[int] = set().union(*(self._blocks[number] for number in self._of[place]))
        return [other for other in met if other > place]

    def meet(self, a: int, b: int) -> bool:
        """Tell whether two persons share a block."""
        return not set(self._of[a]).isdisjoint(self._of[b])


def _shared(people: Sequence[Traits]) -> "Iterator[array[int]]":
    """Yield the persons of each key that several have, one pass after the other, for the sake of memory."""
    columns = [array("q") for _ in keys_of(people[0])] if people else []
    for traits in people:
        for column, key in zip(columns, keys_of(traits), strict=True):
            column.append(hash(key) if all(key) else 0)
    for column in columns:
        yield from _grouped(enumerate(column))
    yield from _grouped((place, hash(key)) for place, t in enumerate(people) for key in _phone_keys(t))


def _grouped(keys: Iterable[tuple[int, int]]) -> "Iterator[array[int]]":
    first: dict[int, int] = {}
    more: dict[int, array[int]] = {}
    for place, key in keys:
        if not key:
            continue
        if first.setdefault(key, place) != place:
            more.setdefault(key, array("L", (first[key],))).append(place)
    yield from more.values()


def _affordable(blocks: Sequence[Sequence[int]], pairs: int) -> int:
    """Return how many blocks, the rarest first, stay within a number of pairs."""
    for number, block in enumerate(blocks):
        pairs -= len(block) * (len(block) - 1) // 2
        if pairs < 0 and len(block) > SMALLEST:
            return number
    return len(blocks)
