"""One request as it may be seen: its row, its timeline, how far it got, and how much of it is shown."""

from collections.abc import Mapping
from typing import Any

from gridctl.core.errors import N_, NotFound
from gridctl.core.private import Reveal, Sight
from gridctl.core.times import HOUR_MS, iso
from gridctl.core.uid import uid_text
from gridctl.core.views import FileView, RequestView, StepView, ToAnswer
from gridctl.core.words import UNRESOLVED
from gridctl.services.office import Office
from gridctl.services.request_rows import is_overdue
from gridctl.store import life, occurrences
from gridctl.store import requests as rows
from gridctl.store.unit import Work


def load(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return the row of a request; NotFound says whether it was taken back."""
    work.about("request", number)
    row = rows.get(work, number) if 0 < number < 1 << 62 else None
    if row is None:
        batch = rows.void_batch(work, number) if 0 < number < 1 << 62 else None
        if batch is not None:
            raise NotFound(
                N_("request {number} was taken back with import {batch}"),
                hint=N_("see: gridctl import show {batch}"),
                number=number,
                batch=batch,
            )
        raise NotFound(
            N_("there is no request {number}"),
            hint=N_("see what there is: gridctl request list"),
            number=number,
        )
    return row


def sight_of(office: Office, row: Any, reveal: Reveal | None) -> Sight:  # noqa: ANN401
    """Return how much of a request the operator may see.

    Everything on a logged wish, or while holding it; a confidential one shows no text to others.
    """
    holds = row.holder is not None and row.holder == office.operator and row.status in UNRESOLVED
    if reveal or holds:
        return Sight.FULL
    return Sight.CLOSED if row.confidential else Sight.MASKED


def view_of(office: Office, work: Work, number: int, reveal: Reveal | None = None) -> RequestView:
    """Return one request with its timeline, as much of it as the operator may see."""
    row = load(work, number)
    sight = sight_of(office, row, reveal)
    steps = tuple(
        StepView(
            at=office.moment_of(step.at),
            step=step.kind,
            operator=step.operator,
            note=step.note,
            by=step.done_by,
            to=(step.detail or {}).get("to"),
            status=step.status,
            seq=step.seq,
            recorded_at=office.moment_of(step.recorded_at),
            origin=step.origin,
            about=_about(office, step.detail or {}),
            sight=sight,
        )
        for step in rows.timeline(work, number)
    )
    return RequestView(
        id=row.id,
        uid=uid_text(row.uid),
        status=row.status,
        level=row.level,
        urgency=row.urgency,
        category=row.category,
        area=row.area,
        summary=row.summary,
        details=row.details,
        holder=row.holder,
        name=row.name,
        phone=row.phone,
        address=row.address,
        resident=row.resident_id,
        anonymous=row.anonymous,
        channel=row.channel,
        ref=row.ref,
        received_at=office.moment_of(row.received_at),
        recorded_at=office.moment_of(row.recorded_at),
        respond_due=office.moment(row.respond_due),
        due=office.moment(row.due),
        overdue=is_overdue(row, work.now),
        resolved_at=office.moment(row.resolved_at),
        closed_at=office.moment(row.closed_at),
        solved_on_spot=row.on_spot,
        confidential=row.confidential,
        rule=row.rule,
        batch=row.batch_id,
        version=row.version,
        timeline=steps,
        home=row.home,
        building=row.building,
        point=row.point,
        **_life_of(office, work, row),
        files=files_of(office, work, number, sight),
        sight=sight,
    )


def files_of(office: Office, work: Work, number: int, sight: Sight | None = None) -> tuple[FileView, ...]:
    """Return the photos and papers of a request, removed ones too."""
    seen = sight_of(office, load(work, number), None) if sight is None else sight
    return tuple(
        FileView(
            place=one.place,
            name=one.name,
            kind=one.kind,
            size_bytes=one.size_bytes,
            at=office.moment_of(one.added_at),
            operator=one.added_by,
            status="kept" if one.removed_at is None else "removed",
            file=one.file,
            sight=seen,
        )
        for one in life.files(work, number)
    )


_TOLD = frozenset(
    {
        "to",
        "with",
        "desk",
        "from_desk",
        "level",
        "holder",
        "into",
        "merged",
        "parts",
        "outcome",
        "asked",
        "step",
    }
    | {"granted", "denied", "taken_back", "fields", "times", "undoes", "on_spot", "reached", "solved"}
    | {"satisfied", "auto", "no_answer", "add", "handover"}
)


def _about(office: Office, detail: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a timeline tells of a step beside its words: codes, numbers and times alone."""
    found = {name: value for name, value in detail.items() if name in _TOLD}
    if detail.get("add"):
        found["add"] = detail["add"] / HOUR_MS  # people count in hours
    if detail.get("until"):
        found["until"] = iso(office.moment_of(detail["until"]))
    return found


def _life_of(office: Office, work: Work, row: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the fields of a view that tell how far the request got."""
    asked = life.open_ask(work, row.id)
    merged = life.merged_into(work, row.id)
    told = (row, *merged) if merged else ()
    return {
        "desk": row.desk,
        "helpers": tuple(life.helpers(work, row.id)),
        "accepted_at": office.moment(row.accepted_at),
        "responded_at": office.moment(row.responded_at),
        "wait_until": office.moment(row.wait_until),
        "asked": asked.kind if asked else None,
        "urged": row.urged or 0,
        "outcome": row.outcome,
        "answer": row.answer,
        "reached": row.reached,
        "solved": row.solved,
        "satisfied": row.satisfied,
        "merged_into": row.merged_into_id,
        "merged": tuple(one.id for one in merged),
        "parent": row.parent_id,
        "parts": tuple(life.children(work, row.id)),
        "repeats": occurrences.repeats(work, row.id),
        "repeated": tuple(occurrences.repeated_by(work, row.id)),
        "comes_again": tuple(
            {"kind": one.kind, "every": one.every, "next_at": iso(office.moment_of(one.next_at))}
            for one in occurrences.coming(work, row.id)
        ),
        "to_answer": tuple(ToAnswer(one.id, one.ref, one.channel) for one in told),
        "order": life.order_of(work, row.id),
    }
