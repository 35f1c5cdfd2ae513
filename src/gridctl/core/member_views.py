"""What leaves the services of members and teams: frozen values, their fields the keys of the JSON output."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from gridctl.core.signals import Reason, Signal


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member in a list. `area` and `deputy` are codes; days are as precise as they are known."""

    KIND: ClassVar[str] = "member"
    id: int
    code: str
    name: str
    tier: str
    area: str | None
    phone: str | None
    role: str | None
    sending_unit: str | None
    skills: tuple[str, ...]
    capacity: int | None
    deputy: str | None
    from_on: str | None
    until_on: str | None


@dataclass(frozen=True, slots=True)
class PostingView:
    """An area where a member works beside their own, from and until when."""

    KIND: ClassVar[str] = "posting"
    area: str
    from_at: datetime
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class MemberDetail:
    """One member with postings (those that last first), teams by code, and how many open requests they hold.

    The colour and why stand in the page of a member alone.
    """

    KIND: ClassVar[str] = "member"
    id: int
    code: str
    name: str
    tier: str
    area: str | None
    phone: str | None
    role: str | None
    sending_unit: str | None
    skills: tuple[str, ...]
    capacity: int | None
    deputy: str | None
    from_on: str | None
    until_on: str | None
    postings: tuple[PostingView, ...]
    teams: tuple[str, ...]
    open_requests: int
    version: int
    lang: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    signal: Signal | None = None
    signal_reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamMemberView:
    """One member of a team, and how to ring them."""

    KIND: ClassVar[str] = "member"
    code: str
    name: str
    tier: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One team in a list; `members` are the codes of who goes out with it."""

    KIND: ClassVar[str] = "team"
    id: int
    code: str
    name: str
    kind: str
    phone: str | None
    area: str | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TeamDetail:
    """One team with who goes out with it."""

    KIND: ClassVar[str] = "team"
    id: int
    code: str
    name: str
    kind: str
    phone: str | None
    area: str | None
    members: tuple[TeamMemberView, ...]
    version: int
