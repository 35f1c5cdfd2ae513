"""Who does the work: members and teams."""

from typing import Any

from gridctl.core.words import TeamKind, Tier
from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Count, Id, Json, Uid, UtcMs, Words


class Member(Row, table=True):
    """Someone who works in the grid. Work names and phones are there to be called, and not masked.

    `capacity` is how many requests they can hold at once; `lang` the language of texts for them, where it is
    not the store's. Latitude and longitude are millionths of a degree. Who has left keeps the row.
    """

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
    role: str | None = may(Words)
    sending_unit: str | None = may(Words)
    skills: list[Any] | None = may(Json)
    capacity: int | None = may(Count)
    deputy_id: int | None = refers("member.id")
    from_on: str | None = may(Code)
    until_on: str | None = may(Code)
    batch_id: int | None = may(Id)
    removed_at: int | None = may(UtcMs)
    lang: str | None = may(Code)
    latitude: int | None = may(Count)
    longitude: int | None = may(Count)


class Team(Row, table=True):
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
    area_id: int | None = refers("area.id")
    batch_id: int | None = may(Id)
    removed_at: int | None = may(UtcMs)
