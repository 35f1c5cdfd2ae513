"""Posts as they leave the services: frozen values, keys as in JSON."""

from dataclasses import dataclass
from typing import Any, ClassVar

from gridctl.core.weekdays import days_of, falls_on, show_day, show_weekdays

FREE = "free"
"""The shift of a post whose hours are its own."""
_DAY_MINUTES = 1440
_SMALL_HOURS = range(2 * 60, 4 * 60)
"""Who works through two to four in the morning works at night."""


@dataclass(frozen=True, slots=True)
class PostRow:
    """One post. `start` and `end` by the clock on the wall, `until_on` None: without an end.

    `area` and `point` are codes, `weekdays` as in ``mon-fri``; `status` is planned, running, ended or removed.
    `checkin` is in minutes, `operation` the number of the one whose pack made it.
    """

    KIND: ClassVar[str] = "post"
    id: int
    status: str
    duty: str
    area: str
    point: str | None
    place: str | None
    shift: str
    start: str
    end: str
    night: bool
    from_on: str
    until_on: str | None
    weekdays: str
    least: int
    best: int
    skills: tuple[str, ...]
    crew: str | None
    standby: bool
    checkin: int | None
    operation: int | None


@dataclass(frozen=True, slots=True)
class PostView:
    """One post, with how many published turns stand on it from today on.

    `outside` is how many of them fall on none of its days any more; `dropped` how many planned ones went off.
    """

    KIND: ClassVar[str] = "post"
    id: int
    status: str
    duty: str
    area: str
    point: str | None
    place: str | None
    shift: str
    start: str
    end: str
    night: bool
    from_on: str
    until_on: str | None
    weekdays: str
    least: int
    best: int
    skills: tuple[str, ...]
    crew: str | None
    standby: bool
    checkin: int | None
    operation: int | None
    turns: int
    outside: int
    dropped: int
    version: int


def post_values(row: Any, today: str) -> dict[str, Any]:  # noqa: ANN401
    """Return what a row of a post (with the codes of area and point) shows on a day (ISO)."""
    return {
        "id": row.id,
        "status": post_status(row, today),
        "duty": row.duty,
        "area": row.area,
        "point": row.point,
        "place": row.place,
        "shift": row.shift,
        "start": clock_of(row.starts),
        "end": clock_of(row.ends),
        "night": bool(row.night),
        "from_on": row.from_on,
        "until_on": show_day(row.until_on),
        "weekdays": show_weekdays(days_of(row.weekdays)),
        "least": row.least,
        "best": row.best,
        "skills": tuple(row.skills or ()),
        "crew": row.crew,
        "standby": bool(row.standby),
        "checkin": row.checkin,
        "operation": row.operation_id,
    }


def post_status(row: Any, today: str) -> str:  # noqa: ANN401
    """Return how something with days stands: planned, running, ended, or removed."""
    if row.removed_at is not None:
        return "removed"
    if row.until_on < today:
        return "ended"
    return "running" if row.from_on <= today else "planned"


def stands_on(row: Any, day: str) -> bool:  # noqa: ANN401
    """Tell whether a post is open on an ISO day."""
    return bool(row.from_on <= day <= row.until_on) and falls_on(day, row.weekdays)


def clock_of(minutes: int) -> str:
    """Return minutes after midnight as ``18:00``."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def is_night(starts: int, ends: int) -> bool:
    """Tell whether hours of its own (minutes after midnight) run through the small hours."""
    last = ends if ends > starts else ends + _DAY_MINUTES
    spans = (_SMALL_HOURS, range(_SMALL_HOURS.start + _DAY_MINUTES, _SMALL_HOURS.stop + _DAY_MINUTES))
    return any(starts <= span.start and last >= span.stop for span in spans)
