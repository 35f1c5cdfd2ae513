"""Rounds that come again: as their day or week begins, the next one opens and the last one closes."""

from typing import Any

from gridctl.core.errors import GridError
from gridctl.core.times import local, to_ms
from gridctl.services import checklists, proofs, round_loading, rounds
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
        "until_at": _until(office, row),
        "goal": row.goal,
        "sample": row.sample,
        "seed": rounds.seed() if row.sample else None,
        "readers": [*proofs.reader_ids(row)] or None,
        "next_at": rounds.next_time(office, checklist),
        "before_id": row.id,
    }
    try:
        with work.conn.begin_nested():
            return rounds.fill(office, work, checklist, values)
    except GridError:
        return None


def _until(office: Office, row: Any) -> int | None:  # noqa: ANN401
    """Return by when the next round is to be done (UTC ms): at the hour of the last one, as many days on."""
    if row.until_at is None:
        return None
    until, opened = office.moment_of(row.until_at), office.moment_of(row.opened_at)
    day = office.now().date() + (until.date() - opened.date())
    return to_ms(local(day, until.time(), office.zone))
