"""What `gridctl request why` shows: the arithmetic of the deadlines and of the urgency."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ClockStep:
    """One line of a clock's arithmetic; hours are decimal.

    `effect` is a code of `core.clocks.Turn`; ``skip`` leaves hours out by the calendar and ``work`` is a day
    that is worked although it is usually not: `rule` is then a code of `core.calendars.Pause`, or ``make_up``.
    """

    KIND: ClassVar[str] = "clock"
    at: datetime
    rule: str
    effect: str
    hours: float | None
    used_hours: float
    deadline: datetime | None


@dataclass(frozen=True, slots=True)
class ClockView:
    """Where one clock stands. `left_hours` is below zero once it is overdue; `calendar` is what it counts by.

    Its `steps` are what happened to it, and what its calendar leaves out up to now or to its deadline.
    """

    KIND: ClassVar[str] = "clock"
    limit_hours: float | None
    deadline: datetime | None
    used_hours: float
    left_hours: float | None
    running: bool
    met_at: datetime | None
    steps: tuple[ClockStep, ...]
    calendar: str = "24x7"


@dataclass(frozen=True, slots=True)
class ScorePart:
    """Points of the urgency score and the rule that gives them."""

    KIND: ClassVar[str] = "clock"
    rule: str
    points: int


@dataclass(frozen=True, slots=True)
class ScoreView:
    """The urgency score and what it is made of."""

    KIND: ClassVar[str] = "clock"
    total: int
    parts: tuple[ScorePart, ...]


@dataclass(frozen=True, slots=True)
class WhyView:
    """Why a request is due when it is, and how urgent it is beside others."""

    KIND: ClassVar[str] = "clock"
    id: int
    status: str
    rule: str
    respond: ClockView
    assign: ClockView
    accept: ClockView
    resolve: ClockView
    urgency_score: ScoreView


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock, or one step of a clock, as a row of a table."""

    KIND: ClassVar[str] = "clock"
    clock: str
    at: datetime | None
    effect: str
    rule: str
    limit_hours: float | None
    used_hours: float
    left_hours: float | None
    deadline: datetime | None


@dataclass(frozen=True, slots=True)
class WhyTable:
    """The same for people: every clock and its steps in one table, and the points in another."""

    KIND: ClassVar[str] = "clock"
    id: int
    status: str
    rule: str
    urgency_score: int
    clocks: tuple[ClockLine, ...]
    reasons: tuple[ScorePart, ...]


def as_table(why: WhyView) -> WhyTable:
    """Lay the arithmetic out for a table."""
    lines: list[ClockLine] = []
    for name in ("respond", "assign", "accept", "resolve"):
        clock: ClockView = getattr(why, name)
        if clock.limit_hours is None:
            continue
        lines += [
            ClockLine(name, one.at, one.effect, one.rule, one.hours, one.used_hours, None, one.deadline)
            for one in clock.steps
        ]
        lines.append(
            ClockLine(
                name, None, "now", "", clock.limit_hours, clock.used_hours, clock.left_hours, clock.deadline
            )
        )
    score = why.urgency_score
    return WhyTable(why.id, why.status, why.rule, score.total, tuple(lines), score.parts)
