"""What the overview asks the services, each part by itself; services are loaded when they are first asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gridctl.core.feed_views import Event, PostNow
from gridctl.core.signal_views import LookView
from gridctl.present.i18n import _, language
from gridctl.present.times import ago, short_time
from gridctl.tui.colour_blocks import Colours
from gridctl.tui.widgets.day_figures import DayTold, Figure

if TYPE_CHECKING:  # they load SQLAlchemy, which takes longer than the first picture
    from gridctl.core.telling_views import Telling
    from gridctl.services.headlines import Headlines
    from gridctl.services.office import Office
    from gridctl.services.reminding import Remembered

EVENTS, TEXTS, REMINDERS = 40, 40, 60
"""So many of the newest events, of the texts that wait, and of what is to be remembered, are shown."""


@dataclass(frozen=True, slots=True)
class Map:
    """The colours, the area that is looked into (None: all there is), and the look that they come from."""

    colours: Colours
    place: str | None
    look: LookView
    titles: Mapping[str, str]
    """What the checklists are called, by code."""


@dataclass(frozen=True, slots=True)
class Duty:
    """The posts that are open now."""

    posts: Sequence[PostNow]
    now: datetime


@dataclass(frozen=True, slots=True)
class News:
    """The newest events."""

    events: Sequence[Event]
    now: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """What has to be remembered, and which texts wait to be sent."""

    reminders: "Sequence[Remembered]"
    count: int
    """How many reminders there are; the first of them are here."""
    untold: "Sequence[Telling]"
    now: datetime


def read_map(office: "Office", area: str | None, place: str | None) -> Map:
    """Return the colours of an area (None: of all), those of the buildings too where `place` is a grid.

    A `place` that is not there (any more) gives way to where a map begins.
    """
    from gridctl.services.checklists import listing
    from gridctl.services.signals import Wanted, look

    found = look(office, Wanted(area))
    colours = Colours.of(found.signals)
    if place not in colours.by_code:
        place = colours.top()
    if colours.is_grid(place) and place != area:
        inside = look(office, Wanted(place)).signals
        colours = Colours(colours.by_code, colours.below, Colours.of(inside).buildings)
    titles = {one.code: one.title[language()] for one in listing(office)} if found.rounds else {}
    return Map(colours, place, found, titles)


def read_figures(office: "Office", area: str | None) -> "Headlines":
    """Return the figures of the day."""
    from gridctl.services.headlines import headlines

    return headlines(office, area)


def read_duty(office: "Office", area: str | None) -> Duty:
    """Return who is on duty."""
    from gridctl.services.duty_now import posts_now

    return Duty(posts_now(office, area), office.now())


def read_news(office: "Office", area: str | None) -> News:
    """Return the newest events, by when they happened: a file is read in by its lines, not by its times."""
    from gridctl.services.feed import newest

    found = sorted(newest(office, EVENTS, area), key=lambda one: (one.at, one.seq), reverse=True)
    return News(found, office.now())


def read_memory(office: "Office", area: str | None) -> Memory:
    """Return what has to be remembered, in an area and below it (None: in all), and the texts that wait."""
    from gridctl.services import outbox, reminding

    reminders, count = reminding.first(office, REMINDERS, area)
    untold = outbox.listing(office, outbox.Query(limit=TEXTS, area=area))
    return Memory(reminders, count, untold, office.now())


def read_next(office: "Office") -> int | None:
    """Return the number of the most urgent request that waits; None where nothing does."""
    from gridctl.services.desk_queue import next_up

    found = next_up(office)
    return found.id if found else None


def day_told(found: "Headlines", look: LookView) -> DayTold:
    """Put the figures together, in words."""
    since = _("since {time}").format(time=short_time(found.since, look.now))
    today, before = found.today, found.before
    figures = (
        Figure(_("received"), today["received"], before["received"]),
        Figure(_("solved on the spot"), today["solved_on_spot"], before["solved_on_spot"]),
        Figure(_("closed"), today["closed"], before["closed"]),
        Figure(_("open"), today["open"], before["open"]),
        Figure(_("overdue"), today["overdue"], before["overdue"], "orange"),
        Figure(_("nobody on it"), look.unassigned, None, "yellow"),
        Figure(_("critical, nobody on it"), look.critical, None, "red"),
    )
    report = (
        _("last report {time}").format(time=short_time(found.reported_at, look.now))
        if found.reported_at
        else _("no report written yet")
    )
    remarks = [report]
    if look.reports_behind:
        remarks.append(_("reports late or failed: {count}").format(count=len(look.reports_behind)))
    if found.unheard_since is not None:
        told = _("oldest without a word: {time}, #{number}")
        remarks.append(told.format(time=ago(found.unheard_since, look.now), number=found.unheard))
    return DayTold(since, figures, found.hours, look.now.hour, tuple(remarks))
