"""Imports: each file is a batch, which keeps its rows and the values that it replaced."""

from typing import Any

from sqlalchemy import Index

from gridctl.store.tables.columns import NUMBERED, STRICT, Row, key, may, must, one_of, refers
from gridctl.store.types import Bytes, Code, Count, Flag, Id, Json, Uid, UtcMs, Words

BATCH_STATES = ("staged", "landed", "undone")


class Batch(Row, table=True):
    """One file that came in."""

    __tablename__ = "batch"
    __table_args__ = (one_of("state", BATCH_STATES), NUMBERED)

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    kind: str = must(Code)
    state: str = must(Code)
    file: str = must(Words)
    sha256: str = must(Code)
    encoding: str = must(Code)
    profile: str = must(Code)
    source: str = must(Code)
    rows: int = must(Count)
    new: int = must(Count)
    changed: int = must(Count)
    same: int = must(Count)
    rejected: int = must(Count)
    rejects_file: str | None = may(Words)
    operator: str = must(Code)
    started_at: int = must(UtcMs)
    ended_at: int | None = may(UtcMs)


class ImportKey(Row, table=True):
    """Under which key of a source a thing is known, and which staged row said so last."""

    __tablename__ = "import_key"
    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)

    source: str = must(Code, primary_key=True)
    key: bytes = must(Bytes, primary_key=True)
    thing_id: int = must(Id)
    hash: bytes = must(Bytes)
    row_id: int = must(Id)


class StageArea(Row, table=True):
    """A row of an area file as it was understood."""

    __tablename__ = "stage_area"
    __table_args__ = (Index("stage_area_key", "batch_id", "key"), STRICT)

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
    code: str = must(Code)
    code_key: str = must(Code)
    name: str = must(Words)
    kind: str = must(Code)
    parent: str | None = may(Code)


class StageRequest(Row, table=True):
    """A row of a request file as it was understood, with the clocks that it was given."""

    __tablename__ = "stage_request"
    __table_args__ = (Index("stage_request_key", "batch_id", "key"), STRICT)

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
    status: str = must(Code)
    level: str = must(Code)
    category: str = must(Code)
    urgency: str = must(Code)
    channel: str = must(Code)
    area_id: int | None = may(Id)
    summary: str = must(Words)
    details: str | None = may(Words)
    name: str | None = may(Words)
    phone: str | None = may(Code)
    anonymous: bool = must(Flag)
    ref: str | None = may(Code)
    address: str | None = may(Words)
    received_at: int = must(UtcMs)
    respond_due: int | None = may(UtcMs)
    due: int | None = may(UtcMs)
    due_given: bool = must(Flag)
    pack_hash: str = must(Code)
    rule: str = must(Code)
    resolved_at: int | None = may(UtcMs)
    closed_at: int | None = may(UtcMs)
    confidential: bool = must(Flag)
    on_spot: bool = must(Flag)
    undated: bool = must(Flag)
    home_id: int | None = may(Id)
    building_id: int | None = may(Id)
    desk_id: int | None = may(Id)


class StagePlace(Row, table=True):
    """A row of a file of compounds and buildings as it was understood; `type` says which of them it is."""

    __tablename__ = "stage_place"
    __table_args__ = (Index("stage_place_key", "batch_id", "key"), STRICT)

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
    type: str = must(Code)
    code: str | None = may(Code)
    name: str = must(Words)
    number: str | None = may(Code)
    compound: str | None = may(Words)
    area_id: int | None = may(Id)
    address: str | None = may(Words)
    floors: int | None = may(Count)
    units: int | None = may(Count)
    rooms: int | None = may(Count)
    facts: dict[str, Any] | None = may(Json)
    latitude: int | None = may(Count)
    longitude: int | None = may(Count)


class StageHome(Row, table=True):
    """A row of a file of homes as it was understood.

    A `building_id` below zero stands for a building that landing will make.
    """

    __tablename__ = "stage_home"
    __table_args__ = (Index("stage_home_key", "batch_id", "key"), STRICT)

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
    building_id: int = must(Id)
    unit: str | None = may(Code)
    room: str | None = may(Code)
    floor: int | None = may(Count)
    label: str = must(Code)
    label_key: str = must(Code)
    kind: str | None = may(Code)
    name: str | None = may(Words)
    area_id: int | None = may(Id)
