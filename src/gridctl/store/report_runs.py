"""Schedules of reports in the store, and the report of each of their days."""

from typing import Any

from sqlalchemy import func, insert, select, update

from gridctl.core.report_runs import RunState
from gridctl.core.uid import uuid7
from gridctl.store.areas import AREA
from gridctl.store.tables.columns import table
from gridctl.store.tables.report_run import ReportRun, ReportSchedule
from gridctl.store.unit import Work

SCHEDULE, RUN = table(ReportSchedule), table(ReportRun)
S, R = SCHEDULE.c, RUN.c
_SCHEDULES = select(SCHEDULE, AREA.c.code.label("area")).select_from(
    SCHEDULE.outerjoin(AREA, AREA.c.id == S.area_id)
)


def add_schedule(work: Work, values: dict[str, Any]) -> int:
    """Insert a schedule and return its number."""
    common = {"uid": uuid7(work.now), "created_at": work.now, "created_by": work.actor.operator}
    return work.add(insert(SCHEDULE).values(**common, **values))


def schedules(work: Work, *, ended: bool = False) -> list[Any]:
    """Return the schedules that run, with the codes of their areas; with `ended` the others too."""
    query = _SCHEDULES.order_by(S.id)
    return list(work.execute(query if ended else query.where(S.ended_at.is_(None))))


def schedule(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return one schedule with the code of its area, also one that has ended, or None."""
    return work.execute(_SCHEDULES.where(S.id == number)).first()


def end_schedule(work: Work, number: int) -> None:
    """End a schedule; its runs stay."""
    values = {"ended_at": work.now, "ended_by": work.actor.operator}
    work.execute(update(SCHEDULE).where(S.id == number).values(**values))


def runs_of(work: Work, number: int, first_day: str) -> dict[str, Any]:
    """Return the runs of a schedule for `first_day` (ISO) and later, by their day."""
    rows = work.execute(select(RUN).where(R.schedule_id == number, R.day >= first_day))
    return {row.day: row for row in rows}


def begin_run(work: Work, number: int, day: str, planned_at: int) -> Any:  # noqa: ANN401
    """Note that the report of a day is being written, once more if it was tried before; return the row."""
    mine = (R.schedule_id == number, R.day == day)
    old = work.execute(select(RUN).where(*mine)).first()
    values: dict[str, Any] = {"state": RunState.BEGUN, "begun_at": work.now, "next_at": None}
    if old is None:
        values |= {"schedule_id": number, "day": day, "planned_at": planned_at, "attempts": 1, "files": []}
        work.execute(insert(RUN).values(**values))
    else:
        work.execute(update(RUN).where(*mine).values(**values, attempts=old.attempts + 1))
    return work.execute(select(RUN).where(*mine)).one()


def run(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return one run."""
    return work.execute(select(RUN).where(R.id == number)).one()


def end_run(work: Work, number: int, values: dict[str, Any]) -> None:
    """Note how an attempt ended."""
    work.execute(update(RUN).where(R.id == number).values(**values, finished_at=work.now))


def last_written(work: Work) -> int | None:
    """Return when a report was last written by itself (UTC ms), or None."""
    query = select(func.max(R.finished_at)).where(R.state == RunState.WRITTEN)
    found: int | None = work.execute(query).scalar()
    return found


def runs(work: Work, most: int, schedule_id: int | None = None) -> list[Any]:
    """Return the newest `most` runs with what their schedules say, the latest attempt first."""
    query = (
        select(RUN, S.kind, S.folder, AREA.c.code.label("area"))
        .select_from(RUN.join(SCHEDULE, S.id == R.schedule_id).outerjoin(AREA, AREA.c.id == S.area_id))
        .order_by(R.begun_at.desc(), R.planned_at.desc(), R.id.desc())
        .limit(most)
    )
    return list(work.execute(query if schedule_id is None else query.where(S.id == schedule_id)))
