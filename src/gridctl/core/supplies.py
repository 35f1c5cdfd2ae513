"""Supplies: what moves, what leaves first, how long it lasts, and who gets what when there is not enough."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

PACE_DAYS = 7
"""The present pace is that of the issues of so many days."""
FARTHEST_DAYS = 3_650
"""What lasts longer than this is not said to run out."""
DAY_MS = 86_400_000


class MoveKind(StrEnum):
    """What can happen to the stock of a thing at a place."""

    RECEIVE = "receive"
    ISSUE = "issue"
    RETURN = "return"
    ADJUST = "adjust"
    COUNT = "count"
    UNDO = "undo"
    TRANSFER = "transfer"


class PlanStatus(StrEnum):
    """Whether a plan still holds goods back."""

    OPEN = "open"
    CLOSED = "closed"


class Per(StrEnum):
    """For what a plan counts: a door, or everybody behind it."""

    HOME = "home"
    RESIDENT = "resident"


class Turn(StrEnum):
    """Why a home stands where it stands when there is not enough, in that order."""

    FIRST = "first"
    MISSED = "missed"
    REST = "rest"


TURNS = tuple(Turn)


@dataclass(frozen=True, slots=True)
class Want:
    """What one home should get, and in whose turn; `draw` is its lot within the turn."""

    turn: Turn
    wanted: int
    draw: str


def draw_of(seed: str, label: str) -> str:
    """Return the lot of a home in a draw: anybody who knows both words can draw it again (SHA-256)."""
    return hashlib.sha256(f"{seed}/{label}".encode()).hexdigest()


def allocate(wants: Sequence[Want], stock: int) -> list[int]:
    """Return what each home gets of `stock`: all it should, or, where that is too much, by turns.

    One turn after the other is served. Within a turn the homes get one each, again and again, until each has
    what it should or nothing is left; in the last go the lots decide. So no two homes of a turn that wanted
    as much differ by more than one.
    """
    granted = [0] * len(wants)
    for turn in TURNS:
        places = [place for place, want in enumerate(wants) if want.turn is turn]
        stock -= _serve(wants, places, granted, stock)
    return granted


def _serve(wants: Sequence[Want], places: list[int], granted: list[int], stock: int) -> int:
    """Serve the homes of one turn, many goes at once; return how much went out."""
    waiting = sorted(places, key=lambda place: wants[place].draw)
    left = stock
    while left and (waiting := [place for place in waiting if granted[place] < wants[place].wanted]):
        least = min(wants[place].wanted - granted[place] for place in waiting)
        goes = min(left // len(waiting), least)
        for place in waiting if goes else waiting[:left]:
            granted[place] += max(goes, 1)
            left -= max(goes, 1)
    return stock - left


@dataclass(frozen=True, slots=True)
class Lot:
    """What is left of one delivery at a place; `expires_on` is an ISO day."""

    id: int
    quantity: int
    expires_on: str | None


def first_out(lots: Sequence[Lot], quantity: int, today: str = "") -> list[tuple[int, int]]:
    """Return (lot, quantity) of what leaves: what expires first goes first, then what came first.

    What has expired before `today` stays behind. The quantity must be there; what is not is left out.
    """
    found: list[tuple[int, int]] = []
    for lot in sorted(lots, key=lambda one: (one.expires_on or "9999", one.id)):
        if is_expired(lot.expires_on, today) or not lot.quantity or not quantity:
            continue
        part = min(lot.quantity, quantity)
        found.append((lot.id, part))
        quantity -= part
    return found


def is_expired(expires_on: str | None, today: str) -> bool:
    """Tell whether something may no longer be handed out: on the day itself it still may."""
    return expires_on is not None and expires_on < today


def pace_days(first_ms: int, now_ms: int) -> float:
    """Return by how many days the issues are divided: seven, or fewer where the stock is younger, one at least."""
    return min(float(PACE_DAYS), max(1.0, (now_ms - first_ms) / DAY_MS))


def lasts_until(usable: int, issued: int, days: float, now_ms: int) -> int | None:
    """Return when `usable` runs out (UTC ms) if as much goes out each day as in the last `days`; None for never."""
    if issued <= 0:
        return None
    left = usable * days / issued
    return None if left > FARTHEST_DAYS else now_ms + int(left * DAY_MS)
