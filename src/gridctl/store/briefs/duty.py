"""Posts and attendance of a period: which were filled, who came, was late, or did not come."""

# ruff: noqa: S608  (statements are put together from constants of these files; values are bound)

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text

from gridctl.core.attendance import GRACE_MS, NO_SHOW_MS
from gridctl.store.attendance import kept_areas
from gridctl.store.briefs.ground import HERE, Span, lay_out
from gridctl.store.lean import LIVE_ONES
from gridctl.store.unit import Work

_TURNS = f"""
SELECT t.id, t.post_id, t.on_date, t.member_id, t.start_at, t.end_at, p.duty, p.area_id, p.shift, p.place,
  m.tier, m.sending_unit, m.code AS member, m.name,
  t.checked_in_at IS NOT NULL AS came, t.checked_in_at > t.start_at + :grace AS late,
  t.checked_in_at IS NULL AND (t.no_show_at IS NOT NULL OR (:known > min(t.start_at + :no_show, t.end_at)
    AND (coalesce(p.checkin, 0) > 0 OR p.area_id IN (SELECT value FROM json_each(:kept))))) AS missed,
  iif(t.checked_in_at IS NULL, 0, max(0, min(t.end_at, coalesce(t.checked_out_at, t.end_at), :known)
    - max(t.checked_in_at, t.start_at))) AS worked
FROM turn t JOIN main.post p ON p.id = t.post_id JOIN main.member m ON m.id = t.member_id
WHERE t.{LIVE_ONES} AND t.start_at >= :start AND t.start_at < :end AND {HERE.format(column="p.area_id")}
"""
_POSTS = f"""
SELECT p.id, p.duty, p.area_id, p.shift, p.place, s.value ->> 'on' AS on_date,
  p.least, p.best, ifnull(t.there, 0) AS there
FROM json_each(:shifts) s JOIN main.post p ON p.starts = s.value ->> 'starts' AND p.ends = s.value ->> 'ends'
  AND p.from_on <= s.value ->> 'on' AND p.until_on >= s.value ->> 'on' AND p.weekdays & (s.value ->> 'bit')
LEFT JOIN (SELECT post_id, on_date, count(*) AS there FROM temp.brief_turn GROUP BY post_id, on_date) t
  ON t.post_id = p.id AND t.on_date = s.value ->> 'on'
WHERE p.created_at < :known AND (p.removed_at IS NULL OR p.removed_at >= :known) AND p.standby = 0
  AND {HERE.format(column="p.area_id")}
"""


def hours(work: Work) -> list[tuple[int, int]]:
    """Return from when to when posts stand, in minutes after midnight."""
    return [
        (row.starts, row.ends) for row in work.execute(text("SELECT DISTINCT starts, ends FROM main.post"))
    ]


def lay_out_duty(work: Work, span: Span, shifts: Sequence[Mapping[str, Any]]) -> None:
    """Lay out the turns that begin in a period, and the posts that stand in it with how many were there.

    `shifts` are the hours of posts on the days on which they begin in the period.
    """
    kept = json.dumps(sorted(kept_areas(work)))
    lay_out(work, "brief_turn", _TURNS, span.values(grace=GRACE_MS, no_show=NO_SHOW_MS, kept=kept))
    lay_out(work, "brief_post", _POSTS, span.values(shifts=json.dumps(list(shifts))))


_SUMS = text(
    "SELECT count(*) AS turns, count(DISTINCT member_id) AS people, ifnull(sum(came), 0) AS came,"
    " ifnull(sum(late), 0) AS late, ifnull(sum(missed), 0) AS no_show, ifnull(sum(worked), 0) AS worked"
    " FROM temp.brief_turn"
)
_FILLED = (
    "count(*) AS posts, count(*) FILTER (WHERE there >= least) AS filled, count(*) FILTER (WHERE there = 0"
    " AND least > 0) AS empty, ifnull(sum(least), 0) AS needed, ifnull(sum(min(there, least)), 0) AS there"
)
_BY_DUTY = text(
    f"SELECT p.*, ifnull(t.turns, 0) AS turns, ifnull(t.came, 0) AS came, ifnull(t.late, 0) AS late,"
    f" ifnull(t.no_show, 0) AS no_show FROM (SELECT duty, {_FILLED} FROM temp.brief_post GROUP BY duty) p"
    " LEFT JOIN (SELECT duty, count(*) AS turns, sum(came) AS came, sum(late) AS late, sum(missed) AS no_show"
    " FROM temp.brief_turn GROUP BY duty) t ON t.duty = p.duty ORDER BY p.duty"
)
_BY_TIER = text(
    "SELECT tier, count(DISTINCT member_id) AS people, count(*) AS turns, sum(came) AS came, sum(missed) AS no_show,"
    " sum(worked) AS worked FROM temp.brief_turn GROUP BY tier ORDER BY people DESC, tier"
)
_BY_UNIT = text(
    "SELECT ifnull(sending_unit, '') AS unit, count(DISTINCT member_id) AS people, count(*) AS turns,"
    " sum(came) AS came, sum(missed) AS no_show, sum(worked) AS worked FROM temp.brief_turn GROUP BY 1"
    " ORDER BY people DESC, unit LIMIT 40"
)
_LACKING = text(
    "SELECT p.id, p.duty, a.code AS area, p.place, p.on_date, p.least, p.there FROM temp.brief_post p"
    " JOIN main.area a ON a.id = p.area_id WHERE p.there < p.least ORDER BY p.there - p.least, a.code_key, p.id"
    " LIMIT :most"
)
_WHO = text(
    "SELECT t.id, t.start_at, t.end_at, t.duty, a.code AS area, t.place, t.member, t.name, t.tier, t.came, t.late,"
    " t.missed FROM temp.brief_turn t JOIN main.area a ON a.id = t.area_id"
    " ORDER BY t.start_at, a.code_key, t.duty, t.member LIMIT :most"
)


def turn_sums(work: Work) -> Any:  # noqa: ANN401
    """Return (turns, people, came, late, no_show, worked in ms) of the turns that are laid out."""
    return work.execute(_SUMS).one()


def post_sums(work: Work) -> Any:  # noqa: ANN401
    """Return (posts, filled, empty, needed, there) of the posts that are laid out."""
    return work.execute(text(f"SELECT {_FILLED} FROM temp.brief_post")).one()


def by_duty(work: Work) -> list[Any]:
    """Return the posts and turns that are laid out by duty."""
    return list(work.execute(_BY_DUTY))


def by_tier(work: Work) -> list[Any]:
    """Return (tier, people, turns, came, no_show, worked) of the turns that are laid out."""
    return list(work.execute(_BY_TIER))


def by_unit(work: Work) -> list[Any]:
    """Return (unit, people, turns, came, no_show, worked) by the unit that sent them ("" for none)."""
    return list(work.execute(_BY_UNIT))


def lacking(work: Work, most: int) -> list[Any]:
    """Return the posts that lacked somebody, those that lacked most first."""
    return list(work.execute(_LACKING, {"most": most}))


def who(work: Work, most: int) -> list[Any]:
    """Return the turns that are laid out, by when they begin."""
    return list(work.execute(_WHO, {"most": most}))
