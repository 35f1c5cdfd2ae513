"""Posts in the store, and how many turns of duty stand on them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, insert, or_, select, update

from gridctl.core.duties import TurnState
from gridctl.core.errors import N_, Conflict
from gridctl.store.areas import AREA, within
from gridctl.store.lean import POST, TURN
from gridctl.store.rosters import COUNTING, P, T, among
from gridctl.store.tables.columns import table
from gridctl.store.tables.point import Point
from gridctl.store.unit import Work

POINT = table(Point)
HERE = P.removed_at.is_(None)
SAME = ("duty", "area_id", "point_id", "place", "shift", "starts", "ends", "weekdays", "crew", "standby")
"""What makes two posts one and the same, where their days touch."""


def posts() -> Select[Any]:
    """Return the query of all posts, removed ones too, with the codes of area and point."""
    return select(POST, AREA.c.code.label("area"), POINT.c.code.label("point")).select_from(
        POST.join(AREA, AREA.c.id == P.area_id).outerjoin(POINT, POINT.c.id == P.point_id)
    )


def get(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return the row of one post, a removed one too, or None."""
    return work.execute(posts().where(P.id == number)).first()


def some(work: Work, numbers: Iterable[int]) -> dict[int, Any]:
    """Return the rows of some posts by their numbers, removed ones too."""
    return {row.id: row for row in work.execute(posts().where(among(P.id, numbers)))}


def listing(
    *,
    area_id: int | None = None,
    duty: str | None = None,
    since: str | None = None,
    until: str | None = None,
    weekday: int | None = None,
) -> Select[Any]:
    """Return the query of the posts that are there, by area, hour and duty.

    Those at or below an area, of a duty, open on some day from `since` to `until` (ISO days), and on a weekday
    (0 is Monday).
    """
    query = posts().where(HERE).order_by(AREA.c.code_key, P.starts, P.duty, P.from_on, P.id)
    if area_id is not None:
        query = query.where(within(P.area_id, area_id))
    if duty is not None:
        query = query.where(P.duty == duty)
    if since is not None:
        query = query.where(P.until_on >= since)
    if until is not None:
        query = query.where(P.from_on <= until)
    if weekday is not None:
        query = query.where(P.weekdays.op("&")(1 << weekday) != 0)
    return query


def add(work: Work, values: Mapping[str, Any]) -> int:
    """Insert one post and return its number."""
    return work.add(insert(POST).values(**values))


def add_many(work: Work, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many posts at once; all of them name the same columns."""
    if rows:
        work.execute(insert(POST), [dict(row) for row in rows])


def change(work: Work, number: int, version: int, values: Mapping[str, Any]) -> None:
    """Change a post that has not been changed since it was read; Conflict otherwise."""
    done = work.execute(
        update(POST).where(P.id == number, P.version == version).values(**values, version=version + 1)
    )
    if done.rowcount != 1:
        raise Conflict(
            N_("somebody else has just changed this post"), hint=N_("look at it again and repeat the command")
        )


def end_many(work: Work, ends: Mapping[int, str]) -> None:
    """Give many posts a last day, by their numbers."""
    for day in sorted(set(ends.values())):
        numbers = [number for number, one in ends.items() if one == day]
        work.execute(update(POST).where(among(P.id, numbers)).values(until_on=day, version=P.version + 1))


def remove_many(work: Work, numbers: Iterable[int]) -> None:
    """Remove posts that were never open."""
    gone = {"removed_at": work.now, "version": P.version + 1}
    work.execute(update(POST).where(among(P.id, numbers)).values(**gone))


def count_at(work: Work, area_id: int) -> int:
    """Return how many posts that are there name this very area, ended ones too: turns stood on them."""
    query = select(func.count()).select_from(POST).where(HERE, P.area_id == area_id)
    return int(work.execute(query).scalar_one())


def same_as(work: Work, values: Mapping[str, Any]) -> Any | None:  # noqa: ANN401
    """Return the post that is there and means the same on some of the same days, or None."""
    alike = [P[name].is_not_distinct_from(values[name]) for name in SAME]
    days = (P.from_on <= values["until_on"], P.until_on >= values["from_on"])
    return work.execute(select(POST).where(HERE, *alike, *days).order_by(P.id).limit(1)).first()


def of_operations(work: Work, numbers: Iterable[int], area_id: int | None, since: str) -> list[Any]:
    """Return the posts that some operations made and that are open on a day or later, at or below an area."""
    query = posts().where(HERE, among(P.operation_id, numbers), P.until_on >= since).order_by(P.id)
    return list(work.execute(query if area_id is None else query.where(within(P.area_id, area_id))))


def after(ends: Mapping[int, str]) -> ColumnElement[bool]:
    """Return the condition that a turn begins later than the new last day of its post, by the posts' numbers."""
    by_day: dict[str, list[int]] = {}
    for number, day in ends.items():
        by_day.setdefault(day, []).append(number)
    return or_(
        false(), *(and_(among(T.post_id, numbers), T.on_date > day) for day, numbers in by_day.items())
    )


def outside(number: int, from_on: str, until_on: str, weekdays: int) -> ColumnElement[bool]:
    """Return the condition that a turn of a post falls on none of these days."""
    inside = and_(T.on_date >= from_on, T.on_date <= until_on, _weekday_in(weekdays))
    return and_(T.post_id == number, ~inside)


def _weekday_in(weekdays: int) -> ColumnElement[bool]:
    """Return the condition that a turn begins on one of the weekdays (bits, Monday the lowest)."""
    # SQLite counts from Sunday.
    days = [str((day + 1) % 7) for day in range(7) if weekdays >> day & 1]
    return func.strftime("%w", T.on_date).in_(days)


def count_turns(work: Work, where: ColumnElement[bool], since: str) -> int:
    """Return how many published turns that fit a condition begin on a day or later."""
    query = select(func.count()).select_from(TURN)
    return int(work.execute(query.where(COUNTING, where, T.on_date >= since)).scalar_one())


def drop_drafts(work: Work, where: ColumnElement[bool]) -> int:
    """Take turns that are only planned off the roster; return how many."""
    gone = {"state": str(TurnState.REMOVED), "removed_at": work.now, "version": T.version + 1}
    return work.execute(update(TURN).where(where, T.state == str(TurnState.DRAFT)).values(**gone)).rowcount
