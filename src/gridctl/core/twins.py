"""Who may be one person written down twice: the values that the search takes and gives."""

from collections.abc import Callable
from dataclasses import dataclass

from gridctl.core.twin_grounds import GROUNDS, Ground


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of one person, as it was written; what is not known is empty.

    `name` is the whole name, or `given` and `family` are its parts. `pinyin` holds the syllables of the
    whole name parted by blanks. `born` is a date as YYYYMMDD, with or without hyphens. `home` is a label
    (``HZ12-2-501``); the fields after it are an address where there are no such labels.
    """

    id: int | str
    name: str = ""
    given: str = ""
    family: str = ""
    pinyin: str = ""
    born: str = ""
    sex: str = ""
    phones: tuple[str, ...] = ()
    identity: str = ""
    home: str = ""
    number: str = ""
    street: str = ""
    place: str = ""
    suburb: str = ""
    postcode: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """How strings are compared; core has no such functions of its own.

    `edits(a, b, most)` counts the signs to insert, remove, replace or swap with their neighbour, and is
    `most` + 1 where there are more; `likeness(a, b)` is 0 to 1. Both are symmetric.
    """

    edits: Callable[[str, str, int], int]
    likeness: Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground with the arguments of its text, and whether it speaks against; holds no personal data."""

    ground: Ground
    against: bool = False
    args: tuple[tuple[str, int], ...] = ()

    @property
    def text(self) -> str:
        """Return the message id, to be translated and filled in with `args`."""
        return GROUNDS[self.ground]


@dataclass(frozen=True, slots=True)
class Twin:
    """Two entries that are likely one person; `score` is the chance of that, 0 to 1.

    The reasons stand in the order of their weight: those for it, then those against it.
    """

    a_id: int | str
    b_id: int | str
    score: float
    reasons: tuple[Reason, ...]
