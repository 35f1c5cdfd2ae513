"""A slip is taken back by a movement that goes the other way; both are kept."""

from typing import Any

from gridctl.core.errors import N_, BadInput, NotFound, Refused
from gridctl.core.requests import Act
from gridctl.core.supplies import MoveKind, PlanStatus
from gridctl.core.supply_views import MoveView
from gridctl.core.text import clean_line
from gridctl.services import people
from gridctl.services.office import Office
from gridctl.services.supplies import Booking, not_enough, write
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
        return move_view(office, work, take_back(office, work, row, act))


def take_back(office: Office, work: Work, row: Any, act: Act, batch: int | None = None) -> int:  # noqa: ANN401
    """Write the movement that takes one back, within a unit of work; return its number."""
    parts = [(lot, -part) for lot, part in rows.parts_of(work, row.id)]
    today = office.now().date().isoformat()
    if row.quantity > 0:
        done = rows.take(work, row.item_id, row.area_id, row.quantity, today, expired=True)
    else:
        done = rows.put(work, row.item_id, row.area_id, -row.quantity)
    if not done or not rows.change_lots(work, parts):
        raise not_enough(work, rows.item(work, row.item_id), row.area_id, row.quantity, today)
    if row.plan_id is not None:
        _hold_again(work, row, today)
    more = {
        "undoes_id": row.id,
        "plan_id": row.plan_id,
        "home_id": row.home_id,
        "member_id": row.member_id,
        "team_id": row.team_id,
        "note": clean_line(act.note, "--note") if act.note else None,
        "batch_id": batch,
    }
    by = people.done_by(work, act.by)
    return write(
        work,
        Booking(
            MoveKind.UNDO, row.item_id, row.area_id, -row.quantity, parts, office.when(act.at), by, more
        ),
    )


def _hold_again(work: Work, row: Any, today: str) -> None:  # noqa: ANN401
    """Let a home of a plan wait for its share again; its goods are held back while the plan is open."""
    plan_rows.hand_out(work, row.plan_id, row.home_id, row.quantity)
    if plan_rows.get(work, row.plan_id).status == PlanStatus.OPEN:
        rows.reserve(work, row.item_id, row.area_id, -row.quantity, today, expired=True)


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
