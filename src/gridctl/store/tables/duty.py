"""Duty: posts, and who stands there."""

from typing import Any

from sqlalchemy import CheckConstraint, Index, text

from gridctl.core.duties import TurnState
from gridctl.store.lean import LIVE_ONES
from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Count, Flag, Id, Json, Uid, UtcMs, Words

_AWAITED = f"{LIVE_ONES} AND checked_in_at IS NULL AND no_show_at IS NULL"


class Post(Row, table=True):
    """A duty at an area in a shift, on some days, with the headcount it needs.

    `starts` and `ends` are minutes after midnight by the clock on the wall; one that ends not after it starts
    ends on the next day. `weekdays` has a bit for each weekday, Monday the lowest. Of `skills` one is needed,
    beside what the duty asks for. Posts of one `crew` at one area go out together. `checkin` is in minutes.
    """

    __tablename__ = "post"
    __table_args__ = (
        CheckConstraint("least >= 0 AND best >= least", name="headcount_in_order"),
        CheckConstraint("from_on <= until_on", name="days_in_order"),
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
        Index("turn_ends", "end_at", sqlite_where=text(LIVE_ONES)),
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
