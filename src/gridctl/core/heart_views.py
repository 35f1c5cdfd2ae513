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
class DutyDeed:
    """One thing that a tick did about duty: nobody came to a turn (`did` is ``no_show``), or a deputy took over.

    `member` is who was to come or is away, `to` who was asked to step in, or the desk where nobody stands by. For
    ``stood_in`` there is no turn: the requests and turns of an absence that has begun went over.
    """

    KIND: ClassVar[str] = "tick"
    turn: int | None
    did: str
    member: str
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
    no_shows: int = 0
    duty: tuple[DutyDeed, ...] = ()
    rounds: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminder:
    """What all reminders tell, so that they stand in one list: `reason` is why, `request` None where it is of none."""

    request: int | None
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


@dataclass(frozen=True, slots=True)
class ReminderView(Reminder):
    """Something to remember about a request, since when; `reason` is a code of `core.reminders.Reminding`."""

    KIND: ClassVar[str] = "reminder"
    turn: int | None = None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class DutyReminderView(Reminder):
    """Something to see to about a turn of duty: who is late, did not come, or is silent (`reason`).

    It has the keys of a reminder about a request, so that both stand in one list: `category` is the duty, `summary`
    who was to stand where, `holder` their code, `due` the end of the turn.
    """

    KIND: ClassVar[str] = "duty_reminder"
    turn: int


@dataclass(frozen=True, slots=True)
class ReportReminderView(Reminder):
    """A report that is late or failed (`reason`), with the keys of a reminder about a request.

    `category` is the kind of report, `summary` its day and why it failed, `since` when it was due.
    """

    KIND: ClassVar[str] = "report_reminder"
    turn: int | None


@dataclass(frozen=True, slots=True)
class DeliveryReminderView(Reminder):
    """Deliveries to one destination that somebody has to see to: `count` of them, the first is number `delivery`.

    It has the keys of a reminder about a request: `summary` is the destination, `category` what was to go there.
    """

    KIND: ClassVar[str] = "delivery_reminder"
    turn: int | None
    delivery: int
    count: int


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
