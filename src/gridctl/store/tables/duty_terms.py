"""How duty is planned: plans, who is away, what people wish, and how much they may work."""

from typing import Any

from sqlalchemy import CheckConstraint, Index, text

from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, refers
from gridctl.store.types import Code, Count, Flag, Id, Json, Uid, UtcMs, Words

_WITHOUT_ID: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}
_WAITING = "deputy_id IS NOT NULL AND handed_at IS NULL AND removed_at IS NULL"
_IN_ORDER = "from_on <= until_on"


class RosterPlan(Row, table=True):
    """One run of the planner, and what came of it. `bound` and `cost` are in its prices, `effort` as it counts."""

    __tablename__ = "plan"
    __table_args__ = (NUMBERED,)

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    area_id: int | None = refers("area.id")
    from_on: str = must(Code)
    days: int = must(Count)
    seed: int = must(Count)
    effort: int | None = may(Count)
    required: int = must(Count)
    filled: int = must(Count)
    cost: int = must(Count)
    bound: int = must(Count)
    seconds: int = must(Count)
    made_at: int = must(UtcMs)
    made_by: str = must(Code)
    published_at: int | None = may(UtcMs)
    dropped_at: int | None = may(UtcMs)


class Absence(Row, table=True):
    """A member is away on some days; why is told to the desk alone. `deputy_id` stands in, since `handed_at`."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint(_IN_ORDER, name="days_in_order"),
        Index("absence_member", "member_id", "until_on", sqlite_where=text("removed_at IS NULL")),
        Index("absence_waiting", "from_on", sqlite_where=text(_WAITING)),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    member_id: int = refers("member.id", needed=True)
    from_on: str = must(Code)
    until_on: str = must(Code)
    why: str | None = may(Words)
    deputy_id: int | None = refers("member.id")
    batch_id: int | None = may(Id)
    version: int = must(Count)
    created_at: int = must(UtcMs)
    removed_at: int | None = may(UtcMs)
    handed_at: int | None = may(UtcMs)


class DutyWish(Row, table=True):
    """A wish for or against days and shifts; what is empty means any. `weight` is 1 to 10."""

    __tablename__ = "duty_wish"
    __table_args__ = (
        CheckConstraint(_IN_ORDER, name="days_in_order"),
        Index("duty_wish_member", "member_id", "until_on", sqlite_where=text("removed_at IS NULL")),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    member_id: int = refers("member.id", needed=True)
    wanted: bool = must(Flag)
    from_on: str = must(Code)
    until_on: str = must(Code)
    weekdays: int = must(Count)
    shift: str | None = may(Code)
    duty: str | None = may(Code)
    weight: int = must(Count)
    batch_id: int | None = may(Id)
    version: int = must(Count)
    created_at: int = must(UtcMs)
    removed_at: int | None = may(UtcMs)


class MemberTerms(Row, table=True):
    """How much one member may work, where it is other than what the pack says of their tier."""

    __tablename__ = "member_terms"
    __table_args__ = (_WITHOUT_ID,)

    member_id: int = must(Id, primary_key=True)
    day_hours: int | None = may(Count)
    week_hours: int | None = may(Count)
    rest_hours: int | None = may(Count)
    days_row: int | None = may(Count)
    nights_row: int | None = may(Count)
    weekdays: int | None = may(Count)
    shifts: list[Any] | None = may(Json)
    version: int = must(Count)
    changed_at: int = must(UtcMs)


class MemberPair(Row, table=True):
    """Two members who should work together or apart; as a `rule`, or as a wish of `weight` 1 to 10."""

    __tablename__ = "member_pair"
    __table_args__ = (
        CheckConstraint("one_id < other_id", name="two_people"),
        Index("member_pair_two", "one_id", "other_id", unique=True),
        NUMBERED,
    )

    id: int | None = key()
    one_id: int = refers("member.id", needed=True)
    other_id: int = refers("member.id", needed=True)
    together: bool = must(Flag)
    rule: bool = must(Flag)
    weight: int = must(Count)
    created_at: int = must(UtcMs)


class Lift(Row, table=True):
    """A leader lifts the limits of hours and rest in an area for some days, and says why."""

    __tablename__ = "lift"
    __table_args__ = (
        CheckConstraint(_IN_ORDER, name="days_in_order"),
        Index("lift_until", "until_on"),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    area_id: int | None = refers("area.id")
    leader_id: int = refers("member.id", needed=True)
    from_on: str = must(Code)
    until_on: str = must(Code)
    why: str = must(Words)
    created_at: int = must(UtcMs)
    ended_at: int | None = may(UtcMs)
