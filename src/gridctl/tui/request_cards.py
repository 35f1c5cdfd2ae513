"""From a request as the services tell it to the card beside the list."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from gridctl.core.private import Sight
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.shown import shown
from gridctl.present.titles import title
from gridctl.present.values import people_text
from gridctl.present.visible import visible
from gridctl.tui.request_pages import short_time
from gridctl.tui.widgets.request_card import Card, Clock

if TYPE_CHECKING:  # it loads SQLAlchemy, which takes longer than the first picture
    from gridctl.core.clock_views import WhyView
    from gridctl.services.request_pages import Looked

NEEDS = "needs"

FIELDS = (
    "details",
    "name",
    "phone",
    "home",
    NEEDS,
    "building",
    "address",
    "holder",
    "helpers",
    "wait_until",
    "asked",
    "area",
    "desk",
    "channel",
    "ref",
    "urged",
    "outcome",
    "answer",
    "merged_into",
    "merged",
    "parts",
    "repeats",
)
"""What is told of a request beside its head, where there is something to tell: whom and where first."""

CLOCKS = ("respond", "assign", "accept", "resolve")


def card_of(found: "Looked", now: datetime) -> Card:
    """Return the card of a request, as much of it as its sight says."""
    view = found.view
    full = view.sight is Sight.FULL
    values: dict[str, Any] = shown(view, sight=view.sight)
    head = [_said(values, "status"), _said(values, "urgency"), _said(values, "category")]
    texts = {key: _said(values, key) for key in FIELDS if key != NEEDS}
    texts[NEEDS] = _(", ").join(visible(label(tag, "needs")) for tag in found.needs)
    if texts["home"]:  # its label says in which building
        texts["building"] = ""
    lines = [
        (_("lives there") if key == NEEDS else title(key, "request"), texts[key])
        for key in FIELDS
        if texts[key] not in {"", "0"}
    ]
    return Card(
        view.id,
        f"#{view.id}  {'  '.join(head)}\n{_said(values, 'summary')}",
        lines,
        list(_clocks(found.why)),
        [_step(one, now) for one in reversed(values["timeline"])],
        revealed=full,
    )


def _said(values: dict[str, Any], key: str) -> str:
    return visible(people_text(values.get(key), "request", key))


def _clocks(why: "WhyView") -> Iterator[Clock]:
    for name in CLOCKS:
        one = getattr(why, name)
        if one.limit_hours is not None:
            yield Clock(label(name, "clocks"), one.deadline, one.running, one.met_at is not None)


def _step(values: dict[str, Any], now: datetime) -> tuple[str, str]:
    """Return when it happened, and what: the step, who did it, whom it went to, and the remark."""
    who = values["by"] or values["operator"]
    words = [people_text(values["step"], "step", "step"), str(who)]
    if values["to"]:
        words.append(f"> {values['to']}")
    if values["note"]:
        words.append(str(values["note"]))
    return short_time(values["at"], now), visible("  ".join(words))
