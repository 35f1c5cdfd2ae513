"""Rounds that hand out a plan: a visit that is done is a home's receipt; what puts it right takes the goods back."""

from collections.abc import Sequence
from typing import Any

from gridctl.core.errors import N_, Refused
from gridctl.core.round_views import RoundView
from gridctl.core.rounds import VisitOutcome
from gridctl.core.times import parse_when, to_ms
from gridctl.services import checklists, round_views, rounds, supply_plans, supply_undo
from gridctl.services.office import Office
from gridctl.services.supply_giving import Handing, refuse_closed
from gridctl.store import rounds as round_rows
from gridctl.store import supplies as stock_rows
from gridctl.store import supply_plans as plan_rows
from gridctl.store import visits as visit_rows
from gridctl.store.unit import Work

CHECKLIST = "delivery"
GOT = "got"
"""The item of a delivery that says whether it arrived."""


def open_for(office: Office, number: int, until: str | None = None) -> RoundView:
    """Open the round that hands out a plan: its targets are the homes that have not got their share yet.

    Refused where the plan is closed, where nothing is left, or where such a round is open already.
    """
    with office.store.begin("round open") as work:
        plan = supply_plans.load(work, number)
        work.about("supply_plan", number)
        refuse_closed(plan)
        before = round_rows.open_of_plan(work, number)
        if before is not None:
            raise Refused(
                N_("plan {number} is handed out by round {round} already"),
                hint=N_("see: gridctl round show {round}"),
                error="round_open",
                number=number,
                round=before,
            )
        homes = [share.home_id for share in plan_rows.shares(work, number) if share.given < share.granted]
        if not homes:
            raise Refused(
                N_("plan {number} has nothing left to hand out"),
                hint=N_("close it: gridctl supply plan close {number}"),
                error="nothing_left",
                number=number,
            )
        checklist = checklists.find(office, work, CHECKLIST)
        values = {
            "name": plan.name,
            "area_id": plan.scope_id,
            "query": None,
            "until_at": to_ms(parse_when(until, office.now())) if until else None,
            "plan_id": number,
        }
        opened = rounds.fill(office, work, checklist, values, homes=homes)
        return round_views.view(office, work, opened)


def follow(office: Office, work: Work, row: Any, target: Any, at: int, by: str | None = None) -> int:  # noqa: ANN401
    """Let the stock be what the visits of a target say: goods go out once, and come back when none is a receipt.

    Return what was handed out, below zero what was taken back. `row` is the round; `at` is UTC ms. Refused where
    the goods are not there.
    """
    receipts = [one for one in visit_rows.valid(work, target.id) if _is_receipt(one)]
    standing = visit_rows.standing_moves(work, target.id)
    if not receipts:
        return sum(_take_back(work, move, at, by) for move in standing)
    if standing:
        return 0
    share = plan_rows.share_of(work, row.plan_id, target.home_id)
    if share is None or share.given >= share.granted:
        return 0
    plan = plan_rows.head(work, row.plan_id)
    refuse_closed(plan)
    handing = Handing(
        work, plan, stock_rows.item(work, plan.item_id), office.now().date().isoformat(), at, by, None
    )
    visit_rows.set_move(work, receipts[-1].seq, handing.to(share))
    return int(share.granted - share.given)


def _is_receipt(visit: Any) -> bool:  # noqa: ANN401
    return visit.outcome == VisitOutcome.DONE and (visit.answers or {}).get(GOT) not in _NOT


_NOT: Sequence[Any] = (False, "no")


def _take_back(work: Work, move: int, at: int, by: str | None) -> int:
    row = stock_rows.move(work, move)
    if row is None or row.plan_id is None:
        return 0
    supply_undo.take_back(work, row, at, by)
    return int(row.quantity)
