"""Turns of duty as they are written, and what the rules look at: other turns, absences, terms, pairs, lifts."""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, select, text, update

from gridctl.core.duties import TurnState
from gridctl.core.errors import N_, Conflict
from gridctl.core.times import DAY_MS, to_ms
from gridctl.store.areas import AREA
from gridctl.store.lean import MEMBER, POST, TURN
from gridctl.store.rosters import COUNTING, LIVE_STATES, STANDING, P, T, among
from gridctl.store.types import Json
from gridctl.store.unit import Work

_MINE = " AND member_id IN (SELECT value FROM json_each(:members))"
_ABSENCES = (
    "SELECT member_id, from_on, until_on FROM absence WHERE removed_at IS NULL AND until_on >= :since"
    " AND from_on <= :until"
)
"""Words alone, like those that follow: the classes of their tables take longer to load than they to run."""
_WISHES = text(
    "SELECT id, member_id, wanted, from_on, until_on, weekdays, shift, duty, weight FROM duty_wish"
    " WHERE removed_at IS NULL AND until_on >= :since AND from_on <= :until ORDER BY id"
)
_TERMS = (
    "SELECT member_id, day_hours, week_hours, rest_hours, days_row, nights_row, weekdays, shifts"
    " FROM member_terms WHERE 1"
)
_PAIRS = "SELECT id, one_id, other_id, together, rule, weight FROM member_pair WHERE 1"
_APART = " AND rule = 1 AND together = 0"
_OURS = (
    " AND (one_id IN (SELECT value FROM json_each(:members))"
    " OR other_id IN (SELECT value FROM json_each(:members)))"
)
_LIFTS = text(
    "SELECT area_id, from_on, until_on FROM lift WHERE ended_at IS NULL AND until_on >= :since"
    " AND from_on <= :until"
)


def posts(work: Work, areas: Sequence[int] | None, since: str, until: str) -> list[Any]:
    """Return the posts in some areas (None: in all) that are open on some of the days, by their numbers."""
    query = select(POST, AREA.c.code.label("area"), AREA.c.name.label("area_name")).join_from(
        POST, AREA, AREA.c.id == P.area_id
    )
    query = query.where(P.removed_at.is_(None), P.from_on <= until, P.until_on >= since).order_by(P.id)
    return list(work.execute(query if areas is None else query.where(among(P.area_id, areas))))


def near(
    work: Work, members: Sequence[int] | None, since: str, until: str, *, drafts: bool = False
) -> list[Any]:
    """Return the turns of some members (None: of all) on some days that count, drafts too if asked for."""
    query = (
        select(
            T.id, T.member_id, T.post_id, T.on_date, T.start_at, T.end_at, T.state, T.locked, T.version,
            T.plan_id, T.checked_in_at, P.shift, P.night, P.duty, P.area_id,
        )
        .join_from(TURN, POST, P.id == T.post_id)
        .where(_counting(drafts=drafts), T.on_date >= since, T.on_date <= until)
        .order_by(T.start_at, T.id)
    )  # fmt: skip
    if members is None:
        return list(work.execute(query).all())
    start, end = around_days(since, until)
    mine = among(T.member_id, members)
    return list(work.execute(query.where(mine, T.start_at >= start, T.start_at < end)).all())


def _counting(*, drafts: bool) -> ColumnElement[bool]:
    """Return the condition that a turn counts, or is at least planned."""
    return and_(STANDING, T.state.in_([*LIVE_STATES, str(TurnState.DRAFT)])) if drafts else COUNTING


def around_days(since: str, until: str) -> tuple[int, int]:
    """Return two moments (UTC ms) between which all turns of some days begin, whatever the zone.

    The index on members has the beginning of turns, not their days.
    """
    first, last = (to_ms(datetime.fromisoformat(day).replace(tzinfo=UTC)) for day in (since, until))
    return first - DAY_MS, last + 2 * DAY_MS


