"""What `request next`, `request suggest` and `request dispatch` show; see `core.views`."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from gridctl.core.clock_views import ScorePart, ScoreView
from gridctl.core.private import Sight


@dataclass(frozen=True, slots=True)
class NextView:
    """The most urgent piece of work of a desk, and why; `queue` counts what waits there, this one too."""

    KIND: ClassVar[str] = "request"
    id: int
    status: str
    urgency: str
    category: str
    summary: str
    area: str | None
    home: str | None
    building: str | None
    point: str | None
    desk: str | None
    holder: str | None
    received_at: datetime
    due: datetime | None
    overdue: bool
    queue: int
    urgency_score: ScoreView
    version: int
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class NextTable:
    """The same for people: the points stand in a table below."""

    KIND: ClassVar[str] = "request"
    id: int
    status: str
    urgency: str
    category: str
    summary: str
    area: str | None
    home: str | None
    building: str | None
    point: str | None
    desk: str | None
    holder: str | None
    received_at: datetime
    due: datetime | None
    overdue: bool
    queue: int
    urgency_score: int
    reasons: tuple[ScorePart, ...]
    sight: Sight = field(default=Sight.MASKED, repr=False)


def next_table(found: NextView) -> NextTable:
    """Lay the next piece of work out for a table."""
    left = {"urgency_score", "version"}
    same = {name: getattr(found, name) for name in NextView.__slots__ if name not in left}
    return NextTable(**same, urgency_score=found.urgency_score.total, reasons=found.urgency_score.parts)


@dataclass(frozen=True, slots=True)
class ReasonView:
    """Points for or against somebody, and the rule that gives them (`core.suggesting`)."""

    KIND: ClassVar[str] = "suggestion"
    rule: str
    points: int
    detail: str | None


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """Somebody who could get a request: the code of a member or team, and the sum of the reasons."""

    KIND: ClassVar[str] = "suggestion"
    member: str
    name: str
    kind: str
    score: int
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """The same for a table: the reasons as words."""

    KIND: ClassVar[str] = "suggestion"
    member: str
    name: str
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssignedView:
    """A request and to whom it goes: a member, a team, or the desk of an area (`kind`).

    Requests with the same number of `go` are done in one go; the first of them bears the price of the way.
    """

    KIND: ClassVar[str] = "request"
    request: int
    to: str
    cost: int
    kind: str
    go: int
    urgency: str
    category: str
    summary: str
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class UnassignedView:
    """A request that nobody gets, and why; `able` counts those who could do it but for that."""

    KIND: ClassVar[str] = "request"
    request: int
    why: str
    skills: tuple[str, ...]
    able: int
    urgency: str
    category: str
    summary: str
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class SkippedView:
    """A request of the plan that was left alone: somebody took it meanwhile, or filled who was to get it."""

    KIND: ClassVar[str] = "request"
    request: int
    to: str
    why: str


@dataclass(frozen=True, slots=True)
class DispatchView:
    """What was, or would be, handed out at once; `cost` is the sum of the prices."""

    KIND: ClassVar[str] = "dispatch"
    desk: str | None
    cost: int
    dry_run: bool
    assigned: tuple[AssignedView, ...]
    unassigned: tuple[UnassignedView, ...]
    skipped: tuple[SkippedView, ...] = ()
