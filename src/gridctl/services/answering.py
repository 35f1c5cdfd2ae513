"""Answering a request: start, wait, resume, resolve, close after a call back, object, reopen, cancel."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, BadInput, Refused
from gridctl.core.requests import Act
from gridctl.core.text import clean_page
from gridctl.core.words import Outcome, Status, StepKind
from gridctl.services import people
from gridctl.services.office import Office
from gridctl.services.steps import Change, Doing, Row
from gridctl.store import life as rows
from gridctl.store.unit import Work

Prepare = Callable[[Office, Work, Row], Change]


def start(act: Act) -> Doing:
    """Say that the work has begun: whoever has it has reached the requester."""
    return Doing(StepKind.START, act)


def resume(act: Act) -> Doing:
    """End the waiting: the clock runs again."""

    def prepare(_office: Office, work: Work, row: Row) -> Change:
        rows.drop_asks(work, row.id)
        return Change()

    return Doing(StepKind.RESUME, act, prepare)


@dataclass(frozen=True, slots=True)
class Answer:
    """How a request was resolved: on the spot or not, by which outcome, and what the requester reads."""

    on_spot: bool = False
    outcome: Outcome | None = None
    text: str | None = None


def resolve(act: Act, answer: Answer = Answer()) -> Doing:
    """Say that the thing is done; on the spot: by who took it in, without dispatch."""

    def prepare(_office: Office, work: Work, row: Row) -> Change:
        if answer.on_spot and (row.holder is not None or row.accepted_at is not None):
            raise Refused(
                N_("request {number} was given to {holder}: that is not on the spot"),
                hint=N_("resolve it without --on-spot"),
                error="not_on_spot",
                number=row.id,
                holder=row.holder or row.desk,
            )
        rows.drop_asks(work, row.id)
        text = clean_page(answer.text, "--answer") if answer.text else None
        values: dict[str, Any] = {"answer": text} if text else {}
        detail: dict[str, Any] = {}
        if answer.on_spot:
            values["on_spot"] = detail["on_spot"] = True
        if answer.outcome is not None:
            values["outcome"] = detail["outcome"] = str(answer.outcome)
        return Change(values, detail, {"answer": work.salted("request", row.id, text)})

    return Doing(StepKind.RESOLVE, act, prepare)


@dataclass(frozen=True, slots=True)
class CallBack:
    """What the requester said when they were called back (是否联系, 是否解决, 是否满意); None: not asked."""

    reached: bool | None = None
    solved: bool | None = None
    satisfied: bool | None = None


def close(act: Act, said: CallBack = CallBack()) -> Doing:
    """End a resolved request. One that is not solved is not closed: it goes back by `object`."""

    def prepare(_office: Office, _work: Work, row: Row) -> Change:
        if said.reached is False and (said.solved is not None or said.satisfied is not None):
            raise BadInput(
                N_("who was not reached has not said whether it is solved"),
                hint=N_("leave out --solved and --satisfied, or give --reached"),
            )
        if said.solved is False:
            raise Refused(
                N_("request {number} is not solved, so it is not closed"),
                hint=N_("it goes back to whoever holds it: gridctl request object {number} REASON"),
                error="not_solved",
                number=row.id,
            )
        told = {"reached": said.reached, "solved": said.solved, "satisfied": said.satisfied}
        values = {name: value for name, value in told.items() if value is not None}
        return Change(values, dict(values))

    return Doing(StepKind.CLOSE, act, prepare)


def object_to(act: Act) -> Doing:
    """The requester says that it is not solved: back to whoever holds it, or their heir."""
    return Doing(StepKind.OBJECT, act, _back_to_holder)


def reopen(act: Act) -> Doing:
    """Open a closed request again: back to whoever held it, or their heir."""
    return Doing(StepKind.REOPEN, act, _back_to_holder)


def _back_to_holder(_office: Office, work: Work, row: Row) -> Change:
    values: dict[str, Any] = {
        "resolved_at": None,
        "reached": None,
        "solved": None,
        "satisfied": None,
        "on_spot": False,
    }
    if row.holder_member_id is None:
        return Change(values, {"to": row.holder} if row.holder else {})
    heir = people.heir_of(work, row.holder_member_id)
    if heir.removed_at is not None:  # who held it has gone, and nobody took their place
        return Change(values | {"holder_member_id": None}, status=Status.NEW)
    return Change(values | {"holder_member_id": heir.id}, {"to": heir.code})


def cancel(act: Act) -> Doing:
    """End an open request without an answer; the reason is kept."""

    def prepare(_office: Office, work: Work, row: Row) -> Change:
        rows.drop_asks(work, row.id)
        rows.end_help(work, row.id)
        return Change()

    return Doing(StepKind.CANCEL, act, prepare)


def urge(act: Act) -> Doing:
    """Somebody asks again (催办): counted and shown, and nothing else changes."""

    def prepare(_office: Office, _work: Work, row: Row) -> Change:
        return Change({"urged": (row.urged or 0) + 1}, {"times": (row.urged or 0) + 1})

    return Doing(StepKind.URGE, act, prepare)
