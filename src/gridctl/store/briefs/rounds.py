"""Rounds of a period: the visits in it, and the coverage at its end."""

# ruff: noqa: S608  (statements are put together from constants of these files; values are bound)

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text

from gridctl.store.briefs.ground import HERE, Span, as_json
from gridctl.store.unit import Work

_AREA = "ifnull((SELECT b.area_id FROM main.building b WHERE b.id = t.building_id), t.area_id)"
_ROUNDS = text(
    "SELECT r.id, r.checklist, r.name, a.code AS area, r.opened_at, r.until_at, r.goal,"
    " iif(r.closed_at < :known, r.closed_at, NULL) AS closed_at FROM main.round r"
    " LEFT JOIN main.area a ON a.id = r.area_id"
    " WHERE r.opened_at < :end AND (r.closed_at IS NULL OR r.closed_at >= :start) ORDER BY r.id"
)
_TARGETS = f"""
SELECT t.round_id, ifnull(t.outcome, '') AS outcome, count(*) AS count FROM main.round_target t
WHERE t.round_id IN (SELECT value FROM json_each(:rounds)) AND t.dropped_at IS NULL
  AND {HERE.format(column=_AREA)} GROUP BY 1, 2
"""
_THEN = f"""
SELECT round_id, ifnull(outcome, '') AS outcome, count(*) AS count FROM (
  SELECT t.round_id, (SELECT v.outcome FROM main.visit v WHERE v.target_id = t.id AND v.recorded_at < :known
    AND (v.voided_at IS NULL OR v.voided_at >= :known) ORDER BY v.at DESC, v.seq DESC LIMIT 1) AS outcome
  FROM main.round_target t WHERE t.round_id IN (SELECT value FROM json_each(:rounds)) AND t.added_at < :known
    AND (t.dropped_at IS NULL OR t.dropped_at >= :known) AND {HERE.format(column=_AREA)})
GROUP BY 1, 2
"""
_COUNTED = "v.recorded_at < :known AND (v.voided_at IS NULL OR v.voided_at >= :known)"
_VISITS = f"""
SELECT v.round_id, v.outcome, count(*) AS count, count(DISTINCT ifnull(t.home_id, -t.id)) AS doors
FROM main.visit v INDEXED BY visit_round JOIN main.round_target t ON t.id = v.target_id
WHERE v.round_id IN (SELECT value FROM json_each(:rounds)) AND v.recorded_at >= :start AND v.recorded_at < :end
  AND {_COUNTED} AND {HERE.format(column=_AREA)} GROUP BY 1, 2
"""
_RAISED = f"""
SELECT count(*) FROM main.round_request x JOIN main.visit v ON v.seq = x.visit_seq
JOIN main.round_target t ON t.id = x.target_id
WHERE v.recorded_at >= :start AND v.recorded_at < :end AND {_COUNTED} AND {HERE.format(column=_AREA)}
"""
_LIST = f"""
SELECT v.seq, v.round_id, v.target_id, v.outcome, v.at, v.recorded_at, ifnull(v.done_by, v.operator) AS by,
  h.label AS home
FROM main.visit v JOIN main.round_target t ON t.id = v.target_id LEFT JOIN main.home h ON h.id = t.home_id
WHERE v.recorded_at >= :start AND v.recorded_at < :end AND {_COUNTED} AND {HERE.format(column=_AREA)} AND v.round_id IN
  (SELECT id FROM main.round WHERE opened_at < :end AND (closed_at IS NULL OR closed_at >= :start)) ORDER BY v.seq
"""


def running(work: Work, span: Span) -> list[Any]:
    """Return the rounds that ran in a period; `closed_at` where it was closed by then."""
    return list(work.execute(_ROUNDS, {"start": span.start, "end": span.end, "known": span.known}))


def coverage(work: Work, span: Span, rounds: Sequence[int]) -> list[Any]:
    """Return (round_id, outcome, count) of the targets of rounds, as they were known; "" for no outcome."""
    query = _TARGETS if span.known > work.now else _THEN
    return list(work.execute(text(query), span.values(rounds=as_json(rounds))))


def visits(work: Work, span: Span, rounds: Sequence[int]) -> list[Any]:
    """Return (round_id, outcome, count, doors) of the visits that were recorded in a period."""
    return list(work.execute(text(_VISITS), span.values(rounds=as_json(rounds))))


def raised(work: Work, span: Span) -> int:
    """Return how many requests were raised by the visits of a period."""
    return int(work.execute(text(_RAISED), span.values()).scalar_one())


def listing(work: Work, span: Span) -> list[Any]:
    """Return the visits of a period, in the order in which the store learned of them."""
    return list(work.execute(text(_LIST), span.values()))
