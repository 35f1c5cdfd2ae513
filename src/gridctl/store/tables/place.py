"""Where people live: compounds, their buildings, and the homes behind each door."""

from typing import Any

from sqlalchemy import Index, text

from gridctl.core.words import HomeKind
from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Count, Id, Json, Uid, UtcMs, Words

_HERE = text("removed_at IS NULL")


class Compound(Row, table=True):
    """A walled estate above its buildings, which are numbered within it."""

    __tablename__ = "compound"
    __table_args__ = (Index("compound_code", "code_key", unique=True, sqlite_where=_HERE), NUMBERED)

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    code: str = must(Code)
    code_key: str = must(Code)
    name: str = must(Words)
    area_id: int | None = refers("area.id", index=True)
    address: str | None = may(Words)
    facts: dict[str, Any] | None = may(Json)
    version: int = must(Count)
    batch_id: int | None = may(Id)
    created_at: int = must(UtcMs)
    removed_at: int | None = may(UtcMs)


class Building(Row, table=True):
    """One house. `number` is what people call it within its compound (12 of 12幢); the layout is what
    `--floors`, `--units` and `--rooms` (for each floor and unit) said. Latitude and longitude are millionths
    of a degree."""

    __tablename__ = "building"
    __table_args__ = (
        Index("building_code", "code_key", unique=True, sqlite_where=_HERE),
        Index("building_number", "number", sqlite_where=text("number IS NOT NULL AND removed_at IS NULL")),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    code: str = must(Code)
    code_key: str = must(Code)
    name: str = must(Words)
    number: str | None = may(Code)
    compound_id: int | None = refers("compound.id", index=True)
    area_id: int | None = refers("area.id", index=True)
    address: str | None = may(Words)
    floors: int | None = may(Count)
    units: int | None = may(Count)
    rooms: int | None = may(Count)
    facts: dict[str, Any] | None = may(Json)
    version: int = must(Count)
    batch_id: int | None = may(Id)
    created_at: int = must(UtcMs)
    removed_at: int | None = may(UtcMs)
    latitude: int | None = may(Count)
    longitude: int | None = may(Count)


class Home(Row, table=True):
    """One door. `label` is ``BUILDING-UNIT-ROOM``; unit or room may be missing.

    `area_id` is filled where a stairwell or other micro-grid of its own has it; else its building's counts.
    """

    __tablename__ = "home"
    __table_args__ = (
        one_of("kind", HomeKind),
        Index("home_label", "label_key", unique=True, sqlite_where=_HERE),
        Index("home_building", "building_id", "unit", "room"),
        Index("home_area", "area_id", sqlite_where=text("area_id IS NOT NULL")),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid)
    building_id: int = refers("building.id", needed=True)
    unit: str | None = may(Code)
    room: str | None = may(Code)
    floor: int | None = may(Count)
    label: str = must(Code)
    label_key: str = must(Code)
    kind: str = must(Code)
    name: str | None = may(Words)
    area_id: int | None = refers("area.id")
    version: int = must(Count)
    batch_id: int | None = may(Id)
    created_at: int = must(UtcMs)
    removed_at: int | None = may(UtcMs)
