"""What has to be told to whoever holds a request, or to its desk, and when it must be looked at again."""

from dataclasses import dataclass
from enum import StrEnum

from gridctl.core.times import DAY_MS
from gridctl.core.words import UNRESOLVED, Status


class Reminding(StrEnum):
    """What a reminder is about."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    UNREACHED = "unreached"
    UNASSIGNED = "unassigned"
    UNACCEPTED = "unaccepted"
    WAIT_OVER = "wait_over"
    RECHECK = "recheck"
    ASKED = "asked"
    UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Watched:
    """What the heartbeat sees of an open request; times in UTC ms, None where there is none."""

    status: Status
    received_at: int
    due: int | None = None
    respond_due: int | None = None
    responded_at: int | None = None
    assign_due: int | None = None
    answer_due: int | None = None
    accepted_at: int | None = None
    wait_until: int | None = None
    held: bool = False


def soon_from(received_at: int, due: int) -> int:
    """Return from when on a deadline is soon: in the last quarter of its time, at most a day before.

    A convention of ours: early enough to act, late enough to be read.
    """
    return due - min(max(0, due - received_at) // 4, DAY_MS)


def pending(one: Watched) -> dict[Reminding, int]:
    """Return what will have to be told if nothing happens, and from when on (UTC ms)."""
    if one.status not in UNRESOLVED:
        return {}
    found: dict[Reminding, int | None] = {Reminding.OVERDUE: one.due}
    if one.responded_at is None:
        found[Reminding.UNREACHED] = one.respond_due
    if not one.held:
        found[Reminding.UNASSIGNED] = one.assign_due
    if one.status is Status.ASSIGNED and one.accepted_at is None:
        found[Reminding.UNACCEPTED] = one.answer_due
    if one.status is Status.WAITING:
        found[Reminding.WAIT_OVER] = one.wait_until
    if one.due is not None:
        found[Reminding.DUE_SOON] = soon_from(one.received_at, one.due)
    return {kind: at for kind, at in found.items() if at is not None}


def standing_reminders(one: Watched, now: int) -> dict[Reminding, int]:
    """Return what has to be told now, and since when; what is overdue is not due soon."""
    found = {kind: at for kind, at in pending(one).items() if at <= now}
    if Reminding.OVERDUE in found:
        found.pop(Reminding.DUE_SOON, None)
    return found


def first_look(one: Watched) -> int | None:
    """Return when a request must first be looked at after a step (UTC ms), or None."""
    return min(pending(one).values(), default=None)
