"""A community with posts and turns of duty, written straight into the store: what reads them is tested with it."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from gridctl.core.duty_rules import times_of
from gridctl.core.times import local, to_ms
from gridctl.core.uid import uuid7
from gridctl.services.office import Office

DAY_MINUTES = 1440
SHIFTS = {"early": (360, 840), "middle": (840, 1320), "night": (1320, 360)}
"""Minutes after midnight at which the shifts of the packs begin and end."""


@dataclass(frozen=True, slots=True)
class Ends:
    """When a post is open, how many it needs, and what else is said of it."""

    least: int = 1
    best: int = 1
    standby: bool = False
    checkin: int | None = None
    place: str | None = None
    crew: str | None = None
    weekdays: int = 127
    from_on: str = "2021-12-01"
    until_on: str = "2022-12-31"


def post(office: Office, duty: str, area: str, shift: str, ends: Ends = Ends()) -> int:
    """Add a post and return its number."""
    from gridctl.services import areas
    from gridctl.store.lean import POST

    starts, stops = SHIFTS[shift]
    with office.store.begin() as work:
        values = {
            "uid": uuid7(work.now),
            "duty": duty,
            "area_id": areas.find(work, area).id,
            "shift": shift,
            "starts": starts,
            "ends": stops,
            "night": stops <= starts,
            **{name: getattr(ends, name) for name in Ends.__dataclass_fields__},
            "version": 1,
            "created_at": work.now,
        }
        return int(work.add(POST.insert().values(**values)))


def turn(office: Office, post_id: int, member: str, day: str, state: str = "published", **more: Any) -> int:  # noqa: ANN401
    """Add a turn of a member at a post on a day and return its number."""
    from gridctl.services import people
    from gridctl.store.lean import POST, TURN

    on = date.fromisoformat(day)
    with office.store.begin() as work:
        row = work.execute(POST.select().where(POST.c.id == post_id)).one()

        def at(day_: date, minute: int) -> int:
            return int(to_ms(local(day_, time(*divmod(minute % DAY_MINUTES, 60)), office.zone)))

        start, end = times_of(on, row.starts, row.ends, at)
        values = {
            "uid": uuid7(work.now),
            "post_id": post_id,
            "member_id": people.find_member(work, member).id,
            "on_date": day,
            "start_at": start,
            "end_at": end,
            "state": state,
            "locked": False,
            "version": 1,
            "created_at": work.now,
            **more,
        }
        return int(work.add(TURN.insert().values(**values)))


def in_force(office: Office, pack: str, area: str) -> None:
    """Put a pack in force in an area since the morning, without making any posts."""
    from gridctl.services import areas, pack_shelf, packs
    from gridctl.store.packs import add_operation

    with office.store.begin() as work:
        values = {
            "uid": uuid7(work.now),
            "name": pack,
            "pack_hash": packs.keep(work, packs.load(pack)),
            "area_id": areas.find(work, area).id,
            "started_at": work.now - 8 * 3_600_000,
            "version": 1,
        }
        add_operation(work, values)
        pack_shelf.use_names(work, office.settings)
