"""Fixed sources of requests, such as cameras."""

from sqlalchemy import Index

from gridctl.core.words import PointKind
from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Count, Id, Uid, UtcMs, Words


class Point(Row, table=True):
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
