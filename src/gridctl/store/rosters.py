"""The roster as it is read: turns with their posts, areas and members, for lists, boards and cards."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, text, tuple_

from gridctl.core.duties import LIVE, TurnState
from gridctl.core.words import Tier
from gridctl.store.areas import AREA, subtree
from gridctl.store.lean import MEMBER, POST, TURN
from gridctl.store.unit import Work

P, T = POST.c, TURN.c
STANDING = T.state != str(TurnState.REMOVED)
"""Turns that were not taken off the roster; the indexes hold these alone."""
LIVE_STATES = sorted(map(str, LIVE))
COUNTING = and_(STANDING, T.state.in_(LIVE_STATES))
"""Turns that count; the first half says nothing more, but without it no index is used."""


def turns() -> Select[Any]:
    """Return the query of turns with what lists show of their posts, areas and members."""
    return (
        select(
            TURN,
            P.duty,
            P.shift,
            P.area_id,
            P.place,
            P.night,
            P.standby,
            P.crew,
            P.checkin,
            AREA.c.code.label("area"),
            AREA.c.name.label("area_name"),
            MEMBER.c.code.label("member"),
            MEMBER.c.name,
            MEMBER.c.phone,
        )
        .select_from(TURN)
        .join(POST, P.id == T.post_id)
        .join(AREA, AREA.c.id == P.area_id)
        .join(MEMBER, MEMBER.c.id == T.member_id)
    )


Place = tuple[str, int, int, int, int]
"""Where a turn stands in the order of lists."""
_ORDER = (T.on_date, T.start_at, P.area_id, T.post_id, T.id)


def place_of(row: Any) -> Place:  # noqa: ANN401
    """Return where a turn (a row of `turns`) stands in the order of lists."""
    return row.on_date, row.start_at, row.area_id, row.post_id, row.id


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which turns: of a member, at some posts, on days (both within), that have not ended before a moment (UTC ms).

    `states` None means all that were not taken off the roster; `everything` those too. `after` is a `place_of`.
    """

    member_id: int | None = None
    posts: Sequence[int] | None = None
    since: str | None = None
    until: str | None = None
    ends_after: int | None = None
    duties: Sequence[str] | None = None
    shifts: Sequence[str] | None = None
    states: Sequence[str] | None = None
    everything: bool = False
    limit: int | None = None
    after: Place | None = None


def listing(wanted: Wanted) -> Select[Any]:
    """Return the query of turns in the order in which they begin, those at one place beside each other."""
    return turns().where(*_conditions(wanted)).order_by(*_ORDER).limit(wanted.limit)


def count(work: Work, wanted: Wanted) -> int:
    """Return how many turns are wanted, whatever the limit."""
    query = select(func.count()).select_from(TURN).join(POST, P.id == T.post_id)
    return int(work.execute(query.where(*_conditions(wanted))).scalar_one())


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [] if wanted.everything else [STANDING]
    if wanted.member_id is not None:
        conditions.append(T.member_id == wanted.member_id)
    if wanted.posts is not None:
        conditions.append(among(T.post_id, wanted.posts))
    if wanted.since is not None and wanted.since == wanted.until:
        conditions.append(T.on_date == wanted.since)
    else:
        if wanted.since is not None:
            conditions.append(T.on_date >= wanted.since)
        if wanted.until is not None:
            conditions.append(T.on_date <= wanted.until)
    if wanted.ends_after is not None:
        conditions.append(T.end_at > wanted.ends_after)
    for column, codes in ((P.duty, wanted.duties), (P.shift, wanted.shifts), (T.state, wanted.states)):
        if codes is not None:
            conditions.append(column.in_(list(codes)))
    if wanted.after is not None:
        conditions.append(tuple_(*_ORDER) > tuple_(*wanted.after))
    return conditions


def among(column: ColumnElement[Any], numbers: Iterable[int]) -> ColumnElement[bool]:
    """Return the condition that a column has one of many numbers, which go over as one parameter."""
    each = func.json_each(json.dumps(list(numbers))).table_valued("value")
    return column.in_(select(each.c.value))


def posts_below(work: Work, area_id: int) -> list[int]:
    """Return the numbers of the posts in an area and below it, also of those that were removed."""
    return list(work.execute(select(P.id).where(P.area_id.in_(select(subtree(area_id).c.id)))).scalars())


