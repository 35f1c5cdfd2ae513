"""How times are written in files, made into patterns once; nothing here is called per row of a large file."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_PARTS = {
    "%Y": r"(?P<Y>\d{4})",
    "%m": r"(?P<m>\d{1,2})",
    "%d": r"(?P<d>\d{1,2})",
    "%H": r"(?P<H>\d{1,2})",
    "%I": r"(?P<I>\d{1,2})",
    "%M": r"(?P<M>\d{2})",
    "%S": r"(?P<S>\d{2})",
    "%f": r"(?P<f>\d{1,9})",
    "%p": r"(?P<p>[AaPp])\.?[Mm]\.?",
    "%z": r"(?P<z>Z|[+-]\d{2}:?\d{2})",
}
_DIRECTIVE = re.compile(r"%.")
_CLOCKS = frozenset({"%H", "%I", "%M", "%S", "%f", "%p", "%z"})
_NOON = 12
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a time: the whole, and its halves on both sides of the first blank or T."""

    whole: re.Pattern[str]
    day: re.Pattern[str] | None
    clock: re.Pattern[str] | None


def compile_form(text: str) -> Form | None:
    """Return the form of a strptime-like format; None where it cannot be read. Padding never matters."""
    found = _DIRECTIVE.findall(text)
    if len(set(found)) != len(found) or not {"%Y", "%m", "%d"} <= set(found) <= set(_PARTS):
        return None
    if ("%p" in found) != ("%I" in found) or {"%H", "%I"} <= set(found):
        return None
    divided = re.fullmatch(r"([^ T]*)[ T](.*)", text)
    if not _CLOCKS & set(found):
        return Form(_pattern(text), _pattern(text), re.compile(""))
    if divided and "%z" not in found and {*_DIRECTIVE.findall(divided[1])} == {"%Y", "%m", "%d"}:
        return Form(_pattern(text), _pattern(divided[1]), _pattern(divided[2]))
    return Form(_pattern(text), None, None)


def _pattern(text: str) -> re.Pattern[str]:
    parts = re.split(r"(%.)", text)
    return re.compile("".join(_PARTS[part] if part in _PARTS else re.escape(part) for part in parts))


_DAY = r"(?P<Y>\d{4})(?:(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})|年(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日?)"
_CLOCK = (
    r"(?P<H>\d{1,2})(?:[:：](?P<M>\d{2})(?:[:：](?P<S>\d{2})(?:\.(?P<f>\d{1,9}))?)?"
    r"|[时点](?:(?P<M2>\d{1,2})分?(?:(?P<S2>\d{1,2})秒)?)?)"
)
_COMPACT_DAY = r"(?P<Y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"
_COMPACT_CLOCK = r"(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})?"


def _plain(day: str, clock: str, gap: str) -> Form:
    whole = re.compile(f"{day}(?:{gap}{clock}(?P<z>Z|[+-]\\d{{2}}:?\\d{{2}})?)?")
    return Form(whole, re.compile(day), re.compile(f"(?:{clock})?"))


# Forms that nobody can mistake: the year first.
PLAIN = (
    _plain(_DAY, _CLOCK, "[ T]?"),
    _plain(_COMPACT_DAY, _CLOCK, "[ T]"),
    _plain(_COMPACT_DAY, _COMPACT_CLOCK, "[ T]?"),
)


def read_day(match: re.Match[str]) -> date | None:
    """Return the day that a pattern found; None where the calendar has none such."""
    groups = match.groupdict()
    try:
        day = date(int(groups["Y"]), int(groups["m"] or groups["m2"]), int(groups["d"] or groups["d2"]))
    except ValueError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def read_clock(match: re.Match[str]) -> int | None:
    """Return milliseconds after midnight that a pattern found, 24:00 included; None for no time of day."""
    groups = match.groupdict()
    hour = int(groups.get("H") or groups.get("I") or 0)
    minute = int(groups.get("M") or groups.get("M2") or 0)
    second = int(groups.get("S") or groups.get("S2") or 0)
    if groups.get("p"):
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if groups["p"] in "Pp" else 0)
    milli = int(f"{groups.get('f') or 0:0<3}"[:3])
    total = ((hour * 60 + minute) * 60 + second) * 1000 + milli
    if minute > 59 or second > 59 or total > 86_400_000:  # noqa: PLR2004
        return None
    return total


def read_offset(match: re.Match[str]) -> timedelta | None:
    """Return the offset from UTC that a pattern found, if any."""
    text = match.groupdict().get("z")
    if not text:
        return None
    if text == "Z":
        return timedelta()
    size = timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return -size if text[0] == "-" else size


def from_serial(number: float) -> datetime | None:
    """Return the time of an Excel serial (1900 system); None outside 1954 to 2119, where dates are meant."""
    if not 20_000 <= number <= 80_000:  # noqa: PLR2004
        return None
    return datetime(1899, 12, 30) + timedelta(seconds=round(number * 86_400))  # noqa: DTZ001
