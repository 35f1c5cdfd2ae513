"""Makes a street office with its members and a month of roster. Run by the measured Python.

    python rosters_of.py STORE MEMBERS

In each of the grids as many posts as its members can fill five days of seven, in three shifts; on each day some
posts stay empty, and some people are away.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from gridctl.core.uid import uuid7
from gridctl.core.words import AreaKind, Tier
from gridctl.services import areas, storekeeping
from gridctl.services.duty_people import stint_at
from gridctl.services.office import Office, open_office
from gridctl.store.lean import MEMBER, POST, TURN
from gridctl.store.presence import ABSENCE
from gridctl.store.unit import Work

CLOCK = 1_639_533_600_000
FIRST, DAYS = date(2021, 12, 1), 31
SHIFTS = (("early", 6 * 60, 14 * 60), ("late", 14 * 60, 22 * 60), ("night", 22 * 60, 6 * 60))
TIERS = (Tier.OFFICER, *[Tier.PART_TIME] * 6, *[Tier.VOLUNTEER] * 8)
OF_A_GRID = 20


def main(store: str, size: int) -> None:
    """Make the store."""
    rng = random.Random("rosters")
    place = Path(store)
    storekeeping.init(place, storekeeping.NewStore(), clock=lambda: CLOCK)
    with open_office(place, clock=lambda: CLOCK) as office:
        grids = _areas(office, size // OF_A_GRID)
        with office.store.begin() as work:
            for start, grid in enumerate(grids):
                people = list(range(start * OF_A_GRID + 1, (start + 1) * OF_A_GRID + 1))
                _grid(office, work, grid, people, rng)


def _areas(office: Office, grids: int) -> list[int]:
    areas.add(office, areas.NewArea("ST", "街道", AreaKind.TOWN))
    found = []
    for community in range(max(1, grids // 10)):
        code = f"C{community:03}"
        areas.add(office, areas.NewArea(code, f"社区{community}", AreaKind.COMMUNITY, "ST"))
    for grid in range(grids):
        parent = f"C{grid % max(1, grids // 10):03}"
        new = areas.NewArea(f"G{grid:04}", f"网格{grid}", AreaKind.GRID, parent)
        found.append(areas.add(office, new).id)
    return found


def _grid(office: Office, work: Work, grid: int, people: list[int], rng: random.Random) -> None:
    work.execute(insert(MEMBER), [_member(work, one, grid) for one in people])
    away = rng.sample(people, 2)
    work.execute(insert(ABSENCE), [_absence(work, one) for one in away])
    posts = [work.add(insert(POST), _post(work, grid, *SHIFTS[number % 3])) for number in range(5)]
    work.execute(insert(TURN), list(_turns(office, work, posts, people, set(away), rng)))


def _member(work: Work, number: int, grid: int) -> dict[str, Any]:
    return {
        "id": number,
        "uid": uuid7(work.now),
        "code": f"M{number}",
        "code_key": f"m{number}",
        "name": f"成员{number}",
        "tier": str(TIERS[number % len(TIERS)]),
        "area_id": grid,
        "phone": f"139{number:08}",
        "version": 1,
        "created_at": work.now,
    }


def _absence(work: Work, member: int) -> dict[str, Any]:
    days = {"from_on": "2021-12-13", "until_on": "2021-12-17"}
    return {"uid": uuid7(work.now), "member_id": member, "version": 1, "created_at": work.now, **days}


def _post(work: Work, grid: int, shift: str, starts: int, ends: int) -> dict[str, Any]:
    return {
        "uid": uuid7(work.now),
        "duty": "patrol",
        "area_id": grid,
        "shift": shift,
        "starts": starts,
        "ends": ends,
        "night": shift == "night",
        "from_on": "2021-12-01",
        "until_on": "9999-12-31",
        "weekdays": 127,
        "least": 2,
        "best": 3,
        "standby": False,
        "version": 1,
        "created_at": work.now,
    }


def _turns(
    office: Office, work: Work, posts: list[int], people: list[int], away: set[int], rng: random.Random
) -> Iterator[dict[str, Any]]:
    """Yield three at each post each day, everybody five days of seven, but for a hole now and then."""
    for day in range(DAYS):
        on = FIRST + timedelta(days=day)
        there = [one for place, one in enumerate(people) if (day + place) % 7 < 5]
        for place, member in enumerate(there):
            post, shift = posts[place % len(posts)], SHIFTS[place % len(posts) % 3]
            if rng.random() < 0.02 or (member in away and 12 <= day < 17):
                continue
            turn = stint_at(office, _Times(post, *shift), on)
            yield {
                "uid": uuid7(work.now),
                "post_id": post,
                "member_id": member,
                "on_date": on.isoformat(),
                "start_at": turn.start,
                "end_at": turn.end,
                "state": "published",
                "locked": False,
                "version": 1,
                "created_at": work.now,
            }


class _Times:
    """What `stint_at` asks of a post."""

    def __init__(self, number: int, shift: str, starts: int, ends: int) -> None:
        self.id, self.shift, self.starts, self.ends, self.night = (
            number,
            shift,
            starts,
            ends,
            shift == "night",
        )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
