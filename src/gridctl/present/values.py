"""One value as the text of a cell: for people (labels, local times) or for programs (codes, ISO times)."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from gridctl.core.pack_values import Label
from gridctl.core.times import iso
from gridctl.present.i18n import _, language
from gridctl.present.labels import field_kind, label
from gridctl.present.times import shown_time


def people_text(value: Any, thing: str = "", field: str = "") -> str:  # noqa: ANN401, PLR0911  (one line for each type)
    """Return `value` for people, not yet cleaned; codes go by the labels of `field` of `thing`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _word(value, thing, field)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime | date):
        return shown_time(value)
    if isinstance(value, float):
        return _number(value, field)
    if isinstance(value, Mapping):
        return _named(value, field_kind(thing, field), step=(thing, field) == ("step", "about"))
    if isinstance(value, list | tuple | set | frozenset):
        return _(", ").join(people_text(one, thing, field) for one in value)
    return value.hex() if isinstance(value, bytes) else str(value)


def _word(value: str, thing: str, field: str) -> str:
    """Return a text, the label of a code, or a time that stands in a list inside a view."""
    if field == "weekdays":
        from gridctl.present.duty_words import weekday_words  # start-up: few views have weekdays

        return weekday_words(value)
    if field == "next_at":
        return shown_time(datetime.fromisoformat(value))
    kind = field_kind(thing, field)
    return label(value, kind) if kind or isinstance(value, StrEnum) else value


def _named(value: Mapping[str, Any], kind: str, *, step: bool) -> str:
    """Return a label in both languages, the details of a step, or any other values with their names.

    The names go by the labels of `kind`, where it is one.
    """
    if value.keys() == {"en", "zh"}:
        return Label.of(value).text(language())
    if step:
        from gridctl.present.details import detail_text  # start-up: few views tell steps

        return detail_text(value)
    return _(", ").join(
        f"{label(key, kind) if kind else key}: {people_text(one)}" for key, one in value.items()
    )


_SHARES = frozenset({"coverage", "target", "error_rate", "error_low", "error_high"})
"""Fields that hold a share of all, shown in hundredths with their sign."""


def _number(value: float, field: str) -> str:
    """Return a number with the digits that its field needs; `score` is a share, its title says hundredths."""
    if field == "score":
        return f"{value * 100:.0f}"
    if field in _SHARES:
        return f"{value * 100:.1f}%"
    places = {"latitude": 6, "longitude": 6, "confidence": 2}
    return f"{value:.{places.get(field, 1)}f}"


def program_text(value: Any) -> str:  # noqa: ANN401, PLR0911  (one line for each type)
    """Return `value` for programs, not yet cleaned: codes, ISO times, true, false, JSON where it is deep."""
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping | list | tuple | set | frozenset):
        from gridctl.present.as_json import json_text  # start-up: most cells are not deep

        return json_text(value)
    return value.hex() if isinstance(value, bytes) else str(value)
