"""Duty: posts, who stands there, who is away, what people wish, and how much they may work."""

from typing import Any

from sqlalchemy import CheckConstraint, Index, text

from gridctl.core.duties import TurnState
from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Count, Flag, Id, Json, Uid, UtcMs, Words

_WITHOUT_ID: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}
_LIVE = "state IN ('published', 'offered')"
_AWAITED = f"{_LIVE} AND checked_in_at IS NULL AND no_show_at IS NULL"
_WAITING = "deputy_id IS NOT NULL AND handed_at IS NULL AND removed_at IS NULL"
_DAYS = ("from_on <= until_on", "days_in_order")


class Post(Row, table=True):
    """A duty at an area in a shift, on some days, with the headcount it needs.

    `starts` and `ends` are minutes after midnight by the clock on the wall; one that ends not after it starts
    ends on the next day. `weekdays` has a bit for each weekday, Monday the lowest. Of `skills` one is needed,
    beside what the duty asks for. Posts of one `crew` at one area go out together. `checkin` is in minutes.
    """

    __tablename__ = "post"
    __table_args__ = (
        CheckConstraint("least >= 0 AND best >= least", name="headcount_in_order"),
        CheckConstraint(*_DAYS[:1], name=_DAYS[1]),
        Index("post_area", "area_id", sqlite_where=text("removed_at IS NULL")),
        Index("post_until", "until_on", sqlite_where=text("removed_at IS NULL")),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    duty: str = must(Code)
    area_id: int = refers("area.id", needed=True)
    point_id: int | None = refers("point.id")
    place: str | None = may(Words)
    shift: str = must(Code)
    starts: int = must(Count)
    ends: int = must(Count)
    night: bool = must(Flag)
    from_on: str = must(Code)
    until_on: str = must(Code)
    weekdays: int = must(Count)
    least: int = must(Count)
    best: int = must(Count)
    skills: list[Any] | None = may(Json)
    crew: str | None = may(Code)
    standby: bool = must(Flag)
    checkin: int | None = may(Count)
    operation_id: int | None = refers("operation.id")
    batch_id: int | None = may(Id)
    version: int = must(Count)
    created_at: int = must(UtcMs)
    removed_at: int | None = may(UtcMs)


class Turn(Row, table=True):
    """Somebody stands at a post in one shift of one day: an assignment; all of them are the roster.

    `locked` stays where it is when a plan is made. `forced` is the reason for which a rule was set aside,
    `why` that of the last change. `seen_at` is the newest sign of life in a duty that asks for more than one.
    """

    __tablename__ = "turn"
    __table_args__ = (
        one_of("state", TurnState),
        Index("turn_member", "member_id", "start_at", sqlite_where=text("state <> 'removed'")),
        Index("turn_post", "post_id", "on_date", sqlite_where=text("state <> 'removed'")),
        Index("turn_on", "on_date", sqlite_where=text("state <> 'removed'")),
        Index("turn_plan", "plan_id"),
        Index("turn_awaited", "start_at", sqlite_where=text(_AWAITED)),
        Index("turn_ends", "end_at", sqlite_where=text(_LIVE)),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    post_id: int = refers("post.id", needed=True)
    member_id: int = refers("member.id", needed=True)
    on_date: str = must(Code)
    start_at: int = must(UtcMs)
    end_at: int = must(UtcMs)
    state: str = must(Code)
    locked: bool = must(Flag)
    plan_id: int | None = refers("plan.id")
    forced: str | None = may(Words)
    why: str | None = may(Words)
    checked_in_at: int | None = may(UtcMs)
    checked_out_at: int | None = may(UtcMs)
    seen_at: int | None = may(UtcMs)
    no_show_at: int | None = may(UtcMs)
    version: int = must(Count)
    created_at: int = must(UtcMs)
    removed_at: int | None = may(UtcMs)


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
        CheckConstraint(*_DAYS[:1], name=_DAYS[1]),
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
        CheckConstraint(*_DAYS[:1], name=_DAYS[1]),
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
    __table_args__ = (CheckConstraint(*_DAYS[:1], name=_DAYS[1]), Index("lift_until", "until_on"), NUMBERED)

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    area_id: int | None = refers("area.id")
    leader_id: int = refers("member.id", needed=True)
    from_on: str = must(Code)
    until_on: str = must(Code)
    why: str = must(Words)
    created_at: int = must(UtcMs)
    ended_at: int | None = may(UtcMs)
