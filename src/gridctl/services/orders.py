"""One instruction to every desk of a kind: handed down as a request each, watched, withdrawn whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from gridctl.core.desks import level_of
from gridctl.core.errors import N_, BadInput, NotFound, Refused
from gridctl.core.orders import Heard, OrderDesk, OrderRow, OrderView, heard, stands
from gridctl.core.private import Sight
from gridctl.core.request_numbers import MOST
from gridctl.core.requests import Act, NewRequest
from gridctl.core.text import clean_line, clean_page
from gridctl.core.times import parse_when, to_ms
from gridctl.core.uid import uuid7
from gridctl.core.words import UNRESOLVED, AreaKind, Channel, Status, StepKind, Urgency
from gridctl.services import answering, areas, people, requests, steps
from gridctl.services.clockwork import Books
from gridctl.services.office import Office
from gridctl.services.packs import Packs
from gridctl.services.request_rows import is_overdue
from gridctl.services.steps import Change, Doing
from gridctl.store import orders as rows
from gridctl.store.unit import Work

LISTED = 50
"""So many instructions a list shows unless it is told otherwise."""
_ORDER = tuple(Heard)


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An instruction as somebody typed it: to which kind of desks, at and below which area."""

    summary: str
    each: AreaKind
    area: str | None = None
    due: str | None = None
    category: str | None = None
    urgency: Urgency | None = None
    details: str | None = None
    at: str | None = None
    by: str | None = None


def give(office: Office, new: NewOrder, *, dry_run: bool = False) -> OrderView:
    """Hand an instruction to every desk that it is for, all of them or none.

    NotFound where there is no such desk, BadInput for more than `MOST` and for a deadline that has passed.
    """
    made: list[OrderView] = []
    try:
        with office.store.begin("request order") as work:
            made.append(_given(office, work, new, dry_run=dry_run))
            if dry_run:
                raise steps.DryRun
    except steps.DryRun:
        pass
    return _unmade(made[0]) if dry_run else made[0]


def _unmade(view: OrderView) -> OrderView:
    """Return what was rehearsed without the numbers, which something else will have."""
    return replace(view, id=None, desks=tuple(replace(desk, request=None) for desk in view.desks))


def _given(office: Office, work: Work, new: NewOrder, *, dry_run: bool) -> OrderView:
    summary = clean_line(new.summary, "TEXT")
    if not summary:
        raise BadInput(
            N_("an order needs a few words"), hint=N_("gridctl request order TEXT --each grid --due 18:00")
        )
    root = areas.find(work, new.area) if new.area else None
    desks = rows.desks_of_kind(work, str(new.each), root.id if root else None)
    _check(desks, new, root.code if root else None)
    applied = Packs(work, office.settings.pack_hash).in_force(root.id if root else None, work.now)
    category = applied.pack.find_category(new.category or applied.pack.guess(summary) or "other")
    values = {
        "uid": uuid7(work.now),
        "summary": summary,
        "details": clean_page(new.details, "--details") or None if new.details else None,
        "kind": str(new.each),
        "area_id": root.id if root else None,
        "category": category.code,
        "urgency": str(new.urgency or applied.pack.guess_urgency(summary, category.code)),
        "due": _due(office, work, new.due),
        "issued_at": office.when(new.at),
        "issued_by": people.done_by(work, new.by) or work.actor.operator,
    }
    number = rows.add(work, values)
    books = Books.of(office, work)
    for desk in desks:
        made = requests.add_in(office, work, _for_desk(new, desk.code, values)).number
        steps.step(office, work, made, _handing(new, desk), books)
        rows.hand(work, number, desk.id, made)
    told = {"kind": str(new.each), "area": root.code if root else None, "desks": len(desks)}
    work.log("order.give", "order", number, told | {"summary": work.salted("order", number, summary)})
    return _view(office, work, number, dry_run=dry_run)


def _check(desks: Sequence[Any], new: NewOrder, root: str | None) -> None:
    if not desks:
        raise NotFound(
            N_("there is no desk of that kind: {kind}"),
            hint=N_("see what there is: gridctl area tree"),
            error="no_desk",
            kind=new.each,
            area=root,
        )
    if len(desks) > MOST:
        raise BadInput(
            N_("those are {count} desks, more than {most}"),
            hint=N_("take them in parts: --area AREA"),
            count=len(desks),
            most=MOST,
        )


def _due(office: Office, work: Work, text: str | None) -> int | None:
    if not text:
        return None
    due = to_ms(parse_when(text, office.now()))
    if due <= work.now:
        raise BadInput(
            N_("{text} has passed already"), hint=N_("--due says until when it has to be done"), text=text
        )
    return due


