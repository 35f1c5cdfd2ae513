r"""JSON that no terminal acts on: hidden characters leave as ``\uXXXX``, everything else as it is."""

import json
from dataclasses import is_dataclass
from datetime import date, datetime, time
from typing import Any

from gridctl.core.times import iso
from gridctl.present.shown import shown
from gridctl.present.visible import hidden, is_plain


class _Escapes(dict[int, str]):
    """What each character becomes inside JSON, found out at the first sight of it."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        # A line end in the finished text is the layout's own; inside values JSON has escaped it already.
        escaped = json.dumps(char)[1:-1] if hidden(char) and char != "\n" else char
        self[code] = "\\u007f" if char == "\x7f" else escaped
        return self[code]


_ESCAPES = _Escapes()


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return `value` as JSON without a line end behind it; views inside are shown as `shown` says.

    Times are ISO 8601 with offset, to the second; bytes are hexadecimal.
    """
    encoder = (
        _COMPACT if indent is None else json.JSONEncoder(ensure_ascii=False, default=_plain, indent=indent)
    )
    text = encoder.encode(value)
    # Only the layout has line ends.
    return text if is_plain(text.replace("\n", "")) else text.translate(_ESCAPES)


def _plain(value: Any) -> Any:  # noqa: ANN401, PLR0911  (one line for each type)
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, set | frozenset):
        return sorted(value)
    if is_dataclass(value):
        return shown(value)
    return str(value)


_COMPACT = json.JSONEncoder(ensure_ascii=False, default=_plain)
