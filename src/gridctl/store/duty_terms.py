"""How much members may work, who works with whom, and lifted limits, in the store."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, delete, insert, or_, select, update

from gridctl.store.areas import AREA
from gridctl.store.lean import MEMBER
from gridctl.store.tables.columns import table
from gridctl.store.tables.duty_terms import Lift, MemberPair, MemberTerms
from gridctl.store.unit import Work

TERMS, PAIR, LIFT = table(MemberTerms), table(MemberPair), table(Lift)
M, P, L = MEMBER.c, PAIR.c, LIFT.c
_OTHER = MEMBER.alias("other")


def terms_of(work: Work, member_id: int) -> Any | None:  # noqa: ANN401
    """Return the row of a member's own terms, or None."""
    return work.execute(select(TERMS).where(TERMS.c.member_id == member_id)).first()


def set_terms(work: Work, member_id: int, values: Mapping[str, Any]) -> None:
    """Keep a member's own terms; no row stays where all of them are empty."""
    row = terms_of(work, member_id)
    kept = {"version": (row.version if row else 0) + 1, "changed_at": work.now, **values}
    work.execute(delete(TERMS).where(TERMS.c.member_id == member_id))
    if any(value is not None for value in values.values()):
        work.execute(insert(TERMS).values(member_id=member_id, **kept))


def pairs(member_id: int | None = None) -> Select[Any]:
    """Return the query of pairs with codes and names of both, all or those that a member is in."""
    joined = PAIR.join(MEMBER, M.id == P.one_id).join(_OTHER, _OTHER.c.id == P.other_id)
    query = select(
        PAIR,
        M.code.label("member"),
        M.name,
        _OTHER.c.code.label("other"),
        _OTHER.c.name.label("other_name"),
    )
    query = query.select_from(joined).order_by(M.code_key, _OTHER.c.code_key)
    return query if member_id is None else query.where(or_(P.one_id == member_id, P.other_id == member_id))


def pair_of(work: Work, one: int, other: int) -> Any | None:  # noqa: ANN401
    """Return the row of the pair of two members, or None."""
    low, high = sorted((one, other))
    return work.execute(pairs().where(P.one_id == low, P.other_id == high)).first()


def add_pair(work: Work, values: Mapping[str, Any]) -> int:
    """Insert a pair and return its number."""
    return work.add(insert(PAIR).values(**values))


def remove_pair(work: Work, number: int) -> None:
    """Part a pair: it is a setting between two people, of which the ledger keeps the trace."""
    work.execute(delete(PAIR).where(P.id == number))


def lifts(*, since: str | None = None) -> Select[Any]:
    """Return the query of lifts with the codes of area and leader; those that last until a day or longer."""
    joined = LIFT.join(MEMBER, M.id == L.leader_id).outerjoin(AREA, AREA.c.id == L.area_id)
    query = select(LIFT, AREA.c.code.label("area"), M.code.label("leader"), M.name)
    query = query.select_from(joined).order_by(L.from_on, L.id)
    return query if since is None else query.where(L.until_on >= since, L.ended_at.is_(None))


def add_lift(work: Work, values: Mapping[str, Any]) -> int:
    """Insert a lift and return its number."""
    return work.add(insert(LIFT).values(**values))


def end_lift(work: Work, number: int) -> bool:
    """End a lift; False where it had ended already."""
    done = work.execute(update(LIFT).where(L.id == number, L.ended_at.is_(None)).values(ended_at=work.now))
    return done.rowcount == 1