def at_posts(
    work: Work, numbers: Sequence[int], since: str, until: str, *, drafts: bool = False
) -> list[Any]:
    """Return (id, post_id, on_date, member_id) of the turns that count at some posts on some days."""
    query = select(T.id, T.post_id, T.on_date, T.member_id).where(
        _counting(drafts=drafts), T.on_date >= since, T.on_date <= until, among(T.post_id, numbers)
    )
    return list(work.execute(query.order_by(T.id)))


def beside(work: Work, found: Any, day: str, *, drafts: bool = False) -> list[Any]:  # noqa: ANN401
    """Return (id, member_id) of the turns of a day in the same duty, area and shift as a post."""
    query = (
        select(T.id, T.member_id)
        .join_from(TURN, POST, P.id == T.post_id)
        .where(_counting(drafts=drafts), T.on_date == day)
        .where(P.duty == found.duty, P.area_id == found.area_id, P.shift == found.shift)
    )
    return list(work.execute(query))


def add(work: Work, values: dict[str, Any]) -> int:
    """Insert one turn and return its number."""
    return work.add(insert(TURN), values)


def add_many(work: Work, rows: list[dict[str, Any]]) -> None:
    """Insert many turns at once."""
    if rows:
        work.execute(insert(TURN), rows)


def change(work: Work, number: int, version: int, values: dict[str, Any]) -> None:
    """Change a turn that has not been changed since it was read; Conflict otherwise."""
    done = work.execute(
        update(TURN).where(T.id == number, T.version == version).values(**values, version=version + 1)
    )
    if done.rowcount != 1:
        raise Conflict(
            N_("somebody else has just changed this turn"),
            hint=N_("look at it again and repeat the command"),
        )


def set_state(work: Work, numbers: Sequence[int], state: TurnState) -> None:
    """Let many turns stand in a state; those that are removed keep the time of it."""
    values: dict[str, Any] = {"state": str(state), "version": T.version + 1}
    if state is TurnState.REMOVED:
        values["removed_at"] = work.now
    work.execute(update(TURN).where(among(T.id, numbers)).values(**values))


def absences(work: Work, members: Sequence[int] | None, since: str, until: str) -> list[Any]:
    """Return (member_id, from_on, until_on) of the absences that touch some days."""
    query, numbers = _of(_ABSENCES, _MINE, members)
    return list(work.execute(text(query), {"since": since, "until": until, **numbers}))


def wishes(work: Work, since: str, until: str) -> list[Any]:
    """Return the wishes that touch some days, by their numbers."""
    return list(work.execute(_WISHES, {"since": since, "until": until}))


def terms(work: Work, members: Sequence[int] | None) -> list[Any]:
    """Return the terms of their own that some members (None: all) have."""
    query, numbers = _of(_TERMS, _MINE, members)
    return list(work.execute(text(query).columns(shifts=Json()), numbers))


def pairs(work: Work, members: Sequence[int] | None = None, *, rules_only: bool = False) -> list[Any]:
    """Return the pairs that some members (None: all) are in; those apart by rule alone if asked for."""
    query, numbers = _of(_PAIRS + _APART if rules_only else _PAIRS, _OURS, members)
    return list(work.execute(text(query + " ORDER BY id"), numbers))


def _of(query: str, narrowed: str, members: Sequence[int] | None) -> tuple[str, dict[str, str]]:
    """Return a query narrowed to some members (None: as it is), whose numbers go over as one parameter."""
    return (query, {}) if members is None else (query + narrowed, {"members": json.dumps(list(members))})


def lifts(work: Work, since: str, until: str) -> list[Any]:
    """Return (area_id, from_on, until_on) of the lifts that touch some days."""
    return list(work.execute(_LIFTS, {"since": since, "until": until}))


def members(work: Work, numbers: Iterable[int]) -> dict[int, Any]:
    """Return the rows of some members by their numbers, also of those who have gone."""
    return {row.id: row for row in work.execute(select(MEMBER).where(among(MEMBER.c.id, numbers)))}
