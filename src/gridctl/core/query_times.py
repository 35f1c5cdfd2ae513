"""Times in a query: `2d` is how long ago or how long to go, the rest is a day or a moment."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from gridctl.core.errors import N_, BadInput
from gridctl.core.times import DAY_MS, HOUR_MS, MINUTE_MS, local, parse_date, parse_when, to_ms

_LENGTH = re.compile(r"(\d{1,6})\s*(min|m|h|d|w|分钟|分|小时|天|周)")
_UNITS = {"min": "m", "分钟": "m", "分": "m", "小时": "h", "天": "d", "周": "w"}
_MS = {"m": MINUTE_MS, "h": HOUR_MS, "d": DAY_MS, "w": 7 * DAY_MS}
_SOME_DAY = datetime(2024, 6, 15, 12, tzinfo=UTC)
_BETWEEN = ".."
TIME_HINT = N_("write 2d or 4h, today, 18:00, 2021-12-17, or 2021-12-01..2021-12-17")


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` up to, and without, `high` (UTC ms); None is an open end."""

    low: int | None = None
    high: int | None = None

    def holds(self, moment: int | None) -> bool:
        """Tell whether a moment lies within; no moment does not."""
        return (
            moment is not None
            and (self.low is None or moment >= self.low)
            and (self.high is None or moment < self.high)
        )


def clean_time(text: str) -> str:
    """Return a value as it is written in canonical texts; BadInput for what is no time."""
    word = text.strip()
    found = _LENGTH.fullmatch(word.lower())
    if found:
        return f"{int(found[1])}{_UNITS.get(found[2], found[2])}"
    for part in word.split(_BETWEEN, 1) if _BETWEEN in word else [word]:
        if part or _BETWEEN not in word or word == _BETWEEN:
            _span(part, _SOME_DAY)
    return word


def time_range(text: str, sign: str, now: datetime, *, ahead: bool) -> Range:
    """Return the moments that a cleaned value with its sign (`<`, `<=`, `>`, `>=` or none) asks for.

    A length counts back from now, and `>` means longer ago. With `ahead`, for deadlines, it counts forward
    from now, and `<` means sooner. A day is all of it: `>` begins at its end. A moment without a sign is
    its minute.
    """
    found = _LENGTH.fullmatch(text)
    if found:
        return _length_range(int(found[1]) * _MS[found[2]], sign, to_ms(now), ahead)
    if _BETWEEN in text:
        first, last = text.split(_BETWEEN, 1)
        return Range(_span(first, now)[0] if first else None, _span(last, now)[1] if last else None)
    low, high = _span(text, now)
    end = low + 1 if high - low == MINUTE_MS else high  # a moment ends at once, a day at its midnight
    asked = {">": Range(low=end), ">=": Range(low=low), "<": Range(high=low), "<=": Range(high=end)}
    return asked.get(sign) or Range(low, high)


def _length_range(length: int, sign: str, now: int, ahead: bool) -> Range:
    if ahead:
        later = {">": Range(low=now + length + 1), ">=": Range(low=now + length)}
        return later.get(sign) or Range(high=now + length + (sign != "<"))
    earlier = {">": Range(high=now - length), ">=": Range(high=now - length + 1)}
    return earlier.get(sign) or Range(low=now - length + (sign == "<"))


def _span(text: str, now: datetime) -> tuple[int, int]:
    """Return a day from its midnight to the next, or a moment with its minute (UTC ms)."""
    try:
        day = parse_date(text, now.date())
    except BadInput:
        start = to_ms(parse_when(text, now))
        return start, start + MINUTE_MS
    zone = now.tzinfo or UTC
    return to_ms(local(day, time(), zone)), to_ms(local(day + timedelta(days=1), time(), zone))
