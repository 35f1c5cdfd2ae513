"""A member leaves: all that hangs on them goes to an heir in one transaction, with a handover paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, BadInput, Refused
from gridctl.core.leaving import Handover, HandoverRequest, is_there, would_be_empty
from gridctl.core.private import Reveal, Sight
from gridctl.core.requests import Act
from gridctl.core.words import UNRESOLVED, Status, StepKind, Tier
from gridctl.services import people, steps
from gridctl.services.clockwork import Books
from gridctl.services.office import Office
from gridctl.services.request_rows import is_overdue
from gridctl.services.requests import FEW
from gridctl.services.steps import Change, Doing, Row
from gridctl.store import areas as area_rows
from gridctl.store import leaving as rows
from gridctl.store import life, postings
from gridctl.store.unit import Work

_BEGUN = frozenset({Status.WORKING, Status.WAITING})


@dataclass(frozen=True, slots=True)
class _Leave:
    """Who goes, who follows, from when (UTC ms), and all that hangs on the first."""

    going: Any
    heir: Any
    at: int
    held: Sequence[Any]
    helped: Sequence[Any]
    areas: Sequence[int]
    stood_in_for: Sequence[Any]


def leave(
    office: Office,
    name: str,
    to: str,
    at: str | None = None,
    reveal: Reveal | None = None,
    *,
    dry_run: bool = False,
) -> Handover:
    """Let a member leave: requests, help, deputyships and placements go to the heir; return the paper.

    What is resolved stays theirs, and comes to the heir where the requester objects. Refused where the heir
    is no longer or not yet there, or a desk would have nobody who works it.
    """
    papers: list[Handover] = []
    try:
        with office.store.begin("member leave") as work:
            plan = _plan(office, work, name, to, at)
            _check(office, work, plan)
            papers.append(_paper(office, work, plan, reveal, dry_run=dry_run))
            _move(office, work, plan)
            if dry_run:
                raise steps.DryRun
    except steps.DryRun:
        pass
    seen = sum(one.sight is Sight.FULL for one in papers[0].requests)
    if seen:
        with office.store.begin() as work:
            why = reveal.why if reveal else None
            work.log("request.reveal", "request", "handover", {"rows": seen}, why)
    return papers[0]


def _plan(office: Office, work: Work, name: str, to: str, at: str | None) -> _Leave:
    going = people.find_member(work, name)
    work.about("member", going.id)
    heir = people.find_member(work, to)
    own = [] if going.area_id is None else [int(going.area_id)]
    posted = [int(one.area_id) for one in postings.of_member(work, going.id) if one.until_at is None]
    return _Leave(
        going,
        heir,
        office.when(at),
        rows.held(work, going.id),
        rows.helped(work, going.id),
        list(dict.fromkeys((*own, *posted))),
        rows.stood_in_for(work, going.id),
    )


def _check(office: Office, work: Work, plan: _Leave) -> None:
    going, heir = plan.going, plan.heir
    if going.id == heir.id:
        raise Refused(
            N_("nobody is their own heir"),
            hint=N_("name somebody else: gridctl member leave {code} --to MEMBER"),
            error="own_heir",
            code=going.code,
        )
    days = {office.moment_of(moment).date().isoformat() for moment in (plan.at, work.now)}
    if not all(is_there(heir.from_on, heir.until_on, day) for day in days):
        raise Refused(
            N_("{code} is not there then: nobody would have the work"),
            hint=N_("name somebody who stays; see: gridctl member show {code}"),
            error="heir_not_there",
            code=heir.code,
        )
    for area_id in plan.areas:
        others = [Tier(one) for one in rows.tiers_at(work, area_id, going.id)]
        if would_be_empty(Tier(going.tier), Tier(heir.tier), others):
            raise Refused(
                N_("the desk of {area} would have nobody: {code} ({tier}) works no desk"),
                hint=N_("name an heir who does, or place somebody there first: gridctl member place"),
                error="desk_without_heir",
                area=area_rows.by_id(work, area_id).code,
                code=heir.code,
                tier=Tier(heir.tier),
            )


def _paper(office: Office, work: Work, plan: _Leave, reveal: Reveal | None, *, dry_run: bool) -> Handover:
    mine = office.operator in {plan.going.code, plan.heir.code}
    listed = [(one, "holder") for one in plan.held] + [(one, "helper") for one in plan.helped]
    if reveal and len(listed) > FEW and not reveal.why:
        raise BadInput(
            N_("{rows} rows would be revealed; more than {few} need a reason"),
            hint=N_("add --why 'REASON', or ask for fewer rows"),
            rows=len(listed),
            few=FEW,
        )
    moving = sum(Status(one.status) in UNRESOLVED for one in plan.held)
    return Handover(
        member=plan.going.code,
        to=plan.heir.code,
        at=office.moment_of(plan.at),
        requests=tuple(_line(office, work, one, part, seen=bool(reveal) or mine) for one, part in listed),
        areas=tuple(str(area_rows.by_id(work, one).code) for one in plan.areas),
        deputies=tuple(one.code for one in plan.stood_in_for if one.id != plan.heir.id),
        without_deputy=tuple(one.code for one in plan.stood_in_for if one.id == plan.heir.id),
        teams=tuple(postings.teams_of(work, plan.going.id)),
        heir_open=rows.count_open(work, plan.heir.id) + moving,
        heir_capacity=plan.heir.capacity,
        dry_run=dry_run,
    )


def _line(office: Office, work: Work, one: Any, part: str, *, seen: bool) -> HandoverRequest:  # noqa: ANN401
    return HandoverRequest(
        id=one.id,
        part=part,
        status=one.status,
        urgency=one.urgency,
        category=one.category,
        area=one.area,
        summary=one.summary,
        due=office.moment(one.due),
        overdue=is_overdue(one, work.now),
        name=one.name,
        phone=one.phone,
        sight=Sight.FULL if seen else Sight.CLOSED if one.confidential else Sight.MASKED,
    )


def _move(office: Office, work: Work, plan: _Leave) -> None:
    going, heir, books = plan.going, plan.heir, Books.of(office, work)
    for one in plan.held:
        if Status(one.status) in UNRESOLVED:
            steps.step(office, work, one.id, handing_over(going, heir), books)
    for one in plan.helped:
        rows.end_one_help(work, one.id, going.id)
        if one.holder_member_id != heir.id and not rows.helps(work, one.id, heir.id):
            life.help_with(work, one.id, heir.id)
    for one in plan.stood_in_for:
        deputy = None if one.id == heir.id else heir.id
        postings.change(work, one.id, one.version, {"deputy_id": deputy})
        work.log("member.edit", "member", one.id, {"deputy_id": [going.id, deputy]})
    _replace(work, plan)
    day = office.moment_of(plan.at).date().isoformat()
    values = {"removed_at": plan.at, "deputy_id": heir.id, "until_on": day}
    postings.change(work, going.id, going.version, values)
    told = {"to": heir.code, "requests": [one.id for one in (*plan.held, *plan.helped)]}
    work.log("member.leave", "member", going.id, told)


def _replace(work: Work, plan: _Leave) -> None:
    """Place the heir where the one who goes has worked, and end that one's postings."""
    going, heir = plan.going, plan.heir
    known = {heir.area_id} | {
        one.area_id for one in postings.of_member(work, heir.id) if one.until_at is None
    }
    for area_id in plan.areas:
        if area_id not in known:
            postings.add(work, heir.id, area_id, plan.at)
    for one in postings.of_member(work, going.id):
        if one.until_at is None or one.until_at > plan.at:
            postings.end(work, one.id, max(plan.at, one.from_at))
    postings.leave_all(work, going.id)


def handing_over(going: Any, heir: Any) -> Doing:  # noqa: ANN401
    """Give a request to the heir or deputy; what has begun goes on, and what waits keeps its clock standing."""

    def prepare(_office: Office, work: Work, row: Row) -> Change:
        rows.end_one_help(work, row.id, heir.id)
        values = {"holder_member_id": heir.id, "accepted_at": None}
        detail = {"to": str(heir.code), "holder": str(going.code), "handover": True}
        return Change(values, detail, stays=Status(row.status) in _BEGUN)

    return Doing(StepKind.ASSIGN, Act(), prepare)
