"""Checklists, rounds over frozen lists of targets, and each visit."""

from typing import Any

from sqlalchemy import Index, UniqueConstraint, text

from gridctl.core.checklists import TargetKind
from gridctl.core.rounds import VisitOutcome
from gridctl.store.tables.columns import NUMBERED, STRICT, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Count, Flag, Id, Json, Uid, UtcMs, Words

_HERE = text("dropped_at IS NULL")
_OPEN = text("dropped_at IS NULL AND settled = 0")


class StoredChecklist(Row, table=True):
    """A checklist as it was when something was decided by it; never changed.

    `added_at` says that a user gave it: the newest of a code is the one that is meant.
    """

    __tablename__ = "checklist"
    __table_args__ = STRICT

    hash: str = must(Code, primary_key=True)
    code: str = must(Code, index=True)
    content: str = must(Words)
    stored_at: int = must(UtcMs)
    added_at: int | None = may(UtcMs)


class Round(Row, table=True):
    """A checklist over a list of targets that was frozen when it opened.

    `goal` is the coverage that is wanted, in thousandths. One that `comes_again` opens anew at `next_at`;
    `before_id` is the one that it followed. A `sample` is drawn with `seed`; two `readers` (members) each visit
    all of it. `plan_id` is the plan that it hands out. `was_closed` holds [closed, opened again] of before.
    """

    __tablename__ = "round"
    __table_args__ = (
        one_of("kind", TargetKind),
        Index("round_next", "next_at", sqlite_where=text("next_at IS NOT NULL")),
        Index("round_plan", "plan_id", sqlite_where=text("plan_id IS NOT NULL")),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    checklist_hash: str = must(Code)
    checklist: str = must(Code)
    kind: str = must(Code)
    name: str | None = may(Words)
    area_id: int | None = refers("area.id")
    query: str | None = may(Words)
    opened_at: int = must(UtcMs)
    opened_by: str = must(Code)
    until_at: int | None = may(UtcMs)
    goal: int | None = may(Count)
    targets: int = must(Count)
    closed_at: int | None = may(UtcMs)
    closed_by: str | None = may(Code)
    next_at: int | None = may(UtcMs)
    before_id: int | None = refers("round.id")
    version: int = must(Count)
    sample: int | None = may(Count)
    seed: str | None = may(Code)
    readers: list[Any] | None = may(Json)
    plan_id: int | None = refers("supply_plan.id")
    was_closed: list[Any] | None = may(Json)


class RoundTarget(Row, table=True):
    """One target. `place` is where it stands in the walking order; `part` is its number within its home.

    `outcome`, `last_at` and `visits` are those of its visits that count; `bands` are the parts of the day at
    which nobody answered. `first`: somebody there has a need. One that no list knew is a name alone. `note` says
    why it was added, `dropped_note` why it was taken out.
    """

    __tablename__ = "round_target"
    __table_args__ = (
        one_of("outcome", VisitOutcome),
        Index("round_target_home", "round_id", "home_id", "part"),
        Index("round_target_resident", "resident_id", sqlite_where=text("resident_id IS NOT NULL")),
        Index("round_target_by", "round_id", "building_id", "unit", "outcome", sqlite_where=_HERE),
        Index("round_target_next", "round_id", text("first DESC"), "place", sqlite_where=_OPEN),
        Index("round_target_share", "round_id", "member_id", text("first DESC"), "place", sqlite_where=_OPEN),
        NUMBERED,
    )

    id: int | None = key()
    round_id: int = must(Id)
    place: int = must(Count)
    part: int = must(Count)
    home_id: int | None = may(Id)
    resident_id: int | None = may(Id)
    building_id: int | None = may(Id)
    area_id: int | None = may(Id)
    thing_id: int | None = may(Id)
    unit: str | None = may(Code)
    name: str | None = may(Words)
    phone: str | None = may(Code)
    first: bool = must(Flag)
    member_id: int | None = may(Id)
    outcome: str | None = may(Code)
    settled: bool = must(Flag)
    visits: int = must(Count)
    bands: int = must(Count)
    last_at: int | None = may(UtcMs)
    added_at: int = must(UtcMs)
    dropped_at: int | None = may(UtcMs)
    note: str | None = may(Words)
    dropped_note: str | None = may(Words)


class Visit(Row, table=True):
    """One attempt at one target. `seq` is the order in which the store learned of it.

    One that was put right or taken back keeps its row with `voided_at`; `double` says that another operator
    had settled the target before. `move_id` is what it handed out by the plan of its round.
    """

    __tablename__ = "visit"
    __table_args__ = (
        one_of("outcome", VisitOutcome),
        Index("visit_target", "target_id"),
        Index("visit_round", "round_id", "recorded_at"),
        UniqueConstraint("uid"),
        NUMBERED,
    )

    seq: int | None = key()
    uid: bytes = must(Uid)
    round_id: int = must(Id)
    target_id: int = must(Id)
    outcome: str = must(Code)
    at: int = must(UtcMs)
    recorded_at: int = must(UtcMs)
    operator: str = must(Code)
    done_by: str | None = may(Code)
    answers: dict[str, Any] | None = may(Json)
    note: str | None = may(Words)
    double: bool = must(Flag)
    voided_at: int | None = may(UtcMs)
    move_id: int | None = may(Id)


class RoundShare(Row, table=True):
    """Whose share a target has been since when; the last one counts."""

    __tablename__ = "round_share"
    __table_args__ = (Index("round_share_target", "target_id", "since"), NUMBERED)

    id: int | None = key()
    target_id: int = must(Id)
    member_id: int = must(Id)
    since: int = must(UtcMs)


class RoundRequest(Row, table=True):
    """A request that an answer raised, or knocks without an answer (no `item`)."""

    __tablename__ = "round_request"
    __table_args__ = (Index("round_request_round", "round_id", "target_id"), NUMBERED)

    id: int | None = key()
    round_id: int = must(Id)
    target_id: int = must(Id)
    visit_seq: int = must(Id)
    item: str | None = may(Code)
    request_id: int = must(Id)
