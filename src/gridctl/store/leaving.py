"""What hangs on a member in the store: requests, help, deputyships, and who else works an area."""

from typing import Any

from sqlalchemy import func, or_, select, update

from gridctl.store.areas import AREA
from gridctl.store.lean import MEMBER
from gridctl.store.life import CO_HOLDER
from gridctl.store.postings import POSTING
from gridctl.store.requests import REQUEST
from gridctl.store.unit import Work

R, H, M, P = REQUEST.c, CO_HOLDER.c, MEMBER.c, POSTING.c
_SHOWN = (
    R.id,
    R.status,
    R.urgency,
    R.category,
    R.summary,
    R.due,
    R.name,
    R.phone,
    R.confidential,
    AREA.c.code.label("area"),
)


def held(work: Work, member_id: int) -> list[Any]:
    """Return the open requests that a member holds, the soonest due first."""
    query = select(*_SHOWN).select_from(REQUEST.outerjoin(AREA, AREA.c.id == R.area_id))
    query = query.where(R.holder_member_id == member_id, R.is_open.is_(True))
    return list(work.execute(query.order_by(R.due.is_(None), R.due, R.id)))


def helped(work: Work, member_id: int) -> list[Any]:
    """Return the open requests that a member helps with, with the number of who holds each."""
    joined = CO_HOLDER.join(REQUEST, R.id == H.request_id).outerjoin(AREA, AREA.c.id == R.area_id)
    query = select(*_SHOWN, R.holder_member_id).select_from(joined)
    query = query.where(H.member_id == member_id, H.until_at.is_(None), R.is_open.is_(True))
    return list(work.execute(query.order_by(R.due.is_(None), R.due, R.id)))


def helps(work: Work, number: int, member_id: int) -> bool:
    """Tell whether a member helps with a request now."""
    query = select(H.id).where(H.request_id == number, H.member_id == member_id, H.until_at.is_(None))
    return work.execute(query).first() is not None


def end_one_help(work: Work, number: int, member_id: int) -> None:
    """Let one member help with a request no more."""
    mine = (H.request_id == number, H.member_id == member_id, H.until_at.is_(None))
    work.execute(update(CO_HOLDER).where(*mine).values(until_at=work.now))


def stood_in_for(work: Work, member_id: int) -> list[Any]:
    """Return the rows of the members for whom a member stands in."""
    query = select(MEMBER).where(M.deputy_id == member_id, M.removed_at.is_(None))
    return list(work.execute(query.order_by(M.code_key)))


def tiers_at(work: Work, area_id: int, without: int) -> list[str]:
    """Return the tiers of everybody who is placed in an area, but one."""
    posted = select(P.member_id).where(P.area_id == area_id, P.until_at.is_(None))
    here = or_(M.area_id == area_id, M.id.in_(posted))
    return list(work.execute(select(M.tier).where(here, M.removed_at.is_(None), M.id != without)).scalars())


def count_open(work: Work, member_id: int) -> int:
    """Return how many open requests a member holds."""
    query = select(func.count()).select_from(REQUEST)
    return int(work.execute(query.where(R.holder_member_id == member_id, R.is_open.is_(True))).scalar_one())
