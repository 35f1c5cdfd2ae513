"""What is where, how long it lasts, and the movements, as they leave the store."""

from datetime import date
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.core.private import Reveal, Sight
from gridctl.core.supplies import DAY_MS, PACE_DAYS, lasts_until, pace_days
from gridctl.core.supply_views import MoveView, StockRow
from gridctl.services import areas, supply_items
from gridctl.services.office import Office
from gridctl.services.requests import FEW
from gridctl.store import supplies as rows
from gridctl.store.unit import Work


def stock(office: Office, *, item: str | None = None, place: str | None = None) -> list[StockRow]:
    """Return what is where, by thing and place: all, of one thing, or at a place and all below it."""
    today = office.now().date().isoformat()
    with office.store.read() as work:
        number = supply_items.find(work, item).id if item else None
        area = areas.find(work, place).id if place else None
        found = rows.stock(work, today, work.now - PACE_DAYS * DAY_MS, number, area)
        return [_stock_row(office, row, work.now) for row in found]


def _stock_row(office: Office, row: Any, now: int) -> StockRow:  # noqa: ANN401
    days = pace_days(row.first_at if row.first_at is not None else now, now)
    return StockRow(
        item=row.item,
        name=row.name,
        measure=row.measure,
        place=row.place,
        on_hand=row.on_hand,
        reserved=row.reserved,
        expired=row.expired,
        expires_on=_day(row.expires_on),
        issued=row.issued,
        days=round(days, 1),
        lasts_until=office.moment(lasts_until(row.on_hand - row.expired, row.issued, days, now)),
    )


def log(
    office: Office,
    item: str,
    *,
    place: str | None = None,
    limit: int | None = None,
    reveal: Reveal | None = None,
) -> list[MoveView]:
    """Return the movements of a thing, the oldest first; notes and sources in full only where revealed."""
    with office.store.read() as work:
        number = supply_items.find(work, item).id
        area = areas.find(work, place).id if place else None
        found = work.execute(rows.moves(number, area, limit)).all()
    if reveal:
        if len(found) > FEW and not reveal.why:
            raise BadInput(
                N_("{rows} rows would be revealed; more than {few} need a reason"),
                hint=N_("add --why 'REASON', or ask for fewer rows"),
                rows=len(found),
                few=FEW,
            )
        with office.store.begin() as work:
            work.log("supply.reveal", "supply_item", number, {"rows": len(found)}, reveal.why)
    return [_move(office, row, Sight.FULL if reveal else Sight.MASKED) for row in found]


def move_view(office: Office, work: Work, number: int) -> MoveView:
    """Return one movement, as whoever typed it sees it."""
    return _move(office, work.execute(rows.moves(number=number)).one(), Sight.FULL)


def _move(office: Office, row: Any, sight: Sight) -> MoveView:  # noqa: ANN401
    return MoveView(
        id=row.id,
        item=row.item,
        kind=row.kind,
        quantity=row.quantity,
        measure=row.measure,
        place=row.place,
        on_hand=row.balance,
        to=row.home or row.member or row.team or (row.other_place if row.quantity < 0 else None),
        at=office.moment_of(row.at),
        recorded_at=office.moment_of(row.recorded_at),
        operator=row.operator,
        by=row.done_by,
        source=row.source or (row.other_place if row.quantity > 0 else None),
        expires_on=_day(row.expires_on),
        plan=row.plan_id,
        note=row.note,
        ref=row.ref,
        undoes=row.undoes_id,
        undone_by=row.undone_by,
        sight=sight,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
