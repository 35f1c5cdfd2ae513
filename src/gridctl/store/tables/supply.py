"""Supplies: things, what of them is where, how they moved, and who is to get them."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text

from gridctl.core.supplies import MoveKind, Per, PlanStatus, Turn
from gridctl.store.tables.columns import NUMBERED, STRICT, Row, key, may, must, one_of, refers
from gridctl.store.types import Bytes, Code, Count, Id, Json, Uid, UtcMs, Words


class SupplyItem(Row, table=True):
    """A thing that is kept in stock. `measure` is the unit that it is counted in."""

    __tablename__ = "supply_item"
    __table_args__ = (NUMBERED,)

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    code: str = must(Code)
    code_key: str = must(Code, unique=True)
    name: str = must(Words)
    measure: str = must(Words)
    version: int = must(Count)
    batch_id: int | None = may(Id)
    created_at: int = must(UtcMs)


class SupplyStock(Row, table=True):
    """How much of a thing lies at a place, and how much of that plans hold back. Never below zero: the store
    itself refuses it, whoever writes."""

    __tablename__ = "supply_stock"
    __table_args__ = (
        CheckConstraint("on_hand >= 0 AND on_hand <= 1000000000000000000", name="on_hand_is_there"),
        CheckConstraint("reserved >= 0 AND reserved <= on_hand", name="reserved_is_there"),
        ForeignKeyConstraint(["item_id"], ["supply_item.id"]),
        ForeignKeyConstraint(["area_id"], ["area.id"]),
        STRICT,
    )

    item_id: int = must(Id, primary_key=True)
    area_id: int = must(Id, primary_key=True)
    on_hand: int = must(Count)
    reserved: int = must(Count)
    changed_at: int = must(UtcMs)


class SupplyLot(Row, table=True):
    """One delivery at a place and what is left of it; `expires_on` is an ISO day."""

    __tablename__ = "supply_lot"
    __table_args__ = (
        CheckConstraint("quantity >= 0", name="quantity_is_there"),
        Index("supply_lot_place", "item_id", "area_id", sqlite_where=text("quantity > 0")),
        NUMBERED,
    )

    id: int | None = key()
    item_id: int = refers("supply_item.id", needed=True)
    area_id: int = refers("area.id", needed=True)
    quantity: int = must(Count)
    source: str | None = may(Words)
    expires_on: str | None = may(Code)
    created_at: int = must(UtcMs)


class SupplyMove(Row, table=True):
    """One movement; it is added and never changed. `quantity` is what it added, `balance` what it left at the
    place. A slip is taken back by a movement that `undoes` it, once. What comes from another place is the `pair` of
    what left there."""

    __tablename__ = "supply_move"
    __table_args__ = (
        one_of("kind", MoveKind),
        Index("supply_move_item", "item_id", "area_id", "at"),
        Index("supply_move_home", "home_id", sqlite_where=text("home_id IS NOT NULL")),
        Index("supply_move_ref", "ref", unique=True, sqlite_where=text("ref IS NOT NULL")),
        Index("supply_move_pair", "pair_id", unique=True, sqlite_where=text("pair_id IS NOT NULL")),
        Index("supply_move_undoes", "undoes_id", unique=True, sqlite_where=text("undoes_id IS NOT NULL")),
        Index("supply_move_batch", "batch_id", sqlite_where=text("batch_id IS NOT NULL")),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    item_id: int = refers("supply_item.id", needed=True)
    area_id: int = refers("area.id", needed=True)
    kind: str = must(Code)
    quantity: int = must(Count)
    balance: int = must(Count)
    at: int = must(UtcMs)
    recorded_at: int = must(UtcMs)
    operator: str = must(Code)
    done_by: str | None = may(Code)
    home_id: int | None = refers("home.id")
    member_id: int | None = refers("member.id")
    team_id: int | None = refers("team.id")
    plan_id: int | None = refers("supply_plan.id")
    undoes_id: int | None = refers("supply_move.id")
    source: str | None = may(Words)
    note: str | None = may(Words)
    ref: str | None = may(Code)
    batch_id: int | None = may(Id)
    pair_id: int | None = refers("supply_move.id")


class SupplyPart(Row, table=True):
    """Which lots a movement touched, and by how much."""

    __tablename__ = "supply_part"
    __table_args__ = (
        ForeignKeyConstraint(["move_id"], ["supply_move.id"]),
        ForeignKeyConstraint(["lot_id"], ["supply_lot.id"]),
        STRICT,
    )

    move_id: int = must(Id, primary_key=True)
    lot_id: int = must(Id, primary_key=True)
    quantity: int = must(Count)


class SupplyPlan(Row, table=True):
    """Who is to get how much of a thing out of a place: an allocation, and the rule that it came from.

    `each` is for each `per`, `extra` what a need adds; `chosen` and `before` are the queries of whom it is for
    and who comes first. `seed` is the word that the lots were drawn with.
    """

    __tablename__ = "supply_plan"
    __table_args__ = (
        one_of("status", PlanStatus),
        one_of("per", Per),
        Index("supply_plan_item", "item_id"),
        Index("supply_plan_ref", "ref", unique=True, sqlite_where=text("ref IS NOT NULL")),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    status: str = must(Code)
    item_id: int = refers("supply_item.id", needed=True)
    area_id: int = refers("area.id", needed=True)
    scope_id: int = refers("area.id", needed=True)
    per: str = must(Code)
    each: int = must(Count)
    extra: dict[str, Any] | None = may(Json)
    chosen: str | None = may(Words)
    before: str | None = may(Words)
    seed: str = must(Code)
    made_at: int = must(UtcMs)
    operator: str = must(Code)
    closed_at: int | None = may(UtcMs)
    ref: str | None = may(Code)
    version: int = must(Count)


class SupplyShare(Row, table=True):
    """What one home is to get by a plan, and what it has got: frozen when the plan is made, like the targets of
    a round."""

    __tablename__ = "supply_share"
    __table_args__ = (
        one_of("turn", Turn),
        CheckConstraint("given >= 0 AND given <= granted AND granted <= wanted", name="share_in_order"),
        Index("supply_share_home", "plan_id", "home_id", unique=True),
        Index("supply_share_before", "home_id", "plan_id"),
        NUMBERED,
    )

    id: int | None = key()
    plan_id: int = refers("supply_plan.id", needed=True)
    home_id: int = refers("home.id", needed=True)
    place: int = must(Count)
    turn: str = must(Code)
    wanted: int = must(Count)
    granted: int = must(Count)
    given: int = must(Count)


class StageStock(Row, table=True):
    """A row of a list of stock as it was understood."""

    __tablename__ = "stage_stock"
    __table_args__ = (Index("stage_stock_key", "batch_id", "key"), STRICT)

    id: int | None = key()
    batch_id: int = refers("batch.id", needed=True)
    line: int = must(Count)
    key: bytes = must(Bytes)
    hash: bytes = must(Bytes)
    outcome: str | None = may(Code)
    thing_id: int | None = may(Id)
    thing_version: int | None = may(Count)
    before: dict[str, Any] | None = may(Json)
    uid: bytes = must(Uid)
    code: str = must(Code)
    name: str | None = may(Words)
    measure: str | None = may(Words)
    quantity: int = must(Count)
    area_id: int = must(Id)
    source: str | None = may(Words)
    expires_on: str | None = may(Code)
