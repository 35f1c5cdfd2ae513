"""From what services tell to the lines of the overview's lists: worded, masked, with the style of each word."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from gridctl.core.feed_views import Event, PostNow
from gridctl.core.heart_views import DeliveryReminderView, ReportReminderView
from gridctl.core.signal_views import RoundNow
from gridctl.core.words import StepKind, Urgency
from gridctl.present.i18n import _
from gridctl.present.labels import field_kind, label
from gridctl.present.shown import shown
from gridctl.present.times import ago, short_time
from gridctl.tui.widgets.painted import Part
from gridctl.tui.widgets.panel import Line

if TYPE_CHECKING:
    from gridctl.core.telling_views import Telling
    from gridctl.services.reminding import Remembered

URGENT = {Urgency.CRITICAL: "red", Urgency.URGENT: "orange"}
"""The style of what cannot wait; the words say it too."""


def duty_lines(posts: Sequence[PostNow], now: datetime) -> Iterator[Line]:
    """Yield a line for each post: where, who stands there, until when, and how many are missing."""
    for post in posts:
        where = " ".join(filter(None, (label(post.duty, "duties"), post.place or post.area)))
        parts: list[Part] = [(f"{where}  ", "")]
        if post.missing:
            style = "red" if post.pressing else "orange"
            parts.append((_("{count} missing").format(count=post.missing) + "  ", style))
        for one in post.people:
            parts.append((one.name, "green" if one.here else ""))
            parts.append(("  " if one.here else _(" (expected)") + "  ", "note"))
        last, style = parts[-1]
        parts[-1] = (last.rstrip(), style)
        till = _("till {time}").format(time=short_time(post.until, now)) if post.until else ""
        yield Line("post", str(post.post), parts, till, yields=True)


def round_lines(rounds: Sequence[RoundNow], titles: Mapping[str, str]) -> Iterator[Line]:
    """Yield a line for each round: its name, a bar, the share that is done, and how many are left.

    A round without a name of its own is called as its checklist, by `titles`.
    """
    for one in rounds:
        share = one.done / one.to_visit if one.to_visit else 1.0
        left = one.to_visit - one.done
        name = one.name or titles.get(one.checklist, one.checklist)
        parts: list[Part] = [(f"{name} {one.id}", "")]
        if one.behind:
            parts = [("Y ", "yellow"), *parts]
        # 99.6 of 100 are not all: the share is rounded down
        yield Line("round", str(one.id), parts, f"{int(share * 100):>3} % {left:>5}", share)


def event_lines(events: Sequence[Event], now: datetime) -> Iterator[Line]:
    """Yield a line for each of the newest steps, the words masked."""
    for event in events:
        told = shown(event)
        urgent = URGENT.get(Urgency(event.urgency), "") if event.step == StepKind.RECEIVE else ""
        parts: list[Part] = [
            (f"{short_time(event.at, now)} ", "note"),
            (f"#{event.request} ", "title"),
            (f"{label(event.step, 'events')} ", urgent or "bar"),
            (f"{event.by}  " if event.step != StepKind.RECEIVE else "", ""),
            (str(told["summary"]), urgent),
        ]
        yield Line("request", str(event.request), parts, event.area or "", yields=True)


def reminder_lines(reminders: "Sequence[Remembered]", now: datetime) -> Iterator[Line]:
    """Yield a line for each thing to remember, the most urgent first as they come."""
    for one in reminders:
        told = shown(one)
        style = URGENT.get(Urgency(one.urgency), "")
        kind = field_kind(one.KIND, "reason")
        parts: list[Part] = [
            (f"#{one.request} " if one.request is not None else "", "title"),
            (f"{label(one.reason, kind)}  ", style),
            (f"{label(one.category, 'reports')} " if kind == "report_runs" else "", ""),
            (f"{one.area}  " if one.area else "", ""),
            (str(told["summary"]), ""),
        ]
        thing, number = ("request", one.request) if one.request is not None else ("turn", one.turn)
        if isinstance(one, ReportReminderView):
            thing, number = "report", 0
        if isinstance(one, DeliveryReminderView):
            thing, number = "delivery", one.delivery
        yield Line(thing, str(number), parts, ago(one.since, now))


def untold_lines(tellings: Sequence["Telling"], now: datetime) -> Iterator[Line]:
    """Yield a line for each text that waits to be sent: to whom, and how it begins."""
    from gridctl.present.tellings import headline, row

    for telling in tellings:
        one = headline(row(telling))
        style = URGENT.get(Urgency(one.urgency), "") if one.urgency else ""
        parts: list[Part] = [(f"{one.to_name or one.to}  ", "title"), (one.text, style)]
        yield Line("telling", str(one.id), parts, ago(one.created_at, now))
