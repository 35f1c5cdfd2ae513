"""Telling: who has to hear of a step in a request's life, and what kind of news it is (通知).

Whoever types is seldom who does: whatever concerns somebody else leaves a text ready to be sent. Whom a
step concerns is told from how the request stood before it and how it stands after it, so that a step
that is taken back is told by the same rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from gridctl.core.words import StepKind


class TellKind(StrEnum):
    """What kind of news it is."""

    ASSIGNED = "assigned"  # it is yours
    HELPING = "helping"  # you help the holder with it (协办)
    TAKEN_BACK = "taken_back"  # it is not yours any more
    ENDED = "ended"  # nothing more to do: cancelled, or merged into another one
    BACK = "back"  # it comes back to you: the requester objects, or it was opened again
    HANDED = "handed"  # it stands at your desk: handed down or over
    ESCALATED = "escalated"  # it stands at your desk: sent up
    RETURNED = "returned"  # it stands at your desk again: handed back, or refused
    URGED = "urged"  # somebody asks again (催办)
    ASKED = "asked"  # your desk has to say yes or no
    GRANTED = "granted"
    DENIED = "denied"
    ANSWERED = "answered"  # the requester reads what came of it
    SHIFT_GIVEN = "shift_given"  # turns of duty are yours
    SHIFT_TAKEN_AWAY = "shift_taken_away"
    SHIFT_CHANGED = "shift_changed"
    SHIFT_OFFERED = "shift_offered"  # somebody else should take it
    SHIFT_SHARED = "shift_shared"  # what your turns of a day are, once more
    STAND_BY = "stand_by"  # whoever was to come has not: take over
    ROUND_SHARED = "round_shared"  # which doors your stairwell still lacks


class Role(StrEnum):
    """Who a text is for."""

    MEMBER = "member"
    TEAM = "team"
    DESK = "desk"
    REQUESTER = "requester"


class Receiver(NamedTuple):
    """Whom a text is for; `id` is a member, a team, an area (its desk), or the request itself."""

    role: Role
    id: int


class News(NamedTuple):
    """One text that has to be sent."""

    to: Receiver
    kind: TellKind


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has to do with a request at one moment: its holder, its helpers (members), its desk (an area)."""

    holder: Receiver | None
    helpers: frozenset[int] = frozenset()
    desk: int | None = None

    @property
    def desk_receiver(self) -> Receiver | None:
        """Return the desk as somebody to tell."""
        return None if self.desk is None else Receiver(Role.DESK, self.desk)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it concerns others. `asked`, `granted` and `denied` are about the desk above's word."""

    kind: StepKind
    asked: bool = False
    granted: bool = False
    denied: bool = False
    undoes: bool = False


DUTY = frozenset(
    {
        TellKind.SHIFT_GIVEN,
        TellKind.SHIFT_TAKEN_AWAY,
        TellKind.SHIFT_CHANGED,
        TellKind.SHIFT_OFFERED,
        TellKind.SHIFT_SHARED,
        TellKind.STAND_BY,
    }
)
"""News of turns of duty, not of requests."""

LOST = frozenset({TellKind.TAKEN_BACK, TellKind.ENDED})
"""News that nobody needs who has not heard that it was theirs."""

_BACK = frozenset({StepKind.OBJECT, StepKind.REOPEN})
_OVER = frozenset({StepKind.CANCEL, StepKind.MERGE})
_NO_DESK = _OVER | {StepKind.URGE}
"""Steps after which the desk hears nothing more than they tell by themselves."""
_AT_DESK = {StepKind.ESCALATE: TellKind.ESCALATED, StepKind.RETURN: TellKind.RETURNED}


def news_of(step: Taken, before: Standing, after: Standing, asked_desk: int | None = None) -> list[News]:
    """Return what has to be told of a step, and to whom; `asked_desk` is the desk that a question goes to."""
    if step.asked:
        return [] if asked_desk is None else [News(Receiver(Role.DESK, asked_desk), TellKind.ASKED)]
    return [
        *_verdict(step, before),
        *_of_holder(step, before, after),
        *_of_helpers(step, before, after),
        *_of_desk(step, before, after),
    ]


def _verdict(step: Taken, before: Standing) -> Iterator[News]:
    """Tell whoever asked what the desk above said."""
    asking = before.holder or before.desk_receiver
    if asking is not None and (step.granted or step.denied):
        yield News(asking, TellKind.GRANTED if step.granted else TellKind.DENIED)


def _of_holder(step: Taken, before: Standing, after: Standing) -> Iterator[News]:
    back = step.kind in _BACK and not step.undoes
    if step.kind in _OVER and before.holder is not None:
        yield News(before.holder, TellKind.ENDED)
    elif after.holder != before.holder:
        if before.holder is not None and not back and not step.granted:
            yield News(before.holder, TellKind.TAKEN_BACK)
        if after.holder is not None:
            yield News(after.holder, TellKind.BACK if back else TellKind.ASSIGNED)
    elif back and after.holder is not None:
        yield News(after.holder, TellKind.BACK)
    elif step.kind is StepKind.URGE:
        whom = after.holder or after.desk_receiver
        if whom is not None:
            yield News(whom, TellKind.URGED)


def _of_helpers(step: Taken, before: Standing, after: Standing) -> Iterator[News]:
    held_by = after.holder
    for helper in sorted(before.helpers - after.helpers):
        if held_by != Receiver(Role.MEMBER, helper):
            kind = TellKind.ENDED if step.kind in _OVER else TellKind.TAKEN_BACK
            yield News(Receiver(Role.MEMBER, helper), kind)
    for helper in sorted(after.helpers - before.helpers):
        yield News(Receiver(Role.MEMBER, helper), TellKind.HELPING)


def _of_desk(step: Taken, before: Standing, after: Standing) -> Iterator[News]:
    if after.desk_receiver is None or after.holder is not None or step.kind in _NO_DESK:
        return
    if after.desk != before.desk:
        yield News(after.desk_receiver, _AT_DESK.get(step.kind, TellKind.HANDED))
    elif before.holder is not None and step.kind in {StepKind.REFUSE, StepKind.RETURN}:
        yield News(after.desk_receiver, TellKind.RETURNED)
