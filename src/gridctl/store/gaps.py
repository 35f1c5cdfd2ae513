"""What stands and who is free around a moment, in few lean queries: a gap is looked for each minute by cron."""

import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from gridctl.store.areas import AREA
from gridctl.store.lean import LIVE_ONES, POST, TURN
from gridctl.store.rosters import COUNTING, P, T, among
from gridctl.store.turns import around_days
from gridctl.store.unit import Work

_DAYS = f"state <> 'removed' AND {LIVE_ONES} AND on_date >= ? AND on_date <= ?"
_TAKEN = f"id NOT IN (SELECT member_id FROM turn WHERE {_DAYS}"  # noqa: S608
_HEADS = f"SELECT post_id, on_date, count(*) FROM turn WHERE {_DAYS}"  # noqa: S608
_AT = " AND start_at <= ? AND end_at > ?"
_BY = " GROUP BY post_id, on_date"
_WORKED = (
    f"SELECT member_id, sum(end_at - start_at) FROM turn INDEXED BY turn_member WHERE {_DAYS}"  # noqa: S608
    " AND member_id IN (SELECT value FROM json_each(?)) AND start_at >= ? AND start_at < ? GROUP BY member_id"
)
_MEMBERS = (
    "SELECT id, tier, area_id, from_on, until_on FROM member WHERE removed_at IS NULL"
    " AND tier IN (SELECT value FROM json_each(?))"
)

_LASTS = "from_at <= ? AND (until_at IS NULL OR until_at > ?)"
_TIERS = (
    "SELECT area_id, tier FROM member WHERE removed_at IS NULL AND area_id IS NOT NULL UNION"  # noqa: S608
    " SELECT p.area_id, m.tier FROM posting p JOIN member m ON m.id = p.member_id"
    f" WHERE m.removed_at IS NULL AND p.{_LASTS}"
)
_POSTED = f"SELECT member_id, area_id FROM posting WHERE {_LASTS} ORDER BY id"  # noqa: S608
_HOURS = "SELECT DISTINCT starts, ends FROM post WHERE removed_at IS NULL"
_DAY = 1440
"""Minutes."""


def _raw(work: Work, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """Return the rows of the driver's own: tens of thousands of them cost too much in any other way."""
    driver: Any = work.conn.connection.driver_connection
    found: list[tuple[Any, ...]] = driver.execute(statement, values).fetchall()
    return found


def hours(work: Work) -> list[tuple[int, int]]:
    """Return from when to when (minutes after midnight) there are posts."""
    return [(row[0], row[1]) for row in _raw(work, _HOURS)]


def posts(
    work: Work,
    areas: Sequence[int] | None,
    since: str,
    until: str,
    hours_: Collection[tuple[int, int]] | None,
) -> list[Any]:
    """Return the posts in some areas (None: in all) open on some of the days, with what a gap shows of them.

    `hours_` (None: all) are from when to when, in minutes after midnight.
    """
    p = P
    query = select(
        p.id, p.duty, p.area_id, p.place, p.shift, p.starts, p.ends, p.night, p.from_on, p.until_on, p.weekdays,
        p.least, p.best, p.skills, p.standby, AREA.c.code.label("area"),
    ).join_from(POST, AREA, AREA.c.id == p.area_id)  # fmt: skip
    query = query.where(p.removed_at.is_(None), p.from_on <= until, p.until_on >= since).order_by(p.id)
    if hours_ is not None:
        query = query.where(among(p.starts * _DAY + p.ends, [start * _DAY + end for start, end in hours_]))
    return list(work.execute(query if areas is None else query.where(among(p.area_id, areas))))


def heads(work: Work, days: tuple[str, str], moment: int | None) -> dict[tuple[int, str], int]:
    """Return how many stand at each post on each of some days, or at a moment (UTC ms)."""
    if moment is None:
        return {(post, day): count for post, day, count in _raw(work, _HEADS + _BY, *days)}
    found = _raw(work, _HEADS + _AT + _BY, *days, moment, moment)
    return {(post, day): count for post, day, count in found}


def worked(work: Work, members_: Sequence[int], since: str, until: str) -> dict[int, int]:
    """Return how long (ms) each of some members works on some days."""
    times = around_days(since, until)
    found = _raw(work, _WORKED, since, until, json.dumps(list(members_)), *times)
    return {row[0]: row[1] for row in found}


def idle(
    work: Work, tiers_: Sequence[str], days: tuple[str, str], spans: Sequence[tuple[int, int]] = ()
) -> list[tuple[Any, ...]]:
    """Return (id, tier, area_id, from_on, until_on) of the members of some tiers who have no turn on some days.

    With `spans` (UTC ms): those who have none of the days' turns in one of the spans at least.
    """
    taken = [_TAKEN + " AND end_at > ? AND start_at < ?)" for _span in spans] or [_TAKEN + ")"]
    query = f"{_MEMBERS} AND ({' OR '.join(taken)}) ORDER BY id"
    times: list[tuple[object, ...]] = [(*days, *span) for span in spans] or [days]
    return _raw(work, query, json.dumps(list(tiers_)), *(one for some in times for one in some))


def tiers(work: Work) -> list[tuple[Any, ...]]:
    """Return each area with the tiers of those who work there, by their own area or a posting that lasts."""
    return _raw(work, _TIERS, work.now, work.now)


def posted(work: Work) -> list[tuple[Any, ...]]:
    """Return (member, area) of the postings that last now."""
    return _raw(work, _POSTED, work.now, work.now)


def standing(work: Work, posts_: Sequence[int], day: str) -> list[Any]:
    """Return the turns that count at some posts on a day, with shift and night of their posts."""
    query = select(
        T.id, T.member_id, T.post_id, T.on_date, T.start_at, T.end_at, P.shift, P.night, P.duty, P.area_id
    ).join_from(TURN, POST, P.id == T.post_id)
    query = query.where(COUNTING, T.on_date == day, among(T.post_id, posts_))
    return list(work.execute(query.order_by(T.id)))
