"""Who does the work: members and teams."""

from sqlmodel import SQLModel

from gridctl.core.words import TeamKind, Tier
from gridctl.store.tables.columns import NUMBERED, key, may, must, one_of, refers
from gridctl.store.types import Code, Count, Uid, UtcMs, Words


class Member(SQLModel, table=True):
    """Someone who works in the grid. Work names and phones are there to be called, and not masked."""

    __tablename__ = "member"
    __table_args__ = (one_of("tier", Tier), NUMBERED)

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    code: str = must(Code)
    code_key: str = must(Code, unique=True)
    name: str = must(Words)
    tier: str = must(Code)
    area_id: int | None = refers("area.id")
    phone: str | None = may(Code)
    version: int = must(Count)
    created_at: int = must(UtcMs)


class Team(SQLModel, table=True):
    """A force that a request can be dispatched to."""

    __tablename__ = "team"
    __table_args__ = (one_of("kind", TeamKind), NUMBERED)

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    code: str = must(Code)
    code_key: str = must(Code, unique=True)
    name: str = must(Words)
    kind: str = must(Code)
    phone: str | None = may(Code)
    version: int = must(Count)
    created_at: int = must(UtcMs)
