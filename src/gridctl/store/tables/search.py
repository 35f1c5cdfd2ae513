"""What the full text is found by (the index itself is no table of this kind), and saved queries."""

from sqlalchemy import Index

from gridctl.store.tables.columns import NUMBERED, STRICT, Row, key, must
from gridctl.store.types import Code, Count, Id, Uid, UtcMs, Words


class RequestWords(Row, table=True):
    """The words of one request as the index holds them; without a row the request is not found by text."""

    __tablename__ = "request_words"
    __table_args__ = STRICT

    id: int | None = key()
    words: str = must(Words)


class SearchDue(Row, table=True):
    """A request whose words changed in this transaction; empty between transactions."""

    __tablename__ = "search_due"
    __table_args__ = STRICT

    id: int | None = key()


class SearchMark(Row, table=True):
    """Up to which request and which step the index has read; one row."""

    __tablename__ = "search_mark"
    __table_args__ = STRICT

    id: int | None = key()
    request_id: int = must(Id)
    step_seq: int = must(Id)


class SavedView(Row, table=True):
    """A query with a name, one operator's own, or everybody's where `owner` is empty."""

    __tablename__ = "saved_view"
    __table_args__ = (Index("saved_view_name", "owner", "name_key", unique=True), NUMBERED)

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    owner: str = must(Code)
    name: str = must(Words)
    name_key: str = must(Code)
    query: str = must(Words)
    version: int = must(Count)
    saved_by: str = must(Code)
    saved_at: int = must(UtcMs)
