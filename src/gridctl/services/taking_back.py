"""Undo: the operator's last step is taken back by a step of its own, within ten minutes."""

from collections.abc import Mapping
from typing import Any

from gridctl.core.errors import N_, Refused
from gridctl.core.life import taking_back
from gridctl.core.requests import Act
from gridctl.core.times import MINUTE_MS
from gridctl.core.views import RequestView
from gridctl.core.words import Status, StepKind
from gridctl.services import request_views, steps
from gridctl.services.office import Office
from gridctl.services.steps import Change, Doing, Row
from gridctl.store import life as rows
from gridctl.store.unit import Work

WITHIN_MS = 10 * MINUTE_MS
"""So long after it was typed a step can be taken back."""

_LASTING = {StepKind.RECEIVE, StepKind.MERGE, StepKind.SPLIT, StepKind.UNDO}
"""Steps that more than one request knows of, or that began its life."""


def undo(office: Office, number: int | None, act: Act) -> RequestView:
    """Take back the operator's last step: of one request, or of whichever they typed last.

    Refused where it is older than ten minutes, where something came after it, or where it was another's.
    """
    with office.store.begin() as work:
        last = rows.last_step_of(work, work.actor.operator) if number is None else None
        if number is None and last is None:
            raise Refused(N_("there is nothing of yours to undo"), error="nothing_to_undo")
        found = number if number is not None else int(last.request_id)  # type: ignore[union-attr]
        doing = Doing(StepKind.UNDO, act, lambda _office, work, row: _taken_back(work, row))
        steps.step(office, work, found, doing)
        return request_views.view_of(office, work, found)


def _taken_back(work: Work, row: Row) -> Change:
    last: Any = rows.last_step(work, row.id)  # every request has been received
    _check(work, row, last)
    before = rows.steps_before(work, row.id, last.seq)
    then = Status(before[-1].status)
    if (last.detail or {}).get("asked"):
        rows.drop_asks(work, row.id)
    if "recheck" in (last.detail or {}):
        from gridctl.store import schedules  # start-up: few steps have set a recheck

        schedules.move_on(work, last.detail["recheck"], None)
    rows.restore_help(work, row.id, last.recorded_at)
    kind = taking_back(Status(row.status), then)
    detail: dict[str, Any] = {"undoes": last.seq, "step": str(last.kind)}
    return Change(_was(last.detail or {}), detail, status=then, kind=kind)


def _was(detail: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the request's columns before the step."""
    return dict(detail.get("was", {}))


def _check(work: Work, row: Row, last: Any) -> None:  # noqa: ANN401
    kind = StepKind(last.kind)
    if last.operator != work.actor.operator or last.origin != "typed":
        raise Refused(
            N_("the last step of request {number} is not yours: {step} by {operator}"),
            hint=N_("only your own last step can be undone; take another step instead"),
            error="not_yours",
            number=row.id,
            step=kind,
            operator=last.operator,
        )
    if kind in _LASTING or {"undoes", "handover"} & set(last.detail or {}):
        raise Refused(
            N_("{step} cannot be undone"),
            hint=N_("end what was typed by mistake: gridctl request cancel {number} REASON"),
            error="not_undoable",
            step=kind,
            number=row.id,
        )
    if work.now - last.recorded_at > WITHIN_MS:
        raise Refused(
            N_("that step is older than ten minutes"),
            hint=N_("take another step instead; possible now: gridctl request show {number}"),
            error="too_late",
            number=row.id,
        )
