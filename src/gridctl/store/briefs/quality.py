"""What is amiss with the data of a period, and what happened beside: imports, operations, members."""

# ruff: noqa: S608  (statements are put together from constants of these files; values are bound)

from typing import Any

from sqlalchemy import text

from gridctl.store.briefs.ground import HERE, Span
from gridctl.store.unit import Work

_STEPS = text(
    "SELECT count(*) FILTER (WHERE origin <> 'import' AND at < :start) AS typed_late, count(*) FILTER"
    " (WHERE kind = 'receive' AND area_id IS NULL) AS no_area, count(*) FILTER"
    " (WHERE kind = 'receive' AND home_id IS NULL AND building_id IS NULL) AS no_home FROM temp.deed"
)
_INBOX = text(
    "SELECT count(*) FROM main.inbox WHERE pasted_at < :known AND (decided_at IS NULL OR decided_at >= :known)"
    " AND (status = 'waiting' OR decided_at >= :known)"
)
_BATCHES = text(
    "SELECT id, kind, state, new, changed, same, rejected FROM main.batch WHERE ended_at >= :start"
    " AND ended_at < :end AND ended_at < :known AND state <> 'staged' ORDER BY id"
)
_VISITS = text(
    "SELECT (SELECT count(*) FROM main.visit v JOIN main.round_target t ON t.id = v.target_id WHERE v.double = 1"
    " AND v.recorded_at >= :start AND v.recorded_at < :end AND v.recorded_at < :known) AS double,"
    " (SELECT count(*) FROM main.visit v WHERE v.voided_at >= :start AND v.voided_at < :end"
    " AND v.voided_at < :known) AS corrected"
)
_OPERATIONS = text(
    "SELECT o.id, o.name, a.code AS area, o.started_at, o.ended_at FROM main.operation o"
    " LEFT JOIN main.area a ON a.id = o.area_id WHERE o.started_at < :end"
    " AND (o.ended_at IS NULL OR o.ended_at >= :start)"
    f" AND {HERE.format(column='o.area_id')} ORDER BY o.id"
)
_MEMBERS = text(
    "SELECT count(*) FILTER (WHERE created_at >= :start AND created_at < :end) AS joined, count(*) FILTER"
    " (WHERE removed_at >= :start AND removed_at < :end AND removed_at < :known) AS gone, count(*) FILTER"
    " (WHERE removed_at IS NULL OR removed_at >= :known) AS members FROM main.member"
    f" WHERE created_at < :known AND {HERE.format(column='area_id')}"
)


def steps(work: Work, span: Span) -> Any:  # noqa: ANN401
    """Return (typed_late, no_area, no_home) of the steps that are laid out."""
    return work.execute(_STEPS, {"start": span.start}).one()


def waiting_drafts(work: Work, span: Span) -> int:
    """Return how many drafts waited in the inbox at the end of a period."""
    return int(work.execute(_INBOX, {"known": span.known}).scalar_one())


def imports(work: Work, span: Span) -> list[Any]:
    """Return the imports that ended in a period."""
    return list(work.execute(_BATCHES, {"start": span.start, "end": span.end, "known": span.known}))


def visits(work: Work, span: Span) -> Any:  # noqa: ANN401
    """Return (double, corrected) of the visits of a period."""
    return work.execute(_VISITS, {"start": span.start, "end": span.end, "known": span.known}).one()


def operations(work: Work, span: Span) -> list[Any]:
    """Return (id, name, area, started_at, ended_at) of the operations that ran in a period."""
    return list(work.execute(_OPERATIONS, span.values()))


def members(work: Work, span: Span) -> Any:  # noqa: ANN401
    """Return (joined, gone, members) of who works in the areas."""
    return work.execute(_MEMBERS, span.values()).one()
