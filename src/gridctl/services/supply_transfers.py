"""Goods that go from one place to another: they leave and arrive in one transaction, or not at all."""

from dataclasses import dataclass, field
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.core.quantities import read_quantity
from gridctl.core.requests import Act
from gridctl.core.supplies import MoveKind
from gridctl.core.supply_views import MoveView
from gridctl.core.text import clean_line
from gridctl.services import areas, people, supply_items
from gridctl.services.office import Office
from gridctl.services.supplies import Booking, arrive, clean_note, go, ref_taken, write
from gridctl.services.supply_views import move_view
from gridctl.store import supplies as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer as somebody typed it. `ref` is the sender's number: told twice, it is booked once."""

    item: str
    quantity: str
    origin: str
    goal: str
    ref: str | None = None
    act: Act = field(default_factory=Act)


def transfer(office: Office, order: Transfer) -> MoveView:
    """Move goods from one place to another and return the movement by which they left.

    What expires first goes first and keeps its day and source. Refused (exit 4) where less is there that is not
    held back and has not expired.
    """
    with office.store.begin() as work:
        item = supply_items.find(work, order.item)
        work.about("supply_item", item.id)
        quantity = read_quantity(order.quantity, item.measure)
        ref = clean_line(order.ref, "--ref", longest=100) if order.ref else None
        origin, goal = areas.find(work, order.origin), areas.find(work, order.goal)
        if origin.id == goal.id:
            raise BadInput(
                N_("the goods lie at {place} already"),
                hint=N_("--from and --to are two places"),
                place=goal.code,
            )
        known = rows.by_ref(work, ref) if ref else None
        if known is not None:
            return _told_before(office, work, known, (item.id, origin.id, -quantity))
        today = office.now().date().isoformat()
        left = go(work, item, origin.id, quantity, today, expired=False)
        came = arrive(work, item, goal.id, [(lot, -part) for lot, part in left])
        at, by, note = (
            office.when(order.act.at),
            people.done_by(work, order.act.by),
            clean_note(order.act.note),
        )
        kind = MoveKind.TRANSFER
        number = write(
            work,
            Booking(kind, item.id, origin.id, -quantity, left, at, by, {"note": note, "ref": ref}),
        )
        write(
            work, Booking(kind, item.id, goal.id, quantity, came, at, by, {"note": note, "pair_id": number})
        )
        return move_view(office, work, number)


def _told_before(office: Office, work: Work, known: Any, wanted: tuple[int, int, int]) -> MoveView:  # noqa: ANN401
    """Return the transfer that a sender's number stands for; Refused where it was another movement."""
    if known.kind != MoveKind.TRANSFER or (known.item_id, known.area_id, known.quantity) != wanted:
        raise ref_taken(known)
    return move_view(office, work, known.id)
