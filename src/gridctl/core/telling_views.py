"""What leaves the services about texts to send, shares and the duty log: frozen facts and views."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from gridctl.core.private import Sight
from gridctl.core.round_views import TargetRow


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be called: code (empty for outsiders), name and phone."""

    code: str = ""
    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a text is about: one request as far as a text for somebody else may need it.

    `place` is how people would say where it is, `wide` the same without the door.
    """

    request: int
    category: str
    urgency: str
    confidential: bool
    summary: str
    details: str = ""
    place: str = ""
    wide: str = ""
    who: Person = field(default_factory=Person)
    ref: str = ""
    answer: str = ""
    respond_by: datetime | None = None
    due: datetime | None = None
    holder: Person = field(default_factory=Person)


@dataclass(frozen=True, slots=True)
class TurnTold:
    """One turn of duty as far as a text needs it. `duty` and `shift` are codes, `area` is a name."""

    id: int
    start: datetime
    end: datetime
    duty: str
    shift: str
    area: str
    area_id: int
    place: str
    who: Person


@dataclass(frozen=True, slots=True)
class RoundTold:
    """What somebody has to hear of a round: the doors that are missing; `name` is what it is called."""

    id: int
    name: str
    until: datetime | None
    missing: tuple[TargetRow, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """One text that has to be sent, as facts; `present` words it in the language of whom it is for.

    `call` is who can be asked, `reason` what was said with the step. It is about a request (`matter`), about
    turns of duty, or about a round.
    """

    id: int
    kind: str
    role: str
    to: Person
    lang: str
    matter: Matter | None
    call: Person
    reason: str
    created_at: datetime
    told_at: datetime | None
    told_by: str | None
    sight: Sight = Sight.MASKED
    turns: tuple[TurnTold, ...] = ()
    round: RoundTold | None = None


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """One text to send. `to` is the code of a member, team or desk, or ``requester``.

    `about` is a request; a text about duty has none, but `turns`, one about a round its number.
    """

    KIND: ClassVar[str] = "outbox"
    id: int
    to: str
    to_name: str
    to_phone: str
    about: int | None
    kind: str
    urgency: str | None
    text: str
    created_at: datetime
    told_at: datetime | None
    told_by: str | None
    turns: tuple[int, ...] = ()
    round: int | None = None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class ShareView:
    """One text about a request for the group, or with `to` the full one for whoever needs it."""

    KIND: ClassVar[str] = "outbox"
    about: int
    to: str | None
    text: str
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry of the duty log (值班日志). `by` is who said or decided it, `about` a request."""

    KIND: ClassVar[str] = "log"
    id: int
    at: datetime
    recorded_at: datetime
    area: str | None
    by: str | None
    operator: str
    about: int | None
    text: str
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class PostTold:
    """One post on one day as a group may read it: who stands there, and how many are missing.

    `duty` and `shift` are codes, `area` is a name, `who` names alone.
    """

    start: datetime
    end: datetime
    duty: str
    shift: str
    area: str
    place: str
    who: tuple[str, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class DayTold:
    """The posts of one day, by when they begin; `where` is the name of an area, empty for all."""

    date: date
    area: str | None
    where: str
    shift: str | None
    posts: tuple[PostTold, ...]
    call: Person
    lang: str


@dataclass(frozen=True, slots=True)
class DutyShareView:
    """One text about the duty of a day, for the group, or with `to` for one member."""

    KIND: ClassVar[str] = "duty_share"
    date: str
    area: str | None
    shift: str | None
    to: str | None
    text: str
