"""Schedules of reports: what cron does on its own, when, into which folder, and who gets it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from gridctl.core.errors import N_, BadInput, NotFound, Refused
from gridctl.core.report_run_views import ReportScheduleView
from gridctl.core.report_runs import WHOLE, RunKind, next_due, planned
from gridctl.core.text import clean_line
from gridctl.core.times import parse_clock, to_ms
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.periods import Days
from gridctl.store import report_runs as rows
from gridctl.store.areas import only_root
from gridctl.store.unit import Work

FOLDER = "reports"
"""Where reports go unless somebody says otherwise: a folder beside the store."""


@dataclass(frozen=True, slots=True)
class NewSchedule:
    """What it takes to add a schedule: a report and a time of day, or the heartbeat, which has none of the rest.

    `folder` none: beside the store; `area` none: everywhere; `lang` "": that of the store.
    """

    kind: RunKind
    clock: str | None = None
    formats: tuple[str, ...] = ("md",)
    folder: Path | None = None
    dests: tuple[str, ...] = ()
    area: str | None = None
    lang: str = ""


def add(office: Office, new: NewSchedule) -> ReportScheduleView:
    """Add a schedule; Refused where another one does the same already."""
    values = _of_tick(new) if new.kind is RunKind.TICK else _of_report(office, new)
    with office.store.begin() as work:
        area = areas.find(work, new.area) if new.area else None
        values["area_id"] = area.id if area else None
        _refuse_twins(work, values)
        number = rows.add_schedule(work, values)
        told = {name: values[name] for name in ("kind", "clock", "folder", "formats", "lang")}
        work.log("report.schedule", "report_schedule", number, {**told, "area": area.code if area else None})
        return _view(office, work, rows.schedule(work, number))


def _of_tick(new: NewSchedule) -> dict[str, Any]:
    if new != NewSchedule(RunKind.TICK):
        raise BadInput(
            N_("the heartbeat runs each minute: it has no time, folder, format, area or recipient"),
            hint=N_("say no more than: gridctl report schedule add tick"),
        )
    return {"kind": str(new.kind), "clock": None, "folder": None, "formats": [], "dests": [], "lang": ""}


def _of_report(office: Office, new: NewSchedule) -> dict[str, Any]:
    if not new.clock:
        raise BadInput(
            N_("it is not said when the report is written"), hint=N_("give --at, such as --at 18:00")
        )
    if new.kind is RunKind.AREA and not new.area:
        raise BadInput(N_("it is not said of which area"), hint=N_("give --area"))
    if not new.formats:
        raise BadInput(N_("it is not said in which format"), hint=N_("give --format, such as --format md"))
    folder = (new.folder or office.store.path.absolute().parent / FOLDER).expanduser().absolute()
    text = str(folder)
    if clean_line(text, "--out", longest=1000) != text:
        raise BadInput(
            N_("the path {path} has blanks or characters that a line of cron cannot hold"),
            hint=N_("choose another folder"),
            path=text,
        )
    return {
        "kind": str(new.kind),
        "clock": f"{parse_clock(new.clock):%H:%M}",
        "folder": text,
        "formats": list(dict.fromkeys(new.formats)),
        "dests": [clean_line(one, "--to", longest=200) for one in dict.fromkeys(new.dests)],
        "lang": new.lang,
    }


def _refuse_twins(work: Work, values: dict[str, Any]) -> None:
    """Refuse what would write the same files as another schedule, or run the heartbeat twice."""
    for row in rows.schedules(work):
        same = (row.kind, row.area_id, row.folder) == (values["kind"], values["area_id"], values["folder"])
        if same and (set(row.formats) & set(values["formats"]) or row.kind == RunKind.TICK):
            raise Refused(
                N_("schedule {number} does the same already"),
                hint=N_("remove it first: gridctl report schedule remove {number}; or choose another --out"),
                error="schedule_taken",
                number=row.id,
            )


def listing(office: Office, *, ended: bool = False) -> list[ReportScheduleView]:
    """Return the schedules that run; with `ended` also those that were removed."""
    with office.store.read() as work:
        return [_view(office, work, row) for row in rows.schedules(work, ended=ended)]


def remove(office: Office, number: int) -> ReportScheduleView:
    """End a schedule; what it has written stays, in its folder and in the log."""
    with office.store.begin() as work:
        work.about("report_schedule", number)
        row = rows.schedule(work, number)
        if row is None or row.ended_at is not None:
            raise NotFound(
                N_("there is no schedule {number}"),
                hint=N_("see what there is: gridctl report schedule list"),
                number=number,
            )
        rows.end_schedule(work, number)
        work.log("report.unschedule", "report_schedule", number, {"kind": row.kind})
        return _view(office, work, rows.schedule(work, number))


def kinds(office: Office) -> frozenset[RunKind]:
    """Return what is scheduled now."""
    with office.store.read() as work:
        return frozenset(RunKind(row.kind) for row in rows.schedules(work))


class Planner:
    """When the days of a schedule are due, by the hour at which the packs in force end each of them."""

    def __init__(self, office: Office, work: Work, row: Any) -> None:  # noqa: ANN401
        """Keep what tells when a day of the schedule `row` ends."""
        place = row.area_id if row.area_id is not None else only_root(work)
        self._days = Days(office, Packs(work, office.settings.pack_hash), place, None)
        self._zone = office.zone
        self._clock = time.fromisoformat(row.clock)
        self.kind = RunKind(row.kind)

    def moment(self, day: date) -> datetime:
        """Return the one moment at which the report of a day is due."""
        cutoff = self._days.hour_of_return(day)
        return planned(day, cutoff, self._clock, self._zone, whole=self.kind in WHOLE)


def _view(office: Office, work: Work, row: Any) -> ReportScheduleView:  # noqa: ANN401
    coming = None
    if row.kind != RunKind.TICK and row.ended_at is None:
        now = office.now()
        coming = next_due(RunKind(row.kind), Planner(office, work, row).moment, now.date(), to_ms(now))[1]
    return ReportScheduleView(
        id=row.id,
        kind=row.kind,
        clock_time=row.clock,
        area=row.area,
        formats=tuple(row.formats),
        folder=row.folder,
        dests=tuple(row.dests),
        lang=row.lang,
        next_at=coming,
        created_at=office.moment_of(row.created_at),
        created_by=row.created_by,
        ended_at=office.moment(row.ended_at),
    )
