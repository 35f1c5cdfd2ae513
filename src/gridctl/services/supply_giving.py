"""Handing out by a plan: a receipt for each door, out of what the plan holds back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, Ambiguous, BadInput, NotFound, Refused
from gridctl.core.requests import Act
from gridctl.core.supplies import MoveKind, PlanStatus
from gridctl.core.supply_views import GivenView
from gridctl.core.text import clean_line, code_key
from gridctl.services import homes, people, supply_plans
from gridctl.services.office import Office
from gridctl.services.place_names import own_area
from gridctl.services.supplies import Booking, clean_note, go, write
from gridctl.store import supplies as stock_rows
from gridctl.store import supply_plans as rows
from gridctl.store.unit import Work


def give(office: Office, number: int, names: Sequence[str], act: Act, *, rest: bool = False) -> GivenView:
    """Note that homes of a plan have got their share, or all that have not yet (`rest`).

    Homes that had got theirs before are told, and get nothing twice.
    """
    with office.store.begin("supply give") as work:
        plan = supply_plans.load(work, number)
        work.about("supply_plan", number)
        refuse_closed(plan)
        shares = rows.shares(work, number)
        wanted = shares if rest else _meant(office, work, number, shares, names)
        waiting = [share for share in wanted if share.given < share.granted]
        done = [] if rest else [share for share in wanted if share.given >= share.granted]
        handing = Handing.of(office, work, plan, act)
        moves = tuple(handing.to(share) for share in waiting)
        after = supply_plans.load(work, number)
        return GivenView(
            id=number,
            status=after.status,
            item=plan.item,
            measure=plan.measure,
            home_count=len(moves),
            given=sum(share.granted - share.given for share in waiting),
            moves=moves,
            already=tuple(share.label for share in done if share.granted),
            nothing=tuple(share.label for share in done if not share.granted),
            left_homes=after.left_homes,
            left=after.granted - after.given,
        )


def refuse_closed(plan: Any) -> None:  # noqa: ANN401
    """Refuse to hand out by a plan that is closed."""
    if plan.status == PlanStatus.CLOSED:
        raise Refused(
            N_("plan {number} is closed already"),
            hint=N_("hand out without a plan: gridctl supply issue {item} QUANTITY --to HOME"),
            error="closed",
            number=plan.id,
            item=plan.item,
        )


@dataclass(frozen=True, slots=True)
class Handing:
    """The same hand-out at each of some doors: what is read once for all of them. `at` is UTC ms."""

    work: Work
    plan: Any
    item: Any
    today: str
    at: int
    by: str | None
    note: str | None

    @classmethod
    def of(cls, office: Office, work: Work, plan: Any, act: Act) -> "Handing":  # noqa: ANN401
        """Read who hands out, when, and what is noted."""
        return cls(
            work,
            plan,
            stock_rows.item(work, plan.item_id),
            office.now().date().isoformat(),
            office.when(act.at),
            people.done_by(work, act.by),
            clean_note(act.note),
        )

    def to(self, share: Any) -> int:  # noqa: ANN401
        """Write the receipt of one home and return its number."""
        work, plan, quantity = self.work, self.plan, share.granted - share.given
        parts = go(work, self.item, plan.area_id, quantity, self.today, expired=False, reserved=True)
        if not rows.hand_out(work, plan.id, share.home_id, quantity):
            raise AssertionError  # the share was read in this very transaction
        more = {"home_id": share.home_id, "plan_id": plan.id, "note": self.note}
        return write(
            work,
            Booking(MoveKind.ISSUE, self.item.id, plan.area_id, -quantity, parts, self.at, self.by, more),
        )


def _meant(office: Office, work: Work, number: int, shares: list[Any], names: Sequence[str]) -> list[Any]:
    """Return the shares of the homes that were named, each once; a bare room is looked for in the plan first."""
    if not names:
        raise BadInput(N_("say which homes have got theirs"), hint=N_("name them, or use --rest for all"))
    by_home = {share.home_id: share for share in shares}
    near = own_area(office, work)
    found: dict[int, Any] = {}
    for name in names:
        wanted = clean_line(name, "HOME", longest=200)
        inside = [share for share in shares if share.room and code_key(share.room) == code_key(wanted)]
        if len(inside) > 1 and near is None:
            raise Ambiguous(
                N_("{text} fits {count} homes"),
                hint=N_("give one of them: {labels}"),
                text=wanted,
                count=len(inside),
                labels=", ".join(share.label for share in inside[: homes.SHOWN]),
            )
        home_id = inside[0].home_id if len(inside) == 1 else homes.find(work, wanted, near).id
        if home_id not in by_home:
            raise NotFound(
                N_("plan {number} has nothing for {home}"),
                hint=N_("see whom it is for: gridctl supply plan show {number}"),
                number=number,
                home=wanted,
            )
        found[home_id] = by_home[home_id]
    return list(found.values())
