"""The days on which this place works otherwise than its pack says: a holiday of its own, an extra workday."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from gridctl.core.calendars import Hours, check_hours
from gridctl.core.errors import N_, BadInput, NotFound
from gridctl.core.pack_clock_rules import read_hours, show_hours
from gridctl.core.times import parse_date
from gridctl.services.office import Office
from gridctl.store import calendar_days as rows


@dataclass(frozen=True, slots=True)
class CalendarDayView:
    """A day that this place works otherwise: its hours, or none where it is off."""

    KIND: ClassVar[str] = "calendar_day"
    day: date
    works: bool
    hours: str
    created_at: datetime
    created_by: str


def listing(office: Office) -> list[CalendarDayView]:
    """Return the days on which this place works otherwise."""
    with office.store.read() as work:
        return [_view(office, row) for row in rows.standing(work)]


def put(office: Office, day: str, hours: list[str], *, off: bool) -> CalendarDayView:
    """Say that a day is off, or which hours are worked on it; requests that come in from now on go by it."""
    if off == bool(hours):
        raise BadInput(
            N_("say whether the day is off or which hours are worked"),
            hint=N_("--off, or --work 9:00-12:00 --work 13:00-17:00"),
        )
    found = [hours_of(one) for one in hours]
    if not check_hours(tuple(found)):
        raise BadInput(
            N_("the hours of a day must follow each other"),
            hint=N_("each ends after it begins, and before the next: --work 9:00-12:00 --work 13:00-17:00"),
        )
    when = _day(office, day)
    text = show_hours(tuple(sorted(found)))
    with office.store.begin() as work:
        row = rows.put(work, when, text)
        work.log("calendar.put", "calendar_day", when, {"hours": text})
        return _view(office, row)


def hours_of(text: str) -> Hours:
    """Read the hours of ``--work``; BadInput for what are none."""
    found = read_hours(text)
    if found is None:
        raise BadInput(N_("{text} are no hours"), hint=N_("write from and to: 9:00-12:00"), text=text)
    return found


def remove(office: Office, day: str) -> CalendarDayView:
    """Let the pack say again how a day is worked; NotFound where nothing else was said."""
    when = _day(office, day)
    with office.store.begin() as work:
        known = rows.standing(work, when)
        if not known:
            raise NotFound(
                N_("nothing is said of {day}"), hint=N_("see the days: gridctl pack calendar list"), day=when
            )
        rows.end(work, when)
        work.log("calendar.remove", "calendar_day", when, {"hours": known[0].hours})
        return _view(office, known[0])


def _day(office: Office, text: str) -> str:
    return parse_date(text, office.now().date()).isoformat()


def _view(office: Office, row: Any) -> CalendarDayView:  # noqa: ANN401
    return CalendarDayView(
        date.fromisoformat(row.day),
        bool(row.hours),
        row.hours,
        office.moment_of(row.created_at),
        row.created_by,
    )
