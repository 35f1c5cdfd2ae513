"""One turn of duty as it leaves the services, alone in its file: most lists of duty need no other view."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class TurnView:
    """One turn of duty: a member at a post in one shift of one day.

    `date` is the ISO day on which the shift begins; `shift`, `duty`, `area` and `member` are codes, `post` is a
    number, `place` where exactly it is. `state` is a `core.attendance.Standing`. `locked` stays where it is when
    a plan is made; `forced` is the reason for which a rule was set aside.
    """

    KIND: ClassVar[str] = "turn"
    id: int
    date: str
    shift: str
    start: datetime
    end: datetime
    duty: str
    area: str
    place: str | None
    post: int
    member: str
    name: str
    state: str
    locked: bool
    forced: str | None
    version: int
