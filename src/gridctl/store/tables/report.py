"""Reports that were written: their figures stay as they were."""

from typing import Any

from sqlalchemy import Index, text

from gridctl.store.tables.columns import NUMBERED, Row, key, must, refers
from gridctl.store.types import Code, Count, Json, UtcMs


class StoredReport(Row, table=True):
    """The figures of one period and area (none: everywhere), and the last step that they knew."""

    __tablename__ = "report"
    __table_args__ = (
        Index("report_period", "kind", text("ifnull(area_id, 0)"), "from_at", "to_at", unique=True),
        NUMBERED,
    )

    id: int | None = key()
    kind: str = must(Code)
    area_id: int | None = refers("area.id")
    day: str = must(Code)
    from_at: int = must(UtcMs)
    to_at: int = must(UtcMs)
    last_seq: int = must(Count)
    written_at: int = must(UtcMs)
    figures: dict[str, Any] = must(Json)
