"""Supplies in the store: things, stock by place, lots and movements.

A place's stock is changed by one UPDATE that says itself what it needs; beneath it stand the CHECKs of the
table. So no writer, whatever it has read before, takes what is not there.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ScalarSelect, Select, insert, or_, select, text

from gridctl.core.quantities import MOST_ON_HAND
from gridctl.core.supplies import Lot
from gridctl.core.text import code_key
from gridctl.store.areas import AREA, BELOW, within
from gridctl.store.lean import MEMBER, TEAM
from gridctl.store.tables.columns import table
from gridctl.store.tables.supply import SupplyItem, SupplyLot, SupplyMove, SupplyPart, SupplyStock
from gridctl.store.unit import Work

ITEM, STOCK, LOT, MOVE, PART = (
    table(one) for one in (SupplyItem, SupplyStock, SupplyLot, SupplyMove, SupplyPart)
)
AREA_THERE = AREA.alias()
I, S, M = ITEM.c, STOCK.c, MOVE.c  # noqa: E741  (as other tables are called by their letter)

_EXPIRED = (
    "(SELECT ifnull(sum(l.quantity), 0) FROM supply_lot l WHERE l.item_id = supply_stock.item_id"
    " AND l.area_id = supply_stock.area_id AND l.quantity > 0 AND l.expires_on < :today)"
)
_FREE = "on_hand - reserved >= :quantity AND (:any OR on_hand - reserved - " + _EXPIRED + " >= :quantity)"
_PUT = text(
    "INSERT INTO supply_stock (item_id, area_id, on_hand, reserved, changed_at)"
    " VALUES (:item, :area, :quantity, 0, :now) ON CONFLICT (item_id, area_id)"
    " DO UPDATE SET on_hand = on_hand + :quantity, changed_at = :now WHERE on_hand <= :most - :quantity"
)
_TAKE = text(
    "UPDATE supply_stock SET on_hand = on_hand - :quantity, changed_at = :now WHERE item_id = :item"  # noqa: S608
    f" AND area_id = :area AND {_FREE}"
)
_TAKE_RESERVED = text(
    "UPDATE supply_stock SET on_hand = on_hand - :quantity, reserved = reserved - :quantity, changed_at = :now"  # noqa: S608
    f" WHERE item_id = :item AND area_id = :area AND reserved >= :quantity AND on_hand - {_EXPIRED} >= :quantity"
)
_RESERVE = text(
    "UPDATE supply_stock SET reserved = reserved + :quantity, changed_at = :now WHERE item_id = :item"  # noqa: S608
    f" AND area_id = :area AND {_FREE}"
)
_LET_GO = text(
    "UPDATE supply_stock SET reserved = reserved - :quantity, changed_at = :now WHERE item_id = :item"
    " AND area_id = :area AND reserved >= :quantity"
)
_LOT = text(
    "UPDATE supply_lot SET quantity = quantity + :quantity WHERE id = :lot AND quantity >= -:quantity"
)
_STOCK = """
SELECT i.code AS item, i.name, i.measure, a.code AS place, s.item_id, s.area_id, s.on_hand, s.reserved,
  (SELECT ifnull(sum(l.quantity), 0) FROM supply_lot l WHERE l.item_id = s.item_id AND l.area_id = s.area_id
    AND l.quantity > 0 AND l.expires_on < :today) AS expired,
  (SELECT min(l.expires_on) FROM supply_lot l WHERE l.item_id = s.item_id AND l.area_id = s.area_id
    AND l.quantity > 0 AND l.expires_on >= :today) AS expires_on,
  (SELECT min(m.at) FROM supply_move m WHERE m.item_id = s.item_id AND m.area_id = s.area_id) AS first_at,
  (SELECT ifnull(-sum(m.quantity), 0) FROM supply_move m WHERE m.item_id = s.item_id AND m.area_id = s.area_id
    AND m.kind = 'issue' AND m.at > :since
    AND NOT EXISTS (SELECT 1 FROM supply_move u WHERE u.undoes_id = m.id)) AS issued
FROM supply_stock s JOIN supply_item i ON i.id = s.item_id JOIN area a ON a.id = s.area_id
WHERE (:item IS NULL OR s.item_id = :item) {within}
ORDER BY i.code_key, a.code_key
"""
_WITHIN = f"AND s.area_id IN ({BELOW}SELECT id FROM below)"  # noqa: S608


def find_items(work: Work, name: str, most: int = 6) -> list[Any]:
    """Return the things with this code, or with this name where no code fits."""
    exact = work.execute(select(ITEM).where(I.code_key == code_key(name))).all()
    return list(exact or work.execute(select(ITEM).where(I.name == name).order_by(I.id).limit(most)))


def item(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return the thing with this number."""
    return work.execute(select(ITEM).where(I.id == number)).one()


