"""The newest events as they leave the services; see `core.views`."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from gridctl.core.private import Sight


@dataclass(frozen=True, slots=True)
class Event:
    """One step of any request; `by` is the name of who did it, or the code where that is no member."""

    KIND: ClassVar[str] = "step"
    seq: int
    at: datetime
    step: str
    request: int
    status: str
    by: str
    urgency: str
    category: str
    area: str | None
    summary: str
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class StandsNow:
    """Somebody who stands at a post now, or still should: `here` tells whether they have checked in."""

    member: str
    name: str
    here: bool


@dataclass(frozen=True, slots=True)
class PostNow:
    """A post that is open now: who is there, until when, and how many are missing; `pressing`: an emergency's."""

    post: int
    duty: str
    area: str
    place: str | None
    people: tuple[StandsNow, ...]
    until: datetime | None
    missing: int
    pressing: bool
