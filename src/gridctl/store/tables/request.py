"""Help requests, the steps of their life, and the spans of time that they were open."""

from sqlalchemy import Index, text

from gridctl.core.words import Channel, Level, Origin, Status, StepKind, Urgency
from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Count, Flag, Id, Json, Uid, UtcMs, Words

FOREVER = 1 << 62
"""The end of a span that has not ended, so that one index range finds it."""

WEEK_MS = 604_800_000
"""Spans up to a week and longer ones are indexed apart, so that a moment is found quickly in both."""

VOID = "void"
"""The status of a request whose import was taken back: it keeps its number and counts nowhere."""

_STATUSES = (*Status, VOID)


class Request(Row, table=True):
    """One thing that somebody needs or that happened, as it stands now."""

    __tablename__ = "request"
    __table_args__ = (
        one_of("status", _STATUSES),
        one_of("level", Level),
        one_of("urgency", Urgency),
        one_of("channel", Channel),
        Index(
            "request_open",
            "id",
            "category",
            "area_id",
            "channel",
            "urgency",
            "received_at",
            "due",
            sqlite_where=text("is_open = 1"),
        ),
        Index("request_area", "area_id", "id"),
        Index("request_category", "category", "id"),
        Index("request_ref", "ref", sqlite_where=text("ref IS NOT NULL")),
        Index("request_home", "home_id", sqlite_where=text("home_id IS NOT NULL")),
        Index("request_building", "building_id", sqlite_where=text("building_id IS NOT NULL")),
        Index("request_resident", "resident_id", sqlite_where=text("resident_id IS NOT NULL")),
        Index("request_desk", "desk_id", "due", sqlite_where=text("is_open = 1")),
        Index("request_into", "merged_into_id", sqlite_where=text("merged_into_id IS NOT NULL")),
        Index("request_parent", "parent_id", sqlite_where=text("parent_id IS NOT NULL")),
        Index("request_standing", "area_id", "status", sqlite_where=text("is_open = 1")),
        Index("request_look", "look_at", sqlite_where=text("is_open = 1 AND look_at IS NOT NULL")),
        Index("request_point", "point_id", sqlite_where=text("point_id IS NOT NULL")),
        Index("request_due", "due", sqlite_where=text("is_open = 1")),
        Index("request_member", "holder_member_id", sqlite_where=text("holder_member_id IS NOT NULL")),
        Index("request_team", "holder_team_id", sqlite_where=text("holder_team_id IS NOT NULL")),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid)
    status: str = must(Code)
    is_open: bool = must(Flag)
    level: str = must(Code)
    category: str = must(Code)
    urgency: str = must(Code)
    channel: str = must(Code)
    area_id: int | None = refers("area.id")
    summary: str = must(Words)
    details: str | None = may(Words)
    name: str | None = may(Words)
    phone: str | None = may(Code)
    anonymous: bool = must(Flag)
    ref: str | None = may(Code)
    address: str | None = may(Words)
    holder_member_id: int | None = refers("member.id")
    holder_team_id: int | None = refers("team.id")
    received_at: int = must(UtcMs)
    recorded_at: int = must(UtcMs)
    respond_due: int | None = may(UtcMs)
    due: int | None = may(UtcMs)
    due_given: bool = must(Flag)
    pack_hash: str = must(Code)
    rule: str = must(Code)
    resolved_at: int | None = may(UtcMs)
    closed_at: int | None = may(UtcMs)
    on_spot: bool = must(Flag)
    confidential: bool = must(Flag)
    batch_id: int | None = may(Id)
    row_id: int | None = may(Id)
    version: int = must(Count)
    home_id: int | None = refers("home.id")
    building_id: int | None = refers("building.id")
    resident_id: int | None = refers("resident.id")
    desk_id: int | None = refers("area.id")
    given_due: int | None = may(UtcMs)
    accepted_at: int | None = may(UtcMs)
    responded_at: int | None = may(UtcMs)
    assign_due: int | None = may(UtcMs)
    wait_until: int | None = may(UtcMs)
    outcome: str | None = may(Code)
    answer: str | None = may(Words)
    reached: bool | None = may(Flag)
    solved: bool | None = may(Flag)
    satisfied: bool | None = may(Flag)
    merged_into_id: int | None = refers("request.id")
    parent_id: int | None = refers("request.id")
    urged: int | None = may(Count)
    answer_due: int | None = may(UtcMs)
    look_at: int | None = may(UtcMs)
    point_id: int | None = refers("point.id")


class Step(Row, table=True):
    """One step of a request. `seq` is the order in which the store learned it.

    `counted_at` is the moment from which it counts in reports; none for steps that change no figure
    and for those of an import that was taken back.
    """

    __tablename__ = "step"
    __table_args__ = (
        one_of("kind", StepKind),
        one_of("status", _STATUSES),
        one_of("origin", Origin),
        Index("step_request", "request_id", "seq"),
        Index(
            "step_counted", "counted_at", "kind", "request_id", sqlite_where=text("counted_at IS NOT NULL")
        ),
        NUMBERED,
    )

    seq: int | None = key()
    request_id: int = refers("request.id", needed=True)
    kind: str = must(Code)
    at: int = must(UtcMs)
    recorded_at: int = must(UtcMs)
    counted_at: int | None = may(UtcMs)
    operator: str = must(Code)
    done_by: str | None = may(Code)
    status: str = must(Code)
    note: str | None = may(Words)
    detail: dict[str, object] | None = may(Json)
    origin: str = must(Code)
    batch_id: int | None = may(Id)


class Span(Row, table=True):
    """From when to when a request stood in an open status with one deadline, in counted time.

    The deadline stands here too: what was overdue at a moment does not change when it is moved later.

    Spans of statuses that end a request are not kept: a request that is in no span is not open.
    """

    __tablename__ = "span"
    __table_args__ = (
        one_of("status", _STATUSES),
        Index(
            "span_short",
            "from_at",
            "to_at",
            "request_id",
            "status",
            "due",
            sqlite_where=text(f"to_at - from_at <= {WEEK_MS}"),
        ),
        Index(
            "span_long",
            "to_at",
            "from_at",
            "request_id",
            "status",
            "due",
            sqlite_where=text(f"to_at - from_at > {WEEK_MS}"),
        ),
        Index("span_request", "request_id", "to_at"),
        {"sqlite_strict": True},
    )

    id: int | None = key()
    request_id: int = refers("request.id", needed=True)
    status: str = must(Code)
    from_at: int = must(UtcMs)
    to_at: int = must(UtcMs)
    due: int | None = may(UtcMs)
