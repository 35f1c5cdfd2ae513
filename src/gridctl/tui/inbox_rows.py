"""Drafts as the inbox shows them: a line in the list, and what stands below it."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from gridctl.core.words import Urgency
from gridctl.present.i18n import _
from gridctl.present.shown import shown
from gridctl.present.titles import title
from gridctl.present.values import people_text
from gridctl.present.visible import visible
from gridctl.tui.request_pages import short_time
from gridctl.tui.widgets.window_table import Column, Row

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.core.inbox_views import DraftView

TONES = {Urgency.CRITICAL: "red", Urgency.URGENT: "orange", Urgency.LOW: "dim"}
UNSURE = 0.6
"""Below this confidence a draft wants a second look; `request paste --yes` leaves it."""


def columns() -> tuple[Column, ...]:
    """Return the columns, titled in the language of texts; what a narrow screen can do without goes first."""
    return (
        Column("id", _("no."), 5, right=True),
        Column("urgency", title("urgency", "inbox"), 8, tone=lambda code: TONES.get(Urgency(code), "")),
        Column("category", title("category", "inbox"), 14, least=8, most=20, flex=1),
        Column("home", title("home", "inbox"), 12, least=10, most=14, flex=1),
        Column("summary", title("summary", "inbox"), 26, least=14, most=90, flex=4),
        Column("name", title("name", "inbox"), 8, spare=2),
        Column("twins", title("twins", "inbox"), 12, spare=1, tone=lambda _code: "yellow"),
        Column("confidence", _("sure"), 5, spare=3, right=True, tone=lambda code: "orange" if code else ""),
    )


def row_of(view: "DraftView") -> Row:
    """Return one draft as a row; nothing is unmasked."""
    values: dict[str, Any] = shown(view)
    plain = {key: visible(people_text(values[key], "inbox", key)) for key in _PLAIN}
    texts = plain | {"twins": " ".join(_twins(view)), "confidence": f"{view.confidence:.0%}"}
    unsure = "low" if view.confidence < UNSURE else ""
    return Row(
        view.id or 0,
        tuple(texts[one] for one in _ORDER),
        {"urgency": view.urgency, "confidence": unsure},
    )


_ORDER = ("id", "urgency", "category", "home", "summary", "name", "twins", "confidence")
_PLAIN = _ORDER[:6]


def _twins(view: "DraftView") -> Iterator[str]:
    yield from (f"#{number}" for number in view.twins)
    yield from (_("draft {number}").format(number=number) for number in view.twin_drafts)


def below(view: "DraftView", now: datetime) -> str:
    """Return what the line has no room for: all words, who sent them when, and what speaks against taking it.

    The messages themselves follow where the view has them.
    """
    values: dict[str, Any] = shown(view)
    lines = [visible(people_text(values["summary"], "inbox", "summary"))]
    facts = [
        f"{title(key, 'inbox')} {visible(people_text(values[key], 'inbox', key))}"
        for key in ("home", "name", "phone", "area", "sender")
        if values[key]
    ]
    if view.received_at is not None:
        facts.append(f"{title('received_at', 'inbox')} {short_time(view.received_at, now)}")
    lines.append("   ".join(facts))
    if values["text"]:
        lines += [visible(line) for line in str(values["text"]).splitlines()]
    if view.emergency:
        lines.append(_("Danger to life: call {numbers} first.").format(numbers=" / ".join(view.emergency)))
    if twins := ", ".join(_twins(view)):
        lines.append(_("The same home asks for the same already: {numbers}").format(numbers=twins))
    return "\n".join(lines)
