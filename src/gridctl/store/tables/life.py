"""What belongs to a request's life beside its steps: helpers, and questions to the desk above."""

from sqlalchemy import Index, text

from gridctl.core.words import AskKind
from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Flag, UtcMs, Words


class CoHolder(Row, table=True):
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


class Ask(Row, table=True):
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
