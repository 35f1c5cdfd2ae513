"""Schedules of reports and their runs as they leave the services; see `core.views`."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ReportScheduleView:
    """What cron does: a report of this `kind` at `clock_time` on the wall of the store's zone, or the heartbeat.

    `dests` are the destinations that get it, `next_at` when it is due next (None: ended, or each minute).
    """

    KIND: ClassVar[str] = "report_schedule"
    id: int
    kind: str
    clock_time: str | None
    area: str | None
    formats: tuple[str, ...]
    folder: str | None
    dests: tuple[str, ...]
    lang: str
    next_at: datetime | None
    created_at: datetime
    created_by: str
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReportRunView:
    """The report of one day of a schedule: when it was due, tried and ready, its files, and what went wrong last.

    `exit` is the exit code of the last attempt, `error` the code of the last failure, `figures_hash` the sha256 of
    the figures alone; `final`: the day was over, so that they stay.
    """

    KIND: ClassVar[str] = "report_run"
    id: int
    schedule: int
    kind: str
    area: str | None
    day: str
    state: str
    planned_at: datetime
    begun_at: datetime
    finished_at: datetime | None
    attempts: int
    exit: int | None
    error: str | None
    next_at: datetime | None
    folder: str
    files: tuple[str, ...]
    figures_hash: str | None
    final: bool | None


@dataclass(frozen=True, slots=True)
class BehindView:
    """A report that is late, or that failed: `state` is ``late`` where nobody has tried it, `error` why it failed."""

    KIND: ClassVar[str] = "report_run"
    schedule: int
    kind: str
    area: str | None
    day: str
    state: str
    planned_at: datetime
    error: str | None


@dataclass(frozen=True, slots=True)
class RanView:
    """What one `run-due` did: how many reports it has put in place, how many failed, and each of them."""

    KIND: ClassVar[str] = "report_run"
    written: int
    failed: int
    runs: tuple[ReportRunView, ...]


@dataclass(frozen=True, slots=True)
class CronFileView:
    """A file that makes the schedules run, and what has to stand in it: the crontab, or a unit of systemd."""

    KIND: ClassVar[str] = "cron_lines"
    file: str
    text: str
