"""Plans: an allocation that fits the stock is made and held back, shown by stairwell, and closed.

A plan is a frozen list of homes with what each is to get, like the targets of a round: what is handed out at
the doors is noted through `services.supply_giving`, whoever knocks.
"""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from gridctl.core.errors import N_, NotFound, Refused
from gridctl.core.private import Reveal, Sight
from gridctl.core.supplies import PlanStatus
from gridctl.core.supply_views import PlanView, ShareLine, StairView
from gridctl.core.text import clean_line
from gridctl.core.uid import uuid7
from gridctl.services import areas, supply_items
from gridctl.services.office import Office
from gridctl.services.supplies import not_enough
from gridctl.services.supply_drafts import Draft, PlanOrder, draft
from gridctl.services.supply_receivers import place_to_take
from gridctl.store import areas as area_rows
from gridctl.store import supplies as stock_rows
from gridctl.store import supply_plans as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a plan stands on: the thing, where it lies, where the homes are, and how much may be handed out."""

    item: Any
    place: int
    scope: Any
    usable: int
    today: str


def make(office: Office, order: PlanOrder, *, dry_run: bool = False) -> PlanView:
    """Make an allocation and hold its goods back; Refused where none are there. `dry_run` writes nothing.

    A `ref` that is known already gives the plan that it stands for.
    """
    ref = clean_line(order.ref, "--ref", longest=100) if order.ref else None
    with office.store.read() if dry_run else office.store.begin("supply plan") as work:
        known = rows.by_ref(work, ref) if ref else None
        if known is not None:
            return _view(office, work, known, Sight.FULL)
        ground = _ground(office, work, order)
        found = draft(office, work, order, ground.item, ground.scope, ground.usable)
        values = _values(office, order, ground, found, ref)
        if dry_run:
            return _rehearsed(office, work, ground, found, values)
        reserved = sum(found.granted)
        if not stock_rows.reserve(work, ground.item.id, ground.place, reserved, ground.today):
            raise not_enough(work, ground.item, ground.place, reserved, ground.today)
        shares = [
            (door.id, place, str(want.turn), want.wanted, granted)
            for place, (door, want, granted) in enumerate(
                zip(found.homes, found.wants, found.granted, strict=True), 1
            )
        ]
        number = rows.add(work, values | {"uid": uuid7(work.now), "version": 1}, shares)
        told = {"item": ground.item.code, "homes": len(shares), "granted": reserved, "seed": found.seed}
        work.log("supply.plan", "supply_plan", number, told)
        return _view(office, work, load(work, number), Sight.FULL)


def _ground(office: Office, work: Work, order: PlanOrder) -> _Ground:
    item = supply_items.find(work, order.item)
    work.about("supply_item", item.id)
    place = place_to_take(office, work, item, order.place)
    scope = area_rows.by_id(work, areas.find(work, order.area).id if order.area else place)
    today = office.now().date().isoformat()
    here = [row for row in stock_rows.stock(work, today, work.now, item.id, place) if row.area_id == place]
    usable = sum(row.on_hand - row.reserved - row.expired for row in here)
    if usable <= 0:
        raise not_enough(work, item, place, 1, today)
    return _Ground(item, place, scope, usable, today)


def _values(
    office: Office, order: PlanOrder, ground: _Ground, found: Draft, ref: str | None
) -> dict[str, Any]:
    return {
        "status": str(PlanStatus.OPEN),
        "item_id": ground.item.id,
        "area_id": ground.place,
        "scope_id": ground.scope.id,
        "per": str(order.per),
        "each": found.each,
        "extra": found.extra or None,
        "chosen": clean_line(order.where, "--where") if order.where else None,
        "before": clean_line(order.first, "--first") if order.first else None,
        "seed": found.seed,
        "made_at": office.when(None),
        "operator": office.operator,
        "ref": ref,
    }


def _rehearsed(office: Office, work: Work, ground: _Ground, found: Draft, values: dict[str, Any]) -> PlanView:
    lines = tuple(
        ShareLine(door.label, door.area, str(want.turn), want.wanted, granted, 0)
        for door, want, granted in zip(found.homes, found.wants, found.granted, strict=True)
    )
    return PlanView(
        id=None,
        item=ground.item.code,
        name=ground.item.name,
        measure=ground.item.measure,
        place=area_rows.by_id(work, ground.place).code,
        area=ground.scope.code,
        area_name=ground.scope.name,
        extra=found.extra,
        where=values["chosen"],
        first=values["before"],
        home_count=len(lines),
        wanted=sum(line.wanted for line in lines),
        granted=sum(line.granted for line in lines),
        given=0,
        short=sum(line.granted < line.wanted for line in lines),
        made_at=office.moment_of(values["made_at"]),
        closed_at=None,
        dry_run=True,
        lines=lines,
        sight=Sight.FULL,
        **{name: values[name] for name in ("status", "per", "each", "seed", "operator", "ref")},
    )


def load(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return a plan with its sums; NotFound where there is none."""
    row = rows.get(work, number) if 0 < number < 1 << 62 else None
    if row is None:
        raise NotFound(
            N_("there is no plan {number}"),
            hint=N_("see what there is: gridctl supply plan list"),
            number=number,
        )
    return row


