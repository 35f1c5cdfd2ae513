"""Fixed sources of requests, such as cameras, and rows of files of them as they were understood."""

from typing import Any

from sqlalchemy import Index
from sqlmodel import SQLModel

from gridctl.core.words import PointKind
from gridctl.store.tables.columns import NUMBERED, STRICT, key, may, must, one_of, refers
from gridctl.store.types import Bytes, Code, Count, Id, Json, Uid, UtcMs, Words


class Point(SQLModel, table=True):
    """A camera, a gate and the like: what it reports lies where it stands.

    Latitude and longitude are millionths of a degree. What was taken back keeps the row.
    """

    __tablename__ = "point"
    __table_args__ = (one_of("kind", PointKind), Index("point_area", "area_id"), NUMBERED)

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    code: str = must(Code)
    code_key: str = must(Code, unique=True)
    name: str = must(Words)
    kind: str = must(Code)
    area_id: int | None = refers("area.id")
    building_id: int | None = refers("building.id")
    latitude: int | None = may(Count)
    longitude: int | None = may(Count)
    version: int = must(Count)
    batch_id: int | None = may(Id)
    created_at: int = must(UtcMs)
    removed_at: int | None = may(UtcMs)


class StagePoint(SQLModel, table=True):
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
