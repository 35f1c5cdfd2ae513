"""What happened at a home: requests, visits, deliveries. Words alone: the tables need not be loaded for it."""

from typing import Any

from sqlalchemy import text

from gridctl.store.unit import Work

_REQUESTS = text(
    "SELECT q.id, q.status, q.urgency, q.category, q.summary, q.received_at, q.confidential FROM request q"
    " LEFT JOIN member m ON m.id = q.holder_member_id"
    " WHERE q.home_id = :home AND q.status <> 'void' AND (q.confidential = 0 OR m.code = :operator)"
    " ORDER BY q.id DESC LIMIT :most"
)
_VISITS = text(
    "WITH target(id) AS ("
    "  SELECT t.id FROM (SELECT id FROM round ORDER BY id DESC LIMIT :rounds) r"
    "  JOIN round_target t ON t.round_id = r.id AND t.home_id = :home"
    "  UNION SELECT t.id FROM resident p JOIN round_target t ON t.resident_id = p.id"
    "  WHERE p.home_id = :home AND p.status = 'living')"
    " SELECT v.round_id, r.checklist, v.at, v.outcome, coalesce(v.done_by, v.operator) AS by, v.note FROM target"
    " JOIN visit v ON v.target_id = target.id JOIN round r ON r.id = v.round_id"
    " WHERE v.voided_at IS NULL ORDER BY v.at DESC, v.seq DESC LIMIT :most"
)
_DELIVERIES = text(
    "SELECT m.id, m.at, m.kind, i.code AS item, -m.quantity AS quantity, i.measure, m.plan_id, m.done_by"
    " FROM supply_move m JOIN supply_item i ON i.id = m.item_id WHERE m.home_id = :home"
    " ORDER BY m.id DESC LIMIT :most"
)
ROUNDS = 500
"""So many rounds, the newest, are looked through for a home: their targets are found by round and home."""


def requests(work: Work, home_id: int, operator: str, most: int) -> list[Any]:
    """Return the newest requests of a home; confidential ones only where the operator holds them."""
    return list(work.execute(_REQUESTS, {"home": home_id, "operator": operator, "most": most}))


def visits(work: Work, home_id: int, most: int) -> list[Any]:
    """Return the newest visits that count: to a home, and to who lives there now."""
    return list(work.execute(_VISITS, {"home": home_id, "rounds": ROUNDS, "most": most}))


def deliveries(work: Work, home_id: int, most: int) -> list[Any]:
    """Return what a home got of supplies, the newest first; what came back is below zero."""
    return list(work.execute(_DELIVERIES, {"home": home_id, "most": most}))
