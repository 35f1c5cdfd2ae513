"""Rows of files of points as they were understood."""

from typing import Any

from sqlalchemy import Index

from gridctl.store.tables.columns import STRICT, Row, key, may, must, refers
from gridctl.store.types import Bytes, Code, Count, Id, Json, Uid, Words


class StagePoint(Row, table=True):
    """A row of a file of points as it was understood."""

    __tablename__ = "stage_point"
    __table_args__ = (Index("stage_point_key", "batch_id", "key"), STRICT)

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
    building_id: int | None = may(Id)
    latitude: int | None = may(Count)
    longitude: int | None = may(Count)
