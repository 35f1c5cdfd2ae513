"""Instructions that went to many desks at once, and the papers of requests, which lie beside the store."""

from sqlalchemy import Index

from gridctl.core.words import AreaKind, Urgency
from gridctl.store.tables.columns import NUMBERED, STRICT, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Count, Id, Uid, UtcMs, Words


class Instruction(Row, table=True):
    """One instruction to every desk of a kind at or below an area; none: everywhere."""

    __tablename__ = "instruction"
    __table_args__ = (one_of("kind", AreaKind), one_of("urgency", Urgency), NUMBERED)

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    summary: str = must(Words)
    details: str | None = may(Words)
    kind: str = must(Code)
    area_id: int | None = refers("area.id")
    category: str = must(Code)
    urgency: str = must(Code)
    due: int | None = may(UtcMs)
    issued_at: int = must(UtcMs)
    issued_by: str = must(Code)
    withdrawn_at: int | None = may(UtcMs)
    version: int = must(Count)


class Instructed(Row, table=True):
    """The request that an instruction became at one desk; the desk is the one that it was given to."""

    __tablename__ = "instructed"
    __table_args__ = (Index("instructed_instruction", "instruction_id"), STRICT)

    request_id: int = must(Id, primary_key=True)
    instruction_id: int = refers("instruction.id", needed=True)
    desk_id: int = refers("area.id", needed=True)


class Attachment(Row, table=True):
    """A photo or paper of a request; `file` is its name in the folder beside the store.

    `place` counts within the request. What was removed keeps its row, without its name and file.
    """

    __tablename__ = "attachment"
    __table_args__ = (Index("attachment_place", "request_id", "place", unique=True), NUMBERED)

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    request_id: int = refers("request.id", needed=True)
    place: int = must(Count)
    name: str | None = may(Words)
    kind: str = must(Code)
    file: str = must(Code)
    sha256: str = must(Code)
    size_bytes: int = must(Count)
    added_at: int = must(UtcMs)
    added_by: str = must(Code)
    removed_at: int | None = may(UtcMs)
    removed_by: str | None = may(Code)