def items(work: Work) -> list[Any]:
    """Return all things in the order of their codes."""
    return list(work.execute(select(ITEM).order_by(I.code_key)))


def add_item(work: Work, values: dict[str, Any]) -> int:
    """Insert one thing and return its number."""
    return work.add(insert(ITEM).values(**values))


def put(work: Work, item_id: int, area_id: int, quantity: int) -> bool:
    """Add to a place's stock; False where it would hold more than any place may."""
    values = {"item": item_id, "area": area_id, "quantity": quantity, "now": work.now, "most": MOST_ON_HAND}
    return work.execute(_PUT, values).rowcount == 1


def take(work: Work, item_id: int, area_id: int, quantity: int, today: str, *, expired: bool) -> bool:
    """Take what is free from a place's stock; False where there is less. What has expired counts if `expired`."""
    values = _values(work, item_id, area_id, quantity, today) | {"any": expired}
    return work.execute(_TAKE, values).rowcount == 1


def take_reserved(work: Work, item_id: int, area_id: int, quantity: int, today: str) -> bool:
    """Take from what plans hold back at a place; False where there is less that has not expired."""
    return work.execute(_TAKE_RESERVED, _values(work, item_id, area_id, quantity, today)).rowcount == 1


def reserve(
    work: Work, item_id: int, area_id: int, quantity: int, today: str, *, expired: bool = False
) -> bool:
    """Hold back what is free at a place; False where there is less. What has expired counts if `expired`."""
    values = _values(work, item_id, area_id, quantity, today) | {"any": expired}
    return work.execute(_RESERVE, values).rowcount == 1


def free(work: Work, item_id: int, area_id: int, quantity: int) -> bool:
    """Let go what was held back at a place; False where less was."""
    values = {"item": item_id, "area": area_id, "quantity": quantity, "now": work.now}
    return work.execute(_LET_GO, values).rowcount == 1


def _values(work: Work, item_id: int, area_id: int, quantity: int, today: str) -> dict[str, Any]:
    return {"item": item_id, "area": area_id, "quantity": quantity, "today": today, "now": work.now}


def stock(
    work: Work, today: str, since: int, item_id: int | None = None, area_id: int | None = None
) -> list[Any]:
    """Return what is where, by thing and place, with what was issued since (UTC ms) and what has expired.

    `area_id` is a place and all below it.
    """
    query = text(_STOCK.format(within="" if area_id is None else _WITHIN))
    values = {"today": today, "since": since, "item": item_id, "area": area_id}
    return list(work.execute(query, values))


def at_place(work: Work, item_id: int, area_id: int) -> tuple[int, int]:
    """Return how much of a thing lies at a place, and how much of that is held back."""
    query = select(S.on_hand, S.reserved).where(S.item_id == item_id, S.area_id == area_id)
    found = work.execute(query).first()
    return (found.on_hand, found.reserved) if found else (0, 0)


def places_of(work: Work, item_id: int) -> list[Any]:
    """Return (area_id, code, on_hand) of the places where a thing has ever lain, by code."""
    query = (
        select(S.area_id, AREA.c.code, S.on_hand)
        .join(AREA, AREA.c.id == S.area_id)
        .where(S.item_id == item_id)
        .order_by(AREA.c.code_key)
    )
    return list(work.execute(query))


def lots(work: Work, item_id: int, area_id: int) -> list[Lot]:
    """Return the lots at a place of which something is left."""
    c = LOT.c
    query = select(c.id, c.quantity, c.expires_on).where(
        c.item_id == item_id, c.area_id == area_id, c.quantity > 0
    )
    return [Lot(row.id, row.quantity, row.expires_on) for row in work.execute(query)]


