"""What the store learned late: steps that were typed after the report of their day."""

# ruff: noqa: S608  (statements are put together from constants of these files; values are bound)

from typing import Any

from sqlalchemy import text

from gridctl.store.briefs.ground import HERE, Span, seq_at
from gridctl.store.unit import Work

_STEP = (
    "SELECT s.seq, s.recorded_at, ifnull(s.done_by, s.operator) AS by, r.id, s.kind, s.at, s.origin"
    " FROM main.step s CROSS JOIN main.request r ON r.id = s.request_id WHERE s.seq > :first AND s.seq <= :last AND "
)
_LATE = text(
    f"{_STEP} s.at < :start AND s.recorded_at < :end AND s.origin <> 'import'"
    f" AND {HERE.format(column='r.area_id')} ORDER BY s.seq"
)
_AFTER = text(
    f"{_STEP} ((s.at >= :start AND s.at < :end) OR (s.kind IN ('edit', 'undo', 'reclock')"
    " AND r.id IN (SELECT id FROM temp.deed))) AND (s.origin <> 'import' OR s.seq > :reported)"
    f" AND {HERE.format(column='r.area_id')} ORDER BY s.seq"
)
_DUTY = text(
    "SELECT seq, at AS recorded_at, operator AS by, thing_id AS id, action AS kind, changes ->> 'at' AS at"
    " FROM main.ledger"
    " WHERE at >= :known AND thing = 'turn' AND action LIKE 'duty.%' AND action <> 'duty.share'"
    " AND thing_id IN (SELECT id FROM temp.brief_turn) ORDER BY seq"
)
_VISITS = text(
    "SELECT v.seq, iif(v.voided_at >= :known AND v.recorded_at < :known, v.voided_at, v.recorded_at) AS recorded_at,"
    " ifnull(v.done_by, v.operator) AS by, v.target_id AS id, v.outcome AS kind, v.at"
    " FROM main.visit v WHERE v.at >= :start AND v.at < :end"
    " AND (v.recorded_at >= :known OR v.voided_at >= :known)"
    " ORDER BY v.seq"
)


def learned_late(work: Work, span: Span) -> list[Any]:
    """Return the steps that were typed in a period and happened before it."""
    last = seq_at(work, span.end) if span.seq is None else span.seq
    return list(work.execute(_LATE, span.values(first=seq_at(work, span.start), last=last)))


def learned_after(work: Work, span: Span, seq: int) -> list[Any]:
    """Return the steps of a period, or changes of its requests, that the store learned after its end.

    Those of files only where they came after `seq`, the newest step that its report knows. The steps of the period
    are laid out before.
    """
    first = seq_at(work, span.end)
    return list(work.execute(_AFTER, span.values(first=first, last=1 << 62, reported=seq)))


def duty_after(work: Work, known: int) -> list[Any]:
    """Return the entries of the ledger about the turns that are laid out, from a moment (UTC ms) on."""
    return list(work.execute(_DUTY, {"known": known}))


def visits_after(work: Work, span: Span) -> list[Any]:
    """Return the visits of a period that were recorded or put right after it."""
    return list(work.execute(_VISITS, {"start": span.start, "end": span.end, "known": span.known}))
