"""Absences and wishes in the store."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, Table, func, insert, select, update

from gridctl.core.errors import N_, Conflict
from gridctl.store.areas import subtree
from gridctl.store.lean import MEMBER, TURN
from gridctl.store.rosters import COUNTING, T, among
from gridctl.store.tables.columns import table
from gridctl.store.tables.duty_terms import Absence, DutyWish
from gridctl.store.unit import Work

ABSENCE, WISH = table(Absence), table(DutyWish)
A, W, M = ABSENCE.c, WISH.c, MEMBER.c
_DEPUTY = MEMBER.alias("stand_in")


def absences() -> Select[Any]:
    """Return the query of all absences, removed ones too, with the codes of member and deputy, by their days."""
    joined = ABSENCE.join(MEMBER, M.id == A.member_id).outerjoin(_DEPUTY, _DEPUTY.c.id == A.deputy_id)
    query = select(ABSENCE, M.code.label("member"), M.name, _DEPUTY.c.code.label("deputy"))
    return query.select_from(joined).order_by(A.from_on, A.id)


def wishes() -> Select[Any]:
    """Return the query of all wishes, removed ones too, with the member's code, by member and day."""
    query = select(WISH, M.code.label("member"), M.name).join_from(WISH, MEMBER, M.id == W.member_id)
    return query.order_by(M.code_key, W.from_on, W.id)


def narrowed(
    query: Select[Any],
    of: Table,
    *,
    member_id: int | None = None,
    area_id: int | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Select[Any]:
    """Narrow a query of absences or wishes (`of`) down to those that are there, of a member, or on some days.

    `area_id`: of those whose own area lies at or below it.
    """
    query = query.where(of.c.removed_at.is_(None))
    if member_id is not None:
        query = query.where(of.c.member_id == member_id)
    if area_id is not None:
        query = query.where(M.area_id.in_(select(subtree(area_id).c.id)))
    if since is not None:
        query = query.where(of.c.until_on >= since)
    return query if until is None else query.where(of.c.from_on <= until)


def get(work: Work, query: Select[Any], of: Table, number: int) -> Any | None:  # noqa: ANN401
    """Return the row of one absence or wish by its number, a removed one too, or None."""
    return work.execute(query.where(of.c.id == number)).first()


def add(work: Work, of: Table, values: Mapping[str, Any]) -> int:
    """Insert one absence or wish and return its number."""
    return work.add(insert(of).values(**values))


def remove(work: Work, of: Table, number: int, version: int) -> None:
    """Take an absence or wish away that has not been changed since it was read; Conflict otherwise."""
    gone = {"removed_at": work.now, "version": version + 1}
    done = work.execute(update(of).where(of.c.id == number, of.c.version == version).values(**gone))
    if done.rowcount != 1:
        raise Conflict(
            N_("somebody else has just changed this"), hint=N_("look at it again and repeat the command")
        )


def to_hand_over(work: Work, today: str, most: int) -> list[Any]:
    """Return the absences that have begun by a day (ISO) and whose deputies have not taken over yet."""
    query = absences().where(
        A.deputy_id.is_not(None), A.handed_at.is_(None), A.removed_at.is_(None), A.from_on <= today
    )
    return list(work.execute(query.where(A.until_on >= today).order_by(None).limit(most)))


def note_handed(work: Work, number: int) -> None:
    """Note that the deputy of an absence has taken over."""
    work.execute(update(ABSENCE).where(A.id == number).values(handed_at=work.now))


def turns_within(work: Work, members: Sequence[int], since: str) -> dict[int, list[str]]:
    """Return the days of the published turns of some members from a day on, by the members' numbers."""
    query = select(T.member_id, T.on_date).where(COUNTING, among(T.member_id, members), T.on_date >= since)
    found: dict[int, list[str]] = {}
    for row in work.execute(query):
        found.setdefault(row.member_id, []).append(row.on_date)
    return found


def count_within(work: Work, member_id: int, first: str, last: str) -> int:
    """Return how many published turns of a member begin from one day to another."""
    query = select(func.count()).select_from(TURN)
    query = query.where(COUNTING, T.member_id == member_id, T.on_date >= first, T.on_date <= last)
    return int(work.execute(query).scalar_one())
