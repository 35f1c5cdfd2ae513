"""Rows of files of members and teams as they were understood."""

from typing import Any

from sqlalchemy import Index

from gridctl.store.tables.columns import STRICT, Row, key, may, must, refers
from gridctl.store.types import Bytes, Code, Count, Id, Json, Uid, Words


class StageMember(Row, table=True):
    """A row of a file of members; `deputy` is a name that landing looks up, for it may stand in the file."""

    __tablename__ = "stage_member"
    __table_args__ = (Index("stage_member_key", "batch_id", "key"), STRICT)

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
    code: str | None = may(Code)
    name: str = must(Words)
    tier: str | None = may(Code)
    area_id: int | None = may(Id)
    phone: str | None = may(Code)
    role: str | None = may(Words)
    sending_unit: str | None = may(Words)
    skills: list[Any] | None = may(Json)
    capacity: int | None = may(Count)
    deputy: str | None = may(Words)
    from_on: str | None = may(Code)
    until_on: str | None = may(Code)


class StageTeam(Row, table=True):
    """A row of a file of teams; `members` are the numbers of those who go out with it."""

    __tablename__ = "stage_team"
    __table_args__ = (Index("stage_team_key", "batch_id", "key"), STRICT)

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
    code: str | None = may(Code)
    name: str = must(Words)
    kind: str | None = may(Code)
    area_id: int | None = may(Id)
    phone: str | None = may(Code)
    members: list[Any] | None = may(Json)
