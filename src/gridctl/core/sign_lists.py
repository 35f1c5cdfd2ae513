"""Lists that people sign in a chat (接龙): ``1. 李强 上午 采样``, ``2. 12-2-501 大米2 鸡蛋1``."""

import re
from dataclasses import dataclass
from itertools import pairwise

from gridctl.core.chat_paste import Message

_ENTRY = re.compile(r"^\s*(?P<number>\d{1,3})\s*[.、．)）]\s*(?P<text>\S.*)$")
_ORDER = re.compile(
    r"(?P<thing>[\u4e00-\u9fffA-Za-z]{1,10})\s?[x×*]?\s?(?P<count>\d{1,3})\s?(?:斤|袋|箱|板|盒|瓶|包|份|个|桶|罐|提|kg)?(?![\d-])"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of such a list: its message, with the entry as its text, and whether something is ordered."""

    message: Message
    orders: bool


def entries_of(messages: list[Message]) -> tuple[list[Message], list[Entry]]:
    """Return the messages that are no lists, and the entries of those that are.

    A list has at least two numbered lines that follow each other, in one message or as bare lines.
    """
    rest: list[Message] = []
    found: list[Entry] = []
    for one in _joined(messages):
        numbered = [(place, _ENTRY.match(line)) for place, line in enumerate(one.text.split("\n"))]
        entries = [(place, entry) for place, entry in numbered if entry]
        if len(entries) < 2 or not _counts([int(entry["number"]) for _, entry in entries]):  # noqa: PLR2004
            rest += _apart(one)
            continue
        for place, entry in entries:
            text = entry["text"].strip()
            # Whoever signs sends the whole list again: an entry is known by its words alone.
            said = Message(one.line + place, text, at=one.at)
            found.append(Entry(said, orders=bool(_ORDER.search(_without_home(text)))))
    return rest, found


def _counts(numbers: list[int]) -> bool:
    return all(after == before + 1 for before, after in pairwise(numbers))


def _without_home(text: str) -> str:
    """Return the text without what looks like a room: its digits are no number of things."""
    return re.sub(r"(?:[A-Za-z]*\d{1,3}[-幢栋号楼单元]+){1,3}\d{3,4}|(?<!\d)\d{3,4}(?!\d)", " ", text)


def _joined(messages: list[Message]) -> list[Message]:
    """Return the messages with numbered bare lines that follow each other made one."""
    made: list[Message] = []
    for one in messages:
        last = made[-1] if made else None
        bare = last is not None and not (last.sender or one.sender)
        if last and bare and _ENTRY.match(one.text) and _ENTRY.match(last.text.rpartition("\n")[2]):
            gap = "\n" * (one.line - last.line - last.text.count("\n"))
            made[-1] = Message(last.line, last.text + (gap or "\n") + one.text, said=last.said, at=last.at)
        else:
            made.append(one)
    return made


def _apart(one: Message) -> list[Message]:
    """Return a message; bare lines that were joined in vain are messages of their own again."""
    if one.sender or "\n" not in one.text:
        return [one]
    return [
        Message(one.line + place, line, said=one.said, at=one.at)
        for place, line in enumerate(one.text.split("\n"))
        if line
    ]
