"""A request's life (DESIGN.md §6): which step leads from where to where.

One table. A later step is one more row in it; nobody lists statuses by hand elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gridctl.core.errors import N_, Refused
from gridctl.core.words import OPEN, Status, StepKind


@dataclass(frozen=True, slots=True)
class Move:
    """From which statuses a step may be taken, and where it leads (`None`: the status stays)."""

    sources: frozenset[Status]
    target: Status | None


_S = Status
LIFE: Mapping[StepKind, Move] = {
    StepKind.NOTE: Move(frozenset(Status), None),
    StepKind.EDIT: Move(frozenset(Status), None),
    StepKind.ASSIGN: Move(frozenset({_S.NEW, _S.ASSIGNED, _S.WORKING, _S.WAITING}), _S.ASSIGNED),
    StepKind.RESOLVE: Move(frozenset({_S.NEW, _S.ASSIGNED, _S.WORKING, _S.WAITING}), _S.RESOLVED),
    StepKind.CLOSE: Move(frozenset({_S.RESOLVED}), _S.CLOSED),
    StepKind.REOPEN: Move(frozenset({_S.CLOSED}), _S.ASSIGNED),
    StepKind.CANCEL: Move(OPEN, _S.CANCELLED),
}

# The steps that a person can take by a command of the same name; the others come with a file.
COMMANDS = (
    StepKind.NOTE,
    StepKind.ASSIGN,
    StepKind.RESOLVE,
    StepKind.CLOSE,
    StepKind.CANCEL,
)


def after(status: Status, step: StepKind) -> Status:
    """Return the status after `step`, or refuse it and say what is possible instead."""
    move = LIFE[step]
    if status not in move.sources:
        raise Refused(
            N_("a request that is {status} cannot be taken through {step}"),
            hint=N_("possible now: {possible}"),
            error="illegal_step",
            status=status,
            step=step,
            possible=possible(status),
        )
    return move.target or status


def possible(status: Status) -> tuple[StepKind, ...]:
    """Return the commands that a request in `status` can take."""
    return tuple(step for step in COMMANDS if status in LIFE[step].sources)


def count_time(at: int, recorded_at: int, previous: int) -> int:
    """Return the moment (UTC ms) from which a typed step counts in reports.

    A step counts from when it happened or from when it was typed, whichever is later: what was known
    at the end of a day never changes afterwards. It never counts before the step that it follows.
    """
    return max(at, recorded_at, previous)
