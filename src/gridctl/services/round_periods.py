"""Rounds that come again: as their day or week begins, the next one opens and the last one closes."""

from typing import Any

from gridctl.core.errors import GridError
from gridctl.services import checklists, round_loading, rounds
from gridctl.services.office import Office
from gridctl.store import rounds as rows
from gridctl.store.unit import Work


def anything(work: Work) -> bool:
    """Tell whether a round comes again by now."""
    return bool(rows.due(work))


def open_due(office: Office, work: Work) -> list[int]:
    """Open every round that comes again by now, over the targets of today; return their numbers.

    One that would have no targets any more does not come again.
    """
    return [number for row in rows.due(work) if (number := _next(office, work, row)) is not None]


def _next(office: Office, work: Work, row: Any) -> int | None:  # noqa: ANN401
    changes: dict[str, Any] = {"next_at": None}
    if row.closed_at is None:
        changes |= {"closed_at": work.now, "closed_by": work.actor.operator}
    rows.change(work, row.id, row.version, changes)
    work.log("round.close", "round", row.id, {"comes_again": True})
    kept = round_loading.checklist_of(work, row)
    now = checklists.known(office, work).get(row.checklist)
    checklist = now[0] if now is not None else kept
    values = {
        "name": row.name,
        "area_id": row.area_id,
        "query": row.query,
        "until_at": None,
        "goal": row.goal,
        "next_at": rounds.next_time(office, checklist),
        "before_id": row.id,
    }
    try:
        with work.conn.begin_nested():
            return rounds.fill(office, work, checklist, values)
    except GridError:
        return None
