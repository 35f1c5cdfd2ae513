"""Text that was copied from a group's chat, as messages: who, when, what.

WeChat (a line with name and time, then the words; or `name:`), WhatsApp (`[17/12/2021, 08:03:11] Name: words`
and `17/12/21, 08:03 - Name: words`), Telegram (`Name, [17.12.21 08:03]`), or bare lines, one message each.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from gridctl.core.later import later
from gridctl.core.name_text import looks_like_name

_DATE = r"(?P<date>(?:\d{4}|\d{1,2})[./\-年]\d{1,2}(?:[./\-月]\d{1,4})?日?)"
_CLOCK = r"(?:(?:上午|下午|凌晨|早上|中午|晚上)\s?)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_TIME = rf"(?P<time>{_CLOCK})"
_DAY = r"(?P<day>昨天|今天|前天|星期[一二三四五六日天]|周[一二三四五六日天]|yesterday|today)"
_INLINE = (
    later(rf"^\[{_DATE},?\s+{_TIME}\]\s*(?P<sender>[^:]{{1,80}}):\s?(?P<text>.*)$"),
    later(rf"^{_DATE},?\s+{_TIME}\s+[-–]\s+(?P<sender>[^:]{{1,80}}):\s?(?P<text>.*)$"),
    later(rf"^(?P<sender>.{{1,80}}?), \[{_DATE},? {_TIME}\]:?\s*(?P<text>.*)$"),
)
_SYSTEM = (later(rf"^\[?{_DATE},?\s+{_TIME}\]?(?:\s+[-–])?\s+(?P<text>[^:]*)$"),)
_HEAD = later(rf"^(?P<sender>\S.{{0,39}}?)[\s,，]+(?:(?:{_DATE}|{_DAY})\s*)?{_TIME}\s*[:：]?$")
_NAMED = later(r"^(?P<sender>[^:：\s][^:：]{0,39})[:：]\s*$")
_SPOKEN = later(r"^(?P<sender>[^:：\s][^:：]{0,29})[:：]\s*(?P<text>\S.*)$")
_STAMP = later(rf"^[-—\s]*(?:(?:{_DATE}|{_DAY})\s*(?:星期.|周.)?\s*)?{_TIME}?[-—\s]*$")
_LABELS = frozenset({
    "地址", "电话", "手机", "联系电话", "联系人", "姓名", "求助", "紧急求助", "急", "通知", "公告",
    "温馨提示", "提示", "提醒", "转发", "注意", "科普", "格式", "备注", "时间", "地点", "房号", "住址",
    "链接", "商品", "团购接龙", "接龙", "出售", "封控区物资保障电话", "语音转文字", "[语音转文字]", "note",
    "help", "urgent", "address", "phone", "name", "notice", "http", "https",
})  # fmt: skip
_PAUSES = later(r"[,，。!！?？;；]")
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\ufeff")
)
_CONTROLS = later("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `line` is the first of its words, from 1.

    `said` is its time as it stood there, `at` the same as it was read, in the chat's own zone.
    """

    line: int
    text: str
    sender: str = ""
    said: str = ""
    at: datetime | None = None
    system: bool = False

    @property
    def key(self) -> str:
        """What it is known by when it is pasted again: sender, time and text, as a hash."""
        parts = (self.sender.strip(), self.said.strip(), " ".join(self.text.split()))
        return sha256("\x1f".join(parts).encode()).hexdigest()


def read_paste(text: str, today: date) -> list[Message]:
    """Return the messages of a pasted text; a time without a date is one of `today`."""
    lines = [_clean(line) for line in re.split(r"\r\n?|\n|\u2028|\u2029|\x85", text)]
    return [one for one in _Reader(lines, today).messages() if one.text]


def _clean(line: str) -> str:
    """Return a line without what acts on a terminal or hides; its words stay as they are."""
    return _CONTROLS.sub("", unicodedata.normalize("NFC", line)).translate(_INVISIBLE).rstrip()


