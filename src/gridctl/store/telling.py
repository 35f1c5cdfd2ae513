"""Texts to send, in the store: written with the step that they are about, told, dropped."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, insert, or_, select, text, update

from gridctl.core.telling import News, Receiver, Role, TellKind
from gridctl.core.words import Urgency
from gridctl.store.areas import AREA
from gridctl.store.lean import MEMBER, TEAM
from gridctl.store.requests import REQUEST
from gridctl.store.tables.columns import table
from gridctl.store.tables.telling import Outbox
from gridctl.store.unit import Work

OUTBOX = table(Outbox)
O, R = OUTBOX.c, REQUEST.c  # noqa: E741  (as the other tables' columns are called by one letter)
_ADD = insert(OUTBOX)
_HELPERS = text("SELECT member_id FROM co_holder WHERE request_id = :number AND until_at IS NULL")
_KINDS = text(
    "SELECT kind FROM outbox WHERE request_id = :number AND role = :role AND to_id = :to_id"
    " AND told_at IS NULL AND dropped_at IS NULL"
)
_HEARD = text(
    "SELECT id FROM outbox WHERE request_id = :number AND role = :role AND to_id = :to_id"
    " AND told_at IS NOT NULL LIMIT 1"
)
"""Words alone: every step asks these, and to build such a query costs more than to run it."""

UNTOLD: ColumnElement[bool] = and_(O.told_at.is_(None), O.dropped_at.is_(None))


def helper_ids(work: Work, number: int) -> frozenset[int]:
    """Return the numbers of the members who help with a request now."""
    return frozenset(work.execute(_HELPERS, {"number": number}).scalars())


def write(work: Work, number: int, seq: int, news: News) -> int:
    """Keep that somebody has to hear of a step of a request."""
    values = {"kind": str(news.kind), "role": str(news.to.role), "to_id": news.to.id}
    about = {"request_id": number, "step_seq": seq, "created_at": work.now}
    return work.add(_ADD, {**about, **values})


def drop(work: Work, number: int, role: Role, to_id: int) -> list[str]:
    """Let the untold texts of one request to one receiver go; return of which kinds they were."""
    kinds = list(work.execute(_KINDS, {"number": number, "role": str(role), "to_id": to_id}).scalars())
    if kinds:
        mine = and_(O.request_id == number, O.role == str(role), O.to_id == to_id, UNTOLD)
        work.execute(update(OUTBOX).where(mine).values(dropped_at=work.now))
    return kinds


def drop_of_step(work: Work, seq: int) -> frozenset[Receiver]:
    """Let the untold texts about one step go, for it was taken back; return whom they were for."""
    mine = and_(O.step_seq == seq, UNTOLD)
    found = frozenset(
        Receiver(Role(row.role), row.to_id) for row in work.execute(select(O.role, O.to_id).where(mine))
    )
    work.execute(update(OUTBOX).where(mine).values(dropped_at=work.now))
    return found


def write_round(work: Work, round_id: int, member_id: int) -> None:
    """Keep that a member has to hear of a round, unless such a text waits already."""
    waiting = and_(O.round_id == round_id, O.role == str(Role.MEMBER), O.to_id == member_id, UNTOLD)
    if not work.execute(select(O.id).where(waiting)).first():
        values = {"kind": str(TellKind.ROUND_SHARED), "role": str(Role.MEMBER), "to_id": member_id}
        work.add(_ADD, {**values, "round_id": round_id, "created_at": work.now})


def drop_of_round(work: Work, round_id: int) -> None:
    """Let the untold texts about a round go, for it is closed."""
    work.execute(update(OUTBOX).where(O.round_id == round_id, UNTOLD).values(dropped_at=work.now))


def heard(work: Work, number: int, role: Role, to_id: int) -> bool:
    """Tell whether a receiver was told anything of a request before."""
    mine = {"number": number, "role": str(role), "to_id": to_id}
    return work.execute(_HEARD, mine).first() is not None


_INSIDE = text(
    "(request.area_id IN (SELECT value FROM json_each(:inside))"
    " OR outbox.role = 'desk' AND outbox.to_id IN (SELECT value FROM json_each(:inside))"
    " OR outbox.round_id IN (SELECT id FROM round WHERE area_id IN (SELECT value FROM json_each(:inside)))"
    " OR EXISTS (SELECT 1 FROM json_each(outbox.turn_ids) one JOIN turn ON turn.id = one.value"
    " JOIN post ON post.id = turn.post_id WHERE post.area_id IN (SELECT value FROM json_each(:inside))))"
)


def listing(
    *,
    role: Role | None = None,
    to_id: int | None = None,
    everything: bool = False,
    limit: int | None = None,
    inside: Sequence[int] | None = None,
) -> Select[Any]:
    """Return the query of texts: critical first, then the oldest; the untold ones unless `everything`.

    With `inside` (ids of areas) those for a desk there, or about a request, a turn of duty or a round there.
    """
    query = _with_urgency().where(O.dropped_at.is_(None))
    if inside is not None:
        query = query.where(_INSIDE.bindparams(inside=json.dumps(list(inside))))
    if not everything:
        query = query.where(UNTOLD)
    if role is not None:
        query = query.where(O.role == str(role), O.to_id == to_id)
    first = or_(R.urgency == Urgency.CRITICAL, O.kind == str(TellKind.STAND_BY))
    return query.order_by(func.coalesce(first, False).desc(), O.id).limit(limit)


def _with_urgency() -> Select[Any]:
    """Return the query of texts with the urgency of the request that they are about, if they are about one."""
    return select(OUTBOX, R.urgency).join_from(OUTBOX, REQUEST, R.id == O.request_id, isouter=True)


def by_ids(work: Work, ids: Sequence[int]) -> list[Any]:
    """Return the texts with these numbers."""
    query = _with_urgency()
    return list(work.execute(query.where(O.id.in_(ids)).order_by(O.id)))


def mark(work: Work, ids: Iterable[int], *, told: bool) -> None:
    """Note that texts were told by the operator, or that they were not after all."""
    values = (
        {"told_at": work.now, "told_by": work.actor.operator} if told else {"told_at": None, "told_by": None}
    )
    work.execute(update(OUTBOX).where(O.id.in_(list(ids))).values(**values))


def untold_counts(work: Work) -> Any:  # noqa: ANN401
    """Return (texts, critical, oldest): how many are untold, how many about danger to life, since when."""
    critical = func.count().filter(R.urgency == Urgency.CRITICAL)
    query = select(
        func.count().label("texts"), critical.label("critical"), func.min(O.created_at).label("oldest")
    )
    joined = query.join_from(OUTBOX, REQUEST, R.id == O.request_id, isouter=True)
    return work.execute(joined.where(UNTOLD)).one()


def untold_requests() -> Select[Any]:
    """Return the query of the numbers of the requests of which somebody has not heard yet."""
    return select(O.request_id).where(UNTOLD, O.request_id.is_not(None))


def people(work: Work, role: str, ids: Sequence[int]) -> dict[int, Any]:
    """Return code, name and phone (a member's language too) of members, teams or areas, by number."""
    rows = {Role.MEMBER: MEMBER, Role.TEAM: TEAM, Role.DESK: AREA}[Role(role)]
    return {row.id: row for row in work.execute(select(rows).where(rows.c.id.in_(ids)))}
