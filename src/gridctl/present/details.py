"""What else a step of a request tells, in words: its codes are for programs."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from gridctl.core.errors import N_
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.times import shown_time

TITLES: Mapping[str, str] = {
    "to": N_("given to"),
    "with": N_("helper"),
    "until": N_("until (time)"),
    "holder": N_("holder"),
    "desk": N_("desk"),
    "level": N_("level"),
    "on_spot": N_("on spot"),
    "auto": N_("automatic"),
    "outcome": N_("outcome"),
    "reached": N_("reached"),
    "solved": N_("solved"),
    "satisfied": N_("satisfied"),
    "step": N_("step"),
}
"""The details that people read often; others keep their own names."""
KINDS: Mapping[str, str] = {
    "level": "levels",
    "auto": "reminders",
    "outcome": "answers",
    "step": "steps",
}


def detail_text(about: Mapping[str, Any]) -> str:
    """Return the details of a step in one line."""
    return _(", ").join(_detail(key, value) for key, value in about.items())


def _detail(key: str, value: Any) -> str:  # noqa: ANN401
    title = _(TITLES[key]) if key in TITLES else key
    return f"{title}: {_(', ').join(_texts(key, value))}"


def _texts(key: str, value: Any) -> Iterator[str]:  # noqa: ANN401
    for one in value if isinstance(value, list | tuple) else (value,):
        if isinstance(one, bool):
            yield _("yes") if one else _("no")
        elif key == "until" and isinstance(one, str):
            yield shown_time(datetime.fromisoformat(one))
        else:
            yield label(one, KINDS[key]) if key in KINDS else str(one)