def turn(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return one turn, also one that was taken off the roster, or None."""
    return work.execute(turns().where(T.id == number)).first()


def by_ids(work: Work, ids: Iterable[int]) -> list[Any]:
    """Return turns with these numbers, also those that were taken off the roster."""
    return list(work.execute(turns().where(among(T.id, ids))))


_STAFF = text(
    "WITH RECURSIVE up(id, parent_id, height) AS (SELECT id, parent_id, 0 FROM area WHERE id = :start UNION ALL"
    " SELECT a.id, a.parent_id, up.height + 1 FROM area a JOIN up ON a.id = up.parent_id),"
    " working(area_id, member_id) AS (SELECT m.area_id, m.id FROM member m WHERE m.area_id IN (SELECT id FROM up)"
    " AND m.removed_at IS NULL UNION SELECT p.area_id, p.member_id FROM posting p WHERE p.until_at IS NULL"
    " AND p.area_id IN (SELECT id FROM up))"
    " SELECT m.code, m.name, m.phone, m.tier FROM working w JOIN member m ON m.id = w.member_id"
    " JOIN up ON up.id = w.area_id JOIN json_each(:tiers) tier ON tier.value = m.tier"
    " WHERE m.removed_at IS NULL AND m.phone IS NOT NULL ORDER BY up.height, tier.key, m.code_key"
)
_CALLED = (Tier.HEAD, Tier.OFFICER, Tier.DISPATCHER, Tier.INSTRUCTOR, Tier.LEADER)
"""Who is called first, of those who work one desk."""


def staff_above(work: Work, area_id: int) -> list[Any]:
    """Return (code, name, phone, tier) of who works the desks of an area and of those above it, the nearest first."""
    return list(work.execute(_STAFF, {"start": area_id, "tiers": json.dumps(list(map(str, _CALLED)))}))


def codes(work: Work, what: str) -> set[str]:
    """Return the codes of the duties or shifts (`what`) that there are posts of."""
    return set(work.execute(select(P[what]).distinct()).scalars())


def open_posts(work: Work, area_id: int | None, since: str, until: str) -> list[Any]:
    """Return the posts in an area and below it (None: all) that are open on some of the days, by area and shift."""
    query = select(POST, AREA.c.code.label("area"), AREA.c.name.label("area_name"))
    query = query.join_from(POST, AREA, AREA.c.id == P.area_id)
    query = query.where(P.removed_at.is_(None), P.from_on <= until, P.until_on >= since)
    if area_id is not None:
        query = query.where(P.area_id.in_(select(subtree(area_id).c.id)))
    return list(work.execute(query.order_by(AREA.c.code_key, P.duty, P.place, P.starts, P.id)))


def board_turns(work: Work, wanted: Wanted) -> list[Any]:
    """Return what a board needs of turns, in the order in which they begin."""
    columns = (
        T.id, T.member_id, T.post_id, T.on_date, T.start_at, T.end_at, T.state, T.checked_in_at, T.checked_out_at,
        T.seen_at, T.no_show_at, P.duty, P.shift, P.night, P.area_id, P.checkin,
        P.starts, P.ends,
    )  # fmt: skip
    query = select(*columns).join_from(TURN, POST, P.id == T.post_id).where(*_conditions(wanted))
    return list(work.execute(query.order_by(T.start_at, T.id)))


def board_members(work: Work, numbers: Iterable[int], area_id: int | None = None) -> list[Any]:
    """Return (id, code, name) of members, and of all who belong to an area and below it, by area and code."""
    m = MEMBER.c
    wanted = among(m.id, numbers)
    if area_id is not None:
        wanted = or_(wanted, and_(m.removed_at.is_(None), m.area_id.in_(select(subtree(area_id).c.id))))
    query = select(m.id, m.code, m.name).select_from(MEMBER.outerjoin(AREA, AREA.c.id == m.area_id))
    return list(work.execute(query.where(wanted).order_by(AREA.c.code_key, m.code_key)))


def posts_at(work: Work, area_id: int) -> list[int]:
    """Return the numbers of the posts that are there at one area itself."""
    query = select(P.id).where(P.area_id == area_id, P.removed_at.is_(None))
    return list(work.execute(query).scalars())


def untold_plans(work: Work) -> set[int]:
    """Return the numbers of the plans that were never published: what was taken off them, nobody had heard of."""
    return set(work.execute(text("SELECT id FROM plan WHERE published_at IS NULL")).scalars())
