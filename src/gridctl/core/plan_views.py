"""Plans of rosters as they leave the services; see `core.views`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class UnfilledView:
    """A post that has too few on a day: how many are missing below the minimum, and why.

    `reasons` says how many can do it at all (`can`), and how many of those can't, by what stands against it;
    `fix` names what would help: a code, and who, which post or rule it is about. `why` is worded by
    `present.roster_reasons`.
    """

    KIND: ClassVar[str] = "plan"
    post: int
    date: str
    shift: str
    missing: int
    duty: str
    area: str
    reasons: Mapping[str, int]
    fix: tuple[Mapping[str, Any], ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Shares:
    """How the work is spread over those who belong to the area: how many have none, and the hours of the others."""

    without_work: int
    least: float
    median: float
    most: float


@dataclass(frozen=True, slots=True)
class PlanView:
    """What a plan came to. `id` is None for a rehearsal; hours are rounded to tenths.

    `required` and `filled` count the minimum of all posts, `desired` and `desired_filled` what is wished beyond.
    `score` is the price of the roster, `bound` what no roster can cost less than (`core.duty_prices`).
    `beyond` are those who work beyond limits that a leader has lifted; `left` the turns that a rule forbade
    when they were to be kept, for the store had changed since.
    """

    KIND: ClassVar[str] = "plan"
    id: int | None
    status: str
    area: str | None
    from_on: str
    days: int
    required: int
    filled: int
    desired: int
    desired_filled: int
    unfilled: tuple[UnfilledView, ...]
    score: int
    bound: int
    seconds: float
    effort: float | None
    seed: int
    stopped: bool
    members: Shares
    beyond: tuple[Mapping[str, Any], ...]
    left: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan in a list; `score` and `bound` as in `PlanView`, `turns` those that stand."""

    KIND: ClassVar[str] = "plan"
    id: int
    status: str
    area: str | None
    from_on: str
    days: int
    required: int
    filled: int
    score: int
    bound: int
    seed: int
    effort: int | None
    seconds: int
    turns: int
    made_at: datetime
    made_by: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublishedView:
    """What publishing a plan did: how many turns of how many members are told, and those that a rule forbids by now."""

    KIND: ClassVar[str] = "plan"
    id: int
    status: str
    area: str | None
    from_on: str
    days: int
    published: int
    members: int
    dry_run: bool
    left: tuple[Mapping[str, Any], ...] = field(default=())
