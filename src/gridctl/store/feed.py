"""The newest steps of all requests, in the order in which the store learned them."""

# ruff: noqa: S608  (statements are put together from constants of this file; values are bound)

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, text

from gridctl.store.areas import BELOW
from gridctl.store.tables.request import VOID
from gridctl.store.unit import Work

_STEPS = (
    "SELECT s.seq, s.kind, s.at, s.request_id, s.status, coalesce(s.done_by, s.operator) AS by, r.category,"
    " r.urgency, r.summary, r.confidential, a.code AS area FROM step s CROSS JOIN request r ON r.id = s.request_id"
    f" LEFT JOIN area a ON a.id = r.area_id WHERE r.status <> '{VOID}' {{where}} ORDER BY s.seq DESC LIMIT :most"
)
_EVERYWHERE = text(_STEPS.format(where=""))
_BELOW = text(BELOW + _STEPS.format(where="AND r.area_id IN (SELECT id FROM below)"))
_NAMES = text("SELECT code, name FROM member WHERE code IN :codes").bindparams(
    bindparam("codes", expanding=True)
)


def newest(work: Work, most: int, area_id: int | None) -> list[Any]:
    """Return up to `most` steps, the newest first, of requests in an area and below it (None: everywhere)."""
    if area_id is None:
        return list(work.execute(_EVERYWHERE, {"most": most}))
    return list(work.execute(_BELOW, {"most": most, "area": area_id}))


def names(work: Work, codes: Sequence[str]) -> dict[str, str]:
    """Return the names of members by their codes."""
    return {row.code: row.name for row in work.execute(_NAMES, {"codes": list(codes)})}
