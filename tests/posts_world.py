"""A community with posts, for the tests of rosters: `add_post` and the days that they are about."""

from typing import Any

from sqlalchemy import insert

from gridctl.core.uid import uuid7
from gridctl.services import areas
from gridctl.store.duty_terms import LIFT, PAIR, TERMS
from gridctl.store.lean import POST
from gridctl.store.presence import ABSENCE, WISH

DAY = "2021-12-20"
"""A Monday, three days after the clock of the tests."""


def add_post(office: Any, area: str, duty: str = "patrol", **more: Any) -> int:  # noqa: ANN401
    """Make a post that is open each day of that month, from 8:00 to 16:00 unless said otherwise."""
    with office.store.begin() as work:
        values = {
            "uid": uuid7(work.now),
            "duty": duty,
            "area_id": areas.find(work, area).id,
            "shift": "day",
            "starts": 8 * 60,
            "ends": 16 * 60,
            "night": False,
            "from_on": "2021-12-01",
            "until_on": "2022-01-31",
            "weekdays": 127,
            "least": 1,
            "best": 1,
            "standby": False,
            "version": 1,
            "created_at": work.now,
        }
        return int(work.add(insert(POST), values | more))


def add_absence(office: Any, member: int, since: str, until: str) -> None:  # noqa: ANN401
    """Let a member (number) be away on some days."""
    with office.store.begin() as work:
        values = {"member_id": member, "from_on": since, "until_on": until, "version": 1}
        work.add(insert(ABSENCE), values | {"uid": uuid7(work.now), "created_at": work.now})


def add_terms(office: Any, member: int, **terms: Any) -> None:  # noqa: ANN401
    """Give a member terms of their own."""
    with office.store.begin() as work:
        work.execute(insert(TERMS).values(member_id=member, version=1, changed_at=work.now, **terms))


def add_pair(office: Any, one: int, other: int, *, together: bool = False, rule: bool = True) -> None:  # noqa: ANN401
    """Keep two members apart, or together."""
    with office.store.begin() as work:
        values = {"one_id": one, "other_id": other, "together": together, "rule": rule, "weight": 5}
        work.add(insert(PAIR), values | {"created_at": work.now})


def add_lift(office: Any, leader: int, since: str, until: str, area: str | None = None) -> None:  # noqa: ANN401
    """Lift the limits of hours and rest for some days."""
    with office.store.begin() as work:
        values = {"leader_id": leader, "from_on": since, "until_on": until, "why": "洪水"}
        here = areas.find(work, area).id if area else None
        work.add(insert(LIFT), values | {"uid": uuid7(work.now), "created_at": work.now, "area_id": here})


def add_wish(office: Any, member: int, duty: str | None, *, wanted: bool = False, **more: Any) -> None:  # noqa: ANN401
    """Let a member (number) wish for or against a duty, as strongly as can be, on all days unless said otherwise."""
    with office.store.begin() as work:
        values = {"member_id": member, "duty": duty, "wanted": wanted, "weight": 10, "version": 1}
        days = {"from_on": "2021-12-01", "until_on": "9999-12-31", "weekdays": 127}
        work.add(insert(WISH), values | days | more | {"uid": uuid7(work.now), "created_at": work.now})
