"""Words errors in the user's language. Their arguments come from outside and are cleaned here."""

import string
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from gridctl.core.errors import GridError
from gridctl.present.i18n import _
from gridctl.present.labels import label
from gridctl.present.times import shown_time
from gridctl.present.visible import visible

MOST_LETTERS = 300
"""Longer arguments are cut: an error is one line."""


def word_error(error: GridError) -> tuple[str, str]:
    """Return the message and the hint of an error, each one line that is safe to print.

    An argument that is missing shows as its name; the hint is "" where there is none.
    """
    return fill(_(error.message), error.args_, error.message), fill(_(error.hint), error.args_, error.hint)


def fill(template: str, args: Mapping[str, object], fallback: str = "") -> str:
    """Put cleaned `args` into a template; where it is damaged, into `fallback`, else show that as it is."""
    for text in (template, fallback):
        try:
            return _FORMAT.vformat(text, (), args)
        except (ValueError, LookupError, TypeError):
            continue
    return visible(fallback or template)


def word_value(value: object) -> str:
    """Return one argument as it is shown: a code by its label, an error in words, a list with commas."""
    if isinstance(value, GridError):
        message, hint = word_error(value)
        return _("{message} ({hint})").format(message=message, hint=hint) if hint else message
    if isinstance(value, str):
        text = visible(label(value))
        return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + "..."
    if isinstance(value, datetime | date):
        return shown_time(value)
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, bytes):
        return _(", ").join(word_value(one) for one in value)
    return visible(str(value))[:MOST_LETTERS]


class _Format(string.Formatter):
    """Takes plain names alone: no attribute, index or conversion reaches into an argument."""

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:  # noqa: ANN401, ARG002
        """Return the argument itself, or its name where it is missing."""
        return kwargs.get(field_name, _Missing(field_name)), field_name

    def convert_field(self, value: Any, conversion: Any) -> Any:  # noqa: ANN401, ARG002
        """Leave the value alone."""
        return value

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401
        """Word the value; a number follows its format, e.g. ``{rows:,}``."""
        if isinstance(value, _Missing):
            return f"{{{value.name}}}"
        if format_spec and isinstance(value, int | float):
            return format(value, format_spec)
        return word_value(value)


class _Missing:
    """An argument that was not given."""

    def __init__(self, name: str) -> None:
        self.name = name


_FORMAT = _Format()
