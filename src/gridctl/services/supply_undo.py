"""A slip is taken back by a movement that goes the other way; both are kept."""

from typing import Any

from gridctl.core.errors import N_, BadInput, NotFound, Refused
from gridctl.core.requests import Act
from gridctl.core.supplies import MoveKind, PlanStatus
from gridctl.core.supply_views import MoveView
from gridctl.services import people
from gridctl.services.office import Office
from gridctl.services.supplies import Booking, clean_note, write
from gridctl.services.supply_views import move_view
from gridctl.store import supplies as rows
from gridctl.store import supply_plans as plan_rows
from gridctl.store.unit import Work


def undo(office: Office, number: int | None, act: Act) -> MoveView:
    """Take a movement back: the one named, else the operator's last; Refused where its goods are not there any more.

    What was handed out by a plan that is open is held back again.
    """
    with office.store.begin() as work:
        row = _wanted(office, work, number)
        work.about("supply_move", row.id)
        before = rows.undone_by(work, row.id)
        if row.kind == MoveKind.UNDO or before is not None:
            raise Refused(
                N_("movement {number} takes another one back")
                if before is None
                else N_("movement {number} was taken back already, by {before}"),
                hint=N_("book it anew instead"),
                error="undone",
                number=row.id,
                before=before,
            )
        at, by = office.when(act.at), people.done_by(work, act.by)
        return move_view(office, work, take_back(work, row, at, by, clean_note(act.note)))


def take_back(work: Work, row: Any, at: int, by: str | None = None, note: str | None = None) -> int:  # noqa: ANN401
    """Write the movement that takes one back, within a unit of work; return its number.

    Of a transfer both halves are taken back. Refused where what it brought has gone since, or is held back.
    """
    other = rows.other_half(work, row)
    halves = sorted((one for one in (row, other) if one is not None), key=lambda one: -one.quantity)
    done = {one.id: _reversed(work, one, at, by, note) for one in halves}
    return done[row.id]


def _reversed(work: Work, row: Any, at: int, by: str | None, note: str | None) -> int:  # noqa: ANN401
    """Write the movement that goes the other way of one; return its number."""
    parts = [(lot, -part) for lot, part in rows.parts_of(work, row.id)]
    if row.quantity > 0:
        done = rows.take(work, row.item_id, row.area_id, row.quantity, "", expired=True)
    else:
        done = rows.put(work, row.item_id, row.area_id, -row.quantity)
    if not done or not rows.change_lots(work, parts):
        raise Refused(
            N_("what movement {number} brought is not all there any more, or is held back by a plan"),
            hint=N_("take back first what went out; or put it right: gridctl supply adjust {item} -QUANTITY"),
            error="not_enough",
            number=row.id,
            item=rows.item(work, row.item_id).code,
        )
    if row.plan_id is not None:
        _hold_again(work, row)
    more = {"undoes_id": row.id, "note": note}
    more |= {name: getattr(row, name) for name in ("plan_id", "home_id", "member_id", "team_id")}
    return write(work, Booking(MoveKind.UNDO, row.item_id, row.area_id, -row.quantity, parts, at, by, more))


def _hold_again(work: Work, row: Any) -> None:  # noqa: ANN401
    """Let a home of a plan wait for its share again; its goods are held back while the plan is open."""
    done = plan_rows.hand_out(work, row.plan_id, row.home_id, row.quantity)
    if plan_rows.status_of(work, row.plan_id) == PlanStatus.OPEN:
        done &= rows.reserve(work, row.item_id, row.area_id, -row.quantity, "", expired=True)
    if not done:
        raise AssertionError  # it was handed out by this plan, and has just come back


def _wanted(office: Office, work: Work, number: int | None) -> Any:  # noqa: ANN401
    if number is None:
        last = rows.last_move(work, office.operator)
        if last is None:
            raise BadInput(
                N_("you have moved nothing that could be taken back"),
                hint=N_("name a movement: gridctl supply undo NUMBER; see: gridctl supply log CODE"),
            )
        return last
    found = rows.move(work, number) if 0 < number < 1 << 62 else None
    if found is None:
        raise NotFound(
            N_("there is no movement {number}"), hint=N_("see: gridctl supply log CODE"), number=number
        )
    return found
