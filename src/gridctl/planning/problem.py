"""What is to be handed out, in plain numbers: goes, rooms, and the price of each way."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

RANKS = 4
"""How urgent something can be: ranks from 0, the most urgent, to 3."""


@dataclass(frozen=True, slots=True)
class Go:
    """Requests that one person does together: the kind of go, and how urgent each is (0 is most)."""

    kind: int
    ranks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """What somebody can still hold: their kind, and the price of each further request, never falling."""

    kind: int
    prices: tuple[int, ...]


@dataclass(frozen=True)
class Problem:
    """What is to be handed out. `ways` is the price by kind of go and kind of room; None: it cannot be."""

    goes: tuple[Go, ...]
    rooms: tuple[Room, ...]
    ways: Sequence[Sequence[int | None]]

    @cached_property
    def widest(self) -> int:
        """How many requests the largest go has."""
        return max((len(go.ranks) for go in self.goes), default=0)
