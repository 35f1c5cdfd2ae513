"""Taking a step in a request's life: the rule, the row, the timeline, the clocks, the spans, the ledger."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.life import NEEDS_REASON, SILENT, after, count_time
from gridctl.core.reminders import first_look
from gridctl.core.requests import Act
from gridctl.core.text import clean_page
from gridctl.core.views import RequestView
from gridctl.core.words import ENDED, OPEN, Origin, Status, StepKind
from gridctl.services import clockwork, people, request_views, telling
from gridctl.services.clockwork import Books
from gridctl.services.office import Office
from gridctl.store import requests as rows
from gridctl.store.told import told_until
from gridctl.store.unit import Work

Row = Any
"""The row of a request as `request_views.load` gives it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a step changes beside the status.

    `detail` goes with the step into the timeline. `stays`: it is only asked for, the status does not move;
    `status` and `kind` go before those of the step where a step takes back another one. `logged` are
    changes for the ledger beside the detail.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    detail: Mapping[str, Any] = field(default_factory=dict)
    logged: Mapping[str, object] = field(default_factory=dict)
    stays: bool = False
    status: Status | None = None
    kind: StepKind | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """A step that somebody wants to take; `prepare` looks at the request and says what it changes."""

    kind: StepKind
    act: Act
    prepare: Callable[[Office, Work, Row], Change] = lambda _office, _work, _row: Change()


class DryRun(Exception):
    """The end of a rehearsal."""


def take(office: Office, number: int, doing: Doing) -> RequestView:
    """Take one step in a unit of work of its own and return the request as it stands then."""
    return take_each(office, [number], doing)[0]


def take_each(
    office: Office, numbers: Sequence[int], doing: Doing, *, dry_run: bool = False
) -> list[RequestView]:
    """Take the same step with each of many requests, all of them or none.

    What a rule refuses names the request. With `dry_run` everything is tried and nothing is kept.
    """
    views: list[RequestView] = []
    try:
        with office.store.begin() as work:
            books = Books.of(office, work) if len(numbers) > 1 else None
            views += [_named(office, work, number, doing, books) for number in numbers]
            if dry_run:
                raise DryRun
    except DryRun:
        pass
    return views


def _named(office: Office, work: Work, number: int, doing: Doing, books: Books | None) -> RequestView:
    """Take a step; what a rule refuses names the request where it is one of many, which share `books`."""
    try:
        step(office, work, number, doing, books)
    except GridError as error:
        if books is None:
            raise
        told = {**error.args_, "number": number, "reason": error}
        raise type(error)(
            N_("request {number}: {reason}"), hint=error.hint, error=error.code, **told
        ) from None
    return request_views.view_of(office, work, number)


def step(office: Office, work: Work, number: int, doing: Doing, books: Books | None = None) -> int:
    """Take one step within a unit of work; return its place in the order of the store.

    Who takes many steps in one unit of work gives the `books` that they share.
    """
    row = request_views.load(work, number)
    words = clean_page(doing.act.note, "--note") if doing.act.note else ""
    before = Status(row.status)
    held = row.holder is not None
    target = after(before, doing.kind, held=held) if doing.kind is not StepKind.UNDO else before
    if doing.kind in NEEDS_REASON and not words:
        raise BadInput(
            N_("{step} needs a few words"), hint=N_("write them after the number"), step=doing.kind
        )
    standing = telling.standing(work, row)
    change = doing.prepare(office, work, row)
    status = before if change.stays else change.status or target
    kind = change.kind or doing.kind
    silent = change.stays or kind in SILENT
    at, counted = _times(office, work, row, doing.act, in_order=not silent)
    by = people.done_by(work, doing.act.by)
    values = _stamps(row, status, kind, at, silent=silent) | dict(change.values)
    detail = dict(change.detail) | _was(row, values)
    seq = rows.add_step(
        work,
        {
            "request_id": number,
            "kind": str(kind),
            "at": at,
            "recorded_at": work.now,
            "counted_at": None if silent else counted,
            "operator": work.actor.operator,
            "done_by": by,
            "status": str(status),
            "note": words or None,
            "detail": detail or None,
            "origin": str(Origin.TYPED),
        },
    )
    values |= _deadlines(books or Books.of(office, work), work, row, values)
    values["look_at"] = first_look(clockwork.watched(row, status, values))
    if status is not before or values.get("due", row.due) != row.due:
        rows.enter(work, number, status, counted, values.get("due", row.due))
    rows.change(work, number, row.version, values)
    telling.after_step(work, row, standing, values, telling.Done(seq, kind, detail, by))
    logged: dict[str, object] = {"status": [row.status, str(status)], "by": by, **change.logged}
    logged |= change.detail
    logged["note"] = work.salted("request", number, words)
    work.log(f"request.{kind}", "request", number, logged)
    return seq


def _deadlines(books: Books, work: Work, row: Row, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the clocks say after this step; its row has not been changed yet."""
    facts = clockwork.facts_of(work, row.id)
    found = clockwork.deadlines(clockwork.wind(books.packs, books.calendars, row, facts, work.now))
    return {name: value for name, value in found.items() if name not in values}


def _was(row: Row, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the step replaces, so that it can be taken back."""
    was = {name: getattr(row, name) for name in values if name not in {"status", "is_open"}}
    return {"was": was} if was else {}


def _times(office: Office, work: Work, row: Row, act: Act, *, in_order: bool) -> tuple[int, int]:
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


def _stamps(row: Row, status: Status, kind: StepKind, at: int, *, silent: bool) -> dict[str, Any]:
    """Return the columns that follow from the status and the step alone."""
    if silent:
        return {}
    found: dict[str, Any] = {"status": str(status), "is_open": status in OPEN}
    if kind is StepKind.RESOLVE:
        found["resolved_at"] = at
    if status in ENDED:
        found["closed_at"] = at
    elif row.closed_at is not None:
        found["closed_at"] = None
    if status is not Status.WAITING and row.wait_until is not None:
        found["wait_until"] = None
    return found


def note(act: Act) -> Doing:
    """Add words to the timeline; nothing else changes."""
    return Doing(StepKind.NOTE, act)
