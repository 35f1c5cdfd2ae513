"""Boards, cards and attendance of duty as they leave the services; see `core.views`, and `core.turn_view`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class DutyEvent:
    """One turn as a calendar holds it; `uid` stays the same, and a higher `version` takes the place of a lower one.

    `actions` are in both languages.
    """

    KIND: ClassVar[str] = "turn"
    uid: str
    version: int
    start: datetime
    end: datetime
    duty: str
    shift: str
    area: str
    place: str
    member: str
    name: str
    cancelled: bool
    actions: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class BoardCell:
    """What one member does on one day: `letter` stands for the shift, `state` is a `core.attendance.Standing`."""

    KIND: ClassVar[str] = "turn"
    id: int
    date: str
    shift: str
    letter: str
    duty: str
    post: int
    state: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One member's line of a board, with the hours and nights of its days."""

    KIND: ClassVar[str] = "board"
    member: str
    name: str
    hours: float
    nights: int
    turns: tuple[BoardCell, ...]


@dataclass(frozen=True, slots=True)
class BoardGap:
    """A post that has fewer heads than it needs at least; `missing` tells how many, by the ISO day.

    A `standby` steps in where somebody fails: no other work lies idle while it is empty.
    """

    KIND: ClassVar[str] = "board"
    post: int
    duty: str
    area: str
    area_name: str
    place: str | None
    shift: str
    letter: str
    standby: bool
    missing: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ShiftKey:
    """What a letter of a board stands for."""

    KIND: ClassVar[str] = "turn"
    shift: str
    letter: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class BoardView:
    """Members by days, with shift letters; what is missing stands below. `days` are ISO days."""

    KIND: ClassVar[str] = "board"
    area: str | None
    days: tuple[str, ...]
    shifts: tuple[ShiftKey, ...]
    rows: tuple[BoardRow, ...]
    gaps: tuple[BoardGap, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who stands at the same post before or after a turn, or near it at the same time."""

    KIND: ClassVar[str] = "card"
    member: str
    name: str
    phone: str | None
    duty: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class CardTurn:
    """One turn on a card: what to do step by step, who comes before and after, with whom, whom to call.

    `actions` and the words of packs are in both languages. `call` is code, name and phone of who works the desk.
    """

    KIND: ClassVar[str] = "card"
    id: int
    date: str
    shift: str
    start: datetime
    end: datetime
    duty: str
    area: str
    area_name: str
    place: str | None
    state: str
    checkin: int | None
    actions: tuple[Mapping[str, str], ...]
    before: tuple[Beside, ...]
    after: tuple[Beside, ...]
    beside: tuple[Beside, ...]
    call: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class CardView:
    """The card of one member for one day: all their turns that begin on it; `lang` is their language."""

    KIND: ClassVar[str] = "card"
    member: str
    name: str
    date: str
    lang: str
    turns: tuple[CardTurn, ...]


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """How turns were kept: of a member, or of an area as a whole (`member` is None). `hours` were worked.

    `share` is how many of the turns were kept, of 1; None where there were none.
    """

    KIND: ClassVar[str] = "attendance"
    member: str | None
    name: str | None
    area: str | None
    turns: int
    came: int
    late: int
    no_show: int
    hours: float
    share: float | None


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A coming turn of somebody who has a history of not turning up: so many of the last turns missed."""

    KIND: ClassVar[str] = "attendance"
    id: int
    date: str
    shift: str
    start: datetime
    duty: str
    area: str
    place: str | None
    member: str
    name: str
    phone: str | None
    missed: int
    turns: int


@dataclass(frozen=True, slots=True)
class EmptyPost:
    """A post that lacks somebody now: so many are missing of those it needs at least, until when."""

    KIND: ClassVar[str] = "turn"
    post: int
    duty: str
    area: str
    place: str | None
    shift: str
    missing: int
