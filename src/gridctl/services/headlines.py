"""The headline figures of the day with the day before, and what came in by the hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from gridctl.core.times import Period, to_ms
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.periods import Days
from gridctl.services.reports import KIND
from gridctl.store import figures
from gridctl.store import headlines as rows
from gridctl.store.areas import only_root
from gridctl.store.unit import Work

FIGURES = ("received", "solved_on_spot", "closed", "open", "overdue")
"""What is told of both days, by the names of the daily report."""
HOURS = 24


@dataclass(frozen=True, slots=True)
class Headlines:
    """The figures of the day that runs and of the one before, by the names of the daily report.

    `hours` counts what came in, hour by hour of the clock; the first one begins at `hours_from`, the last one
    runs. `unheard` is the open request whose requester has waited longest for a first word, `unheard_since` when
    it came in. `reported_at` is when the last report was written, of whatever area.
    """

    since: datetime
    today: dict[str, int]
    before: dict[str, int]
    hours: tuple[int, ...]
    hours_from: datetime
    unheard: int | None
    unheard_since: datetime | None
    reported_at: datetime | None


def headlines(office: Office, area: str | None = None) -> Headlines:
    """Return the headline figures of an area and all below it; of everywhere for None.

    They are those that the daily report would print now; a day before that has been reported is told as it was.
    """
    with office.store.read() as work:
        area_id = areas.find(work, area).id if area else None
        place = area_id if area_id is not None else only_root(work)
        days = Days(office, Packs(work, office.settings.pack_hash), place, None)
        day = days.asked(None)
        if day.end_ms <= work.now:
            day = days.period(day.day + timedelta(days=1))
        today, before = _figures(work, day, days.before(day), area_id)
        hour = office.now().replace(minute=0, second=0, microsecond=0)
        first = to_ms(hour) - (HOURS - 1) * 3_600_000
        report: Any = figures.newest_report(work)
        waiting = rows.without_a_word(work, area_id)
        return Headlines(
            since=day.start,
            today=today,
            before=before,
            hours=tuple(rows.received_by_hour(work, first, HOURS, area_id)),
            hours_from=office.moment_of(first),
            unheard=waiting.id if waiting is not None else None,
            unheard_since=office.moment_of(waiting.received_at) if waiting is not None else None,
            reported_at=office.moment_of(report.written_at) if report is not None else None,
        )


def _figures(
    work: Work, day: Period, before: Period, area_id: int | None
) -> tuple[dict[str, int], dict[str, int]]:
    stands = rows.standing(work, work.now + 1, day.start_ms, area_id)
    today = figures.totals_between(work, day.start_ms, work.now + 1, area_id)
    today |= {"open": stands.open, "overdue": stands.overdue}
    kept: Any = figures.stored(work, KIND, area_id, before.start_ms, before.end_ms)
    if kept is not None:
        earlier = kept.figures["requests"]
    else:
        earlier = figures.totals_between(work, before.start_ms, before.end_ms, area_id)
        earlier |= {"open": stands.open_earlier, "overdue": stands.overdue_earlier}
    return _named(today), _named(earlier)


def _named(found: dict[str, Any]) -> dict[str, int]:
    return {name: int(found[name]) for name in FIGURES}
