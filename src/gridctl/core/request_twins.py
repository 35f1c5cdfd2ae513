"""Which requests are likely about one thing: by place, category and time, and by words beside those.

The parts of the score were set by hand so that one part alone is never enough: two reports of one checkpoint
within the hour are twins, two errands of one grid are not, unless their words are alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from gridctl.core.private import Sight
from gridctl.core.times import HOUR_MS
from gridctl.core.words import AreaKind

ENOUGH = 0.66
"""From this score (0 to 1) on, two requests are shown as likely twins."""
MOST = 5
"""So many are shown."""
SHORTEST, LONGEST = 6 * HOUR_MS, 7 * 24 * HOUR_MS
WHATEVER = "other"
"""The category of what fits none: it contradicts no other one."""
_SPOTS = frozenset({AreaKind.CHECKPOINT, AreaKind.ENTERPRISE, AreaKind.STREET})
"""Areas so small that what happens there twice within hours is mostly the same."""
_ALIKE = 0.3
"""Words with this share of pairs of characters in common are told as a reason."""


class Sign(StrEnum):
    """Why two requests may be one."""

    HOME = "home"
    POINT = "point"
    SPOT = "spot"
    BUILDING = "building"
    AREA = "area"
    CATEGORY = "category"
    TIME = "time"
    WORDS = "words"
    PHONE = "phone"


_PLACES = {Sign.HOME: 0.5, Sign.POINT: 0.5, Sign.SPOT: 0.45, Sign.BUILDING: 0.35, Sign.AREA: 0.15}
_SAME_CATEGORY, _OTHER_CATEGORY, _MAYBE = 0.3, -0.2, 0.1
_TIME, _WORDS, _PHONE = 0.2, 0.3, 0.2


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is, as far as it is known: numbers of rows, and what kind of area it is."""

    area: int | None = None
    kind: AreaKind | None = None
    building: int | None = None
    home: int | None = None
    point: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What is compared of a request; `at` is when it came in (UTC ms)."""

    spot: Spot
    category: str
    at: int
    words: str
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Twin:
    """A request that may be the same, why, and how likely (0 to 1)."""

    KIND: ClassVar[str] = "request"
    id: int
    why: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class TwinRow:
    """A likely twin in a list, with what it is about."""

    KIND: ClassVar[str] = "request"
    id: int
    score: float
    why: tuple[str, ...]
    status: str
    category: str
    area: str | None
    summary: str
    channel: str
    ref: str | None
    received_at: datetime
    sight: Sight = field(default=Sight.MASKED, repr=False)


def window(resolve_ms: int | None) -> int:
    """Return how far apart (ms) two reports of one thing may lie: twice the time that its solving is given."""
    return LONGEST if resolve_ms is None else min(max(2 * resolve_ms, SHORTEST), LONGEST)


def compare(one: Report, other: Report, within: int) -> tuple[float, tuple[Sign, ...]]:
    """Return how likely two reports are about one thing (0 to 1), and why; 0 for two places or too far apart."""
    gap = abs(one.at - other.at)
    place = same_place(one.spot, other.spot)
    if place is None or gap > within:
        return 0.0, ()
    score, why = _PLACES[place], [place]
    if place is Sign.BUILDING and None not in (one.spot.home, other.spot.home):
        score = _PLACES[Sign.AREA]  # two doors of one building
    if one.category == other.category:
        score += _SAME_CATEGORY
        why.append(Sign.CATEGORY)
    else:
        score += _MAYBE if WHATEVER in {one.category, other.category} else _OTHER_CATEGORY
    score += _TIME * (1 - gap / within)
    why.append(Sign.TIME)
    alike = words_alike(one.words, other.words)
    score += _WORDS * alike
    if alike >= _ALIKE:
        why.append(Sign.WORDS)
    if one.phone and one.phone == other.phone:
        score += _PHONE
        why.append(Sign.PHONE)
    return round(min(max(score, 0.0), 1.0), 2), tuple(why)


def same_place(one: Spot, other: Spot) -> Sign | None:
    """Return the nearest place that two reports share, or None."""
    if one.home is not None and one.home == other.home:
        return Sign.HOME
    if one.point is not None and one.point == other.point:
        return Sign.POINT
    if one.building is not None and one.building == other.building:
        return Sign.BUILDING
    if one.building is not None and other.building is not None:
        return None
    if one.area is None or one.area != other.area:
        return None
    return Sign.SPOT if one.kind in _SPOTS else Sign.AREA


def words_alike(one: str, other: str) -> float:
    """Return the share (0 to 1) of pairs of neighbouring letters and characters that two texts have in common."""
    left, right = _pairs(one), _pairs(other)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _pairs(text: str) -> set[str]:
    plain = "".join(char for char in text.casefold() if char.isalnum())
    return {plain[place : place + 2] for place in range(len(plain) - 1)}


def likeliest(scored: Sequence[Twin]) -> list[Twin]:
    """Return those that are likely enough, the likeliest first, at most `MOST`."""
    found = [one for one in scored if one.score >= ENOUGH]
    return sorted(found, key=lambda one: (-one.score, -one.id))[:MOST]


def is_same(why: Sequence[str]) -> bool:
    """Tell whether a twin is so likely that whoever takes it in again should say that they mean it."""
    return {Sign.HOME, Sign.CATEGORY, Sign.WORDS} <= set(why)
