"""Lists that people sign in a chat (接龙): ``1. 李强 上午 采样``, ``2. 12-2-501 大米2 鸡蛋1``.

What a home orders becomes a request; who signs up for a shift is told by `signups`. A message that numbers its
own wishes (501 需要：1. 大米 2. 鸡蛋) is no list.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from gridctl.core.chat_paste import Message
from gridctl.core.home_places import homes_in
from gridctl.core.later import later
from gridctl.core.name_text import looks_like_name
from gridctl.core.phone_text import phones_in

_ENTRY = later(r"^\s*(?P<number>\d{1,3})\s*[.、．)）]\s*(?P<text>\S.*)$")
_ORDER = later(
    r"(?P<thing>[\u4e00-\u9fffA-Za-z]{1,10})\s?[x×*]?\s?(?P<count>\d{1,3})\s?(?:斤|袋|箱|板|盒|瓶|包|份|个|桶|罐|提|kg)?(?![\d-])"
)
_HEADS = 4
"""Bare lines before the first entry that can be its list's heading."""
_LIST = later(r"接龙|报名|签到|登记|排班|团购|统计|拼单|自愿|sign[- ]?up|sign[- ]?in|roster", re.IGNORECASE)
_BEGINS = later(r"^\s*#?\s*(?:\S{0,6}接龙|sign[- ]?up)", re.IGNORECASE)
_WORK = later(
    r"志愿|义工|值班|值守|值勤|执勤|排班|班次|轮班|换班|早班|中班|晚班|夜班|volunteer|\bshifts?\b|roster|on duty",
    re.IGNORECASE,
)
_VISITS = later(r"走访|上门|入户|探访|home visit|visits?\b", re.IGNORECASE)
_HEADING = 40
"""A message longer than that is no heading of the list below it."""
_BELOW = 3
"""So many lines at most lie between a heading and its list."""
_APART = later(r"[\s,，、;；:：|/()（）+\-]+")
_WHEN = later(
    r"(?:今天|明天|后天|大后天|今晚|明早|明晚|每天|\d{1,2}月\d{1,2}[日号]?|\d{1,2}[日号]|\d{1,2}/\d{1,2}(?!\d)"
    r"|下{0,2}(?:周|星期|礼拜)[一二三四五六日天末](?:[、和到至-][一二三四五六日天])?)"
    r"|(?:上午|下午|中午|早上|早晨|傍晚|晚上|凌晨|夜里|半夜|白天|全天|整天|半天|[早中晚夜]班)"
    r"|\d{1,2}(?::\d\d|[点时]半?)?\s?[-–~～到至]\s?\d{1,2}(?::\d\d|[点时]半?)|\d{1,2}(?::\d\d|[点时]半?)"
    r"|(?:随时|任何时间|都可以|都行|有空)"
    r"|\b(?:today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend|morning|noon|afternoon|evening|night"
    r"|all day|any ?time|\d{1,2}(?::\d\d)?\s?[ap]m)\b",
    re.IGNORECASE,
)
_IDLE = later(
    r"^(?:我|我来|来|可以|能|参加|报名|加|加一|算我一个|电话|手机|联系|志愿者|愿意|也|都|的"
    r"|i can|me|on|at|for|can|will|and)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of such a list: its message, with the entry as its text, and whether something is ordered.

    `head` marks a bare line that only says what the list is for; `heading` is what those lines say together.
    """

    message: Message
    orders: bool
    head: bool = False
    heading: str = ""


@dataclass(frozen=True, slots=True)
class SignUp:
    """Somebody who signs up: the name, a phone or "", the words for when and for what, and the list's heading.

    `said_on` is the day of the message, from which tomorrow counts, where that is known.
    """

    name: str
    phone: str = ""
    when: tuple[str, ...] = ()
    what: tuple[str, ...] = ()
    heading: str = ""
    line: int = 0
    said_on: date | None = None


def entries_of(messages: list[Message]) -> tuple[list[Message], list[Entry]]:
    """Return the messages that are no lists, and the entries of those that are.

    A list has at least two numbered lines that follow each other, in one message or as bare lines.
    """
    rest: list[Message] = []
    found: list[Entry] = []
    for one in _joined(messages):
        entries = _numbered(one)
        if not _is_list(one, entries):
            rest += _apart(one)
            continue
        found += _entries(one, entries, _above(rest, one))
    return rest, found


def _above(rest: list[Message], one: Message) -> str:
    """Return the heading that somebody sent as a message of its own just before the list, or ""."""
    last = rest[-1] if rest else None
    if last is None or last.system or last.sender != one.sender or len(last.text) > _HEADING:
        return ""
    near = one.line - last.line - last.text.count("\n") <= _BELOW
    return last.text if near and any(word.search(last.text) for word in (_LIST, _WORK, _VISITS)) else ""


def _entries(one: Message, entries: dict[int, str], heading: str) -> Iterator[Entry]:
    """Yield the lines of a list; what stands above an entry is its heading, whoever sent it."""
    listed = False
    for place, line in enumerate(one.text.split("\n")):
        said = Message(one.line + place, line.strip(), at=one.at)
        if place in entries:
            # Whoever signs sends the whole list again: an entry is known by its words alone.
            said = replace(said, text=entries[place])
            yield Entry(said, orders=bool(_ORDER.search(_without_home(said.text))), heading=heading)
            listed = True
        elif said.text:
            heading = said.text if listed else f"{heading} {said.text}".strip()
            listed = False
            if not one.sender:
                yield Entry(said, orders=False, head=True)


def signups(entries: Iterable[Entry]) -> tuple[SignUp, ...]:
    """Return who signs up by the entries of lists, in their order; who orders something for a home does not.

    The words for when and what are as they stand there; the heading may tell the day and the duty of all.
    """
    found: dict[SignUp, SignUp] = {}
    for entry in entries:
        one = entry.message
        if entry.head or asks_visit(entry):
            continue
        if signed := signup(one.text):
            signed = replace(signed, heading=entry.heading, said_on=one.at.date() if one.at else None)
            # Whoever signs sends the whole list again.
            found.setdefault(signed, replace(signed, line=one.line))
    return tuple(found.values())


def asks_visit(entry: Entry) -> bool:
    """Tell whether an entry is that of somebody who wants to be visited: its heading says so, and calls for nobody."""
    return bool(_VISITS.search(entry.heading)) and not calls_workers(entry.heading)


def calls_workers(heading: str) -> bool:
    """Tell whether a heading asks people to work, not what they want."""
    return bool(_WORK.search(heading))


def without_listing(heading: str) -> str:
    """Return a heading without the words that every list has, such as 登记, which is a duty elsewhere."""
    return _WORK.sub(" ", _LIST.sub(" ", heading))


def signup(text: str) -> SignUp | None:
    """Return who signs up by one entry of a list, or None where nobody does: ``李强 上午 采样``.

    Somebody is named first; what is ordered has a home and a number, and no time.
    """
    phones = phones_in(text)
    rest = text
    for one in reversed(phones):
        rest = rest[: one.start] + " " + rest[one.end :]
    home = next(homes_in(rest), None)
    if home:
        rest = rest[: home.start] + " " + rest[home.end :]
    when = tuple(one[0].strip() for one in _WHEN.finditer(rest))
    if not when and (home or _ORDER.search(_without_home(rest))):
        return None
    words = [word for word in _APART.split(_WHEN.sub(" ", _without_home(rest))) if word]
    name = words[0] if words else ""
    if len(words) > 1 and name.isascii() and looks_like_name(f"{name} {words[1]}"):
        name = f"{name} {words[1]}"
        words = words[1:]
    if not (looks_like_name(name) or (name and name.isalpha() and len(name) <= 4)):  # noqa: PLR2004
        return None
    what = tuple(word for word in words[1:] if not _IDLE.match(word))
    return SignUp(name, phones[0].number if phones else "", when, what)


def _numbered(one: Message) -> dict[int, str]:
    """Return the texts of the numbered lines of a message, by their place in it."""
    lines = enumerate(one.text.split("\n"))
    return {place: found["text"].strip() for place, line in lines if (found := _ENTRY.match(line))}


def _is_list(one: Message, entries: dict[int, str]) -> bool:
    """Tell whether numbered lines are signed by several: a heading says so, or most name a home or somebody."""
    lines = one.text.split("\n")
    numbers = [int(found["number"]) for line in lines if (found := _ENTRY.match(line))]
    if len(entries) < 2 or not _counts(numbers):  # noqa: PLR2004
        return False
    if any(_LIST.search(line) for place, line in enumerate(lines) if place not in entries):
        return True
    return 2 * sum(map(_signed, entries.values())) >= len(entries)


def _signed(text: str) -> bool:
    return next(homes_in(text), None) is not None or looks_like_name(_APART.split(text)[0])


def _counts(numbers: list[int]) -> bool:
    return all(after == before + 1 for before, after in pairwise(numbers))


def _without_home(text: str) -> str:
    """Return the text without what looks like a room: its digits are no number of things."""
    return re.sub(r"(?:[A-Za-z]*\d{1,3}[-幢栋号楼单元]+){1,3}\d{3,4}|(?<!\d)\d{3,4}(?!\d)", " ", text)


def _joined(messages: list[Message]) -> list[Message]:
    """Return the messages with numbered bare lines that follow each other, and their heading, made one."""
    made: list[Message] = []
    for one in _headed(messages):
        last = made[-1] if made else None
        bare = last is not None and not (last.sender or one.sender)
        if last and bare and _ENTRY.match(one.text) and _ENTRY.match(last.text.rpartition("\n")[2]):
            made[-1] = _one_of(last, one)
        else:
            made.append(one)
    return made


def _headed(messages: list[Message]) -> Iterator[Message]:
    """Yield the messages; bare lines from one that begins a list to its first entry are one message with it."""
    held: list[Message] = []
    for one in messages:
        entry = _ENTRY.match(one.text) is not None
        begun = _BEGINS.match(one.text) is not None and not entry
        if one.sender or begun or len(held) >= _HEADS:
            yield from held
            held = []
        if held and entry:
            whole = held[0]
            for other in (*held[1:], one):
                whole = _one_of(whole, other)
            yield whole
            held = []
        elif not one.sender and (held or begun):
            held.append(one)
        else:
            yield one
    yield from held


def _one_of(first: Message, other: Message) -> Message:
    """Return two messages as one, whose lines stand where they stood."""
    gap = "\n" * (other.line - first.line - first.text.count("\n"))
    return replace(first, text=first.text + (gap or "\n") + other.text)


def _apart(one: Message) -> list[Message]:
    """Return a message; bare lines that were joined in vain are messages of their own again."""
    if one.sender or "\n" not in one.text:
        return [one]
    return [
        Message(one.line + place, line, said=one.said, at=one.at)
        for place, line in enumerate(one.text.split("\n"))
        if line
    ]
