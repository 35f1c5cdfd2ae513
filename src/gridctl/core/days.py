"""Days as papers know them: a whole date, a month, or a year alone."""

import re
import unicodedata
from calendar import monthrange
from datetime import date

from gridctl.core.errors import N_, BadInput
from gridctl.core.times import parse_date

_YEAR = re.compile(r"(\d{4})年?")
_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
_FIRST_YEAR = 1880  # nobody alive was born before
_LAST_YEAR = 2199
_MONTHS = 12


def read_day(text: str, field: str, today: date, *, ahead: bool = True) -> str:
    """Return ``1958``, ``1958-03`` or ``1958-03-07``, as precise as `text` is.

    BadInput for what is no day, and for one after `today` unless `ahead`. Words such as yesterday count
    from `today`.
    """
    word = unicodedata.normalize("NFKC", text).strip()
    found = _part_of(word) or _whole(word, field, today)
    if not ahead and found > today.isoformat()[: len(found)]:
        raise BadInput(N_("{field} lies in the future"), hint=N_("write the day it happened"), field=field)
    return found


def _part_of(word: str) -> str:
    year, month = _YEAR.fullmatch(word), _MONTH.fullmatch(word)
    if year and _FIRST_YEAR <= int(year[1]) <= _LAST_YEAR:
        return year[1]
    if month and _FIRST_YEAR <= int(month[1]) <= _LAST_YEAR and 1 <= int(month[2]) <= _MONTHS:
        return f"{month[1]}-{int(month[2]):02d}"
    return ""


def _whole(word: str, field: str, today: date) -> str:
    try:
        return parse_date(word, today).isoformat()
    except BadInput:
        raise BadInput(
            N_("{field} is not a day"),
            hint=N_("write it as 1958-03-07, 1958-03 or 1958"),
            field=field,
        ) from None


def fits(one: str, other: str) -> bool:
    """Tell whether two days can be the same, as far as both are known."""
    known = min(len(one), len(other))
    return one[:known] == other[:known]


def first_day(text: str) -> date:
    """Return the first day of a kept day, month or year."""
    return date.fromisoformat((text + "-01-01")[:10])


def last_day(text: str) -> date:
    """Return the last day of a kept day, month or year."""
    if len(text) == len("1958-03-07"):
        return date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:7] or _MONTHS)
    return date(year, month, monthrange(year, month)[1])
