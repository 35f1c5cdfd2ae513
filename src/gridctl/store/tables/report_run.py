"""What cron is told to do, and the report of each day that it wrote."""

from sqlalchemy import Index, text

from gridctl.core.report_runs import RunKind, RunState
from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Count, Flag, Json, Uid, UtcMs, Words


class ReportSchedule(Row, table=True):
    """A report at a wall time of the store's zone, or the heartbeat, which has no time, formats or folder."""

    __tablename__ = "report_schedule"
    __table_args__ = (
        one_of("kind", RunKind),
        Index("report_schedule_runs", "kind", sqlite_where=text("ended_at IS NULL")),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid)
    kind: str = must(Code)
    clock: str | None = may(Code)
    area_id: int | None = refers("area.id")
    formats: list[str] = must(Json)
    folder: str | None = may(Words)
    dests: list[str] = must(Json)
    lang: str = must(Code)
    created_at: int = must(UtcMs)
    created_by: str = must(Code)
    ended_at: int | None = may(UtcMs)
    ended_by: str | None = may(Code)


class ReportRun(Row, table=True):
    """The report of one day of a schedule; there is one for each day, however often it was tried.

    `error` is the code of the last failure, and stays when a later attempt succeeds; `next_at` is when it is tried
    again. `files` are names in the schedule's folder.
    """

    __tablename__ = "report_run"
    __table_args__ = (
        one_of("state", RunState),
        Index("report_run_once", "schedule_id", "day", unique=True),
        NUMBERED,
    )

    id: int | None = key()
    schedule_id: int = refers("report_schedule.id", needed=True)
    day: str = must(Code)
    planned_at: int = must(UtcMs)
    state: str = must(Code)
    attempts: int = must(Count)
    begun_at: int = must(UtcMs)
    finished_at: int | None = may(UtcMs)
    exit: int | None = may(Count)
    error: str | None = may(Code)
    next_at: int | None = may(UtcMs)
    files: list[str] = must(Json)
    figures_hash: str | None = may(Code)
    final: bool | None = may(Flag)
