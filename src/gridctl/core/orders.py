"""Instructions to many desks at once: how far each desk has come, and what leaves the services."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from gridctl.core.private import Sight
from gridctl.core.words import ENDED, Status


class Heard(StrEnum):
    """What a desk has let be heard of an instruction: silent ones first."""

    SILENT = "silent"
    RECEIVED = "received"
    ANSWERED = "answered"
    CANCELLED = "cancelled"


class OrderStatus(StrEnum):
    """How an instruction stands: some desk owes an answer, none does, or it was withdrawn."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


_UNDER_WAY = frozenset({Status.WORKING, Status.WAITING})


def heard(status: Status, *, accepted: bool, resolved: bool) -> Heard:
    """Return what a desk has said: its receipt 签收 (work that has begun says as much), its answer 反馈.

    `accepted` and `resolved` tell whether its request was accepted, and answered, ever.
    """
    if status is Status.CANCELLED:
        return Heard.CANCELLED
    if status in {Status.RESOLVED, Status.CLOSED} or (resolved and status in ENDED):
        return Heard.ANSWERED
    return Heard.RECEIVED if accepted or status in _UNDER_WAY else Heard.SILENT


def stands(desks: Sequence[Heard], *, withdrawn: bool) -> OrderStatus:
    """Return how an instruction stands by what its desks have said."""
    if withdrawn:
        return OrderStatus.WITHDRAWN
    owing = {Heard.SILENT, Heard.RECEIVED}
    return OrderStatus.OPEN if owing & set(desks) else OrderStatus.ANSWERED


@dataclass(frozen=True, slots=True)
class OrderDesk:
    """One desk of an instruction: its request, when it received and answered it, and what it answered."""

    KIND: ClassVar[str] = "instruction"
    desk: str
    name: str
    status: str
    request: int | None
    accepted_at: datetime | None = None
    answered_at: datetime | None = None
    overdue: bool = False
    answer: str | None = None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One instruction in a list: to how many desks it went, how many have received it, answered it, or are silent.

    Who has answered has received it too.
    """

    KIND: ClassVar[str] = "instruction"
    id: int
    status: str
    summary: str
    kind: str
    area: str | None
    due: datetime | None
    handed: int
    received: int
    answered: int
    silent: int
    issued_at: datetime
    operator: str
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class OrderView:
    """One instruction with its desks, the silent ones first. `id` is None for a rehearsal."""

    KIND: ClassVar[str] = "instruction"
    id: int | None
    status: str
    summary: str
    details: str | None
    kind: str
    area: str | None
    category: str
    urgency: str
    due: datetime | None
    handed: int
    received: int
    answered: int
    silent: int
    issued_at: datetime
    operator: str
    desks: tuple[OrderDesk, ...]
    dry_run: bool = False
    sight: Sight = field(default=Sight.MASKED, repr=False)
