"""The newest events: what has just happened to which request, and by whom."""

from gridctl.core.feed_views import Event
from gridctl.core.private import Sight
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.store import feed as rows


def newest(office: Office, most: int, area: str | None = None) -> list[Event]:
    """Return up to `most` steps as the store learned them, the newest first; of an area and below it, or of all."""
    with office.store.read() as work:
        found = rows.newest(work, most, areas.find(work, area).id if area else None)
        names = rows.names(work, sorted({row.by for row in found}))
    return [
        Event(
            seq=row.seq,
            at=office.moment_of(row.at),
            step=row.kind,
            request=row.request_id,
            status=row.status,
            by=names.get(row.by, row.by),
            urgency=row.urgency,
            category=row.category,
            area=row.area,
            summary=row.summary,
            sight=Sight.CLOSED if row.confidential else Sight.MASKED,
        )
        for row in found
    ]
