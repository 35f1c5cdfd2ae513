"""What the first screen counts beside the colours: what stands open now and stood before, what came by the hour."""

# ruff: noqa: S608  (statements are put together from constants of this file; values are bound)

from typing import Any

from sqlalchemy import text

from gridctl.core.times import HOUR_MS
from gridctl.core.words import UNRESOLVED, StepKind
from gridctl.store.areas import BELOW
from gridctl.store.figures import lay_out_standing
from gridctl.store.unit import Work

_UNRESOLVED = ", ".join(f"'{status}'" for status in sorted(UNRESOLVED))
_SUMS = text(
    "SELECT ifnull(sum(open), 0) AS open, ifnull(sum(overdue), 0) AS overdue,"
    " ifnull(sum(open_earlier), 0) AS open_earlier, ifnull(sum(overdue_earlier), 0) AS overdue_earlier"
    " FROM temp.standing"
)
_IN_AREA = "AND r.area_id IN (SELECT id FROM below)"


def standing(work: Work, end: int, earlier: int, area_id: int | None) -> Any:  # noqa: ANN401
    """Return (open, overdue, open_earlier, overdue_earlier): how many requests were at `end`, and at `earlier`."""
    lay_out_standing(work, end, earlier, area_id)
    return work.execute(_SUMS).one()


def received_by_hour(work: Work, start: int, hours: int, area_id: int | None) -> list[int]:
    """Return how many requests came in each hour from `start` (UTC ms) on.

    What is typed late shows in the hour in which it came; no step counts from a moment before its own, so that the
    index of counted times holds all that is looked for.
    """
    join = "CROSS JOIN request r ON r.id = s.request_id" if area_id is not None else ""
    query = text(
        f"{BELOW if area_id is not None else ''}"
        f" SELECT (s.at - :start) / {HOUR_MS} AS hour, count(*) AS number"
        f" FROM step s INDEXED BY step_counted {join}"
        f" WHERE s.counted_at >= :start AND s.at >= :start AND s.at < :end AND s.kind = '{StepKind.RECEIVE}'"
        f" {_IN_AREA if area_id is not None else ''} GROUP BY 1"
    )
    values: dict[str, int | None] = {"start": start, "end": start + hours * HOUR_MS}
    if area_id is not None:
        values["area"] = area_id
    found = [0] * hours
    for hour, number in work.execute(query, values):
        found[hour] = number
    return found


def without_a_word(work: Work, area_id: int | None) -> Any | None:  # noqa: ANN401
    """Return (id, received_at) of the open request whose requester has waited longest for a first word, or None."""
    query = text(
        f"{BELOW if area_id is not None else ''} SELECT r.id, r.received_at FROM request r"
        f" WHERE r.is_open = 1 AND r.responded_at IS NULL AND r.status IN ({_UNRESOLVED})"
        f" {_IN_AREA if area_id is not None else ''} ORDER BY r.received_at, r.id LIMIT 1"
    )
    return work.execute(query, {"area": area_id} if area_id is not None else {}).first()
