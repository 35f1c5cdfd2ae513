"""What is left to tell of turns of duty, beside what somebody has not been sent yet."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from gridctl.core.telling import TellKind

_TURNED = {
    TellKind.SHIFT_GIVEN: TellKind.SHIFT_TAKEN_AWAY,
    TellKind.SHIFT_TAKEN_AWAY: TellKind.SHIFT_GIVEN,
}
"""News that undo each other while the first has not been told."""


@dataclass(slots=True)
class Left:
    """The turns that a new text is about, and which untold texts shrink to which turns (by their number)."""

    fresh: list[int]
    shrunk: dict[int, list[int]] = field(default_factory=dict)


def left_to_tell(
    kind: TellKind,
    ids: Iterable[int],
    waiting: Iterable[tuple[int, str, list[int]]],
    heard: Collection[int] = (),
) -> Left:
    """Return what remains of news (`ids`) beside the untold texts (number, kind, turns) of the same receiver.

    Texts are worded when they are read, so a change needs no news where the turn itself is still untold, and
    of a turn that came and went nobody hears who had not `heard` of it.
    """
    left = Left(list(ids))
    for number, other, turns in waiting:
        both = set(left.fresh) & set(turns)
        if not both:
            continue
        known = TellKind(other)
        if known == kind or (kind is TellKind.SHIFT_CHANGED and known is TellKind.SHIFT_GIVEN):
            left.fresh = [one for one in left.fresh if one not in both]
        elif _supersedes(kind, known):
            left.shrunk[number] = [one for one in turns if one not in both]
            if _TURNED.get(kind) == known:
                silent = both - set(heard) if kind is TellKind.SHIFT_TAKEN_AWAY else both
                left.fresh = [one for one in left.fresh if one not in silent]
    return left


def _supersedes(kind: TellKind, known: TellKind) -> bool:
    """Tell whether newer news of a turn make an untold text about it pointless."""
    if kind is TellKind.SHIFT_TAKEN_AWAY:
        return known is not TellKind.SHIFT_TAKEN_AWAY
    return kind is TellKind.SHIFT_GIVEN and known is TellKind.SHIFT_TAKEN_AWAY
