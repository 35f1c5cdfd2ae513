"""Plans of rosters in the store."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, insert, select, update

from gridctl.core.duties import TurnState
from gridctl.store.areas import AREA
from gridctl.store.lean import POST, TURN
from gridctl.store.rosters import P, T, among
from gridctl.store.tables.columns import table
from gridctl.store.tables.duty_terms import RosterPlan
from gridctl.store.unit import Work

PLAN = table(RosterPlan)
C = PLAN.c


def add(work: Work, values: dict[str, Any]) -> int:
    """Insert one plan and return its number."""
    return work.add(insert(PLAN), values)


def set_time(work: Work, number: int, field: str) -> None:
    """Note that a plan was published (`published_at`) or dropped (`dropped_at`) now."""
    work.execute(update(PLAN).where(C.id == number).values({field: work.now}))


def plans(work: Work, *, everything: bool = False) -> list[Any]:
    """Return the plans, newest first, with the codes of their areas; dropped ones too if `everything`."""
    query = select(PLAN, AREA.c.code.label("area")).outerjoin_from(PLAN, AREA, AREA.c.id == C.area_id)
    query = query.order_by(C.id.desc())
    return list(work.execute(query if everything else query.where(C.dropped_at.is_(None))))


def plan(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return one plan with the code of its area, or None."""
    query = select(PLAN, AREA.c.code.label("area")).outerjoin_from(PLAN, AREA, AREA.c.id == C.area_id)
    return work.execute(query.where(C.id == number)).first()


def counts(work: Work) -> dict[int, int]:
    """Return how many turns of each plan stand."""
    query = select(T.plan_id, func.count()).where(T.plan_id.is_not(None), T.state != str(TurnState.REMOVED))
    return {int(row[0]): int(row[1]) for row in work.execute(query.group_by(T.plan_id))}


def drafts(work: Work, areas: Sequence[int] | None, since: str, until: str) -> list[Any]:
    """Return (id, plan_id, locked) of the planned turns at posts of some areas (None: of all) on some days."""
    query = select(T.id, T.plan_id, T.locked).join_from(TURN, POST, P.id == T.post_id)
    query = query.where(T.state == str(TurnState.DRAFT), T.on_date >= since, T.on_date <= until)
    return list(work.execute(query if areas is None else query.where(among(P.area_id, areas))))


def drafts_of(work: Work, number: int) -> list[Any]:
    """Return the planned turns of a plan with shift and night of their posts, by their beginning."""
    query = select(
        T.id, T.member_id, T.post_id, T.on_date, T.start_at, T.end_at, T.forced, T.version, P.shift, P.night
    ).join_from(TURN, POST, P.id == T.post_id)
    query = query.where(T.plan_id == number, T.state == str(TurnState.DRAFT))
    return list(work.execute(query.order_by(T.start_at, T.id)))


def adopt(work: Work, numbers: Sequence[int], plan_: int) -> None:
    """Let planned turns belong to another plan."""
    work.execute(update(TURN).where(among(T.id, numbers)).values(plan_id=plan_))
