"""Supplies of a period: what came, what went out, and what is there at its end."""

# ruff: noqa: S608  (statements are put together from constants of these files; values are bound)

from typing import Any

from sqlalchemy import text

from gridctl.store.briefs.ground import HERE, Span
from gridctl.store.unit import Work

_IN_PERIOD = "m.recorded_at >= :start"
_STANDS = (
    "NOT EXISTS (SELECT 1 FROM main.supply_move u WHERE u.undoes_id = m.id AND u.recorded_at < :known)"
    " AND m.undoes_id IS NULL"
)
_KNOWN = f"m.recorded_at < min(:known, :end) AND {HERE.format(column='m.area_id')}"
_ITEMS = text(
    f"SELECT i.code, i.name, i.measure,"
    f" ifnull(sum(m.quantity) FILTER (WHERE {_IN_PERIOD} AND m.kind = 'receive' AND {_STANDS}), 0) AS received,"
    f" ifnull(-sum(m.quantity) FILTER (WHERE {_IN_PERIOD} AND m.kind = 'issue' AND {_STANDS}), 0) AS issued,"
    f" ifnull(sum(m.quantity) FILTER (WHERE {_IN_PERIOD} AND m.kind = 'return' AND {_STANDS}), 0) AS returned,"
    f" sum(m.quantity) AS on_hand FROM main.supply_move m JOIN main.supply_item i ON i.id = m.item_id"
    f" WHERE {_KNOWN} GROUP BY i.id ORDER BY i.code_key"
)
_SUMS = text(
    f"SELECT count(*) FILTER (WHERE m.kind = 'receive') AS deliveries, count(*) FILTER (WHERE m.kind = 'issue')"
    f" AS issues, count(DISTINCT m.home_id) FILTER (WHERE m.kind = 'issue') AS homes FROM main.supply_move m"
    f" WHERE {_IN_PERIOD} AND {_KNOWN} AND {_STANDS}"
)
_LIST = text(
    f"SELECT m.id, m.kind, i.code AS item, m.quantity, a.code AS area, h.label AS home, m.at, m.recorded_at,"
    f" ifnull(m.done_by, m.operator) AS by FROM main.supply_move m JOIN main.supply_item i ON i.id = m.item_id"
    f" JOIN main.area a ON a.id = m.area_id LEFT JOIN main.home h ON h.id = m.home_id"
    f" WHERE {_IN_PERIOD} AND {_KNOWN} AND {_STANDS} ORDER BY m.id"
)


def items(work: Work, span: Span) -> list[Any]:
    """Return (code, name, measure, received, issued, returned, on_hand) of each thing; quantities in its measure."""
    return list(work.execute(_ITEMS, span.values()))


def sums(work: Work, span: Span) -> Any:  # noqa: ANN401
    """Return (deliveries, issues, homes) of a period, without what was taken back."""
    return work.execute(_SUMS, span.values()).one()


def listing(work: Work, span: Span) -> list[Any]:
    """Return the movements of a period that were not taken back."""
    return list(work.execute(_LIST, span.values()))