class _Reader:
    """Goes through the lines once; `_open` is the message that further lines belong to."""

    def __init__(self, lines: list[str], today: date) -> None:
        self._lines = lines
        self._today = self._day = today
        self._stamp = ""
        self._open: Message | None = None
        self._through_blanks = False
        heads = [found for line in lines if (found := _HEAD.match(line.strip()))]
        self._headed = len(heads) > 1
        spoken = sum(1 for line in lines if _SPOKEN.match(line.strip()) and _sender_of(line))
        self._spoken = spoken > 1 and spoken * 2 >= sum(1 for line in lines if line.strip())

    def messages(self) -> Iterator[Message]:
        """Yield the messages in their order."""
        for number, raw in enumerate(self._lines, 1):
            line = raw.strip()
            if not line:
                if self._open and self._open.text and not self._through_blanks:
                    yield from self._end()
                continue
            begun = self._begin(number, line)
            if begun is not None:
                yield from self._end()
                self._open = begun
            elif self._stamped(line):
                yield from self._end()
            elif self._open is not None and not self._open.system:
                if self._open.text:
                    self._open = replace(self._open, text=f"{self._open.text}\n{line}")
                else:
                    self._open = replace(self._open, text=line, line=number)
            else:
                yield from self._end()
                yield Message(number, line, said=self._stamp)
        yield from self._end()

    def _end(self) -> Iterator[Message]:
        if self._open is not None:
            yield self._open
        self._open = None

    def _begin(self, number: int, line: str) -> Message | None:
        """Return the message that begins in this line, or None."""
        for pattern in _INLINE if "[" in line or line[0].isdecimal() else ():
            if found := pattern.match(line):
                self._through_blanks = True
                return self._message(number, found, found["text"].strip())
        for pattern in _SYSTEM if line[0] == "[" or line[0].isdecimal() else ():
            if found := pattern.match(line):
                return replace(self._message(number, found, found["text"].strip()), system=True)
        self._through_blanks = False
        if (found := _HEAD.match(line)) and self._is_head(found, number):
            return self._message(number, found, "")
        if (found := _NAMED.match(line)) and _sender_of(line) and self._followed(number):
            return Message(number, "", _named(found["sender"]), self._stamp)
        found = _SPOKEN.match(line)
        if found and _sender_of(line) and (self._spoken or looks_like_name(found["sender"].strip())):
            return Message(number, found["text"].strip(), _named(found["sender"]), self._stamp)
        return None

    def _is_head(self, found: re.Match[str], number: int) -> bool:
        """Tell whether a line with a time at its end is a name and a time, and no sentence."""
        sure = bool(found["date"]) or self._headed or looks_like_name(found["sender"])
        return sure and not _PAUSES.search(found["sender"]) and self._followed(number)

    def _followed(self, number: int) -> bool:
        return number < len(self._lines) and bool(self._lines[number].strip())

    def _message(self, number: int, found: re.Match[str], text: str) -> Message:
        groups = found.groupdict()
        day = _day(groups.get("date") or "", groups.get("day") or "", self._today) or self._day
        said = " ".join(filter(None, (groups.get("date") or groups.get("day"), groups["time"])))
        return Message(number, text, _named(groups.get("sender") or ""), said, _moment(day, groups["time"]))

    def _stamped(self, line: str) -> bool:
        """Take a line that is a date or a time alone; it says when the next ones were written."""
        found = _STAMP.match(line)
        if not found or not (found["date"] or found["day"] or found["time"]):
            return False
        if found["date"] and not found["time"] and not re.search(r"^20\d\d|月|/20\d\d", found["date"]):
            return False  # 12-2-601 is a home
        if day := _day(found["date"] or "", found["day"] or "", self._today):
            self._day = day
        self._stamp = line.strip("-— ")
        return True


def _named(sender: str) -> str:
    return " ".join(sender.split()).lstrip("~@")[:80]


def _sender_of(line: str) -> bool:
    """Tell whether what stands before the colon can be somebody: no label, no address, no sentence."""
    name = re.split("[:：]", line.strip(), maxsplit=1)[0].strip()
    if name.casefold() in _LABELS or _PAUSES.search(name) or name.isdecimal():
        return False
    return not re.fullmatch(r"[\d\W]+", name)


def _day(text: str, word: str, today: date) -> date | None:
    """Return the day of a date as chats write it; None where it is none."""
    if word:
        back = {"昨天": 1, "yesterday": 1, "前天": 2, "今天": 0, "today": 0}
        return today - timedelta(days=back[word]) if word in back else None
    parts = [int(part) for part in re.findall(r"\d+", text)]
    if len(parts) == 2:  # noqa: PLR2004
        month, day = parts if parts[0] <= 12 else (parts[1], parts[0])  # noqa: PLR2004
        year = today.year
    elif len(parts) == 3:  # noqa: PLR2004
        if parts[0] > 31:  # noqa: PLR2004
            year, month, day = parts
        else:  # day first, unless it cannot be
            day, month, year = parts if parts[1] <= 12 else (parts[1], parts[0], parts[2])  # noqa: PLR2004
        year += 2000 if year < 100 else 0  # noqa: PLR2004
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moment(day: date, clock: str) -> datetime | None:
    """Return the local time of a day and a clock text such as 下午 8:03 or 8:03 PM."""
    hour, minute, *more = (int(part) for part in re.findall(r"\d+", clock))
    late = re.search(r"下午|晚上|p\.?m", clock, re.IGNORECASE)
    if late and hour < 12:  # noqa: PLR2004
        hour += 12
    elif hour == 12 and re.search(r"凌晨|a\.?m", clock, re.IGNORECASE):  # noqa: PLR2004
        hour = 0
    try:
        return datetime.combine(day, time(hour, minute, more[0] if more else 0))
    except ValueError:
        return None
