"""Stock moves: it comes, goes out, comes back, is put right and counted; each movement is kept.

Whatever leaves is asked of the store by one statement that takes it only where it is there (`store.supplies`).
"""

from dataclasses import dataclass, field
from typing import Any

from gridctl.core.errors import N_, Refused
from gridctl.core.private import refuse_masked_part
from gridctl.core.quantities import MOST_ON_HAND, read_quantity
from gridctl.core.requests import Act
from gridctl.core.supplies import MoveKind, first_out
from gridctl.core.supply_views import MoveView
from gridctl.core.text import clean_line
from gridctl.core.times import parse_date
from gridctl.core.uid import uuid7
from gridctl.services import people, supply_items
from gridctl.services.office import Office
from gridctl.services.supply_receivers import find_receiver, place_to_put, place_to_take
from gridctl.services.supply_views import move_view
from gridctl.store import areas as area_rows
from gridctl.store import supplies as rows
from gridctl.store.unit import Work

Parts = list[tuple[int, int]]
_COMES = frozenset({MoveKind.RECEIVE, MoveKind.RETURN})


@dataclass(frozen=True, slots=True)
class Change:
    """One movement as somebody typed it. `ref` is the sender's number: told twice, it is booked once."""

    item: str
    quantity: str
    place: str | None = None
    to: str | None = None
    source: str | None = None
    expiry: str | None = None
    ref: str | None = None
    act: Act = field(default_factory=Act)


@dataclass(frozen=True, slots=True)
class Booking:
    """One movement about to be written: what, where, how much it adds, and what goes with it."""

    kind: MoveKind
    item_id: int
    area_id: int
    quantity: int
    parts: Parts
    at: int
    by: str | None = None
    more: dict[str, Any] = field(default_factory=dict)


def book(office: Office, kind: MoveKind, change: Change) -> MoveView:
    """Book one movement and return it; Refused (exit 4) where less is there than it takes."""
    with office.store.begin() as work:
        item = supply_items.find(work, change.item)
        work.about("supply_item", item.id)
        quantity = read_quantity(
            change.quantity, item.measure, signed=kind is MoveKind.ADJUST, zero=kind is MoveKind.COUNT
        )
        ref = clean_line(change.ref, "--ref", longest=100) if change.ref else None
        known = rows.by_ref(work, ref) if ref else None
        if known is not None:
            return _told_before(office, work, known, kind, item.id, quantity)
        comes = kind in _COMES or (kind is MoveKind.ADJUST and quantity > 0) or kind is MoveKind.COUNT
        area = (place_to_put if comes else place_to_take)(office, work, item, change.place)
        to = find_receiver(office, work, change.to) if change.to else None
        wanted = _Wanted(kind, change, item, area, quantity, {to.column: to.number} if to else {})
        parts = _moved(office, work, wanted)
        more = {"note": clean_note(change.act.note), "ref": ref, "source": _source(change), **wanted.to}
        at, by = office.when(change.act.at), people.done_by(work, change.act.by)
        total = sum(part for _lot, part in parts)
        return move_view(office, work, write(work, Booking(kind, item.id, area, total, parts, at, by, more)))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A movement whose words were read: the row of its thing, its place, and the column of who gets it."""

    kind: MoveKind
    change: Change
    item: Any
    area: int
    quantity: int
    to: dict[str, int]


def _told_before(
    office: Office,
    work: Work,
    known: Any,  # noqa: ANN401
    kind: MoveKind,
    item_id: int,
    quantity: int,
) -> MoveView:
    """Return the movement that a sender's number stands for; Refused where it was another one."""
    moved = -quantity if kind is MoveKind.ISSUE else quantity
    same = known.item_id == item_id and known.kind == kind
    if not same or (kind is not MoveKind.COUNT and known.quantity != moved):
        raise ref_taken(known)
    return move_view(office, work, known.id)


def ref_taken(known: Any) -> Refused:  # noqa: ANN401
    """Return the error for a sender's number that stands for another movement (`known`)."""
    return Refused(
        N_("{ref} stands for another movement: no. {number}"),
        hint=N_("give this one a number of its own"),
        error="ref_taken",
        ref=known.ref,
        number=known.id,
    )


def _moved(office: Office, work: Work, wanted: _Wanted) -> Parts:
    """Change the stock as a movement says; return the lots that it touched."""
    item, area, quantity = wanted.item, wanted.area, wanted.quantity
    today = office.now().date().isoformat()
    if wanted.kind in _COMES:
        return come(work, item, area, quantity, _lot_for(office, work, wanted))
    if wanted.kind is MoveKind.ISSUE:
        return go(work, item, area, quantity, today, expired=False)
    if wanted.kind is MoveKind.COUNT:
        quantity -= rows.at_place(work, item.id, area)[0]
    return _put_right(work, item, area, quantity, today)


def clean_note(text: str | None) -> str | None:
    """Return a remark as it is kept; BadInput for one that was masked."""
    note = clean_line(text, "--note") if text else None
    if note:
        refuse_masked_part(note, "--note")
    return note


def _source(change: Change) -> str | None:
    return (clean_line(change.source, "--source", longest=100) or None) if change.source else None


