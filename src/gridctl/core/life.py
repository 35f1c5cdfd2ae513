"""A request's life (DESIGN.md §6): which step leads from where to where.

One table. A later step is one more row in it; nobody lists statuses by hand elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gridctl.core.errors import N_, Refused
from gridctl.core.words import ENDED, HELD, OPEN, UNRESOLVED, Status, StepKind


@dataclass(frozen=True, slots=True)
class Move:
    """From which statuses a step may be taken, and where it leads (`None`: the status stays).

    `unheld` is where it leads while nobody holds the request: what comes back to no one is new.
    """

    sources: frozenset[Status]
    target: Status | None
    unheld: Status | None = None


_S = Status
_ANY = frozenset(Status)
LIFE: Mapping[StepKind, Move] = {
    StepKind.NOTE: Move(_ANY, None),
    StepKind.EDIT: Move(_ANY, None),
    StepKind.ATTACH: Move(_ANY, None),
    StepKind.URGE: Move(UNRESOLVED, None),
    StepKind.EXTEND: Move(UNRESOLVED, None),
    StepKind.RECLOCK: Move(UNRESOLVED, None),
    StepKind.SPLIT: Move(UNRESOLVED, None),
    StepKind.ASSIGN: Move(UNRESOLVED, _S.ASSIGNED),
    StepKind.ACCEPT: Move(frozenset({_S.ASSIGNED}), None),
    StepKind.REFUSE: Move(HELD, _S.NEW),
    StepKind.START: Move(frozenset({_S.ASSIGNED}), _S.WORKING),
    StepKind.WAIT: Move(frozenset({_S.ASSIGNED, _S.WORKING}), _S.WAITING),
    StepKind.RESUME: Move(frozenset({_S.WAITING}), _S.WORKING),
    StepKind.ESCALATE: Move(UNRESOLVED, _S.NEW),
    StepKind.RETURN: Move(UNRESOLVED, _S.NEW),
    StepKind.RESOLVE: Move(UNRESOLVED, _S.RESOLVED),
    StepKind.CLOSE: Move(frozenset({_S.RESOLVED}), _S.CLOSED),
    StepKind.OBJECT: Move(frozenset({_S.RESOLVED}), _S.ASSIGNED, _S.NEW),
    StepKind.REOPEN: Move(frozenset({_S.CLOSED}), _S.ASSIGNED, _S.NEW),
    StepKind.CANCEL: Move(OPEN, _S.CANCELLED),
    StepKind.MERGE: Move(OPEN, _S.MERGED),
}

COMMANDS = tuple(LIFE)
"""The steps that a person can take by a command of the same name; `undo` goes by the step that it undoes."""

SILENT = frozenset(
    {StepKind.NOTE, StepKind.EDIT, StepKind.ATTACH, StepKind.URGE, StepKind.SPLIT, StepKind.EXTEND}
    | {StepKind.RECLOCK}
)
"""Steps that move no figure of a return: they may be told late, in any order."""

NEEDS_REASON = frozenset(
    {StepKind.NOTE, StepKind.REFUSE, StepKind.WAIT, StepKind.ESCALATE, StepKind.RETURN, StepKind.EXTEND}
    | {StepKind.OBJECT, StepKind.REOPEN, StepKind.CANCEL, StepKind.RECLOCK}
)
"""Steps that say nothing without a few words."""

RESPONDED = frozenset({StepKind.START, StepKind.WAIT, StepKind.RESOLVE})
"""Steps that show that somebody has reached the requester: the clock to respond has met its end."""


def after(status: Status, step: StepKind, *, held: bool = True) -> Status:
    """Return the status after `step`, or refuse it and say what is possible instead.

    `held` tells whether a member, a team or a desk holds the request.
    """
    move = LIFE[step]
    if status not in move.sources:
        raise Refused(
            N_("{step} is not possible while a request is {status}"),
            hint=N_("possible now: {possible}"),
            error="illegal_step",
            status=status,
            step=step,
            possible=possible(status),
        )
    if not held and move.unheld is not None:
        return move.unheld
    return move.target or status


def possible(status: Status) -> tuple[StepKind, ...]:
    """Return the commands that a request in `status` can take."""
    return tuple(step for step in COMMANDS if status in LIFE[step].sources)


def taking_back(now: Status, then: Status) -> StepKind:
    """Return the kind of step that leads back from `now` to `then`, where the request stood before.

    To take back what ended a request opens it again, and the other way round: a return must count that,
    or its sum would not hold (DESIGN.md §8, 2: `undo` appends a compensating step).
    """
    if now in ENDED and then not in ENDED:
        return StepKind.REOPEN
    if now not in ENDED and then in ENDED:
        return {_S.CLOSED: StepKind.CLOSE, _S.CANCELLED: StepKind.CANCEL, _S.MERGED: StepKind.MERGE}[then]
    return StepKind.UNDO


def count_time(at: int, recorded_at: int, previous: int) -> int:
    """Return the moment (UTC ms) from which a typed step counts in reports.

    A step counts from when it happened or from when it was typed, whichever is later: what was known
    at the end of a day never changes afterwards. It never counts before the step that it follows.
    """
    return max(at, recorded_at, previous)
