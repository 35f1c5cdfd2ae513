"""Times as people read them: in the zone that they carry, to the minute."""

from datetime import date, datetime


def shown_time(moment: datetime | date) -> str:
    """Return ``2025-03-13 18:00``, or ``2025-03-13`` for a day."""
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d %H:%M}"
    return moment.isoformat()
