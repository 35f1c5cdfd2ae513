"""Changes to a published roster as they leave the services; see `core.views`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from gridctl.core.plan_views import UnfilledView


@dataclass(frozen=True, slots=True)
class HoleView:
    """A turn that somebody leaves, which should be filled."""

    KIND: ClassVar[str] = "replan"
    turn: int
    post: int
    date: str
    shift: str
    duty: str
    area: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changes for somebody on a day: the post that they take, and the one that they leave for it."""

    KIND: ClassVar[str] = "replan"
    member: str
    name: str
    phone: str | None
    date: str
    shift: str | None
    takes: int | None
    leaves: int | None
    duty: str | None
    area: str | None
    area_name: str | None


@dataclass(frozen=True, slots=True)
class ReplanView:
    """The smallest set of changes that fills what somebody leaves, who must be told, and what stays open, and why.

    `noted` tells whether the absence is in the store for all those days; `beyond` are those of whom the changes ask
    more than the usual limits allow, where a leader has lifted them.
    """

    KIND: ClassVar[str] = "replan"
    member: str
    name: str
    since: datetime
    until: str
    holes: tuple[HoleView, ...]
    changes: tuple[ChangeView, ...]
    told: tuple[str, ...]
    unfilled: tuple[UnfilledView, ...]
    left: tuple[Mapping[str, Any], ...]
    beyond: tuple[Mapping[str, Any], ...]
    noted: bool
    dry_run: bool
