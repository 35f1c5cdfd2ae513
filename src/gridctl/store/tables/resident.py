"""Who lives here, and what somebody needs."""

from typing import Any

from sqlalchemy import Index, text

from gridctl.core.words import ResidentKind, ResidentStatus, Sex
from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Count, Id, Json, Uid, UtcMs, Words


class Resident(Row, table=True):
    """A person. Who was forgotten keeps the row and its number, and nothing that says who it was.

    Dates are texts as precise as they are known (``1958``, ``1958-03``, ``1958-03-07``). `phones` holds
    further numbers beside the first, `facts` what a file told that has no column.
    """

    __tablename__ = "resident"
    __table_args__ = (
        one_of("kind", ResidentKind),
        one_of("status", ResidentStatus),
        one_of("sex", Sex),
        Index("resident_home", "home_id"),
        Index("resident_phone", "phone", sqlite_where=text("phone IS NOT NULL")),
        Index("resident_identity", "identity", sqlite_where=text("identity IS NOT NULL")),
        Index("resident_away", "status", sqlite_where=text("status <> 'living'")),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid)
    name: str | None = may(Words)
    kind: str = must(Code)
    status: str = must(Code)
    sex: str | None = may(Code)
    birth_date: str | None = may(Code)
    identity: str | None = may(Code)
    phone: str | None = may(Code)
    phones: list[Any] | None = may(Json)
    home_id: int | None = refers("home.id")
    registered_home_id: int | None = refers("home.id")
    registered_address: str | None = may(Words)
    address: str | None = may(Words)
    household: str | None = may(Code)
    relation: str | None = may(Words)
    contact_name: str | None = may(Words)
    contact_phone: str | None = may(Code)
    notes: str | None = may(Words)
    facts: dict[str, Any] | None = may(Json)
    came_on: str | None = may(Code)
    left_on: str | None = may(Code)
    merged_into_id: int | None = refers("resident.id")
    version: int = must(Count)
    batch_id: int | None = may(Id)
    row_id: int | None = may(Id)
    created_at: int = must(UtcMs)
    forgotten_at: int | None = may(UtcMs)


class Need(Row, table=True):
    """A mark of what somebody needs, from and until when, and where. It ends; it is never deleted.

    `voided_at` says that the list which told of it was taken back: it never held.
    """

    __tablename__ = "need"
    __table_args__ = (
        Index("need_resident", "resident_id"),
        Index("need_tag", "tag", "resident_id"),
        NUMBERED,
    )

    id: int | None = key()
    resident_id: int = refers("resident.id", needed=True)
    tag: str = must(Code)
    from_on: str | None = may(Code)
    until_on: str | None = may(Code)
    place: str | None = may(Words)
    note: str | None = may(Words)
    batch_id: int | None = may(Id)
    created_at: int = must(UtcMs)
    ended_at: int | None = may(UtcMs)
    voided_at: int | None = may(UtcMs)