def _lot_for(office: Office, work: Work, wanted: _Wanted) -> dict[str, Any]:
    """Return source and expiry of a lot that comes; what comes back without a day has that of what went out."""
    change, item, area = wanted.change, wanted.item, wanted.area
    expires = read_expiry(office, change.expiry) if change.expiry else None
    back = wanted.kind is MoveKind.RETURN and not expires
    last = rows.last_issued(work, item.id, area, wanted.to) if back else None
    return {
        "item_id": item.id,
        "area_id": area,
        "source": _source(change) or (last.source if last else None),
        "expires_on": expires or (last.expires_on if last else None),
    }


def read_expiry(office: Office, text: str) -> str:
    """Return the last day on which something may be used, as an ISO day."""
    return parse_date(text, office.now().date()).isoformat()


def come(work: Work, item: Any, area: int, quantity: int, lot: dict[str, Any]) -> Parts:  # noqa: ANN401
    """Add a lot to a place; Refused where the place would hold more than any may."""
    return _put(work, item, area, quantity, rows.add_lot(work, lot))


def arrive(work: Work, item: Any, area: int, parts: Parts) -> Parts:  # noqa: ANN401
    """Add parts (lot, quantity) of lots elsewhere to a place, as lots there with the same source and expiry."""
    came = []
    for lot, quantity in parts:
        known = rows.lot(work, lot)
        here = {"item_id": item.id, "area_id": area, "source": known.source, "expires_on": known.expires_on}
        came += come(work, item, area, quantity, here)
    return came


def _put(work: Work, item: Any, area: int, quantity: int, lot: int) -> Parts:  # noqa: ANN401
    if not rows.put(work, item.id, area, quantity):
        raise Refused(
            N_("no place holds more than {most} of a thing"),
            hint=N_("is the quantity right?"),
            error="too_much",
            most=MOST_ON_HAND,
        )
    rows.change_lots(work, [(lot, quantity)])
    return [(lot, quantity)]


def go(
    work: Work,
    item: Any,  # noqa: ANN401
    area: int,
    quantity: int,
    today: str,
    *,
    expired: bool,
    reserved: bool = False,
) -> Parts:
    """Take goods from a place, what expires first at first; Refused, with what is there, where that is less."""
    done = (
        rows.take_reserved(work, item.id, area, quantity, today)
        if reserved
        else rows.take(work, item.id, area, quantity, today, expired=expired)
    )
    if not done:
        raise not_enough(work, item, area, quantity, today)
    lots = first_out(rows.lots(work, item.id, area), quantity, "" if expired else today)
    parts = [(lot, -part) for lot, part in lots]
    if sum(part for _lot, part in parts) != -quantity or not rows.change_lots(work, parts):
        raise AssertionError  # lots and stock are changed together: never commit what does not add up
    return parts


def _put_right(work: Work, item: Any, area: int, delta: int, today: str) -> Parts:  # noqa: ANN401
    """Let the stock be what somebody found: more goes to the last lot, less leaves what expires first."""
    if delta < 0:
        return go(work, item, area, -delta, today, expired=True)
    if not delta:
        return []
    newest = rows.newest_lot(work, item.id, area)
    if newest is None:
        return come(work, item, area, delta, {"item_id": item.id, "area_id": area})
    return _put(work, item, area, delta, newest)


def not_enough(work: Work, item: Any, area: int, quantity: int, today: str) -> Refused:  # noqa: ANN401
    """Return the error for goods that are not there, with what is."""
    found = rows.stock(work, today, work.now, item.id, area)
    here = next((row for row in found if row.area_id == area), None)
    on_hand, reserved, expired = (here.on_hand, here.reserved, here.expired) if here else (0, 0, 0)
    return Refused(
        N_(
            "{quantity} {item} are wanted; at {place} there are {on_hand}, reserved {reserved}, expired {expired}"
        ),
        hint=N_("see: gridctl supply list {item}; what plans hold back: gridctl supply plan list"),
        error="not_enough",
        quantity=quantity,
        item=item.code,
        place=area_rows.by_id(work, area).code,
        on_hand=on_hand,
        reserved=reserved,
        expired=expired,
    )


def write(work: Work, booking: Booking) -> int:
    """Append a movement whose stock was changed, with its entry in the ledger; return its number."""
    balance = rows.at_place(work, booking.item_id, booking.area_id)[0]
    values = {
        "uid": uuid7(work.now),
        "item_id": booking.item_id,
        "area_id": booking.area_id,
        "kind": str(booking.kind),
        "quantity": booking.quantity,
        "balance": balance,
        "at": booking.at,
        "recorded_at": work.now,
        "operator": work.actor.operator,
        "done_by": booking.by,
        **booking.more,
    }
    number = rows.add_move(work, values, booking.parts)
    told: dict[str, object] = {
        name: booking.more[name]
        for name in ("home_id", "member_id", "team_id", "plan_id", "undoes_id", "ref", "batch_id", "pair_id")
        if booking.more.get(name) is not None
    }
    told |= {
        name: work.salted("supply_move", number, booking.more[name])
        for name in ("source", "note")
        if booking.more.get(name)
    }
    told |= {
        "item": booking.item_id,
        "area": booking.area_id,
        "quantity": booking.quantity,
        "on_hand": balance,
    }
    work.log(
        f"supply.{booking.kind}", "supply_move", number, told | ({"by": booking.by} if booking.by else {})
    )
    return number
