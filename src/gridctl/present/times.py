"""Times as people read them: in the zone that they carry, to the minute."""

from datetime import date, datetime

from gridctl.present.i18n import _


def shown_time(moment: datetime | date) -> str:
    """Return ``2025-03-13 18:00``, or ``2025-03-13`` for a day."""
    if isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d %H:%M}"
    return moment.isoformat()


def short_time(moment: datetime, now: datetime) -> str:
    """Return ``18:00`` for a moment of today, ``12-16 18:00`` for one of another day; `now` tells which day it is."""
    return f"{moment:%H:%M}" if moment.date() == now.date() else f"{moment:%m-%d %H:%M}"


def ago(moment: datetime, now: datetime) -> str:
    """Return how long ago a moment was, in the largest unit that is whole: ``52 min``, ``3 h``, ``2 d``."""
    minutes = max(0, int((now - moment).total_seconds()) // 60)
    for size, text in ((2 * 24 * 60, _("{count} d")), (2 * 60, _("{count} h"))):
        if minutes >= size:
            return text.format(count=minutes // (size // 2))
    return _("{count} min").format(count=minutes)
