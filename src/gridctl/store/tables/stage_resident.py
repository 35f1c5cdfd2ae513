"""Rows of a file of residents on their way in."""

from typing import Any

from sqlalchemy import Index

from gridctl.store.tables.columns import STRICT, Row, key, may, must, refers
from gridctl.store.types import Code, Count, Id, Json, Uid, Words


class StageResident(Row, table=True):
    """A row of a file of residents as it was understood.

    `home` and `registered_home` are the texts of homes that the row's numbers do not stand for yet. A row
    that has landed as somebody new is dropped: the resident keeps the batch and the line. What was changed
    keeps what it replaced; what differed and was left keeps the names of the fields.
    """

    __tablename__ = "stage_resident"
    __table_args__ = (Index("stage_resident_batch", "batch_id"), STRICT)

    id: int | None = key()
    batch_id: int = refers("batch.id", needed=True)
    line: int = must(Count)
    outcome: str | None = may(Code)
    thing_id: int | None = may(Id)
    thing_version: int | None = may(Count)
    before: dict[str, Any] | None = may(Json)
    uid: bytes = must(Uid)
    name: str | None = may(Words)
    kind: str | None = may(Code)
    status: str | None = may(Code)
    sex: str | None = may(Code)
    birth_date: str | None = may(Code)
    identity: str | None = may(Code)
    phone: str | None = may(Code)
    phones: list[Any] | None = may(Json)
    home_id: int | None = may(Id)
    registered_home_id: int | None = may(Id)
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
    home: str | None = may(Words)
    registered_home: str | None = may(Words)
    needs: list[Any] | None = may(Json)
    words: str | None = may(Words)
