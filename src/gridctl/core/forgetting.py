"""Whose is a request? The rules by which forgetting finds what was asked for by one person."""

from collections.abc import Iterable
from dataclasses import dataclass

from gridctl.core.traces import is_telling, number_key


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person who is to be forgotten; `numbers` are the keys of phones and identity.

    `alone` tells that nobody else here has the name.
    """

    id: int
    name: str
    numbers: frozenset[str]
    home_id: int | None
    alone: bool


def keys_of(numbers: Iterable[str | None]) -> frozenset[str]:
    """Return the keys of the numbers that are there."""
    return frozenset(number_key(one) for one in numbers if one)


def owns(
    person: Known, name: str | None, phone: str | None, home_id: int | None, shared: frozenset[str]
) -> bool:
    """Tell whether a request that names no resident is this person's.

    It is where the name fits and the phone or the home too; where the phone fits, nobody is named and no
    other person here has that phone (`shared`); or where a name that tells who it is stands alone.
    """
    same_name = bool(name) and name == person.name
    key = number_key(phone) if phone else ""
    if key and key in person.numbers:
        return same_name or (not name and key not in shared)
    if not same_name:
        return False
    same_home = home_id is not None and home_id == person.home_id
    return same_home or (not phone and person.alone and is_telling(person.name))


def names_to_wipe(people: Iterable[Known], of_members: frozenset[str]) -> list[str]:
    """Return the names that are wiped out of texts about others: telling ones that nobody else here has."""
    return sorted(
        {one.name for one in people if one.alone and is_telling(one.name) and one.name not in of_members}
    )


def why_names(why: str | None, people: Iterable[Known]) -> bool:
    """Tell whether a reason names one of the people: the ledger could never forget it."""
    return bool(why) and any(
        (one.name and one.name in str(why)) or any(key in number_key(str(why)) for key in one.numbers)
        for one in people
    )
