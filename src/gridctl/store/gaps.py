"""What stands and who is free around a moment, in few lean queries: a gap is looked for each minute by cron."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, func, select, text

from gridctl.store.areas import AREA
from gridctl.store.people import MEMBER
from gridctl.store.postings import POSTING
from gridctl.store.posts import POST, P, T, among
from gridctl.store.tables.columns import table
from gridctl.store.tables.duty import Turn
from gridctl.store.turns import LIVE_STATES
from gridctl.store.unit import Work

TURN = table(Turn)
_LIVE = ", ".join(f"'{state}'" for state in LIVE_STATES)
_AROUND = text(
    "SELECT member_id, start_at, end_at, on_date FROM turn WHERE state <> 'removed'"  # noqa: S608  (codes of ours)
    f" AND state IN ({_LIVE}) AND on_date >= :since AND on_date <= :until"
)
_HEADS = text(
    "SELECT post_id, on_date, count(*) FROM turn WHERE state <> 'removed'"  # noqa: S608  (codes of ours)
    f" AND state IN ({_LIVE}) AND on_date >= :since AND on_date <= :until GROUP BY post_id, on_date"
)


def posts(work: Work, areas: Sequence[int] | None, since: str, until: str) -> list[Any]:
    """Return the posts in some areas (None: in all) open on some of the days, with what a gap shows of them."""
    p = P
    query = select(
        p.id, p.duty, p.area_id, p.place, p.shift, p.starts, p.ends, p.night, p.from_on, p.until_on, p.weekdays,
        p.least, p.best, p.skills, p.standby, AREA.c.code.label("area"),
    ).join_from(POST, AREA, AREA.c.id == p.area_id)  # fmt: skip
    query = query.where(p.removed_at.is_(None), p.from_on <= until, p.until_on >= since).order_by(p.id)
    return list(work.execute(query if areas is None else query.where(among(p.area_id, areas))))


def heads(work: Work, since: str, until: str) -> dict[tuple[int, str], int]:
    """Return how many stand at each post on each of some days."""
    found = work.execute(_HEADS, {"since": since, "until": until})
    return {(row[0], row[1]): row[2] for row in found}


def around(work: Work, since: str, until: str) -> Iterable[Any]:
    """Return (member_id, start_at, end_at, on_date) of the turns that count on some days."""
    return work.execute(_AROUND, {"since": since, "until": until})


def members(work: Work, tiers: Sequence[str] | None = None) -> list[Any]:
    """Return who is there, by number, with what rules ask of them."""
    m = MEMBER.c
    query = select(m.id, m.code, m.name, m.tier, m.area_id, m.skills, m.from_on, m.until_on)
    query = query.where(m.removed_at.is_(None)).order_by(m.id)
    return list(work.execute(query if tiers is None else query.where(m.tier.in_(tiers))))


def tiers(work: Work) -> list[tuple[int, str]]:
    """Return each area with the tiers of those who work there, by their own area or a posting that lasts."""
    m, c = MEMBER.c, POSTING.c
    own = select(m.area_id, m.tier).where(m.removed_at.is_(None), m.area_id.is_not(None)).distinct()
    now = bindparam("now")
    lasting = (c.from_at <= now) & (c.until_at.is_(None) | (c.until_at > now))
    posted = select(c.area_id, m.tier).join_from(POSTING, MEMBER, m.id == c.member_id)
    posted = posted.where(m.removed_at.is_(None), lasting).distinct()
    both = [*work.execute(own), *work.execute(posted, {"now": work.now})]
    return [(int(row[0]), str(row[1])) for row in both]


def standing(work: Work, posts_: Sequence[int], day: str) -> list[Any]:
    """Return the turns that count at some posts on a day, with shift and night of their posts."""
    query = select(
        T.id, T.member_id, T.post_id, T.on_date, T.start_at, T.end_at, P.shift, P.night, P.duty, P.area_id
    ).join_from(TURN, POST, P.id == T.post_id)
    query = query.where(T.state.in_(LIVE_STATES), T.on_date == day, among(T.post_id, posts_))
    return list(work.execute(query.order_by(T.id)))


def count_posts(work: Work) -> int:
    """Return how many posts there are."""
    return int(work.execute(select(func.count()).select_from(POST).where(P.removed_at.is_(None))).scalar_one())
