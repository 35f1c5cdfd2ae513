"""Times: UTC milliseconds in the store, one zone on the screen, and how people write them.

Nothing here looks at a clock: whoever needs the present passes it in.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gridctl.core.errors import N_, BadInput

MINUTE_MS = 60_000
HOUR_MS = 3_600_000
DAY_MS = 86_400_000

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)
_UNITS = {
    "m": 1,
    "min": 1,
    "h": 60,
    "d": 1440,
    "w": 10_080,
    "分": 1,
    "分钟": 1,
    "小时": 60,
    "天": 1440,
    "周": 10_080,
}
_SPAN = re.compile(r"([+-])?\s*(\d{1,6})\s*(min|m|h|d|w|分钟|分|小时|天|周)(前|后)?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_DAY_CLOCK = re.compile(
    r"(\D+?|.*\d.*?)[T\s]+(\d{1,2}:\d{2}(?::\d{2})?)|([^\d\s]+)(\d{1,2}:\d{2}(?::\d{2})?)"
)
_YEARS = range(1900, 2200)
"""A year outside of these is a slip of the hand."""
_WORDS = {"today": 0, "tomorrow": 1, "yesterday": -1, "今天": 0, "明天": 1, "昨天": -1}
_WHEN_HINT = N_("write 18:00, +2h, tomorrow 9:00, 2021-12-17 18:00, or 2021-12-17T18:00+08:00")


def to_ms(moment: datetime) -> int:
    """Return UTC milliseconds of an aware `moment`."""
    return (moment - _EPOCH) // _MS


def from_ms(ms: int, zone: tzinfo) -> datetime:
    """Return the moment of `ms` (UTC milliseconds) in `zone`."""
    return (_EPOCH + ms * _MS).astimezone(zone)


def iso(moment: datetime) -> str:
    """Return ISO 8601 with offset, to the second."""
    return moment.isoformat(timespec="seconds")


def find_zone(name: str) -> ZoneInfo:
    """Return the IANA zone `name`; BadInput where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadInput(
            N_("there is no time zone {name}"),
            hint=N_("write an IANA name such as Asia/Shanghai or America/New_York"),
            name=name,
        ) from None


def local(day: date, clock: time, zone: tzinfo) -> datetime:
    """Return `clock` on `day` in `zone`; a time that summer time skips moves forward by the gap."""
    moment = datetime.combine(day, clock, zone)
    return moment.astimezone(UTC).astimezone(zone)


def parse_clock(text: str) -> time:
    """Read ``18:00`` or ``18:00:30``."""
    match = _CLOCK.fullmatch(text.strip().replace("：", ":"))
    try:
        if match:
            return time(int(match[1]), int(match[2]), int(match[3] or 0))
    except ValueError:
        pass
    raise BadInput(N_("{text} is not a time of day"), hint=N_("write it as 18:00"), text=text)


def parse_date(text: str, today: date) -> date:
    """Read ``2021-12-17`` (also with / . or 年月日), ``20211217``, or today, tomorrow, yesterday (今天 ...)."""
    word = text.strip().lower()
    if word in _WORDS:
        return today + timedelta(days=_WORDS[word])
    match = _DATE.fullmatch(word)
    try:
        if match and int(match[1] or match[4]) in _YEARS:
            return date(*(int(part) for part in match.groups() if part))
    except ValueError:
        pass
    raise BadInput(
        N_("{text} is not a date"), hint=N_("write it as 2021-12-17, or today, yesterday"), text=text
    )


def parse_when(text: str, now: datetime) -> datetime:
    """Read a time as people write it, relative to `now` and in its zone.

    ``18:00`` is today's, ``+2h`` and ``-30m`` count from now, ``tomorrow 9:00``, ``2021-12-17 18:00``
    and ISO times with or without offset are taken as they stand. A bare date is its midnight.
    """
    word = text.strip().replace("：", ":")
    zone = now.tzinfo or UTC
    if word.lower() in {"now", "现在"}:
        return now
    span = _SPAN.fullmatch(word.lower())
    if span and (span[1] or span[4]):
        minutes = int(span[2]) * _UNITS[span[3]]
        back = span[1] == "-" or span[4] == "前"
        return _shift(now, -minutes if back else minutes, text)
    if _CLOCK.fullmatch(word):
        return local(now.date(), parse_clock(word), zone)
    both = _DAY_CLOCK.fullmatch(word)
    try:
        if both:
            return local(parse_date(both[1] or both[3], now.date()), parse_clock(both[2] or both[4]), zone)
        return local(parse_date(word, now.date()), time(), zone)
    except BadInput:
        return _iso_moment(word, zone, text)


def _iso_moment(word: str, zone: tzinfo, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(word)
    except ValueError:
        raise _not_a_time(text) from None
    if moment.year not in _YEARS:
        raise _not_a_time(text)
    return moment if moment.tzinfo else local(moment.date(), moment.time(), zone)


def _shift(now: datetime, minutes: int, text: str) -> datetime:
    try:
        moment = (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(now.tzinfo)
    except OverflowError:
        raise _not_a_time(text) from None
    if moment.year not in _YEARS:
        raise _not_a_time(text)
    return moment


def _not_a_time(text: str) -> BadInput:
    return BadInput(N_("{text} is not a time"), hint=_WHEN_HINT, text=text)


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` up to, and without, `end`; `day` is the name it goes by in a return."""

    day: date
    start: datetime
    end: datetime

    @property
    def start_ms(self) -> int:
        """The start in UTC milliseconds."""
        return to_ms(self.start)

    @property
    def end_ms(self) -> int:
        """The end in UTC milliseconds."""
        return to_ms(self.end)


def day_period(day: date, cutoff: time, zone: tzinfo) -> Period:
    """Return the day of a return: it ends at `cutoff` on `day`, or at the midnight that follows it.

    With a cutoff of 18:00 the return of the 17th runs from 18:00 on the 16th to 18:00 on the 17th.
    """
    last = day + timedelta(days=1) if cutoff == time() else day
    return Period(day, local(last - timedelta(days=1), cutoff, zone), local(last, cutoff, zone))


def day_of(moment: datetime, cutoff: time, zone: tzinfo) -> date:
    """Return the day of the return that `moment` falls into."""
    day = moment.astimezone(zone).date()
    period = day_period(day, cutoff, zone)
    # In UTC: two times of one zone are compared by their hands, which run twice through an hour in autumn.
    if to_ms(moment) < period.start_ms:
        return day - timedelta(days=1)
    return day if to_ms(moment) < period.end_ms else day + timedelta(days=1)
