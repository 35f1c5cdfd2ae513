"""What the heartbeat tells: what it did, what has to be remembered, which requests come again."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from gridctl.core.private import Sight


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that a tick did with a request.

    `did` is ``escalated``, ``no_answer``, ``opened``, ``ended``, ``reminded`` or ``failed``; `reason` a code of
    `core.reminders.Reminding` or of `core.repeats.ScheduleKind`; `to` the desk, member or team concerned.
    """

    KIND: ClassVar[str] = "tick"
    request: int
    did: str
    reason: str
    to: str | None


@dataclass(frozen=True, slots=True)
class TickView:
    """What one tick did: numbers, each thing by itself, and the rounds that it opened."""

    KIND: ClassVar[str] = "tick"
    at: datetime
    escalated: int
    no_answers: int
    opened: int
    ended: int
    reminded: int
    failed: int
    dry_run: bool
    deeds: tuple[Deed, ...]
    rounds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReminderView:
    """Something to remember about a request, since when; `reason` is a code of `core.reminders.Reminding`."""

    KIND: ClassVar[str] = "reminder"
    request: int
    reason: str
    since: datetime
    status: str
    urgency: str
    category: str
    area: str | None
    summary: str
    holder: str | None
    desk: str | None
    due: datetime | None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """A request that comes again; `opened` are the numbers of the requests that it has opened."""

    KIND: ClassVar[str] = "schedule"
    id: int
    request: int
    kind: str
    every: str
    status: str
    next_at: datetime | None
    until_at: datetime | None
    opened: tuple[int, ...]
    created_at: datetime
    created_by: str
