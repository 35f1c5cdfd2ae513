"""What the heartbeat keeps: the store's own days, repeats and what they opened, reminders, no-answers."""

from sqlalchemy import Index, text

from gridctl.core.reminders import Reminding
from gridctl.core.repeats import ScheduleKind
from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Uid, UtcMs


class CalendarDay(Row, table=True):
    """A day on which this place works otherwise than its pack says; no hours is a day off.

    What was said holds for requests that came in while it was said, so it is ended and never changed.
    """

    __tablename__ = "calendar_day"
    __table_args__ = (
        Index("calendar_day_of", "day", unique=True, sqlite_where=text("removed_at IS NULL")),
        NUMBERED,
    )

    id: int | None = key()
    day: str = must(Code)
    hours: str = must(Code)
    created_at: int = must(UtcMs)
    created_by: str = must(Code)
    removed_at: int | None = may(UtcMs)


class Schedule(Row, table=True):
    """A request that comes again: by a rhythm, or once to look whether it held. `next_at` is none at its end."""

    __tablename__ = "schedule"
    __table_args__ = (
        one_of("kind", ScheduleKind),
        Index("schedule_next", "next_at", sqlite_where=text("next_at IS NOT NULL")),
        Index("schedule_request", "request_id"),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid)
    request_id: int = refers("request.id", needed=True)
    kind: str = must(Code)
    every: str = must(Code)
    from_at: int = must(UtcMs)
    until_at: int | None = may(UtcMs)
    next_at: int | None = may(UtcMs)
    created_at: int = must(UtcMs)
    created_by: str = must(Code)
    ended_at: int | None = may(UtcMs)
    ended_by: str | None = may(Code)


class Occurrence(Row, table=True):
    """A request that a schedule has opened, and the moment that it was planned for."""

    __tablename__ = "occurrence"
    __table_args__ = (
        Index("occurrence_once", "schedule_id", "planned_at", unique=True),
        Index("occurrence_request", "request_id", unique=True),
        NUMBERED,
    )

    id: int | None = key()
    schedule_id: int = refers("schedule.id", needed=True)
    request_id: int = refers("request.id", needed=True)
    planned_at: int = must(UtcMs)
    opened_at: int = must(UtcMs)


class Reminder(Row, table=True):
    """A reminder that was written, once for each thing and moment; to whoever held the request, and its desk."""

    __tablename__ = "reminder"
    __table_args__ = (
        one_of("kind", Reminding),
        Index("reminder_once", "request_id", "kind", "about_at", unique=True),
        NUMBERED,
    )

    id: int | None = key()
    request_id: int = refers("request.id", needed=True)
    kind: str = must(Code)
    about_at: int = must(UtcMs)
    member_id: int | None = refers("member.id")
    team_id: int | None = refers("team.id")
    desk_id: int | None = refers("area.id")
    written_at: int = must(UtcMs)


class NoAnswer(Row, table=True):
    """Somebody was given a request and said neither yes nor no until `at`."""

    __tablename__ = "no_answer"
    __table_args__ = (
        Index("no_answer_once", "request_id", "at", unique=True),
        Index("no_answer_member", "member_id", sqlite_where=text("member_id IS NOT NULL")),
        Index("no_answer_team", "team_id", sqlite_where=text("team_id IS NOT NULL")),
        NUMBERED,
    )

    id: int | None = key()
    request_id: int = refers("request.id", needed=True)
    member_id: int | None = refers("member.id")
    team_id: int | None = refers("team.id")
    at: int = must(UtcMs)
    recorded_at: int = must(UtcMs)
