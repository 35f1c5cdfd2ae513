"""Turns of duty as a calendar (iCalendar, RFC 5545): the calendars of phones and offices take it in.

Each turn keeps its UID, and its SEQUENCE grows with every change, so that a second import updates what the first
one made; what was taken off the roster comes as cancelled. Times are in UTC: every calendar shows them in its own
zone, and no table of zones can be out of date.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from gridctl.core.pack_values import Label
from gridctl.core.roster_views import DutyEvent
from gridctl.present.i18n import _, language
from gridctl.present.labels import label
from gridctl.present.visible import visible

if TYPE_CHECKING:
    from icalendar import Alarm, Event

ALARM = timedelta(hours=1)
"""So long before a turn of their own a phone reminds its owner."""


def calendar(events: Iterable[DutyEvent], *, title: str, now: datetime, own: bool = False) -> bytes:
    """Return a calendar file; with `own` it is that of one member: no names, but an alarm before each turn."""
    from icalendar import Calendar  # start-up: an export alone needs it

    found = Calendar()
    found.add("prodid", "-//gridctl//duty//EN")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", visible(title))
    for one in events:
        found.add_component(_event(one, now.astimezone(UTC), own=own))
    return bytes(found.to_ical())


def _event(one: DutyEvent, now: datetime, *, own: bool) -> "Event":
    from icalendar import Event  # start-up: an export alone needs it

    what = label(one.duty, "duties")
    where = visible(" ".join(part for part in (one.area, one.place) if part))
    found = Event()
    found.add("uid", f"{one.uid}@gridctl")
    found.add("sequence", one.version)
    found.add("dtstamp", now)
    found.add("dtstart", one.start.astimezone(UTC))
    found.add("dtend", one.end.astimezone(UTC))
    found.add("summary", visible(what if own else _("{duty}: {name}").format(duty=what, name=one.name)))
    found.add("location", where)
    found.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    steps = [Label.of(dict(step)).text(language()) for step in one.actions]
    words = [label(one.shift, "shifts"), *(f"{number}. {step}" for number, step in enumerate(steps, 1))]
    found.add("description", "\n".join(map(visible, words)))
    found.add("transp", "TRANSPARENT" if one.cancelled else "OPAQUE")
    if own and not one.cancelled:
        found.add_component(_alarm(what))
    return found


def _alarm(what: str) -> "Alarm":
    from icalendar import Alarm  # start-up: an export alone needs it

    found = Alarm()
    found.add("action", "DISPLAY")
    found.add("trigger", -ALARM)
    found.add("description", visible(what))
    return found
