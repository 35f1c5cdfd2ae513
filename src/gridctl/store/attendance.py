"""Turning up, in the store: who is expected, who came, who is missing now, and how turns were kept over time."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import text

from gridctl.core.attendance import EARLY_MS, GRACE_MS, KEPT_MS, LONGEST_MS, NO_SHOW_MS, RISK_TURNS
from gridctl.core.times import DAY_MS
from gridctl.core.words import AreaKind
from gridctl.store import areas, rosters
from gridctl.store.lean import LIVE_ONES
from gridctl.store.rosters import COUNTING, STANDING, T, turns
from gridctl.store.unit import Work

_LIVE = f"t.{LIVE_ONES}"
_HEARD = text(
    "SELECT p.area_id, min(t.start_at) AS first FROM turn t JOIN post p ON p.id = t.post_id"
    f" WHERE {_LIVE} AND t.end_at > :since AND t.end_at < :until AND t.checked_in_at > :since GROUP BY p.area_id"
)
_HEARD_AT = text(
    f"{areas.BELOW}SELECT 1 FROM post p CROSS JOIN turn t INDEXED BY turn_post ON t.post_id = p.id"
    " WHERE p.area_id IN (SELECT id FROM below)"
    f" AND t.state <> 'removed' AND {_LIVE} AND t.on_date >= date(:since / 1000 - 172800, 'unixepoch')"
    " AND t.on_date <= date(:until / 1000, 'unixepoch') AND t.end_at > :since AND t.checked_in_at > :since LIMIT 1"
)
_COUNTED = "(coalesce(p.checkin, 0) > 0 OR p.area_id IN (SELECT value FROM json_each(:kept)))"
"""Whether absence tells something: check-ins are asked for again and again, or are usual in the community."""


def kept_since(work: Work) -> dict[int, int]:
    """Return the communities where somebody has checked in of late, and when (UTC ms) the first such turn began."""
    found: dict[int, int] = {}
    heard = work.execute(_HEARD, _of_late(work)).all()
    tops = areas.communities(work) if heard else {}
    for row in heard:
        top = tops[row.area_id]
        found[top] = min(row.first, found.get(top, row.first))
    return found


def _of_late(work: Work) -> dict[str, int]:
    """Return the span (UTC ms) in which a turn ends to which somebody may have come of late."""
    return {"since": work.now - KEPT_MS, "until": work.now + EARLY_MS + LONGEST_MS}


def is_kept(work: Work, top: int) -> bool:
    """Tell whether somebody has checked in of late at an area or below it."""
    return work.execute(_HEARD_AT, {"area": top, **_of_late(work)}).first() is not None


def kept_areas(work: Work) -> set[int]:
    """Return the areas in whose community somebody has checked in of late, so that who has not is missing."""
    return areas.all_below(work, kept_since(work))


def community(work: Work, area: int) -> int:
    """Return the community that an area lies in, or the root of its tree."""
    path = areas.upwards(work, area)
    return int(next((one.id for one in path if one.kind == AreaKind.COMMUNITY), path[-1].id))


def _kept(work: Work) -> dict[str, str]:
    return {"kept": json.dumps(sorted(kept_areas(work)))}


def near(
    work: Work, since: int, until: int, *, member: int | None = None, post: int | None = None
) -> list[Any]:
    """Return the turns that touch a span (UTC ms), of a member or at a post, by when they begin."""
    query = turns().where(STANDING, T.start_at <= until, T.start_at > since - LONGEST_MS, T.end_at > since)
    if member is not None:
        query = query.where(T.member_id == member)
    if post is not None:
        query = query.where(T.post_id == post)
    return list(work.execute(query.order_by(T.start_at, T.id)))


_MISSED = text(
    f"SELECT t.id FROM turn t JOIN post p ON p.id = t.post_id WHERE {_LIVE} AND t.checked_in_at IS NULL"
    f" AND t.no_show_at IS NULL AND t.start_at <= :late AND t.start_at > :oldest AND {_COUNTED}"
    " ORDER BY t.start_at LIMIT :most"
)
_ANY_MISSED = text(
    f"SELECT 1 FROM turn t WHERE {_LIVE} AND t.checked_in_at IS NULL AND t.no_show_at IS NULL"
    " AND t.start_at <= :late AND t.start_at > :oldest LIMIT 1"
)
_MARK = text(
    "UPDATE turn SET no_show_at = :now, version = version + 1 WHERE id = :number AND checked_in_at IS NULL"
)
_STANDBY = text(
    f"SELECT t.member_id, t.id, p.area_id, t.end_at FROM turn t JOIN post p ON p.id = t.post_id WHERE {_LIVE}"
    " AND t.end_at > :now AND t.end_at <= :last AND t.start_at <= :now AND p.standby = 1 AND t.no_show_at IS NULL"
    " AND t.checked_out_at IS NULL AND (t.checked_in_at IS NOT NULL OR t.start_at > :late)"
)
_SENT = text(
    "SELECT o.to_id FROM outbox o, json_each(o.turn_ids) one JOIN turn t ON t.id = one.value WHERE o.kind = 'stand_by'"
    " AND o.role = 'member' AND o.created_at > :since AND o.dropped_at IS NULL AND t.end_at > :now"
)


def missed(work: Work, most: int) -> list[int]:
    """Return the turns of the last day to which nobody has come, and that are not marked yet.

    Of a community only those from the first turn on that somebody checked in for; posts that ask for it again
    and again always count.
    """
    day = work.now - DAY_MS
    if work.execute(_ANY_MISSED, {"late": work.now - NO_SHOW_MS, "oldest": day}).first() is None:
        return []
    spans: list[tuple[list[int], int]] = [([], day)]
    spans += [
        (areas.numbers_below(work, top), max(day, first - 1)) for top, first in kept_since(work).items()
    ]
    found: dict[int, None] = {}
    for within, oldest in spans:
        values = {"late": work.now - NO_SHOW_MS, "oldest": oldest, "most": most}
        kept_here = json.dumps(within)
        found |= dict.fromkeys(work.execute(_MISSED, values | {"kept": kept_here}).scalars())
    return list(found)[:most]


def mark_missed(work: Work, number: int) -> None:
    """Note that nobody came to a turn."""
    work.execute(_MARK, {"now": work.now, "number": number})


def standing_by(work: Work) -> list[Any]:
    """Return (member_id, id, area_id, end_at) of who stands by now and has not failed to come."""
    values = {"now": work.now, "last": work.now + LONGEST_MS, "late": work.now - NO_SHOW_MS}
    return list(work.execute(_STANDBY, values))


def stepped_in(work: Work) -> set[int]:
    """Return the members who were asked to step in for turns that still run."""
    values = {"since": work.now - LONGEST_MS, "now": work.now}
    return set(work.execute(_SENT, values).scalars())


# The rules of core.attendance in SQL, for months of turns; a test holds the two together.
_OVERDUE = ":now >= min(t.start_at + :no_show, t.end_at)"
_NO_SHOW = f"(t.checked_in_at IS NULL AND (t.no_show_at IS NOT NULL OR ({_OVERDUE} AND {_COUNTED})))"
_WORKED = "max(0, min(min(t.end_at, coalesce(t.checked_out_at, t.end_at)), :now) - max(t.checked_in_at, t.start_at))"
_SUMS = (
    f"count(*) AS turns, count(t.checked_in_at) AS came,"
    f" count(*) FILTER (WHERE t.checked_in_at > t.start_at + :grace) AS late,"
    f" count(*) FILTER (WHERE {_NO_SHOW}) AS no_show,"
    f" coalesce(sum(CASE WHEN t.checked_in_at IS NOT NULL THEN {_WORKED} END), 0) AS worked_ms"
)
_DUE = (
    f"{_LIVE} AND t.on_date >= :since AND t.on_date <= :until AND (t.checked_in_at IS NOT NULL OR {_NO_SHOW})"
)


def kept(
    work: Work,
    since: str,
    until: str,
    *,
    member: int | None = None,
    posts: Sequence[int] | None = None,
    by_area: bool = False,
) -> list[Any]:
    """Return how turns of some days were kept, for each member or for each area; whoever missed most goes first."""
    where = _DUE
    values: dict[str, Any] = {
        "since": since,
        "until": until,
        "now": work.now,
        "grace": GRACE_MS,
        "no_show": NO_SHOW_MS,
        **_kept(work),
    }
    if member is not None:
        where += " AND t.member_id = :member"
        values["member"] = member
    if posts is not None:
        where += " AND t.post_id IN (SELECT value FROM json_each(:posts))"
        values["posts"] = json.dumps(list(posts))
    if by_area:
        head = "NULL AS code, NULL AS name, a.code AS area"
        joins = "JOIN area a ON a.id = p.area_id"
        group = "GROUP BY a.id ORDER BY no_show DESC, late DESC, a.code_key"
    else:
        head = "m.code, m.name, a.code AS area"
        joins = "JOIN member m ON m.id = t.member_id LEFT JOIN area a ON a.id = m.area_id"
        group = "GROUP BY m.id ORDER BY no_show DESC, late DESC, m.code_key"
    query = (
        f"SELECT {head}, {_SUMS} FROM turn t JOIN post p ON p.id = t.post_id {joins} WHERE {where} {group}"
    )
    return list(work.execute(text(query), values))


_UNKEPT = text(
    "SELECT DISTINCT a.code FROM turn t JOIN post p ON p.id = t.post_id JOIN area a ON a.id = p.area_id"
    f" WHERE {_LIVE} AND t.start_at > :since AND t.start_at <= :late AND NOT {_COUNTED}"
    " AND (:posts IS NULL OR t.post_id IN (SELECT value FROM json_each(:posts))) ORDER BY a.code_key"
)


def unkept(work: Work, posts: Sequence[int] | None = None) -> list[str]:
    """Return the codes of areas that had turns of late, where nobody checks in at all."""
    late = work.now - NO_SHOW_MS
    some = None if posts is None else json.dumps(list(posts))
    values = {"since": work.now - KEPT_MS, "late": late, "posts": some, **_kept(work)}
    return list(work.execute(_UNKEPT, values).scalars())


_HISTORY = text(
    "SELECT member_id, count(*) AS turns, sum(missed) AS missed FROM ("
    f"SELECT t.member_id, {_NO_SHOW} AS missed,"
    " row_number() OVER (PARTITION BY t.member_id ORDER BY t.start_at DESC, t.id DESC) AS place"
    f" FROM turn t JOIN post p ON p.id = t.post_id WHERE {_LIVE} AND t.end_at <= :now AND t.start_at > :oldest"
    " AND t.member_id IN (SELECT value FROM json_each(:members))) WHERE place <= :most GROUP BY member_id"
)


def histories(work: Work, members: Sequence[int], oldest: int) -> dict[int, tuple[int, int]]:
    """Return (missed, turns) of the newest turns of members that are over, none before `oldest` (UTC ms)."""
    values = {
        "now": work.now,
        "oldest": oldest,
        "most": RISK_TURNS,
        "no_show": NO_SHOW_MS,
        "members": json.dumps(list(members)),
        **_kept(work),
    }
    return {row.member_id: (row.missed, row.turns) for row in work.execute(_HISTORY, values)}


def coming(work: Work, until: int, posts: Sequence[int] | None = None) -> list[Any]:
    """Return the turns that begin from now up to a moment (UTC ms), by when they begin."""
    query = turns().where(COUNTING, T.start_at >= work.now, T.start_at <= until)
    if posts is not None:
        query = query.where(rosters.among(T.post_id, posts))
    return list(work.execute(query.order_by(T.start_at, T.id)))


_RUNS = f"{_LIVE} AND t.end_at > :now AND t.end_at <= :last AND t.start_at <= :now"
_COUNTS = text(
    "SELECT count(*) FILTER (WHERE t.checked_in_at IS NOT NULL AND t.checked_out_at IS NULL) AS on_duty,"
    " count(*) FILTER (WHERE t.checked_in_at IS NULL AND t.no_show_at IS NULL AND t.start_at <= :grace"
    f" AND t.start_at > :late AND {_COUNTED}) AS late, count(*) FILTER (WHERE {_NO_SHOW}) AS no_show, count(*) FILTER"
    f" (WHERE t.checked_in_at IS NULL AND t.no_show_at IS NULL AND {_OVERDUE} AND NOT {_COUNTED}) AS unknown"
    f" FROM turn t JOIN post p ON p.id = t.post_id WHERE {_RUNS}"
)
_AMISS = text(
    f"SELECT t.id FROM turn t JOIN post p ON p.id = t.post_id WHERE {_RUNS} AND t.checked_out_at IS NULL"
    f" AND ((t.checked_in_at IS NULL AND t.start_at <= :grace AND {_COUNTED})"
    " OR (t.checked_in_at IS NOT NULL AND p.checkin > 0))"
)
_WATCHED = text(
    "SELECT t.state, t.start_at, t.end_at, t.checked_in_at, t.checked_out_at, t.seen_at, t.no_show_at, p.checkin"
    f" FROM turn t JOIN post p ON p.id = t.post_id WHERE {_RUNS} AND t.checked_in_at IS NOT NULL"
    " AND t.checked_out_at IS NULL AND p.checkin > 0"
)
_THERE = (
    f"{_LIVE} AND t.no_show_at IS NULL AND t.checked_out_at IS NULL"
    f" AND (t.checked_in_at IS NOT NULL OR t.start_at > :late OR NOT {_COUNTED})"
)
"""Who fills a post: whoever has come, and whoever is late but may still come."""
_EXPECTED = text(
    "SELECT m.code AS member, m.name, p.duty, p.place, p.area_id, a.code AS area, p.id AS post, t.end_at,"
    " t.checked_in_at FROM turn t"
    " JOIN post p ON p.id = t.post_id JOIN member m ON m.id = t.member_id JOIN area a ON a.id = p.area_id"
    f" WHERE {_RUNS} AND {_THERE} AND p.standby = 0 ORDER BY a.code_key, p.duty, m.code_key"
)
_EMPTY = text(
    "SELECT p.id, p.duty, p.area_id, p.place, p.shift, p.least, a.code AS area, count(t.id) AS there"
    " FROM post p JOIN area a ON a.id = p.area_id JOIN json_each(:days) day"
    f" LEFT JOIN turn t ON t.post_id = p.id AND t.on_date = day.value ->> 'on' AND {_THERE}"
    " WHERE p.removed_at IS NULL AND p.until_on >= day.value ->> 'on' AND p.from_on <= day.value ->> 'on'"
    " AND p.weekdays & (day.value ->> 'bit') AND p.standby = 0 AND CASE WHEN p.ends > p.starts"
    " THEN day.value ->> 'today' = 1 AND :minute >= p.starts AND :minute < p.ends"
    " WHEN day.value ->> 'today' = 1 THEN :minute >= p.starts ELSE :minute < p.ends END"
    " GROUP BY p.id HAVING count(t.id) < p.least"
)


def _moment(work: Work) -> dict[str, int]:
    """Return the present and the moments that are told from it, as the statements here call them."""
    return {
        "now": work.now,
        "last": work.now + LONGEST_MS,
        "grace": work.now - GRACE_MS,
        "late": work.now - NO_SHOW_MS,
    }


def standing_counts(work: Work) -> Any:  # noqa: ANN401
    """Return (on_duty, late, no_show, unknown) of the turns that run now; `unknown`: where nobody checks in at all."""
    return work.execute(_COUNTS, {**_moment(work), **_kept(work), "no_show": NO_SHOW_MS}).one()


def watched(work: Work) -> list[Any]:
    """Return the turns that run now, where somebody has come who has to be heard of from time to time."""
    moment = _moment(work)
    return list(work.execute(_WATCHED, {"now": moment["now"], "last": moment["last"]}))


def amiss(work: Work) -> list[Any]:
    """Return the turns that run now to which nobody has come in time, or where a sign of life may be missing."""
    moment = {name: value for name, value in _moment(work).items() if name != "late"}
    return rosters.by_ids(work, work.execute(_AMISS, {**moment, **_kept(work)}).scalars())


def expected_now(work: Work) -> list[Any]:
    """Return who stands at a post now, by area and duty: (member, name, duty, place, area_id, area, post, end_at,
    checked_in_at)."""
    moment = {name: value for name, value in _moment(work).items() if name != "grace"}
    return list(work.execute(_EXPECTED, {**moment, **_kept(work)}))


def empty_posts(work: Work, *, minute: int, days: tuple[date, date]) -> list[Any]:
    """Return the posts that are open now and have fewer heads than they need at least.

    `minute` is that of the clock on the wall, `days` are yesterday and today; who is late but may still come counts.
    """
    each = [
        {"on": day.isoformat(), "bit": 1 << day.weekday(), "today": place} for place, day in enumerate(days)
    ]
    late = work.now - NO_SHOW_MS
    values = {"days": json.dumps(each), "minute": minute, "late": late, **_kept(work)}
    return list(work.execute(_EMPTY, values))
