"""People entered twice: which residents were merged, and which pairs are two people after all."""

from typing import Any

from sqlalchemy import Index, text

from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, refers
from gridctl.store.types import Code, Id, Json, UtcMs


class ResidentMerge(Row, table=True):
    """One merge, with all it takes to undo it and nothing that says who they were.

    `filled` are the columns that were blank in the kept row, `phones` the places of the numbers in the other
    row that it took over, `facts` the keys; `needs` and `requests` are the numbers of what moved, `ended`
    those of the needs that held for both. `status` is what the other one had.
    """

    __tablename__ = "resident_merge"
    __table_args__ = (
        Index("resident_merge_other", "other_id", sqlite_where=text("undone_at IS NULL")),
        NUMBERED,
    )

    id: int | None = key()
    kept_id: int = refers("resident.id", needed=True)
    other_id: int = refers("resident.id", needed=True)
    status: str = must(Code)
    filled: list[Any] = must(Json)
    phones: list[Any] = must(Json)
    facts: list[Any] = must(Json)
    needs: list[Any] = must(Json)
    ended: list[Any] = must(Json)
    requests: list[Any] = must(Json)
    merged_at: int = must(UtcMs)
    undone_at: int | None = may(UtcMs)


class ResidentApart(Row, table=True):
    """Two residents who are alike and were judged to be two people; `a_id` is the smaller number."""

    __tablename__ = "resident_apart"
    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)

    a_id: int = must(Id, primary_key=True)
    b_id: int = must(Id, primary_key=True)
    said_at: int = must(UtcMs)
