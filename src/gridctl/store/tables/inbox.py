"""The inbox: drafts of requests from messages that were pasted, until somebody decides."""

from sqlalchemy import Index, text

from gridctl.core.words import InboxStatus, Urgency
from gridctl.store.tables.columns import NUMBERED, STRICT, Row, may, must, one_of, refers
from gridctl.store.tables.columns import key as number
from gridctl.store.types import Code, Count, Flag, UtcMs, Words


class Inbox(Row, table=True):
    """A draft: the messages as they were pasted, and what was understood of them."""

    __tablename__ = "inbox"
    __table_args__ = (
        one_of("status", InboxStatus),
        one_of("urgency", Urgency),
        Index("inbox_waiting", "id", sqlite_where=text("status = 'waiting'")),
        Index("inbox_decided", "pasted_at", sqlite_where=text("status IN ('taken', 'dropped')")),
        Index("inbox_pasted", "pasted_at"),
        Index("inbox_request", "request_id", sqlite_where=text("request_id IS NOT NULL")),
        NUMBERED,
    )

    id: int | None = number()
    status: str = must(Code)
    sender: str | None = may(Words)
    text: str | None = may(Words)
    summary: str | None = may(Words)
    name: str | None = may(Words)
    phone: str | None = may(Code)
    home_id: int | None = refers("home.id")
    building_id: int | None = refers("building.id")
    area_id: int | None = refers("area.id")
    category: str | None = may(Code)
    urgency: str = must(Code)
    confidence: int = must(Count)
    confidential: bool = must(Flag)
    received_at: int = must(UtcMs)
    pasted_at: int = must(UtcMs)
    pasted_by: str = must(Code)
    decided_at: int | None = may(UtcMs)
    decided_by: str | None = may(Code)
    request_id: int | None = refers("request.id")
    version: int = must(Count)


class InboxKey(Row, table=True):
    """A message that was pasted, by the hash of its sender, time and text."""

    __tablename__ = "inbox_key"
    __table_args__ = (Index("inbox_key_of", "inbox_id"), STRICT)

    key: str = must(Code, primary_key=True)
    inbox_id: int = refers("inbox.id", needed=True)
