"""What somebody says of a post, as it is kept: duty, place, hours, days and headcounts."""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from gridctl.core.duties import Shift
from gridctl.core.duty_views import find_duty, find_shift
from gridctl.core.errors import N_, BadInput
from gridctl.core.members import read_skills
from gridctl.core.numbers import read_number
from gridctl.core.post_views import FREE, clock_of, is_night
from gridctl.core.text import clean_code, clean_line
from gridctl.core.times import parse_clock
from gridctl.core.uid import uuid7
from gridctl.core.weekdays import ALL_DAYS, FOREVER, falls_on, read_days, read_weekdays
from gridctl.services import areas, points
from gridctl.services.office import Office
from gridctl.services.packs import Packs, rules_at
from gridctl.store.unit import Work

MOST_PEOPLE = 500
_CHECKIN = (5, 1440)


@dataclass(frozen=True, slots=True)
class PostInput:
    """What somebody says of a post, as it was typed; None was not said, "" empties what may be empty.

    A shift of the pack, or hours of its own by the clock on the wall. `from_on` is today unless told, `until_on`
    open, `best` as many as `least`.
    """

    duty: str | None = None
    area: str | None = None
    point: str | None = None
    place: str | None = None
    shift: str | None = None
    start: str | None = None
    end: str | None = None
    from_on: str | None = None
    until_on: str | None = None
    weekdays: str | None = None
    least: str | None = None
    best: str | None = None
    skills: tuple[str, ...] | None = None
    crew: str | None = None
    standby: bool | None = None
    checkin: str | None = None

    def is_empty(self) -> bool:
        """Tell whether nothing was said."""
        return all(getattr(self, one.name) is None for one in fields(self))


def new_values(office: Office, work: Work, new: PostInput, packs: Packs) -> dict[str, Any]:
    """Return the columns of a new post; BadInput, NotFound or Refused where it cannot be."""
    if not new.duty:
        raise BadInput(N_("it is not said which duty"), hint=N_("see what there is: gridctl duty catalogue"))
    point = points.find(work, new.point) if new.point else None
    area_id = areas.find(work, new.area).id if new.area else (point.area_id if point else None)
    if area_id is None:
        raise BadInput(
            N_("it is not said where the post is"),
            hint=N_("give an area, or a point that has one"),
            error="no_place",
        )
    rules = rules_at(packs, area_id, work.now)
    duty = find_duty(rules.duties, clean_line(new.duty, "duty", longest=80))
    if not new.shift and not (new.start and new.end):
        raise BadInput(
            N_("it is not said in which shift, or from when to when"),
            hint=N_("see what there is: gridctl duty shifts"),
        )
    today = office.now().date()
    first, last = read_days(new.from_on or None, new.until_on or None, today)
    return {
        "uid": uuid7(work.now),
        "duty": duty.code,
        "area_id": area_id,
        "point_id": point.id if point else None,
        "place": _place(new.place),
        **_hours(new, rules.shifts),
        "from_on": first,
        "until_on": last,
        "weekdays": _weekdays(new.weekdays, first, last),
        **_people(new, 1, None),
        "skills": read_skills(new.skills or (), "--skill"),
        "crew": _crew(new.crew),
        "standby": bool(new.standby),
        "checkin": read_number(new.checkin, "--checkin", *_CHECKIN) if new.checkin else duty.checkin,
        "operation_id": None,
        "batch_id": None,
        "version": 1,
        "created_at": work.now,
        "removed_at": None,
    }


def hours_of(shift: Shift) -> dict[str, Any]:
    """Return the columns that follow from a shift of a pack."""
    starts, ends = (one.hour * 60 + one.minute for one in (shift.start, shift.end))
    return {"shift": shift.code, "starts": starts, "ends": ends, "night": shift.night}


def _hours(said: PostInput, shifts: tuple[Shift, ...]) -> dict[str, Any]:
    if said.shift and (said.start or said.end):
        raise BadInput(
            N_("a shift and hours of its own contradict each other"),
            hint=N_("leave --shift out, or --from-time and --to-time"),
        )
    if said.shift:
        return hours_of(find_shift(shifts, clean_line(said.shift, "shift", longest=80)))
    clocks = [parse_clock(text or "") for text in (said.start, said.end)]
    starts, ends = (one.hour * 60 + one.minute for one in clocks)
    return {"shift": FREE, "starts": starts, "ends": ends, "night": is_night(starts, ends)}


def _place(text: str | None) -> str | None:
    return clean_line(text, "--place", longest=100) or None if text else None


def _crew(text: str | None) -> str | None:
    return clean_code(text, "--crew") if text else None


def _weekdays(text: str | None, first: str, last: str) -> int:
    """Return the weekdays as bits; BadInput where none of them lies between two days."""
    found = read_weekdays(text) if text else ALL_DAYS
    length = 7 if last == FOREVER else min(7, (date.fromisoformat(last) - date.fromisoformat(first)).days + 1)
    start = date.fromisoformat(first).toordinal()
    if not any(falls_on(date.fromordinal(start + step).isoformat(), found) for step in range(length)):
        raise BadInput(
            N_("none of the days {days} lies between {first} and {last}"),
            hint=N_("correct --days, or the first and the last day"),
            days=text,
            first=first,
            last=last,
        )
    return found


def _people(said: PostInput, least: int, best: int | None) -> dict[str, int]:
    """Return the headcounts; what was not said follows the other one."""
    low = read_number(said.least, "--least", 0, MOST_PEOPLE) if said.least else least
    high = read_number(said.best, "--best", 1, MOST_PEOPLE) if said.best else max(low, best or 0, 1)
    if not said.least and best is None:
        low = min(low, high)
    if high < low:
        raise BadInput(
            N_("--best {best} is less than --least {least}"),
            hint=N_("least is the headcount that must be there, best the one that should be"),
            least=low,
            best=high,
        )
    return {"least": low, "best": high}


def changes(office: Office, work: Work, row: Any, said: PostInput) -> dict[str, Any]:  # noqa: ANN401
    """Return the columns of a post (its row) that follow from what was said, changed or not."""
    today = office.now().date()
    found: dict[str, Any] = {}
    if said.shift or said.start or said.end:
        kept = replace(said, start=said.start or clock_of(row.starts), end=said.end or clock_of(row.ends))
        given = said if said.shift else kept
        found |= _hours(given, rules_at(Packs(work, office.settings.pack_hash), row.area_id, work.now).shifts)
    if said.place is not None:
        found["place"] = _place(said.place)
    if said.point is not None:
        found["point_id"] = points.find(work, said.point).id if said.point else None
    until = FOREVER if said.until_on == "" else said.until_on or row.until_on
    first, last = read_days(said.from_on or row.from_on, until, today)
    found |= {"from_on": first, "until_on": last}
    if said.weekdays is not None or said.from_on or said.until_on is not None:
        found["weekdays"] = _weekdays(said.weekdays, first, last) if said.weekdays else row.weekdays
    found |= _people(said, row.least, row.best)
    if said.skills is not None:
        found["skills"] = read_skills(said.skills, "--skill")
    if said.crew is not None:
        found["crew"] = _crew(said.crew)
    if said.standby is not None:
        found["standby"] = said.standby
    if said.checkin is not None:
        found["checkin"] = read_number(said.checkin, "--checkin", *_CHECKIN) if said.checkin else None
    return found
