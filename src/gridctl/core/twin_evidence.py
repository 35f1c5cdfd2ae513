"""Two persons compared: for each field how far they agree, and all of that as one number, the pattern."""

from collections.abc import Callable, Iterator

from gridctl.core.twin_traits import WIDE_FROM, Name, Traits
from gridctl.core.twins import Alike

UNKNOWN, SAME, CLOSE, PART, OTHER, CLASH = range(6)
"""How far a field agrees. CLASH: two identity numbers that are both whole, so that none is a slip."""

ADDRESS = ("street", "place", "number", "suburb", "postcode", "state")
"""The fields of an address, where homes have no labels."""

FIELDS = (
    "given",
    "family",
    "born",
    "identity",
    "phones",
    "home",
    "sex",
    *ADDRESS,
)
"""The fields in the order of a pattern, the first in its highest three bits."""

BITS, LEVELS = 3, 8
_BORN, _PHONE, _IDENTITY, _NAME = 8, 7, 6, 4  # lengths from which one edit is a slip, not another value
_CLOSE_NAME, _PART_NAME, _CLOSE_PLACE, _PART_PLACE = (
    0.9,
    0.8,
    0.88,
    0.75,
)  # Jaro-Winkler, as record linkage has them

Compare = Callable[[Traits, Traits], int]


def levels(pattern: int) -> Iterator[tuple[str, int]]:
    """Yield each field with its level."""
    for place, field in enumerate(reversed(FIELDS)):
        yield field, pattern >> BITS * place & LEVELS - 1


def comparer(alike: Alike) -> Compare:
    """Return the function that compares two persons into a pattern; it is symmetric."""
    edits, likeness = alike.edits, alike.likeness

    def compare(a: Traits, b: Traits) -> int:
        pattern = name_levels(a, b, alike)
        pattern = pattern << BITS | born_level(a.born, b.born, edits)
        pattern = pattern << BITS | _identity_level(a, b, edits)
        pattern = pattern << BITS | _phones_level(a.phones, b.phones, edits)
        pattern = pattern << BITS | _home_level(a, b, edits)
        pattern = pattern << BITS | _plain_level(a.sex, b.sex)
        if not (a.addressed and b.addressed):
            return pattern << BITS * len(ADDRESS)
        pattern = pattern << 2 * BITS | _street_levels(a, b, likeness)
        pattern = pattern << BITS | _code_level(a.number, b.number, edits)
        pattern = pattern << BITS | _place_level(a.suburb, b.suburb, likeness)
        pattern = pattern << BITS | _code_level(a.postcode, b.postcode, edits)
        return pattern << BITS | _plain_level(a.state, b.state)

    return compare


def name_levels(a: Traits, b: Traits, alike: Alike) -> int:
    """Return the levels of given and family name; where they are swapped in one, those of the counterparts."""
    given = name_level(a.given, b.given, alike)
    family = name_level(a.family, b.family, alike)
    straight = given << BITS | family
    if SAME <= given <= CLOSE or SAME <= family <= CLOSE:
        return straight
    if _turned(a, b) or _turned(b, a):
        return CLOSE << BITS | SAME
    crossed = _crossed(name_level(a.given, b.family, alike), name_level(a.family, b.given, alike))
    return crossed or straight


def _turned(a: Traits, b: Traits) -> bool:
    """Tell whether a whole name was written the other way round, and so parted at the wrong place."""
    return a.family.form + a.given.form == b.given.form + b.family.form != ""


def names_swapped(a: Traits, b: Traits, alike: Alike) -> bool:
    """Tell whether given and family name are swapped in one of both."""
    straight = name_level(a.given, b.given, alike) << BITS | name_level(a.family, b.family, alike)
    return name_levels(a, b, alike) != straight


def _crossed(one: int, two: int) -> int:
    """Return the levels of two swapped fields, or 0 where they don't agree when swapped either."""
    if max(one, two) > CLOSE or max(one, two) < SAME:
        return 0
    return max(one, two) << BITS | min(one, two)


def name_level(a: Name, b: Name, alike: Alike) -> int:
    """Return how far two names or parts of names agree; CLOSE is one sound or one letter off."""
    x, x_sound, _ = a
    y, y_sound, _ = b
    if x == y:
        return SAME if x else UNKNOWN
    if not x or not y:
        return UNKNOWN
    if x_sound == y_sound:
        return CLOSE
    if x >= WIDE_FROM and y >= WIDE_FROM:
        return _wide_level(a, b, alike)
    return _letters_level(x_sound, y_sound, alike)