def _for_desk(new: NewOrder, desk: str, values: dict[str, Any]) -> NewRequest:
    return NewRequest(
        new.summary,
        desk,
        values["category"],
        Urgency(values["urgency"]),
        Channel.GOVERNMENT,
        details=new.details,
        due=new.due,
        at=new.at,
        by=new.by,
    )


def _handing(new: NewOrder, desk: Any) -> Doing:  # noqa: ANN401
    """Hand it down to the desk that it is for: nobody there has received it yet."""
    values = {"desk_id": desk.id, "level": str(level_of(new.each))}
    change = Change(values, {"desk": str(desk.code)})
    return Doing(StepKind.ASSIGN, Act(new.at, new.by), lambda _office, _work, _row: change)


def withdraw(office: Office, number: int, act: Act, *, dry_run: bool = False) -> OrderView:
    """Withdraw an instruction whole: what is not answered yet is cancelled with the reason.

    Refused where it was withdrawn already, or nobody owes an answer any more.
    """
    made: list[OrderView] = []
    try:
        with office.store.begin("request withdraw") as work:
            row = _load(work, number)
            waiting = [
                one.id for one in rows.handed(work, [number])[number] if Status(one.status) in UNRESOLVED
            ]
            if row.withdrawn_at is not None or not waiting:
                raise Refused(
                    N_("order {number} was withdrawn already")
                    if row.withdrawn_at is not None
                    else N_("order {number}: no desk owes an answer any more"),
                    hint=N_("see: gridctl request orders {number}"),
                    error="nothing_to_withdraw",
                    number=number,
                )
            for one in waiting:
                steps.step(office, work, one, answering.cancel(act))
            rows.withdraw(work, number, row.version)
            work.log("order.withdraw", "order", number, {"cancelled": len(waiting)})
            made.append(_view(office, work, number, dry_run=dry_run))
            if dry_run:
                raise steps.DryRun
    except steps.DryRun:
        pass
    return made[0]


def listing(office: Office, most: int | None = LISTED) -> list[OrderRow]:
    """Return the instructions, the newest first, with what their desks have said."""
    with office.store.read() as work:
        found = rows.newest(work, most)
        desks = rows.handed(work, [row.id for row in found])
        return [_row(office, row, desks[row.id]) for row in found]


def show(office: Office, number: int) -> OrderView:
    """Return one instruction with its desks, the silent ones first; NotFound."""
    with office.store.read() as work:
        return _view(office, work, number)


def _load(work: Work, number: int) -> Any:  # noqa: ANN401
    work.about("order", number)
    row = rows.get(work, number) if 0 < number < 1 << 62 else None
    if row is None:
        raise NotFound(
            N_("there is no order {number}"),
            hint=N_("see what there is: gridctl request orders"),
            number=number,
        )
    return row


def _heard(row: Any) -> Heard:  # noqa: ANN401
    return heard(
        Status(row.status), accepted=row.accepted_at is not None, resolved=row.resolved_at is not None
    )


def _row(office: Office, row: Any, desks: Sequence[Any]) -> OrderRow:  # noqa: ANN401
    said = [_heard(one) for one in desks]
    return OrderRow(
        id=row.id,
        status=str(stands(said, withdrawn=row.withdrawn_at is not None)),
        summary=row.summary,
        kind=row.kind,
        area=row.area,
        due=office.moment(row.due),
        handed=len(desks),
        received=said.count(Heard.RECEIVED) + said.count(Heard.ANSWERED),
        answered=said.count(Heard.ANSWERED),
        silent=said.count(Heard.SILENT),
        issued_at=office.moment_of(row.issued_at),
        operator=row.issued_by,
        sight=_sight(desks),
    )


def _sight(desks: Sequence[Any]) -> Sight:
    return Sight.CLOSED if any(one.confidential for one in desks) else Sight.MASKED


def _view(office: Office, work: Work, number: int, *, dry_run: bool = False) -> OrderView:
    row = _load(work, number)
    handed = rows.handed(work, [number])[number]
    plain = _row(office, row, handed)
    desks = sorted(
        (_desk(office, work, one) for one in handed),
        key=lambda desk: _ORDER.index(Heard(desk.status)),
    )
    values = {name: getattr(plain, name) for name in OrderRow.__slots__}
    return OrderView(
        **values,
        details=row.details,
        category=row.category,
        urgency=row.urgency,
        desks=tuple(desks),
        dry_run=dry_run,
    )


def _desk(office: Office, work: Work, one: Any) -> OrderDesk:  # noqa: ANN401
    return OrderDesk(
        desk=one.code,
        name=one.name,
        status=str(_heard(one)),
        request=one.id,
        accepted_at=office.moment(one.accepted_at),
        answered_at=office.moment(one.resolved_at),
        overdue=is_overdue(one, work.now),
        answer=one.answer,
        sight=_sight([one]),
    )
