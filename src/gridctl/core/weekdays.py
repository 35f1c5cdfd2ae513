"""Days of the week as people write them, and days from one to another: what posts and wishes hold on."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from gridctl.core.errors import N_, BadInput
from gridctl.core.pack_clock import DAYS
from gridctl.core.times import parse_date

ALL_DAYS = 127
"""A bit for each weekday, Monday the lowest."""
EVERY = "daily"
"""How all seven of them are written."""
FOREVER = "9999-12-31"
"""The last day of what has no end."""

_WEEK = 7
_HAN = "一二三四五六日"
_WORDS: dict[str, int] = {
    **{name: place for place, name in enumerate(DAYS)},
    **{
        name: place
        for place, name in enumerate(
            ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        )
    },
    **{str(place + 1): place for place in range(_WEEK)},
    **{sign: place for place, sign in enumerate(_HAN)},
    "天": 6,
    "0": 6,
}
_GROUPS = {
    "all": ALL_DAYS,
    EVERY: ALL_DAYS,
    "每天": ALL_DAYS,
    "每日": ALL_DAYS,
    "workdays": 31,
    "weekdays": 31,
    "工作日": 31,
    "weekend": 96,
    "周末": 96,
    "双休日": 96,
}
_PREFIX = re.compile("周|星期|礼拜")
_SPAN = re.compile(r"\s*(?:-|–|~|～|至|到|\bto\b)\s*")
_BETWEEN = re.compile(r"[,，、;；\s]+")


def read_weekdays(text: str) -> int:
    """Read ``mon-fri``, ``1,3,5``, ``周一至周五``, ``weekend``: a bit for each weekday; BadInput for anything else.

    A span may run over the end of the week: ``fri-mon``.
    """
    word = text.strip().casefold()
    if word in _GROUPS:
        return _GROUPS[word]
    found = 0
    for part in _BETWEEN.split(_SPAN.sub("-", _PREFIX.sub("", word))):
        found |= _GROUPS.get(part, 0) or _part(part, text)
    return found


def _part(part: str, text: str) -> int:
    ends = part.split("-")
    days = [_WORDS.get(end) for end in ends]
    if all(end in _HAN + "天" for end in part) and part:
        return _bits(_WORDS[sign] for sign in part)
    first, last = days[0], days[-1]
    if len(ends) > 2 or first is None or last is None:  # noqa: PLR2004  (from and to)
        raise BadInput(
            N_("{text} are no days of the week"),
            hint=N_("write mon-fri, 1,3,5 (Monday is 1) or weekend"),
            text=text,
        )
    return _bits((first + step) % _WEEK for step in range((last - first) % _WEEK + 1))


def _bits(days: Iterable[int]) -> int:
    found = 0
    for day in days:
        found |= 1 << day
    return found


def bits_of(days: Iterable[int]) -> int:
    """Return weekdays (0 is Monday) as bits."""
    return _bits(days)


def days_of(bits: int) -> tuple[int, ...]:
    """Return the weekdays (0 is Monday) of bits."""
    return tuple(day for day in range(_WEEK) if bits >> day & 1)


def show_weekdays(days: Iterable[int]) -> str:
    """Return weekdays (0 is Monday) as `read_weekdays` reads them: ``mon-fri``, ``mon,wed``, ``daily``."""
    left = sorted(set(days))
    if len(left) == _WEEK:
        return EVERY
    parts: list[str] = []
    while left:
        run = 1
        while run < len(left) and left[run] == left[0] + run:
            run += 1
        names = [DAYS[day] for day in left[:run]]
        parts += [f"{names[0]}-{names[-1]}"] if run > 2 else names  # noqa: PLR2004  (two are shorter apart)
        left = left[run:]
    return ",".join(parts)


def read_days(
    first: str | None, last: str | None, today: date, *, until: str | None = FOREVER
) -> tuple[str, str]:
    """Return the ISO days from `first` (today without) to `last` (`until` without, None: the same day).

    BadInput where the last lies before the first.
    """
    start = parse_date(first, today) if first else today
    known = not last or last == FOREVER
    end = (last or until or start.isoformat()) if known else parse_date(str(last), today).isoformat()
    if end < start.isoformat():
        raise BadInput(
            N_("{last} lies before {first}"),
            hint=N_("--from is the first day, the other one the last; both count"),
            first=start.isoformat(),
            last=end,
        )
    return start.isoformat(), end


def show_day(day: str) -> str | None:
    """Return a stored day, or None for the end of what has none."""
    return None if day == FOREVER else day


def day_before(day: str) -> str:
    """Return the day before an ISO day."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def falls_on(day: str, weekdays: int) -> bool:
    """Tell whether an ISO day is one of the weekdays (bits)."""
    return bool(weekdays >> date.fromisoformat(day).weekday() & 1)
