"""Plans of rosters as they leave the services; see `core.views`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class UnfilledView:
    """A post that has too few on a day: how many are missing below the minimum, and why.

    `reasons` says how many can do it at all (`can`), and how many of those can't, by what stands against it;
    `fix` names what would help, by codes. `why` is worded by `present.roster_reasons`.
    """

    KIND: ClassVar[str] = "plan"
    post: int
    date: str
    shift: str
    missing: int
    why: str
    duty: str
    area: str
    reasons: Mapping[str, int]
    fix: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BeyondView:
    """Somebody who works beyond their limits of hours and rest, which a leader has lifted; the rules by name."""

    KIND: ClassVar[str] = "plan"
    member: str
    name: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan in a list. `from` is kept as `from_on` for it is no name in Python; see `present.as_json`."""

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
    made_at: datetime
    made_by: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublishedView:
    """What publishing a plan did: turns that were told, and those that a rule forbids by now."""

    KIND: ClassVar[str] = "plan"
    id: int
    status: str
    published: int
    left: tuple[Mapping[str, Any], ...]
    members: int
    dry_run: bool