def _wide_level(a: Name, b: Name, alike: Alike) -> int:
    x, _, x_heard = a
    y, _, y_heard = b
    if len(x) >= _NAME and len(y) >= _NAME and alike.edits(x, y, 1) <= 1:
        return CLOSE
    if x_heard and x_heard == y_heard:
        return PART
    return PART if any(char in y for char in x) else OTHER


def _letters_level(x: str, y: str, alike: Alike) -> int:
    like = alike.likeness(x, y)
    if like >= _CLOSE_NAME:
        return CLOSE
    if min(len(x), len(y)) >= _NAME and alike.edits(x, y, 1) <= 1:
        return CLOSE
    return PART if like >= _PART_NAME or x.startswith(y) or y.startswith(x) else OTHER


def born_level(x: str, y: str, edits: Callable[[str, str, int], int]) -> int:
    """Return how far two birth dates agree; CLOSE is one slip, PART two of year, month and day."""
    if x == y:
        return SAME if x else UNKNOWN
    if not x or not y:
        return UNKNOWN
    if len(x) != _BORN or len(y) != _BORN:
        return PART if x.startswith(y) or y.startswith(x) or edits(x, y, 1) <= 1 else OTHER
    if edits(x, y, 1) <= 1 or is_day_month(x, y):
        return CLOSE
    agree = (x[:4] == y[:4]) + (x[4:6] == y[4:6]) + (x[6:] == y[6:])
    return PART if agree > 1 else OTHER


def is_day_month(x: str, y: str) -> bool:
    """Tell whether two dates of the same year have day and month swapped."""
    return x[:4] == y[:4] and x[4:6] == y[6:] and x[6:] == y[4:6]


def _identity_level(a: Traits, b: Traits, edits: Callable[[str, str, int], int]) -> int:
    x, y = a.identity, b.identity
    if x == y:
        return SAME if x else UNKNOWN
    if not x or not y:
        return UNKNOWN
    if a.checked and b.checked:
        return CLASH
    if min(len(x), len(y)) < _IDENTITY:
        return OTHER
    off = edits(x, y, 2)
    return (SAME, CLOSE, PART, OTHER)[off]


def _phones_level(x: tuple[str, ...], y: tuple[str, ...], edits: Callable[[str, str, int], int]) -> int:
    if not x or not y:
        return UNKNOWN
    if x == y or not set(x).isdisjoint(y):
        return SAME
    for one in x:
        for two in y:
            if min(len(one), len(two)) >= _PHONE and edits(one, two, 1) <= 1:
                return CLOSE
    return OTHER


def _home_level(a: Traits, b: Traits, edits: Callable[[str, str, int], int]) -> int:
    x, y = a.home, b.home
    if x == y:
        return SAME if x else UNKNOWN
    if not x or not y:
        return UNKNOWN
    if min(len(x), len(y)) >= _NAME and edits(x, y, 1) <= 1:
        return CLOSE
    return PART if a.building and a.building == b.building else OTHER


def _street_levels(a: Traits, b: Traits, likeness: Callable[[str, str], float]) -> int:
    """Return the levels of street and place; where they are swapped in one, those of the counterparts."""
    street = _place_level(a.street, b.street, likeness)
    place = _place_level(a.place, b.place, likeness)
    if SAME <= street <= CLOSE or SAME <= place <= CLOSE:
        return street << BITS | place
    crossed = _crossed(_place_level(a.street, b.place, likeness), _place_level(a.place, b.street, likeness))
    return crossed or (street << BITS | place)


def _place_level(x: str, y: str, likeness: Callable[[str, str], float]) -> int:
    if x == y:
        return SAME if x else UNKNOWN
    if not x or not y:
        return UNKNOWN
    like = likeness(x, y)
    return CLOSE if like >= _CLOSE_PLACE else PART if like >= _PART_PLACE else OTHER


def _code_level(x: str, y: str, edits: Callable[[str, str, int], int]) -> int:
    if x == y:
        return SAME if x else UNKNOWN
    if not x or not y:
        return UNKNOWN
    return CLOSE if edits(x, y, 1) <= 1 else OTHER


def _plain_level(x: str, y: str) -> int:
    if not x or not y:
        return UNKNOWN
    return SAME if x == y else OTHER
