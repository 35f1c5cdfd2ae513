"""Running schedules: each report that is due is written once for its day, whatever broke off before.

A run is noted before it begins and when it has ended, so that one which was killed in between is known. It is
then done again: its files have the same names and take each other's place whole, and only one process at a time
does this for a store. So there is one report of each day, and it is the whole one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from gridctl.core.errors import GridError
from gridctl.core.report_run_views import BehindView, RanView, ReportRunView
from gridctl.core.report_runs import LATE_MS, RunKind, RunState, days_due, pause
from gridctl.core.times import from_ms, to_ms
from gridctl.services.office import SYSTEM, Office
from gridctl.services.report_schedules import Planner
from gridctl.store import report_runs as rows
from gridctl.store.sole import only_one
from gridctl.store.unit import Work

CATCH_UP = 7
"""So many days back a missed report is written after all, unless somebody says otherwise."""
LISTED = 50
"""So many runs the log shows."""
BUG, BUG_EXIT = "bug", 70
"""How the log tells of a fault of ours."""


@dataclass(frozen=True, slots=True)
class Job:
    """The report of one day that is due: what the schedule says, and the number of its run once it has begun."""

    schedule: int
    kind: RunKind
    day: date
    planned_at: datetime
    area: str | None
    formats: tuple[str, ...]
    folder: str
    dests: tuple[str, ...]
    lang: str
    run: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a job: the names of its files, the hash of its figures, and whether they stay as they are."""

    files: tuple[str, ...]
    figures_hash: str
    final: bool


Maker = Callable[[Job], Made]
"""Writes the report of a job, puts its files in place and hands it to whoever gets it; raises a GridError."""


def run_due(office: Office, make: Maker, *, catch_up: int = CATCH_UP, retry: bool = False) -> RanView:
    """Write each report that is due, the oldest day first; one that fails does not hold up the others.

    What was missed is caught up `catch_up` days back. What failed is tried again after a pause that grows; at once
    with `retry`. Busy (exit 75) where another process is at it; where nothing is due, nothing is locked or written.
    """
    if not due(office, catch_up, retry=retry):
        return RanView(0, 0, ())
    with only_one(office.store.path, "report"), _by_itself(office):
        numbers = [_run(office, make, job) for job in due(office, catch_up, retry=retry)]
    with office.store.read() as work:
        found = {row.id: _view(office, row) for row in rows.runs(work, len(numbers))}
    ran = tuple(found[number] for number in numbers)
    failed = sum(one.state == RunState.FAILED for one in ran)
    return RanView(len(ran) - failed, failed, ran)


def due(office: Office, catch_up: int = CATCH_UP, *, retry: bool = False) -> list[Job]:
    """Return the reports that are to be written now, the oldest day first."""
    with office.store.read() as work:
        found = [
            _job(row, day, moment)
            for row, day, moment, run in _open_days(office, work, catch_up)
            if run is None or retry or run.next_at is None or run.next_at <= work.now
        ]
    return sorted(found, key=lambda job: (job.day, to_ms(job.planned_at), job.schedule))


def behind(office: Office, work: Work) -> list[BehindView]:
    """Return the reports that failed, or that are not there a quarter of an hour after their time."""
    return [
        BehindView(
            schedule=row.id,
            kind=row.kind,
            area=row.area,
            day=day.isoformat(),
            state=str(RunState.FAILED) if run is not None and run.state == RunState.FAILED else "late",
            planned_at=moment,
            error=run.error if run is not None else None,
        )
        for row, day, moment, run in _open_days(office, work, CATCH_UP)
        if work.now - to_ms(moment) >= LATE_MS or (run is not None and run.state == RunState.FAILED)
    ]


def log(office: Office, most: int = LISTED, schedule: int | None = None) -> list[ReportRunView]:
    """Return the newest runs, the latest first."""
    with office.store.read() as work:
        return [_view(office, row) for row in rows.runs(work, most, schedule)]


def _open_days(office: Office, work: Work, catch_up: int) -> Iterator[tuple[Any, date, datetime, Any | None]]:
    """Yield each day of each schedule that is due and not written yet, with its run where it was tried."""
    for row in rows.schedules(work):
        if row.kind == RunKind.TICK:
            continue
        planner = Planner(office, work, row)
        today = from_ms(work.now, office.zone).date()
        days = days_due(planner.kind, planner.moment, today, row.created_at, work.now, catch_up)
        runs = rows.runs_of(work, row.id, days[0][0].isoformat()) if days else {}
        for day, moment in days:
            run = runs.get(day.isoformat())
            if run is None or run.state != RunState.WRITTEN:
                yield row, day, moment, run


def _job(row: Any, day: date, moment: datetime) -> Job:  # noqa: ANN401
    return Job(
        schedule=row.id,
        kind=RunKind(row.kind),
        day=day,
        planned_at=moment,
        area=row.area,
        formats=tuple(row.formats),
        folder=row.folder,
        dests=tuple(row.dests),
        lang=row.lang,
    )


@contextmanager
def _by_itself(office: Office) -> Iterator[None]:
    """Let what is written here be the system's doing, whoever's login it runs under."""
    actor = office.store.actor
    office.store.actor = replace(actor, operator=SYSTEM)
    try:
        yield
    finally:
        office.store.actor = actor


def _run(office: Office, make: Maker, job: Job) -> int:
    """Try one job and note how it ended; what is no GridError is a fault of ours, noted and raised."""
    with office.store.begin("report") as work:
        number = int(rows.begin_run(work, job.schedule, job.day.isoformat(), to_ms(job.planned_at)).id)
    try:
        made = make(replace(job, run=number))
    except GridError as error:
        _failed(office, job, number, error.code, error.exit)
    except Exception:
        _failed(office, job, number, BUG, BUG_EXIT)
        raise
    else:
        _ended(office, job, number, made)
    return number


def _ended(office: Office, job: Job, number: int, made: Made) -> None:
    values = {"files": list(made.files), "figures_hash": made.figures_hash, "final": made.final}
    with office.store.begin("report") as work:
        rows.end_run(work, number, {**values, "state": RunState.WRITTEN, "exit": 0})
        told = {"schedule": job.schedule, "day": job.day.isoformat(), **values}
        work.log("report.run", "report_run", number, told)


def _failed(office: Office, job: Job, number: int, error: str, code: int) -> None:
    with office.store.begin("report") as work:
        attempts = rows.run(work, number).attempts
        values = {
            "state": RunState.FAILED,
            "exit": code,
            "error": error,
            "next_at": work.now + pause(attempts),
        }
        rows.end_run(work, number, values)
        told = {"schedule": job.schedule, "day": job.day.isoformat(), "error": error, "exit": code}
        work.log("report.failed", "report_run", number, told)


def _view(office: Office, row: Any) -> ReportRunView:  # noqa: ANN401
    return ReportRunView(
        id=row.id,
        schedule=row.schedule_id,
        kind=row.kind,
        area=row.area,
        day=row.day,
        state=row.state,
        planned_at=office.moment_of(row.planned_at),
        begun_at=office.moment_of(row.begun_at),
        finished_at=office.moment(row.finished_at),
        attempts=row.attempts,
        exit=row.exit,
        error=row.error,
        next_at=office.moment(row.next_at),
        folder=row.folder,
        files=tuple(row.files),
        figures_hash=row.figures_hash,
        final=row.final,
    )
