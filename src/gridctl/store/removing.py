"""Members who go, in the store: what waits for them, and the tombstone that stays."""

from sqlalchemy import delete, or_, select, update

from gridctl.store.lean import MEMBER
from gridctl.store.postings import POSTING, REQUEST, TEAM_MEMBER, M, P, change
from gridctl.store.tables.columns import table
from gridctl.store.tables.life import CoHolder
from gridctl.store.unit import Work

_HELPERS = table(CoHolder)


def held_by(work: Work, number: int) -> list[int]:
    """Return the numbers of the open requests that a member holds or helps with."""
    r, h = REQUEST.c, _HELPERS.c
    helped = select(h.request_id).where(h.member_id == number, h.until_at.is_(None))
    mine = or_(r.holder_member_id == number, r.id.in_(helped))
    return list(work.execute(select(r.id).where(mine, r.is_open).order_by(r.id)).scalars())


def remove_member(work: Work, number: int, version: int) -> list[str]:
    """Make a tombstone of a member; return the codes of those who have no deputy now.

    Their postings end and they leave their teams; Conflict where the row has changed since.
    """
    change(work, number, version, {"removed_at": work.now})
    work.execute(
        update(POSTING)
        .where(P.member_id == number, P.until_at.is_(None), P.from_at < work.now)
        .values(until_at=work.now)
    )
    work.execute(
        update(POSTING).where(P.member_id == number, P.until_at.is_(None)).values(until_at=P.from_at)
    )
    work.execute(delete(TEAM_MEMBER).where(TEAM_MEMBER.c.member_id == number))
    orphans = list(
        work.execute(
            select(M.code).where(M.deputy_id == number, M.removed_at.is_(None)).order_by(M.code_key)
        ).scalars()
    )
    work.execute(
        update(MEMBER)
        .where(M.deputy_id == number, M.removed_at.is_(None))
        .values(deputy_id=None, version=M.version + 1)
    )
    return orphans
