"""What is to be sent by machine: where to, how it stands, and until it has gone, its words."""

from typing import Any

from sqlalchemy import Index, text

from gridctl.core.delivering import Carrier, State
from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, one_of, refers
from gridctl.store.types import Bytes, Code, Count, Id, Json, Uid, UtcMs, Words


class Delivery(Row, table=True):
    """One letter to one destination of the settings, once for each `key`.

    A report keeps its masked words here until it has gone; a text of the outbox (`outbox_id`) has none, it is worded
    when it is sent. `member_id`: it goes to the address of this one person. `next_at`: when it is tried (again).
    """

    __tablename__ = "delivery"
    __table_args__ = (
        one_of("state", State),
        one_of("carrier", Carrier),
        Index("delivery_due", "next_at", sqlite_where=text("next_at IS NOT NULL")),
        Index("delivery_outbox", "outbox_id", sqlite_where=text("outbox_id IS NOT NULL")),
        Index("delivery_open", "state", sqlite_where=text("state NOT IN ('sent', 'dropped')")),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    key: str = must(Code, unique=True)
    kind: str = must(Code)
    dest: str = must(Code)
    carrier: str = must(Code)
    day: str | None = may(Code)
    title: str | None = may(Words)
    body: str | None = may(Words)
    figures: dict[str, Any] | None = may(Json)
    state: str = must(Code)
    attempts: int = must(Count)
    next_at: int | None = may(UtcMs)
    error: str | None = may(Code)
    created_at: int = must(UtcMs)
    created_by: str = must(Code)
    tried_at: int | None = may(UtcMs)
    sent_at: int | None = may(UtcMs)
    run_id: int | None = may(Id)
    outbox_id: int | None = refers("outbox.id")
    member_id: int | None = refers("member.id")


class DeliveryPage(Row, table=True):
    """One file of a letter that has not gone yet."""

    __tablename__ = "delivery_page"
    __table_args__ = (Index("delivery_page_of", "delivery_id"), NUMBERED)

    id: int | None = key()
    delivery_id: int = refers("delivery.id", needed=True)
    format: str = must(Code)
    name: str = must(Code)
    content: bytes = must(Bytes)
