"""Who stands before, after and beside somebody at a post: told from the turns around theirs."""

from collections.abc import Iterable
from dataclasses import dataclass

from gridctl.core.times import HOUR_MS

NEAR_MS = 2 * HOUR_MS
"""Whoever ends or begins within two hours of a turn hands over to it or takes over from it (a convention of ours)."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A turn as its neighbours see it: when (UTC ms), at which post, of what duty and crew, where exactly."""

    id: int
    member: int
    post: int
    duty: str
    place: str
    crew: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Around:
    """The numbers of the turns before, after and beside one."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    beside: tuple[int, ...]


def around(mine: Stand, others: Iterable[Stand]) -> Around:
    """Return who is relieved, who relieves, and who works beside; `others` are turns at the same area."""
    before, after, beside = [], [], []
    for one in sorted(others, key=lambda other: (other.start, other.id)):
        if one.member == mine.member:
            continue
        if one.start < mine.end and mine.start < one.end:
            if _same_work(mine, one) or (mine.crew and mine.crew == one.crew):
                beside.append(one.id)
        elif _same_work(mine, one):
            if 0 <= mine.start - one.end <= NEAR_MS:
                before.append(one.id)
            elif 0 <= one.start - mine.end <= NEAR_MS:
                after.append(one.id)
    return Around(tuple(before), tuple(after), tuple(beside))


def _same_work(mine: Stand, one: Stand) -> bool:
    return one.post == mine.post or (one.duty == mine.duty and one.place == mine.place)
