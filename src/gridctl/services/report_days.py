"""The days of the daily report: which one runs, which were written, and what differs from what was written."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gridctl.services import areas, reports
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.periods import Days
from gridctl.store import figures as rows
from gridctl.store.areas import only_root

COMPARED = ("received", "reopened", "solved_on_spot", "assigned", "resolved", "closed", "open", "overdue")
"""The figures that are compared, by the names of the report."""


@dataclass(frozen=True, slots=True)
class ReportDay:
    """One day: when its report was written, or None; `runs`: it has not ended."""

    day: date
    written_at: datetime | None
    runs: bool


def days(office: Office, count: int, area: str | None = None) -> list[ReportDay]:
    """Return the day that runs and those before it, `count` in all, the latest first; of an area, or of everywhere."""
    with office.store.read() as work:
        area_id = areas.find(work, area).id if area else None
        place = area_id if area_id is not None else only_root(work)
        known = Days(office, Packs(work, office.settings.pack_hash), place, None)
        period = known.asked(None)
        if period.end_ms <= work.now:
            period = known.period(period.day + timedelta(days=1))
        written = {
            (row.from_at, row.to_at): row.written_at
            for row in rows.written(work, reports.KIND, area_id, count)
        }
        found: list[ReportDay] = []
        while len(found) < count:
            at = written.get((period.start_ms, period.end_ms))
            found.append(ReportDay(period.day, office.moment(at), period.end_ms > work.now))
            period = known.before(period)
        return found


def differences(office: Office, wanted: reports.Wanted) -> dict[str, tuple[int, int]]:
    """Return where a report that was written says otherwise than it would now: the figure's name, then and now."""
    then = reports.daily(office, wanted, keep=False).data["requests"]
    anew = reports.Wanted(day=wanted.day, area=wanted.area, recompute=True)
    now = reports.daily(office, anew, keep=False).data["requests"]
    return {name: (then[name], now[name]) for name in COMPARED if then[name] != now[name]}
