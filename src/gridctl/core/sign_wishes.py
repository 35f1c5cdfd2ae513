"""What somebody means who signs up in a chat: which days, which shift and which duty of the pack.

Words of their own go before the list's heading. What cannot be told stays open and is never guessed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gridctl.core.duties import Duty, DutyRules, Shift
from gridctl.core.later import later
from gridctl.core.sign_lists import SignUp, calls_workers, without_listing
from gridctl.core.weekdays import bits_of, read_weekdays, show_weekdays

DAY_MINUTES = 1440
_WEEK = 7
_HALF_YEAR = 183
_LAST_DAYS = 7
"""A bare number of a day lies at most so many days back; else the next month is meant."""

_DATE = later(r"(?<!\d)(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_MONTH_DAY = later(r"(?<![\d/.-])(\d{1,2})[月/](\d{1,2})(?![\d/])")
_NUMBER = later(r"(?<![\d月])(\d{1,2})[日号](?![楼院门线卡岗点\d-])")
_FROM_TODAY = (
    (later(r"大后天"), 3),
    (later(r"后天"), 2),
    (later(r"明天|明日|明早|明晚|明儿|\btomorrow\b", re.IGNORECASE), 1),
    (later(r"今天|今日|今早|今晚|今儿|\btoday\b|\btonight\b", re.IGNORECASE), 0),
)
_WEEKDAY = later(
    r"(下{0,2})(?:周|星期|礼拜)([一二三四五六日天末])(?:([、和到至-])(?:周|星期|礼拜)?([一二三四五六日天]))?"
)
_ENGLISH_DAY = later(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend)s?\b", re.IGNORECASE)
_ANY_DAY = later(
    r"每天|每日|随时|任何时间|都可以|都行|有空|any ?time|any day|every ?day|daily", re.IGNORECASE
)

_HOURS = later(
    r"(?<![\d.])(\d{1,2})(?::(\d\d)|[点时](半)?)?\s?[-–~～到至]\s?(\d{1,2})(?::(\d\d)|[点时](半)?)?"
    r"(?!\s?[\d.幢栋号楼单人名日天])"
    r"|(\d{1,2})(?::(\d\d)|[点时](半)?|\s?[ap]m\b)",
    re.IGNORECASE,
)
_SECOND_HALF = later(r"下午|傍晚|晚|夜|\dpm|\d pm|afternoon|evening|night", re.IGNORECASE)
_PARTS = (
    (later(r"凌晨"), 0, 6),
    (later(r"上午|早上|早晨|[今明]早|早班|morning", re.IGNORECASE), 8, 12),
    (later(r"中午|\bnoon", re.IGNORECASE), 11, 13),
    (later(r"下午|中班|afternoon", re.IGNORECASE), 14, 18),
    (later(r"傍晚"), 17, 19),
    (later(r"晚上|[今明]晚|晚班|evening|tonight", re.IGNORECASE), 18, 22),
    (later(r"夜里|半夜|夜班|\bnight", re.IGNORECASE), 22, 30),
    (later(r"白天|白班|daytime", re.IGNORECASE), 8, 18),
)
_ALSO = (
    ("卡口", "门口"),
    ("门岗", "门口"),
    ("守门", "把守"),
    ("看门", "把守"),
    ("消毒", "消杀"),
    ("送菜", "配送"),
)
"""What people write, and the word that titles of duties have for it."""
_STEM = 5
"""English words that begin with so many of the same letters are one: patrol, patrolling."""


@dataclass(frozen=True, slots=True)
class Days:
    """ISO days from `first` to `last`, of these `weekdays` where some between are left out; no `first` is any day."""

    first: str | None = None
    last: str | None = None
    weekdays: str | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """What is wished: days (None where no day is told), and the codes of shift and duty.

    `sure` where words or heading speak of work; else somebody may have signed for something else.
    """

    days: Days | None
    shift: str | None
    duty: str | None
    sure: bool


def meant(signed: SignUp, rules: DutyRules, today: date) -> Meant | None:
    """Return what somebody signs up for, tomorrow counted from `today`; None where it is for no shift."""
    when, what = " ".join(signed.when), " ".join(signed.what)
    works = calls_workers(signed.heading)
    if not (signed.when or signed.what or works):
        return None
    own = duty_in(what, rules.duties)
    duty = own or duty_in(without_listing(signed.heading), rules.duties)
    named = _named(f"{when} {what}", rules.shifts)
    shift = (
        named
        or shift_in(when, rules, duty)
        or _named(signed.heading, rules.shifts)
        or (None if _parts(when) else shift_in(signed.heading, rules, duty))
    )
    if not (signed.when or duty or shift or works):
        return None
    days = days_in(when, today) or days_in(signed.heading, today)
    codes = (shift.code if shift else None, duty.code if duty else None)
    return Meant(days, *codes, sure=bool(own or named or works))


def days_in(text: str, today: date) -> Days | None:
    """Return the days that a text names: a date, 明天, 周六, 周一至周五, saturday, 每天; None for none."""
    found = _date_in(text, today)
    if found is None:
        found = next((today + timedelta(ahead) for word, ahead in _FROM_TODAY if word.search(text)), None)
    if found is not None:
        return Days(found.isoformat(), found.isoformat())
    return _week_in(text, today) or (Days() if _ANY_DAY.search(text) else None)


def _date_in(text: str, today: date) -> date | None:
    if full := _DATE.search(text):
        return _day(*(int(part) for part in full.groups()))
    if both := _MONTH_DAY.search(text):
        years = (today.year, today.year + 1, today.year - 1)
        near = (_day(year, int(both[1]), int(both[2])) for year in years)
        return next((one for one in near if one and abs((one - today).days) <= _HALF_YEAR), None)
    if number := _NUMBER.search(text):
        this = _day(today.year, today.month, int(number[1]))
        if this and (today - this).days <= _LAST_DAYS:
            return this
        return _day(today.year + today.month // 12, today.month % 12 + 1, int(number[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _week_in(text: str, today: date) -> Days | None:
    """Return the weekdays that a text names, in this week unless they are over, or in the next one (下周)."""
    found = _WEEKDAY.search(text)
    english = None if found else _ENGLISH_DAY.search(text)
    if not (found or english):
        return None
    ahead = 0
    if found:
        ahead = len(found[1])
        word = "周末" if found[2] == "末" else found[2]
        if found[4]:
            word += ("-" if found[3] in "到至-" else ",") + found[4]
    else:
        word = str(english and english[1])
    bits = read_weekdays(word)
    days = [place for place in range(_WEEK) if bits >> place & 1]
    monday = today - timedelta(today.weekday()) + timedelta(_WEEK * ahead)
    if not ahead and days[-1] < today.weekday():
        monday += timedelta(_WEEK)
    first, last = (monday + timedelta(place) for place in (days[0], days[-1]))
    whole = bits == bits_of(range(days[0], days[-1] + 1))
    return Days(first.isoformat(), last.isoformat(), None if whole else show_weekdays(days))


def shift_in(text: str, rules: DutyRules, duty: Duty | None) -> Shift | None:
    """Return the shift that covers most of the part of the day that a text names, of those that the duty has.

    Of equal ones the longest, then the first. None where no part is named, or several are.
    """
    parts = _parts(text)
    if len(parts) != 1:
        return None
    start, end = parts[0]
    codes = {code for rule in rules.posts if duty and rule.duty == duty.code for code in rule.shifts}
    codes = codes or {code for rule in rules.posts for code in rule.shifts}
    fit = [one for one in rules.shifts if one.code in codes] or list(rules.shifts)
    best = max(fit, key=lambda one: (_shared(one, start, end), _length(one)), default=None)
    return best if best and 2 * _shared(best, start, end) >= end - start else None


def _parts(text: str) -> Sequence[tuple[int, int]]:
    """Return the parts of a day that a text names, in minutes from its midnight; hours go before words."""
    rest = _DATE.sub(" ", text)
    rest = _MONTH_DAY.sub(" ", rest)
    half = DAY_MINUTES // 2 if _SECOND_HALF.search(rest) else 0
    if found := _HOURS.search(rest):
        if found[1]:
            start, end = _minutes(*found.group(1, 2, 3)), _minutes(*found.group(4, 5, 6))
        else:
            start = _minutes(*found.group(7, 8, 9))
            end = start + 60
        if start < half:
            start, end = start + half, end + half
        return [(start, end if end > start else end + DAY_MINUTES)]
    return list(dict.fromkeys((60 * start, 60 * end) for word, start, end in _PARTS if word.search(rest)))


def _minutes(hour: str, minute: str | None, half: str | None) -> int:
    return min(int(hour), 24) * 60 + (int(minute) if minute else 30 if half else 0)


def _length(shift: Shift) -> int:
    start, end = _clock(shift)
    return end - start


def _clock(shift: Shift) -> tuple[int, int]:
    start, end = (60 * one.hour + one.minute for one in (shift.start, shift.end))
    return start, end if end > start else end + DAY_MINUTES


def _shared(shift: Shift, start: int, end: int) -> int:
    """Return how many minutes a shift shares with a part of a day, which may run into the next one."""
    first, last = _clock(shift)
    return max(min(last + moved, end) - max(first + moved, start) for moved in (-DAY_MINUTES, 0, DAY_MINUTES))


def _named(text: str, shifts: Iterable[Shift]) -> Shift | None:
    """Return the only shift whose title stands in a text: 晚班."""
    found = [one for one in shifts if len(one.title.zh) > 1 and one.title.zh in text]
    return found[0] if len(found) == 1 else None


def duty_in(text: str, duties: Iterable[Duty]) -> Duty | None:
    """Return the duty whose title shares most with a text, two Chinese signs or an English word at least.

    None where none does, or two do so equally.
    """
    for word, other in _ALSO:
        text = text.replace(word, other)
    scored = sorted(
        ((_alike(text, one), one.code, one) for one in duties), reverse=True, key=lambda it: it[0]
    )
    if not scored or not scored[0][0] or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return scored[0][2]


def _alike(text: str, duty: Duty) -> int:
    title = duty.title.zh
    parts = (title[start:end] for start in range(len(title)) for end in range(start + 2, len(title) + 1))
    han = max((len(part) for part in parts if part in text), default=0)
    words = re.findall(r"[a-z]{4,}", text.casefold())
    stems = {word[:_STEM] for word in re.findall(r"[a-z]{4,}", duty.title.en.casefold())}
    return max(han, 2 * sum(word[:_STEM] in stems for word in words))
