"""Which requests repeat which, in bare SQL: every request that is shown asks, few have an answer."""

from typing import Any

from sqlalchemy import text

from gridctl.store.unit import Work

_REPEATS = text(
    "SELECT s.request_id FROM occurrence o JOIN schedule s ON s.id = o.schedule_id WHERE o.request_id = :id"
)
_REPEATED = text(
    "SELECT o.request_id FROM schedule s JOIN occurrence o ON o.schedule_id = s.id "
    "WHERE s.request_id = :id ORDER BY o.planned_at, o.request_id"
)
_RUNNING = text(
    "SELECT kind, every, next_at FROM schedule WHERE request_id = :id AND next_at IS NOT NULL ORDER BY next_at, id"
)


def repeats(work: Work, number: int) -> int | None:
    """Return the number of the request that this one repeats, or None."""
    found = work.execute(_REPEATS, {"id": number}).scalar()
    return None if found is None else int(found)


def repeated_by(work: Work, number: int) -> list[int]:
    """Return the numbers of the requests that repeat this one, in their order."""
    return [int(one) for one in work.execute(_REPEATED, {"id": number}).scalars()]


def coming(work: Work, number: int) -> list[Any]:
    """Return (kind, every, next_at) of what brings a request up again, the next first."""
    return list(work.execute(_RUNNING, {"id": number}))
