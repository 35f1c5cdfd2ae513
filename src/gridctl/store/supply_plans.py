"""Plans of who gets what: their homes in walking order, what each is to get, and what it has got."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, case, func, insert, select, text, update

from gridctl.store.areas import AREA
from gridctl.store.homes import AREA_OF_HOME
from gridctl.store.places import BUILDING, HOME, B, H
from gridctl.store.supplies import ITEM
from gridctl.store.tables.columns import table
from gridctl.store.tables.supply import SupplyPlan, SupplyShare
from gridctl.store.unit import Work

PLAN, SHARE = table(SupplyPlan), table(SupplyShare)
P, S = PLAN.c, SHARE.c

_MISSED = text(
    "SELECT s.home_id FROM (SELECT x.home_id, max(x.plan_id) AS plan_id FROM supply_share x"
    " JOIN supply_plan p ON p.id = x.plan_id AND p.item_id = :item GROUP BY x.home_id) last"
    " JOIN supply_share s ON s.home_id = last.home_id AND s.plan_id = last.plan_id"
    " JOIN supply_plan p ON p.id = s.plan_id"
    " WHERE CASE p.status WHEN 'closed' THEN s.given ELSE s.granted END < s.wanted"
)
_HAND = text(
    "UPDATE supply_share SET given = given + :quantity WHERE plan_id = :plan AND home_id = :home"
    " AND given + :quantity BETWEEN 0 AND granted"
)


def missed(work: Work, item_id: int) -> set[int]:
    """Return the homes that got less than they should in the last plan of a thing that named them."""
    return set(work.execute(_MISSED, {"item": item_id}).scalars())


def count_of(work: Work, item_id: int) -> int:
    """Return how many plans a thing has had."""
    query = select(func.count()).select_from(PLAN).where(P.item_id == item_id)
    return int(work.execute(query).scalar_one())


def add(work: Work, values: dict[str, Any], shares: Sequence[tuple[int, int, str, int, int]]) -> int:
    """Insert a plan with its shares (home, place in the walk, turn, wanted, granted) and return its number."""
    number = work.add(insert(PLAN).values(**values))
    work.many(
        "INSERT INTO supply_share (plan_id, home_id, place, turn, wanted, granted, given)"
        " VALUES (?, ?, ?, ?, ?, ?, 0)",
        [(number, *share) for share in shares],
    )
    return number


def plans(*, everything: bool = True, item_id: int | None = None) -> Select[Any]:
    """Return the query of plans with their sums, newest first: all, or those that are open, or of one thing."""
    place, scope = AREA.alias(), AREA.alias()
    sums = (
        select(
            S.plan_id,
            func.count().label("home_count"),
            func.sum(S.wanted).label("wanted"),
            func.sum(S.granted).label("granted"),
            func.sum(S.given).label("given"),
            func.count(case((S.granted < S.wanted, 1))).label("short"),
            func.count(case((S.given < S.granted, 1))).label("left_homes"),
        )
        .group_by(S.plan_id)
        .subquery()
    )
    query = (
        select(PLAN, ITEM.c.code.label("item"), ITEM.c.name, ITEM.c.measure, place.c.code.label("place"))
        .add_columns(scope.c.code.label("area"), scope.c.name.label("area_name"))
        .add_columns(*(column for column in sums.c if column.name != "plan_id"))
        .join(ITEM, ITEM.c.id == P.item_id)
        .join(place, place.c.id == P.area_id)
        .join(scope, scope.c.id == P.scope_id)
        .join(sums, sums.c.plan_id == P.id)
        .order_by(P.id.desc())
    )
    if not everything:
        query = query.where(P.status == "open")
    return query if item_id is None else query.where(P.item_id == item_id)


def get(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return one plan with its sums, or None."""
    return work.execute(plans().where(P.id == number)).first()


def head(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return a plan that is there without its sums: id, status, place and goods."""
    query = select(P.id, P.status, P.item_id, P.area_id, ITEM.c.code.label("item"))
    return work.execute(query.join(ITEM, ITEM.c.id == P.item_id).where(P.id == number)).one()


def share_of(work: Work, number: int, home_id: int | None) -> Any | None:  # noqa: ANN401
    """Return the share of one home in a plan, or None."""
    return work.execute(select(SHARE).where(S.plan_id == number, S.home_id == home_id)).first()


def status_of(work: Work, number: int) -> str:
    """Return the status of a plan that is there."""
    return str(work.execute(select(P.status).where(P.id == number)).scalar_one())


def by_ref(work: Work, ref: str) -> Any | None:  # noqa: ANN401
    """Return the plan that a sender's number stands for, or None."""
    return work.execute(plans().where(P.ref == ref)).first()


def shares(work: Work, number: int) -> list[Any]:
    """Return the shares of a plan in walking order, with the labels of their homes and stairwells."""
    query = (
        select(SHARE, H.label, H.room)
        .add_columns(AREA.c.code.label("stairwell"), AREA.c.name.label("stairwell_name"))
        .select_from(SHARE.join(HOME, H.id == S.home_id).join(BUILDING, B.id == H.building_id))
        .outerjoin(AREA, AREA.c.id == AREA_OF_HOME)
        .where(S.plan_id == number)
        .order_by(S.place)
    )
    return list(work.execute(query))


def hand_out(work: Work, number: int, home_id: int, quantity: int) -> bool:
    """Note that a home got something, or gave it back (below zero); False where that cannot be."""
    return work.execute(_HAND, {"plan": number, "home": home_id, "quantity": quantity}).rowcount == 1


def close(work: Work, number: int) -> None:
    """Close a plan."""
    closed = {"status": "closed", "closed_at": work.now, "version": P.version + 1}
    work.execute(update(PLAN).where(P.id == number).values(**closed))
