"""Repeats and rechecks in the store, and the requests that they have opened."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select, update

from gridctl.core.uid import uuid7
from gridctl.store.requests import REQUEST
from gridctl.store.tables.columns import table
from gridctl.store.tables.heartbeat import Occurrence, Schedule
from gridctl.store.unit import Work

SCHEDULE, OCCURRENCE = table(Schedule), table(Occurrence)
S, O, R = SCHEDULE.c, OCCURRENCE.c, REQUEST.c  # noqa: E741  (an occurrence)


def add(work: Work, values: dict[str, Any]) -> Any:  # noqa: ANN401
    """Insert a schedule and return its row."""
    common = {"uid": uuid7(work.now), "created_at": work.now, "created_by": work.actor.operator}
    return get(work, work.add(insert(SCHEDULE).values(**common, **values)))


def get(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return the row of a schedule."""
    return work.execute(select(SCHEDULE).where(S.id == number)).one()


def of_request(work: Work, number: int, *, running: bool = False) -> list[Any]:
    """Return the schedules of a request, the oldest first; with `running` those that go on."""
    query = select(SCHEDULE).where(S.request_id == number).order_by(S.id)
    return list(work.execute(query.where(S.next_at.is_not(None)) if running else query))


def running(work: Work) -> list[Any]:
    """Return the schedules that go on, by when they open the next request."""
    return list(work.execute(select(SCHEDULE).where(S.next_at.is_not(None)).order_by(S.next_at, S.id)))


def due(work: Work, most: int) -> list[Any]:
    """Return some schedules whose next request has to be opened now, the longest due first."""
    query = select(SCHEDULE).where(S.next_at.is_not(None), S.next_at <= work.now)
    return list(work.execute(query.order_by(S.next_at, S.id).limit(most)))


def move_on(work: Work, number: int, next_at: int | None) -> None:
    """Say when a schedule opens its next request (UTC ms); with None it has done its work."""
    values: dict[str, Any] = {"next_at": next_at}
    if next_at is None:
        values |= {"ended_at": work.now, "ended_by": work.actor.operator}
    work.execute(update(SCHEDULE).where(S.id == number).values(**values))


def end_of(work: Work, requests: Sequence[int]) -> int:
    """End whatever these requests set going; return how many schedules that were."""
    ended = 0
    for number in requests:
        for row in of_request(work, number, running=True):
            move_on(work, row.id, None)
            ended += 1
    return ended


def opened(work: Work, number: int) -> list[Any]:
    """Return what a schedule has opened, in order: (request_id, planned_at, opened_at)."""
    query = select(O.request_id, O.planned_at, O.opened_at).where(O.schedule_id == number)
    return list(work.execute(query.order_by(O.planned_at)))


def note_opened(work: Work, number: int, request_id: int, planned_at: int) -> None:
    """Note the request that a schedule has opened for a moment; there is one for each."""
    values = {"schedule_id": number, "request_id": request_id, "planned_at": planned_at}
    work.execute(insert(OCCURRENCE).values(**values, opened_at=work.now))


def copy_place(work: Work, number: int, row: Any) -> None:  # noqa: ANN401
    """Let a request be at the door, and for the resident, of another one."""
    names = ("home_id", "building_id", "resident_id", "address")
    work.execute(update(REQUEST).where(R.id == number).values(**{one: getattr(row, one) for one in names}))
