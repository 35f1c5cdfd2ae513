"""A day of the roster that is repeated on another, as it leaves the services: keys as in JSON."""

from dataclasses import dataclass
from typing import ClassVar

from gridctl.core.turn_view import TurnView


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A turn that was not repeated; `rule` is the one that forbids it, by its name in `core.duty_rules`."""

    KIND: ClassVar[str] = "left_out"
    turn: int
    member: str
    name: str
    post: int
    duty: str
    shift: str
    rule: str


@dataclass(frozen=True, slots=True)
class CopyView:
    """What came of repeating the turns of `date` on `on_date`: the new ones, and those that no rule allows."""

    KIND: ClassVar[str] = "copy"
    date: str
    on_date: str
    copied: int
    turns: tuple[TurnView, ...]
    left_out: tuple[LeftOut, ...]
    dry_run: bool
