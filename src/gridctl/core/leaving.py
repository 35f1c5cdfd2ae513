"""Leaving: who can take over from somebody who goes, and the handover paper 交接单 that comes of it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from gridctl.core.desks import STAFF
from gridctl.core.private import Sight
from gridctl.core.words import Tier

_LATEST = "~"
"""Stands behind a day, so that a year or month alone ends with its last day."""


@dataclass(frozen=True, slots=True)
class HandoverRequest:
    """An open request that goes over: what it is about, until when, and whom to call.

    `part` is what the one who goes had in it: holder or helper.
    """

    KIND: ClassVar[str] = "request"
    id: int
    part: str
    status: str
    urgency: str
    category: str
    area: str | None
    summary: str
    due: datetime | None
    overdue: bool
    name: str | None
    phone: str | None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class Handover:
    """The handover paper: who goes, who follows, and all that goes over; people, areas and teams by code.

    `without_deputy` are members for whom nobody stands in any more. `heir_open` and `heir_capacity` tell how
    many open requests the heir holds then, and how many they can.
    """

    KIND: ClassVar[str] = "handover"
    member: str
    to: str
    at: datetime
    requests: tuple[HandoverRequest, ...]
    areas: tuple[str, ...]
    deputies: tuple[str, ...]
    without_deputy: tuple[str, ...]
    teams: tuple[str, ...]
    heir_open: int
    heir_capacity: int | None
    dry_run: bool

    @property
    def is_too_much(self) -> bool:
        """Tell whether the heir would hold more than they can."""
        return self.heir_capacity is not None and self.heir_open > self.heir_capacity


def is_there(from_on: str | None, until_on: str | None, day: str) -> bool:
    """Tell whether a member has come by a day (``2021-12-17``) and not left before its end."""
    return (from_on or "") <= day and (until_on is None or day < until_on + _LATEST)


def would_be_empty(going: Tier, heir: Tier, others: Collection[Tier]) -> bool:
    """Tell whether a desk that the one who goes has worked would have nobody who works it.

    `others` are the tiers of everybody else who is placed there.
    """
    return going in STAFF and heir not in STAFF and not STAFF.intersection(others)
