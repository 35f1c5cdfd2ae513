"""Areas: a forest of districts, towns, communities, grids and micro-grids."""

from sqlalchemy import Index, text

from gridctl.core.words import AreaKind
from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Count, Id, Uid, UtcMs, Words


class Area(Row, table=True):
    """One node of the forest. A removed area keeps its number and frees its code."""

    __tablename__ = "area"
    __table_args__ = (
        one_of("kind", AreaKind),
        Index("area_code", "code_key", unique=True, sqlite_where=text("removed_at IS NULL")),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    code: str = must(Code)
    code_key: str = must(Code)
    name: str = must(Words)
    kind: str = must(Code)
    parent_id: int | None = refers("area.id", index=True)
    version: int = must(Count, server_default=text("1"))
    batch_id: int | None = may(Id)
    created_at: int = must(UtcMs)
    removed_at: int | None = may(UtcMs)
