"""Rules of delivery: the states of a letter, when it is tried again, and what may never be sent twice.

A letter is marked as being sent before anything leaves the machine. Whoever finds that mark later, with nobody at
work, knows that it may have arrived: it is *in doubt*, and a mail or a message is then not sent again by itself. A
folder takes the same files under the same names, so that writing them again changes nothing.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gridctl.core.times import DAY_MS

MINUTE_MS = 60_000


class State(StrEnum):
    """Where a letter stands.

    `failed`: the other side refuses it for good; `gave_up`: it was tried often enough; `in_doubt`: it may have arrived.
    """

    WAITING = "waiting"
    SENDING = "sending"
    IN_DOUBT = "in_doubt"
    SENT = "sent"
    FAILED = "failed"
    GAVE_UP = "gave_up"
    DROPPED = "dropped"


OVER = frozenset({State.SENT, State.DROPPED})
"""Nothing more happens with these, and what they said is forgotten."""
STUCK = frozenset({State.IN_DOUBT, State.FAILED, State.GAVE_UP})
"""Somebody has to decide about these."""
RETRY = STUCK | {State.WAITING}
"""These can be sent again by hand."""


class Carrier(StrEnum):
    """How a destination is reached."""

    MAIL = "mail"
    FOLDER = "folder"
    WEBHOOK = "webhook"


class Fate(StrEnum):
    """What became of one attempt. `unknown`: it left, and no answer came."""

    SENT = "sent"
    PUT_OFF = "put_off"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The end of one attempt: its fate, and why, as a code without any data."""

    fate: Fate
    error: str | None = None


PAUSES = tuple(minutes * MINUTE_MS for minutes in (1, 5, 15, 60, 240, 240, 240))
"""How long to wait after each attempt that failed for now; after the last one, some thirteen hours in all, it ends."""
OFTEN = 3
"""What was put off so often, for some twenty minutes, is told to people."""
KEPT_MS = 7 * DAY_MS
"""So long the words of a letter that somebody has to decide about are kept."""


def after(verdict: Verdict, attempts: int, now: int) -> tuple[State, int | None]:
    """Return the state after the attempt number `attempts` (from 1), and when the next one is due (UTC ms)."""
    if verdict.fate is Fate.SENT:
        return State.SENT, None
    if verdict.fate is Fate.UNKNOWN:
        return State.IN_DOUBT, None
    if verdict.fate is Fate.REFUSED:
        return State.FAILED, None
    if attempts > len(PAUSES):
        return State.GAVE_UP, None
    return State.WAITING, now + PAUSES[attempts - 1]


def after_death(carrier: str) -> State:
    """Return the state of a letter whose sender died: what may have arrived twice must not be sent by itself."""
    return State.WAITING if carrier == Carrier.FOLDER else State.IN_DOUBT


def key_of(*parts: object) -> str:
    """Return the key of a letter (40 hexadecimal digits): the same parts are the same letter."""
    text = "\n".join(repr(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def numbers_of(data: Mapping[str, Any]) -> dict[str, int | float]:
    """Return the figures of a report by their place in it, such as ``requests.closed``; without lists and texts.

    Those of a section go by its key and their name.
    """
    sections: Mapping[str, Any] = data.get("sections", {})
    found = dict(_numbers({name: value for name, value in data.items() if name != "sections"}, ""))
    for key, section in sections.items():
        values = {name: one["value"] for name, one in section["figures"].items()}
        found |= dict(_numbers(values, f"{key}."))
    return found


def _numbers(data: Mapping[str, Any], path: str) -> Iterator[tuple[str, int | float]]:
    for name, value in data.items():
        if isinstance(value, Mapping):
            yield from _numbers(value, f"{path}{name}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{path}{name}", value


def cut(text: str, most: int, mark: str) -> str:
    """Return `text` within `most` bytes of UTF-8, cut at the end of a line where it is too long.

    `mark` is said where something is missing, with ``{lines}`` for how many lines. One line that is too long is cut
    between two characters.
    """
    if len(text.encode()) <= most:
        return text
    lines = text.split("\n")
    room = most - len(mark.format(lines=len(lines)).encode()) - 1
    kept: list[str] = []
    for line in lines:
        size = len(line.encode()) + 1
        if size > room:
            break
        kept.append(line)
        room -= size
    if not kept:
        kept = [lines[0].encode()[: max(0, room)].decode(errors="ignore")]
        return "\n".join([*kept, mark.format(lines=len(lines))])
    return "\n".join([*kept, mark.format(lines=len(lines) - len(kept))])
