"""Rows of files of posts, absences and wishes as they were understood; `said` names the fields that were filled."""

from typing import Any

from sqlalchemy import Index

from gridctl.store.tables.columns import STRICT, Row, key, may, must, refers
from gridctl.store.types import Bytes, Code, Count, Flag, Id, Json, Uid, Words


class StagePost(Row, table=True):
    """A row of a file of posts as it was understood."""

    __tablename__ = "stage_post"
    __table_args__ = (Index("stage_post_key", "batch_id", "key"), STRICT)

    id: int | None = key()
    batch_id: int = refers("batch.id", needed=True)
    line: int = must(Count)
    key: bytes = must(Bytes)
    hash: bytes = must(Bytes)
    outcome: str | None = may(Code)
    thing_id: int | None = may(Id)
    thing_version: int | None = may(Count)
    before: dict[str, Any] | None = may(Json)
    uid: bytes = must(Uid)
    said: list[Any] = must(Json)
    duty: str = must(Code)
    area_id: int = must(Id)
    point_id: int | None = may(Id)
    place: str | None = may(Words)
    shift: str = must(Code)
    starts: int = must(Count)
    ends: int = must(Count)
    night: bool = must(Flag)
    from_on: str = must(Code)
    until_on: str = must(Code)
    weekdays: int = must(Count)
    least: int = must(Count)
    best: int = must(Count)
    skills: list[Any] | None = may(Json)
    crew: str | None = may(Code)
    standby: bool = must(Flag)
    checkin: int | None = may(Count)


class StageAbsence(Row, table=True):
    """A row of a file of absences as it was understood."""

    __tablename__ = "stage_absence"
    __table_args__ = (Index("stage_absence_key", "batch_id", "key"), STRICT)

    id: int | None = key()
    batch_id: int = refers("batch.id", needed=True)
    line: int = must(Count)
    key: bytes = must(Bytes)
    hash: bytes = must(Bytes)
    outcome: str | None = may(Code)
    thing_id: int | None = may(Id)
    thing_version: int | None = may(Count)
    before: dict[str, Any] | None = may(Json)
    uid: bytes = must(Uid)
    said: list[Any] = must(Json)
    member_id: int = must(Id)
    from_on: str = must(Code)
    until_on: str = must(Code)
    why: str | None = may(Words)
    deputy_id: int | None = may(Id)


class StageWish(Row, table=True):
    """A row of a file of wishes as it was understood."""

    __tablename__ = "stage_wish"
    __table_args__ = (Index("stage_wish_key", "batch_id", "key"), STRICT)

    id: int | None = key()
    batch_id: int = refers("batch.id", needed=True)
    line: int = must(Count)
    key: bytes = must(Bytes)
    hash: bytes = must(Bytes)
    outcome: str | None = may(Code)
    thing_id: int | None = may(Id)
    thing_version: int | None = may(Count)
    before: dict[str, Any] | None = may(Json)
    uid: bytes = must(Uid)
    said: list[Any] = must(Json)
    member_id: int = must(Id)
    wanted: bool = must(Flag)
    from_on: str = must(Code)
    until_on: str = must(Code)
    weekdays: int = must(Count)
    shift: str | None = may(Code)
    duty: str | None = may(Code)
    weight: int = must(Count)
