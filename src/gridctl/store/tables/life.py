"""What belongs to a request's life beside its steps: helpers, questions to the desk above, repeats, files."""

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from gridctl.core.words import AskKind
from gridctl.store.tables.columns import NUMBERED, key, may, must, one_of, refers
from gridctl.store.types import Code, Count, Flag, Uid, UtcMs, Words

SCHEDULES = ("repeat", "recheck")


class CoHolder(SQLModel, table=True):
    """A member who helps the holder of a request (协办), from and until when."""

    __tablename__ = "co_holder"
    __table_args__ = (
        Index("co_holder_request", "request_id"),
        Index("co_holder_member", "member_id", sqlite_where=text("until_at IS NULL")),
        NUMBERED,
    )

    id: int | None = key()
    request_id: int = refers("request.id", needed=True)
    member_id: int = refers("member.id", needed=True)
    from_at: int = must(UtcMs)
    until_at: int | None = may(UtcMs)


class Ask(SQLModel, table=True):
    """Something that only the desk above may allow: asked, then granted or denied."""

    __tablename__ = "ask"
    __table_args__ = (
        one_of("kind", AskKind),
        Index("ask_request", "request_id"),
        Index("ask_desk", "desk_id", sqlite_where=text("answered_at IS NULL")),
        NUMBERED,
    )

    id: int | None = key()
    request_id: int = refers("request.id", needed=True)
    kind: str = must(Code)
    desk_id: int | None = refers("area.id")
    until_at: int | None = may(UtcMs)
    reason: str | None = may(Words)
    asked_at: int = must(UtcMs)
    asked_by: str = must(Code)
    answered_at: int | None = may(UtcMs)
    answered_by: str | None = may(Code)
    granted: bool | None = may(Flag)


class Instruction(SQLModel, table=True):
    """One instruction that goes to every desk of a kind; each desk gets a request of its own."""

    __tablename__ = "instruction"
    __table_args__ = NUMBERED

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    text: str = must(Words)
    area_id: int | None = refers("area.id")
    each: str = must(Code)
    due: int | None = may(UtcMs)
    operator: str = must(Code)
    created_at: int = must(UtcMs)


class Schedule(SQLModel, table=True):
    """When a request comes again, or is looked at once more after its end."""

    __tablename__ = "schedule"
    __table_args__ = (
        one_of("kind", SCHEDULES),
        Index("schedule_next", "next_at", sqlite_where=text("ended_at IS NULL")),
        Index("schedule_request", "request_id"),
        NUMBERED,
    )

    id: int | None = key()
    request_id: int = refers("request.id", needed=True)
    kind: str = must(Code)
    every: str = must(Code)
    next_at: int = must(UtcMs)
    made: int = must(Count)
    created_at: int = must(UtcMs)
    ended_at: int | None = may(UtcMs)


class Attachment(SQLModel, table=True):
    """A file kept beside the store, without what a camera writes into it."""

    __tablename__ = "attachment"
    __table_args__ = (Index("attachment_request", "request_id"), NUMBERED)

    id: int | None = key()
    request_id: int = refers("request.id", needed=True)
    name: str = must(Words)
    file: str = must(Code)
    sha256: str = must(Code)
    size: int = must(Count)
    added_at: int = must(UtcMs)
    removed_at: int | None = may(UtcMs)
