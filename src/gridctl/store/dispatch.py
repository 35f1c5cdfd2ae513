"""What handing out looks at in the store: what waits at desks, who works there, and how much they hold."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select, text

from gridctl.core.attendance import LONGEST_MS, NO_SHOW_MS
from gridctl.core.query_match import URGENCY_ORDER
from gridctl.core.words import UNRESOLVED, Status
from gridctl.store.areas import subtree
from gridctl.store.lean import MEMBER, TEAM
from gridctl.store.places import BUILDING, HOME
from gridctl.store.points import POINT
from gridctl.store.postings import POSTING, TEAM_MEMBER, lasting
from gridctl.store.requests import REQUEST, STEP, R, Wanted, listing
from gridctl.store.tables.request import VOID
from gridctl.store.unit import Work

_UNHELD = (
    R.status.in_([str(Status.NEW), str(Status.ASSIGNED)]),
    R.holder_member_id.is_(None),
    R.holder_team_id.is_(None),
)


def waiting(
    work: Work,
    desks: Sequence[int] | None,
    conditions: Sequence[ColumnElement[bool]] = (),
    match: str = "",
    most: int | None = None,
) -> list[int]:
    """Return the numbers of the requests at some desks (None: at all) that nobody has, in the order of urgency.

    Those that are as urgent stand by their deadline.
    """
    urgency = case({str(code): place for place, code in enumerate(URGENCY_ORDER)}, value=R.urgency)
    here = [] if desks is None else [R.desk_id.in_(desks)]
    wanted = Wanted(
        open_only=True,
        conditions=(*_UNHELD, *here, *conditions),
        match=match,
        order=(urgency, R.due.nulls_last(), R.id),
        limit=most,
    )
    return [row.id for row in work.execute(listing(wanted))]


def count_waiting(work: Work, desks: Sequence[int] | None) -> int:
    """Return how many requests at some desks (None: at all) nobody has."""
    query = select(func.count()).select_from(REQUEST).where(text("request.is_open = 1"), *_UNHELD)
    query = query if desks is None else query.where(R.desk_id.in_(desks))
    return int(work.execute(query).scalar_one())


def requests(work: Work, numbers: Sequence[int]) -> list[Any]:
    """Return rows of requests with the positions of their points and buildings, in the given order."""
    query = (
        select(
            REQUEST,
            func.coalesce(MEMBER.c.code, TEAM.c.code).label("holder"),
            func.coalesce(POINT.c.latitude, BUILDING.c.latitude).label("latitude"),
            func.coalesce(POINT.c.longitude, BUILDING.c.longitude).label("longitude"),
        )
        .select_from(
            REQUEST.outerjoin(POINT, POINT.c.id == R.point_id)
            .outerjoin(BUILDING, BUILDING.c.id == R.building_id)
            .outerjoin(MEMBER, MEMBER.c.id == R.holder_member_id)
            .outerjoin(TEAM, TEAM.c.id == R.holder_team_id)
        )
        .where(_among(R.id, numbers))
    )
    found = {row.id: row for row in work.execute(query)}
    return [found[number] for number in numbers if number in found]


def _among(column: ColumnElement[Any], numbers: Sequence[int]) -> ColumnElement[bool]:
    """Return the condition that a column has one of many numbers, which go over as one parameter."""
    each = func.json_each(json.dumps(list(numbers))).table_valued("value")
    return column.in_(select(each.c.value))


def timelines(work: Work, numbers: Sequence[int]) -> dict[int, list[Any]]:
    """Return the steps of many requests, each in the order in which the store learned them."""
    s = STEP.c
    query = select(STEP).where(_among(s.request_id, numbers), s.status != VOID).order_by(s.request_id, s.seq)
    found: dict[int, list[Any]] = {number: [] for number in numbers}
    for step in work.execute(query):
        found[step.request_id].append(step)
    return found


def workers(work: Work, area_id: int | None, tiers: Iterable[str], helping: Iterable[int] = ()) -> list[Any]:
    """Return the members of some tiers who work in an area and below it, or anywhere, by their codes.

    `helping` are further members, who are on duty there.
    """
    m, p = MEMBER.c, POSTING.c
    query = select(MEMBER).where(m.removed_at.is_(None), m.tier.in_(list(tiers))).order_by(m.code_key)
    if area_id is None:
        return list(work.execute(query))
    inside = select(subtree(area_id).c.id)
    posted = select(p.member_id).where(p.area_id.in_(inside), lasting(work))
    return list(
        work.execute(query.where(or_(m.area_id.in_(inside), m.id.in_(posted), _among(m.id, list(helping)))))
    )


_ON_DUTY = text(
    "SELECT t.member_id, p.area_id, p.duty, p.standby, p.point_id FROM turn t JOIN post p ON p.id = t.post_id"
    " WHERE t.state IN ('published', 'offered') AND t.end_at > :now AND t.end_at <= :last AND t.start_at <= :now"
    " AND t.checked_out_at IS NULL AND t.no_show_at IS NULL AND (t.checked_in_at IS NOT NULL OR t.start_at > :late)"
    " ORDER BY t.start_at DESC, t.id DESC"
)


def on_duty(work: Work) -> list[Any]:
    """Return (member_id, area_id, duty, standby, point_id) of who is on duty now, or may still come in time."""
    moment = {"now": work.now, "last": work.now + LONGEST_MS, "late": work.now - NO_SHOW_MS}
    return list(work.execute(_ON_DUTY, moment))


def loads(work: Work) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """Return how many requests each member and each team has to do, and how many wait at each desk."""
    counts = []
    for column, more in ((R.holder_member_id, ()), (R.holder_team_id, ()), (R.desk_id, _UNHELD)):
        query = select(column, func.count()).where(
            text("request.is_open = 1"), R.status.in_(sorted(UNRESOLVED)), column.is_not(None), *more
        )
        counts.append({int(row[0]): int(row[1]) for row in work.execute(query.group_by(column))})
    return counts[0], counts[1], counts[2]


def loads_by_code(work: Work) -> dict[str, int]:
    """Return how many requests each member has to do, by their codes."""
    query = select(MEMBER.c.code, func.count()).join_from(REQUEST, MEMBER, MEMBER.c.id == R.holder_member_id)
    query = query.where(text("request.is_open = 1"), R.status.in_(sorted(UNRESOLVED)))
    return {row[0]: int(row[1]) for row in work.execute(query.group_by(MEMBER.c.code))}


def team_skills(work: Work) -> dict[int, list[str]]:
    """Return what the members of each team can do."""
    c = TEAM_MEMBER.c
    query = select(c.team_id, MEMBER.c.skills).join_from(TEAM_MEMBER, MEMBER, MEMBER.c.id == c.member_id)
    found: dict[int, list[str]] = {}
    for row in work.execute(query):
        found.setdefault(row.team_id, []).extend(row.skills or ())
    return found


def buildings_of(work: Work) -> dict[int, set[int]]:
    """Return the buildings of each stairwell or other micro-grid that has homes of its own."""
    h = HOME.c
    query = select(h.area_id, h.building_id).where(h.area_id.is_not(None), h.removed_at.is_(None)).distinct()
    found: dict[int, set[int]] = {}
    for row in work.execute(query):
        found.setdefault(row.area_id, set()).add(row.building_id)
    return found
