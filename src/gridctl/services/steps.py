"""The steps of a request's life: note, assign, resolve, close, cancel."""

from dataclasses import dataclass, field
from typing import Any

from gridctl.core.errors import N_, BadInput, Refused
from gridctl.core.life import after, count_time
from gridctl.core.requests import Act
from gridctl.core.text import clean_page
from gridctl.core.views import RequestView
from gridctl.core.words import ENDED, OPEN, Origin, Status, StepKind
from gridctl.services import people, requests
from gridctl.services.office import Office
from gridctl.store import requests as rows
from gridctl.store.figures import told_until
from gridctl.store.unit import Work


@dataclass(slots=True)
class _Plan:
    """What a step changes beside the status."""

    values: dict[str, Any] = field(default_factory=dict)
    detail: dict[str, Any] | None = None
    needs_note: bool = False


def note(office: Office, number: int, act: Act) -> RequestView:
    """Add words to the timeline; nothing else changes."""
    return _take(office, number, StepKind.NOTE, act, _Plan(needs_note=True))


def assign(office: Office, number: int, to: str, act: Act) -> tuple[RequestView, str | None]:
    """Give a request to a member or team; also tells the code of a holder who was new until now."""
    with office.store.begin() as work:
        holder = people.find_holder(work, to)
        plan = _Plan(
            {"holder_member_id": holder.member_id, "holder_team_id": holder.team_id}, {"to": holder.code}
        )
        view = _step(office, work, number, StepKind.ASSIGN, act, plan)
        return view, holder.code if holder.is_new else None


def resolve(office: Office, number: int, act: Act, *, on_spot: bool = False) -> RequestView:
    """Say that the thing is done; `on_spot`: by who took it in, without dispatch."""
    if on_spot:
        return _take(office, number, StepKind.RESOLVE, act, _Plan({"on_spot": True}, {"on_spot": True}))
    return _take(office, number, StepKind.RESOLVE, act, _Plan())


def close(office: Office, number: int, act: Act) -> RequestView:
    """End a resolved request."""
    return _take(office, number, StepKind.CLOSE, act, _Plan())


def cancel(office: Office, number: int, act: Act) -> RequestView:
    """End an open request without an answer; the reason is kept."""
    return _take(office, number, StepKind.CANCEL, act, _Plan(needs_note=True))


def _take(office: Office, number: int, kind: StepKind, act: Act, plan: _Plan) -> RequestView:
    with office.store.begin() as work:
        return _step(office, work, number, kind, act, plan)


def _step(office: Office, work: Work, number: int, kind: StepKind, act: Act, plan: _Plan) -> RequestView:
    """Take one step within a unit of work: the rule, the row, the timeline, the span, the ledger."""
    row = requests.load(work, number)
    words = clean_page(act.note, "--note") if act.note else ""
    if plan.needs_note and not words:
        raise BadInput(N_("{step} needs a few words"), hint=N_("write them after the number"), step=kind)
    status = after(Status(row.status), kind)
    if kind is StepKind.RESOLVE and plan.values.get("on_spot") and row.holder is not None:
        raise Refused(
            N_("request {number} was given to {holder}: that is not on the spot"),
            hint=N_("resolve it without --on-spot"),
            error="not_on_spot",
            number=number,
            holder=row.holder,
        )
    changes_figures = kind is not StepKind.NOTE
    at, counted = _times(office, work, row, act, changes_figures)
    by = people.done_by(work, act.by)
    rows.add_step(
        work,
        {
            "request_id": number,
            "kind": str(kind),
            "at": at,
            "recorded_at": work.now,
            "counted_at": counted if changes_figures else None,
            "operator": work.actor.operator,
            "done_by": by,
            "status": str(status),
            "note": words or None,
            "detail": plan.detail,
            "origin": str(Origin.TYPED),
        },
    )
    if changes_figures:
        rows.enter(work, number, status, counted)
    rows.change(work, number, row.version, plan.values | _stamps(status, kind, at))
    changes: dict[str, object] = {"status": [row.status, str(status)], "by": by} | (plan.detail or {})
    changes["note"] = work.salted("request", number, words)
    work.log(f"request.{kind}", "request", number, changes)
    return requests.view_of(office, work, number)


def _times(office: Office, work: Work, row: Any, act: Act, in_order: bool) -> tuple[int, int]:  # noqa: ANN401
    """Return when the step happened and from when it counts (UTC ms); steps happen in their order."""
    at = office.when(act.at)
    last, counted = rows.last_counted(work, row.id)
    earliest = last if in_order else row.received_at
    if at < earliest:
        if act.at:
            raise BadInput(
                N_("{text} is before the step that came before it"),
                hint=N_("see when that was: gridctl request show {number}"),
                text=act.at,
                number=row.id,
            )
        at = earliest  # the machine's clock was set back; the order of the steps stands
    return at, count_time(at, work.now, max(counted, told_until(work)))


def _stamps(status: Status, kind: StepKind, at: int) -> dict[str, Any]:
    if kind is StepKind.NOTE:
        return {}
    found: dict[str, Any] = {"status": str(status), "is_open": status in OPEN}
    if kind is StepKind.RESOLVE:
        found["resolved_at"] = at
    if status in ENDED:
        found["closed_at"] = at
    return found
