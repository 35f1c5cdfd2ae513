"""Days and hours of duty as people say them, in the language of texts."""

from datetime import date, datetime

from gridctl.core.errors import N_
from gridctl.core.pack_clock import DAYS
from gridctl.core.telling_views import TurnTold
from gridctl.core.weekdays import EVERY
from gridctl.present.i18n import _
from gridctl.present.labels import label

WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def day_words(day: date, now: date | None = None) -> str:
    """Return ``12-17 Fri``; with the year where `now` is in another one."""
    known = now is None or now.year == day.year
    return f"{day:%m-%d} {_(WEEKDAYS[day.weekday()])}" if known else f"{day} {_(WEEKDAYS[day.weekday()])}"


def weekday_words(text: str) -> str:
    """Return weekdays such as ``mon-fri`` or ``tue,fri`` (`core.weekdays.show_weekdays`) in words."""
    if text == EVERY:
        return _("daily")
    names = dict(zip(DAYS, WEEKDAYS, strict=True))
    runs = [[_(names.get(day, day)) for day in part.split("-")] for part in text.split(",")]
    spans = [
        run[0] if len(run) == 1 else _("{first}-{last}").format(first=run[0], last=run[-1]) for run in runs
    ]
    return _(", ").join(spans)


def hours_words(start: datetime, end: datetime) -> str:
    """Return ``06:00-14:00``, or ``22:00-06:00 (next day)``."""
    words = f"{start:%H:%M}-{end:%H:%M}"
    return words if start.date() == end.date() else _("{hours} (next day)").format(hours=words)


def turn_line(turn: TurnTold, now: date | None = None) -> str:
    """Return a turn of duty in one line: when, what, where."""
    where = " ".join(part for part in (turn.area, turn.place) if part)
    when = f"{day_words(turn.start, now)} {hours_words(turn.start, turn.end)}"
    return _("{when} {duty}, {place}").format(when=when, duty=label(turn.duty, "duties"), place=where)


def own_shift(turn: TurnTold, now: datetime) -> str:
    """Return the line that tells somebody of their own turn: the one that runs, or the next one."""
    line = turn_line(turn, now.date())
    return (
        _("On duty now: {turn}").format(turn=line)
        if turn.start <= now
        else _("Next duty: {turn}").format(turn=line)
    )
