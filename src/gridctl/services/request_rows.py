"""A request as a row of a list, from what the store found; it does without SQLAlchemy, for the first picture."""

from datetime import tzinfo
from typing import Any

from gridctl.core.private import Sight
from gridctl.core.times import from_ms
from gridctl.core.views import RequestRow
from gridctl.core.words import UNRESOLVED


def is_overdue(row: Any, now: int) -> bool:  # noqa: ANN401
    """Tell whether an unresolved request is past its deadline at `now` (UTC ms)."""
    return row.due is not None and row.due <= now and row.status in UNRESOLVED


def row_view(row: Any, zone: tzinfo, now: int, *, full: bool = False) -> RequestRow:  # noqa: ANN401
    """Return a found row at `now` (UTC ms), with times in `zone`; masked, closed where confidential, or in full."""
    return RequestRow(
        id=row.id,
        status=row.status,
        level=row.level,
        urgency=row.urgency,
        category=row.category,
        area=row.area,
        summary=row.summary,
        holder=row.holder,
        name=row.name,
        phone=row.phone,
        channel=row.channel,
        ref=row.ref,
        received_at=from_ms(row.received_at, zone),
        due=None if row.due is None else from_ms(row.due, zone),
        overdue=is_overdue(row, now),
        home=row.home,
        building=row.building,
        sight=Sight.FULL if full else Sight.CLOSED if row.confidential else Sight.MASKED,
    )
