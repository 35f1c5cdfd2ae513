"""What the heartbeat asks and writes: which requests to look at, reminders, no-answers."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.sqlite import insert

from gridctl.core.words import UNRESOLVED, Status, Urgency
from gridctl.store.areas import AREA
from gridctl.store.lean import MEMBER, TEAM
from gridctl.store.postings import POSTING, TEAM_MEMBER
from gridctl.store.requests import IS_OPEN, REQUEST
from gridctl.store.schedules import OCCURRENCE, SCHEDULE
from gridctl.store.tables.columns import table
from gridctl.store.tables.heartbeat import NoAnswer, Reminder
from gridctl.store.tables.life import Ask
from gridctl.store.telling import OUTBOX
from gridctl.store.unit import Work

REMINDER, NO_ANSWER, ASK = table(Reminder), table(NoAnswer), table(Ask)
R = REQUEST.c
_SEEN = (
    R.id,
    R.status,
    R.urgency,
    R.category,
    R.summary,
    R.confidential,
    R.received_at,
    R.due,
    R.respond_due,
    R.responded_at,
    R.assign_due,
    R.answer_due,
    R.accepted_at,
    R.wait_until,
    R.holder_member_id,
    R.holder_team_id,
)


def to_look_at(work: Work, most: int) -> list[int]:
    """Return the numbers of some open requests that must be looked at now, the longest due first."""
    query = select(R.id).where(IS_OPEN, R.look_at.is_not(None), R.look_at <= work.now)
    return list(work.execute(query.order_by(R.look_at, R.id).limit(most)).scalars())


def looked(work: Work, number: int, look_at: int | None, assign_due: int | None) -> None:
    """Say when a request must be looked at next (UTC ms), and by when it has to be assigned.

    Nothing that people see or that a return counts is changed by this, so it makes no new version.
    """
    work.execute(update(REQUEST).where(R.id == number).values(look_at=look_at, assign_due=assign_due))


def write_reminder(work: Work, row: Any, kind: str, about_at: int) -> bool:  # noqa: ANN401
    """Write a reminder about a request to whoever has it; False where it was written before."""
    statement = insert(REMINDER).values(
        request_id=row.id,
        kind=kind,
        about_at=about_at,
        member_id=row.holder_member_id,
        team_id=row.holder_team_id,
        desk_id=row.desk_id,
        written_at=work.now,
    )
    return bool(work.execute(statement.on_conflict_do_nothing()).rowcount)


def note_no_answer(work: Work, row: Any, at: int) -> bool:  # noqa: ANN401
    """Note that whoever has a request has not answered by `at` (UTC ms); False where it was noted before."""
    values = {
        "request_id": row.id,
        "member_id": row.holder_member_id,
        "team_id": row.holder_team_id,
        "at": at,
        "recorded_at": work.now,
    }
    return bool(work.execute(insert(NO_ANSWER).values(**values).on_conflict_do_nothing()).rowcount)


def desks_of(work: Work, member: Any) -> list[int]:  # noqa: ANN401
    """Return the areas whose desk a member works: their own, and those that they are posted to."""
    p = POSTING.c
    query = select(p.area_id).where(p.member_id == member.id, p.until_at.is_(None))
    own = [] if member.area_id is None else [int(member.area_id)]
    return [*own, *work.execute(query).scalars()]


def teams_of(work: Work, member_id: int) -> list[int]:
    """Return the teams that a member goes out with."""
    query = select(TEAM_MEMBER.c.team_id).where(TEAM_MEMBER.c.member_id == member_id)
    return list(work.execute(query).scalars())


def rechecks(work: Work, desks: Sequence[int] | None) -> list[Any]:
    """Return the rechecks that were opened and that nobody has taken on, with `since`; at these desks."""
    o, s = OCCURRENCE.c, SCHEDULE.c
    query = (
        _with_names(o.planned_at.label("since"))
        .join(OCCURRENCE, o.request_id == R.id)
        .join(SCHEDULE, s.id == o.schedule_id)
        .where(IS_OPEN, R.status == Status.NEW, s.kind == "recheck")
    )
    return list(work.execute(query if desks is None else query.where(R.desk_id.in_(desks))))


def asked(work: Work, desks: Sequence[int] | None) -> list[Any]:
    """Return the requests about which a desk was asked something that it has not answered, with `since`."""
    q = ASK.c
    query = (
        _with_names(q.asked_at.label("since"))
        .join(ASK, q.request_id == R.id)
        .where(IS_OPEN, q.answered_at.is_(None))
    )
    return list(work.execute(query if desks is None else query.where(q.desk_id.in_(desks))))


def untold(work: Work, desks: Sequence[int] | None) -> list[Any]:
    """Return the critical requests of desks of which somebody has not heard yet, with `since`."""
    o = OUTBOX.c
    waiting = (
        select(o.request_id, func.min(o.created_at).label("since"))
        .where(o.told_at.is_(None), o.dropped_at.is_(None))
        .group_by(o.request_id)
        .subquery()
    )
    query = (
        _with_names(waiting.c.since)
        .join(waiting, waiting.c.request_id == R.id)
        .where(IS_OPEN, R.urgency == Urgency.CRITICAL, R.status.in_(sorted(UNRESOLVED)))
    )
    return list(work.execute(query if desks is None else query.where(R.desk_id.in_(desks))))


def _with_names(*more: Any) -> Any:  # noqa: ANN401
    desk = AREA.alias("desk")
    joined = (
        REQUEST.outerjoin(AREA, AREA.c.id == R.area_id)
        .outerjoin(desk, desk.c.id == R.desk_id)
        .outerjoin(MEMBER, MEMBER.c.id == R.holder_member_id)
        .outerjoin(TEAM, TEAM.c.id == R.holder_team_id)
    )
    return select(
        *_SEEN,
        *more,
        AREA.c.code.label("area"),
        desk.c.code.label("desk"),
        func.coalesce(MEMBER.c.code, TEAM.c.code).label("holder"),
    ).select_from(joined)


def has_left(work: Work, resident_id: int) -> bool:
    """Tell whether a resident does not live here any more."""
    # In bare SQL: the heartbeat needs no other column of residents.
    statement = text("SELECT status FROM resident WHERE id = :id")
    found = work.execute(statement, {"id": resident_id}).scalar()
    return found not in {None, "living", "merged"}
