"""Requests that come again: by a rhythm, or once to look whether it held."""

from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import Any

from gridctl.core.errors import N_, BadInput, GridError, NotFound
from gridctl.core.heart_views import ScheduleView
from gridctl.core.repeats import Every, ScheduleKind, first_after, last_until, read_every
from gridctl.core.requests import NewRequest
from gridctl.core.times import parse_clock, parse_when, to_ms
from gridctl.core.words import Channel, Status, Urgency
from gridctl.services import request_views, requests
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.steps import Change, Doing, Row
from gridctl.store import schedules as rows
from gridctl.store.heartbeat import has_left
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a request comes again, as people write it."""

    every: str
    clock: str | None = None
    until: str | None = None


def repeat(office: Office, number: int, rhythm: Rhythm) -> ScheduleView:
    """Let a request come again by a rhythm, in the place of one that it has; BadInput for what is none."""
    every = read_every(rhythm.every, parse_clock(rhythm.clock) if rhythm.clock else None)
    with office.store.begin() as work:
        row = request_views.load(work, number)
        until = _until(office, rhythm.until)
        first = first_after(every, work.now, work.now, office.zone)
        if until is not None and first > until:
            raise BadInput(
                N_("{text} is before the first time that it would come again"),
                hint=N_("leave out --until, or name a later day"),
                text=rhythm.until,
            )
        _end(work, number, ScheduleKind.REPEAT)
        found = _add(work, row, ScheduleKind.REPEAT, every, until, first)
        return _view(office, work, found)


def _until(office: Office, text: str | None) -> int | None:
    """Return until when it comes again (UTC ms); a bare day counts whole."""
    if not text:
        return None
    moment = parse_when(text, office.now())
    return to_ms(moment + timedelta(days=1)) - 1 if moment.time() == time() else to_ms(moment)


def _add(
    work: Work,
    row: Row,
    kind: ScheduleKind,
    every: Every,
    until: int | None,
    first: int,
) -> Any:  # noqa: ANN401
    values = {"request_id": row.id, "kind": str(kind), "every": str(every), "from_at": work.now}
    found = rows.add(work, values | {"until_at": until, "next_at": first})
    work.log(f"request.{kind}", "request", row.id, {"every": str(every), "schedule": found.id})
    return found


def _end(work: Work, number: int, *kinds: ScheduleKind) -> list[Any]:
    ended = [row for row in rows.of_request(work, number, running=True) if row.kind in kinds]
    for row in ended:
        rows.move_on(work, row.id, None)
        work.log(f"request.{row.kind}", "request", number, {"schedule": row.id, "stopped": True})
    return ended


def stop(office: Office, number: int) -> list[ScheduleView]:
    """Let a request come no more, neither by a rhythm nor to be looked at; NotFound where it would not."""
    with office.store.begin() as work:
        request_views.load(work, number)
        ended = _end(work, number, *ScheduleKind)
        if not ended:
            raise NotFound(
                N_("request {number} does not come again"),
                hint=N_("see what does: gridctl request repeat --list"),
                number=number,
            )
        return [_view(office, work, rows.get(work, row.id)) for row in ended]


def listing(office: Office, number: int | None = None) -> list[ScheduleView]:
    """Return what comes again, the next first; of one request everything that ever did."""
    with office.store.read() as work:
        if number is not None:
            request_views.load(work, number)
        found = rows.running(work) if number is None else rows.of_request(work, number)
        return [_view(office, work, row) for row in found]


def with_recheck(doing: Doing, when: str | None) -> Doing:
    """Return a step that also opens the request once more after `when`, to look whether it held.

    Who takes the step back takes that back with it.
    """
    if when is None:
        return doing
    every = read_every(when)

    def prepare(office: Office, work: Work, row: Row) -> Change:
        change = doing.prepare(office, work, row)
        _end(work, row.id, ScheduleKind.RECHECK)
        first = first_after(every, work.now, work.now, office.zone)
        found = _add(work, row, ScheduleKind.RECHECK, every, None, first)
        return replace(change, detail={**change.detail, "recheck": found.id})

    return replace(doing, prepare=prepare)


def open_next(office: Office, work: Work, schedule: Any) -> int | None:  # noqa: ANN401
    """Open the request that a schedule has planned, and plan the next one; None where it ends instead.

    Times that were missed are not made up for: after two days off each schedule opens one request, for the
    last time that was planned. It comes in now, so that its clock begins when somebody can act.
    """
    every = read_every(schedule.every)
    now = work.now if schedule.until_at is None else min(work.now, schedule.until_at)
    planned = last_until(every, schedule.from_at, now, office.zone) or schedule.next_at
    once = schedule.kind == ScheduleKind.RECHECK
    following = None if once else first_after(every, schedule.from_at, work.now, office.zone)
    if following is not None and schedule.until_at is not None and following > schedule.until_at:
        following = None
    number = _open(office, work, schedule)
    if number is None:
        rows.move_on(work, schedule.id, None)
        return None
    rows.note_opened(work, schedule.id, number, planned)
    rows.move_on(work, schedule.id, following)
    return number


def _open(office: Office, work: Work, schedule: Any) -> int | None:  # noqa: ANN401
    """Take in a request like the first one: same words, place, category and resident, and nobody's yet."""
    try:
        row = request_views.load(work, schedule.request_id)
    except GridError:
        return None  # its import was taken back
    if row.status == Status.MERGED or (row.resident_id is not None and has_left(work, row.resident_id)):
        return None
    applied = Packs(work, office.settings.pack_hash).in_force(row.area_id, work.now)
    new = NewRequest(
        row.summary,
        row.area,
        category=row.category if applied.pack.knows(row.category) else None,
        urgency=Urgency(row.urgency),
        channel=Channel(row.channel),
        name=row.name,
        phone=row.phone,
        details=row.details,
        anonymous=row.anonymous,
    )
    number = requests.add_in(office, work, new).number
    rows.copy_place(work, number, row)
    return number


def _view(office: Office, work: Work, row: Any) -> ScheduleView:  # noqa: ANN401
    return ScheduleView(
        id=row.id,
        request=row.request_id,
        kind=row.kind,
        every=row.every,
        status="running" if row.next_at is not None else "ended",
        next_at=office.moment(row.next_at),
        until_at=office.moment(row.until_at),
        opened=tuple(one.request_id for one in rows.opened(work, row.id)),
        created_at=office.moment_of(row.created_at),
        created_by=row.created_by,
    )
