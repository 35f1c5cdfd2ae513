"""Who was entered twice: the search, with the measures that it compares by."""

from collections.abc import Iterable
from dataclasses import replace

from gridctl.checks.alike import alike
from gridctl.checks.pinyin import syllable
from gridctl.core.twin_search import search
from gridctl.core.twins import Person, Twin


def find_twins(people: Iterable[Person], *, most: int | None = None) -> list[Twin]:
    """Return the pairs that are rather one person than two, the likeliest first, at most `most` of them.

    A score is the chance of that, from 0.5 to 1. The order in which people come matters for nothing but
    which of a pair is named first. Chinese names that come without their pinyin are read here. Some
    100,000 people take under a minute and 400 MB.
    """
    return search(map(_read, people), alike(), most)


def _read(person: Person) -> Person:
    """Return a person with the pinyin of the name, which finds what sounds the same."""
    name = person.family + person.given if person.family or person.given else person.name
    if person.pinyin or name.isascii():
        return person
    return replace(person, pinyin=" ".join(filter(None, map(syllable, name))))