def lot(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return the lot with this number."""
    return work.execute(select(LOT).where(LOT.c.id == number)).one()


def newest_lot(work: Work, item_id: int, area_id: int) -> int | None:
    """Return the last lot that came to a place, also one that is used up."""
    c = LOT.c
    query = select(c.id).where(c.item_id == item_id, c.area_id == area_id).order_by(c.id.desc()).limit(1)
    return work.execute(query).scalar()


def last_issued(work: Work, item_id: int, area_id: int, to: dict[str, Any]) -> Any | None:  # noqa: ANN401
    """Return source and expiry of the lot that was last issued from a place to a receiver, or None."""
    query = (
        select(LOT.c.source, LOT.c.expires_on)
        .join(PART, PART.c.lot_id == LOT.c.id)
        .join(MOVE, M.id == PART.c.move_id)
        .where(M.item_id == item_id, M.area_id == area_id, M.kind == "issue")
        .where(*(M[column] == number for column, number in to.items()))
        .order_by(M.id.desc(), LOT.c.id.desc())
        .limit(1)
    )
    return work.execute(query).first()


def add_lot(work: Work, values: dict[str, Any]) -> int:
    """Insert one lot, empty at first, and return its number."""
    return work.add(insert(LOT).values(**values, quantity=0, created_at=work.now))


def change_lots(work: Work, parts: Sequence[tuple[int, int]]) -> bool:
    """Add to some lots (or take from them); False where one of them has less."""
    return all(
        work.execute(_LOT, {"lot": lot, "quantity": quantity}).rowcount == 1 for lot, quantity in parts
    )


def add_move(work: Work, values: dict[str, Any], parts: Sequence[tuple[int, int]]) -> int:
    """Append one movement with the lots that it touched, and return its number."""
    number = work.add(insert(MOVE).values(**values))
    work.many(
        "INSERT INTO supply_part (move_id, lot_id, quantity) VALUES (?, ?, ?)",
        [(number, lot, quantity) for lot, quantity in parts],
    )
    return number


def parts_of(work: Work, move_id: int) -> list[tuple[int, int]]:
    """Return the lots that a movement touched, and by how much."""
    query = select(PART.c.lot_id, PART.c.quantity).where(PART.c.move_id == move_id).order_by(PART.c.lot_id)
    return [(row.lot_id, row.quantity) for row in work.execute(query)]


def by_ref(work: Work, ref: str) -> Any | None:  # noqa: ANN401
    """Return the movement that a sender's number stands for, or None."""
    return work.execute(select(MOVE).where(M.ref == ref)).first()


def move(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return the movement with this number, or None."""
    return work.execute(select(MOVE).where(M.id == number)).first()


def other_half(work: Work, row: Any) -> Any | None:  # noqa: ANN401
    """Return the other half of a transfer: where it left, or where it arrived; None for other movements."""
    if row.kind != "transfer":
        return None
    mine = M.id == row.pair_id if row.pair_id is not None else M.pair_id == row.id
    return work.execute(select(MOVE).where(mine)).first()


def undone_by(work: Work, number: int) -> int | None:
    """Return the movement that took this one back, or None."""
    return work.execute(select(M.id).where(M.undoes_id == number)).scalar()


def last_move(work: Work, operator: str) -> Any | None:  # noqa: ANN401
    """Return the last movement that an operator typed and that still stands, or None."""
    again = MOVE.alias()
    query = (
        select(MOVE)
        .outerjoin(again, again.c.undoes_id == M.id)
        .where(M.operator == operator, M.kind != "undo", again.c.id.is_(None))
        .order_by(M.id.desc())
        .limit(1)
    )
    return work.execute(query).first()


def _other_place() -> ScalarSelect[Any]:
    """Return the code of the place where the other half of a transfer was."""
    half = MOVE.alias()
    other = or_(half.c.pair_id == M.id, half.c.id == M.pair_id)
    return (
        select(AREA_THERE.c.code).join(half, half.c.area_id == AREA_THERE.c.id).where(other).scalar_subquery()
    )


def moves(
    item_id: int | None = None,
    area_id: int | None = None,
    limit: int | None = None,
    number: int | None = None,
) -> Select[Any]:
    """Return the query of movements, the oldest first; with a limit the newest ones, still the oldest first."""
    from gridctl.store.places import HOME  # start-up: stock alone lies in no home

    again = MOVE.alias()
    expiry = (
        select(LOT.c.expires_on)
        .join(PART, PART.c.lot_id == LOT.c.id)
        .where(PART.c.move_id == M.id, LOT.c.expires_on.is_not(None))
        .order_by(LOT.c.expires_on)
        .limit(1)
        .scalar_subquery()
    )
    joined = (
        MOVE.join(ITEM, I.id == M.item_id)
        .join(AREA, AREA.c.id == M.area_id)
        .outerjoin(HOME, HOME.c.id == M.home_id)
        .outerjoin(MEMBER, MEMBER.c.id == M.member_id)
        .outerjoin(TEAM, TEAM.c.id == M.team_id)
        .outerjoin(again, again.c.undoes_id == M.id)
    )
    query = select(
        MOVE,
        I.code.label("item"),
        I.measure,
        AREA.c.code.label("place"),
        HOME.c.label.label("home"),
        MEMBER.c.code.label("member"),
        TEAM.c.code.label("team"),
        again.c.id.label("undone_by"),
        expiry.label("expires_on"),
        _other_place().label("other_place"),
    ).select_from(joined)
    if number is not None:
        query = query.where(M.id == number)
    if item_id is not None:
        query = query.where(M.item_id == item_id)
    if area_id is not None:
        query = query.where(within(M.area_id, area_id))
    if limit is None:
        return query.order_by(M.id)
    newest = query.order_by(M.id.desc()).limit(limit).subquery()
    return select(newest).order_by(newest.c.id)