def listing(office: Office, *, everything: bool = False, item: str | None = None) -> list[PlanView]:
    """Return plans without their homes, newest first: those that are open, or all; of one thing or any."""
    with office.store.read() as work:
        number = supply_items.find(work, item).id if item else None
        found = work.execute(rows.plans(everything=everything, item_id=number)).all()
        return [_plan(office, row, Sight.MASKED) for row in found]


def show(office: Office, number: int, reveal: Reveal | None = None) -> PlanView:
    """Return one plan with its homes in walking order."""
    with office.store.read() as work:
        row = load(work, number)
        found = _view(office, work, row, Sight.FULL if reveal else Sight.MASKED)
    if reveal:
        with office.store.begin() as work:
            work.log("supply.reveal", "supply_plan", number, {"rows": 1}, reveal.why)
    return found


def stairwells(office: Office, number: int) -> list[StairView]:
    """Return the homes of a plan stairwell by stairwell: a list for whoever carries it there."""
    with office.store.read() as work:
        load(work, number)
        shares = rows.shares(work, number)
    return [_stair(list(found)) for _code, found in groupby(shares, lambda share: share.stairwell)]


def _stair(shares: list[Any]) -> StairView:
    return StairView(
        stairwell=shares[0].stairwell,
        name=shares[0].stairwell_name,
        home_count=len(shares),
        granted=sum(share.granted for share in shares),
        given=sum(share.given for share in shares),
        doors=tuple(map(_line, shares)),
    )


def close(office: Office, number: int) -> PlanView:
    """Close a plan: what was not handed out is free again, and who got less comes first next time."""
    with office.store.begin() as work:
        row = load(work, number)
        work.about("supply_plan", number)
        if row.status == PlanStatus.CLOSED:
            raise Refused(
                N_("plan {number} is closed already"),
                hint=N_("see: gridctl supply plan show {number}"),
                error="closed",
                number=number,
            )
        left = row.granted - row.given
        rows.close(work, number)
        if not stock_rows.free(work, row.item_id, row.area_id, left):
            raise AssertionError  # plans and stock are changed together: never commit what does not add up
        work.log("supply.plan.close", "supply_plan", number, {"given": row.given, "freed": left})
        return _view(office, work, load(work, number), Sight.MASKED)


def _view(office: Office, work: Work, row: Any, sight: Sight) -> PlanView:  # noqa: ANN401
    return replace(_plan(office, row, sight), lines=tuple(map(_line, rows.shares(work, row.id))))


def _line(share: Any) -> ShareLine:  # noqa: ANN401
    return ShareLine(share.label, share.stairwell, share.turn, share.wanted, share.granted, share.given)


def _plan(office: Office, row: Any, sight: Sight) -> PlanView:  # noqa: ANN401
    return PlanView(
        extra=row.extra or {},
        where=row.chosen,
        first=row.before,
        made_at=office.moment_of(row.made_at),
        closed_at=office.moment(row.closed_at),
        sight=sight,
        **{name: getattr(row, name) for name in _SAME},
    )


_SAME = (
    *(
        "id",
        "status",
        "item",
        "name",
        "measure",
        "place",
        "area",
        "area_name",
        "per",
        "each",
        "seed",
        "home_count",
    ),
    *("wanted", "granted", "given", "short", "operator", "ref"),
)
"""What a plan's view holds just as the store does."""
