"""Plans of rosters: made as drafts, published, dropped."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import date
from math import floor
from statistics import median
from threading import Event
from typing import Any

from gridctl.core.duties import TurnState
from gridctl.core.errors import N_, Ambiguous, BadInput, NotFound, Refused
from gridctl.core.plan_views import PlanRow, PlanView, PublishedView, Shares
from gridctl.core.roster_span import Span
from gridctl.core.telling import TellKind
from gridctl.planning.roster.problem import Grid, Impossible, Outcome, Problem
from gridctl.services import areas
from gridctl.services.duty_news import tell
from gridctl.services.duty_people import on_day
from gridctl.services.office import Office
from gridctl.services.rehearsing import in_one_go
from gridctl.services.roster_keeping import Keeper, below, still_legal
from gridctl.services.roster_lack import unfilled
from gridctl.services.roster_lifts import solved
from gridctl.services.roster_problem import Made, make
from gridctl.store import plans as rows
from gridctl.store import turns as turn_rows
from gridctl.store.unit import Work

SECONDS = 60.0
LONGEST = 62
"""Days of one plan."""
_LISTENS = 0.2
"""Seconds between two looks at whether the planner is done."""


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What is to be planned: the days from one on, an area (none: everywhere), and how hard to try.

    `seconds` caps the time by the wall; with `effort` (deterministic seconds) a seed gives the same plan again.
    """

    since: str
    days: int
    area: str | None = None
    seconds: float = SECONDS
    effort: float | None = None
    seed: int = 1
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: `better` hears the price and the bound of each better roster, `stop` may end the search."""

    better: Callable[[int, float], None] = field(default=lambda _cost, _bound: None)
    stop: Callable[[], bool] = field(default=lambda: False)


def plan(office: Office, new: NewPlan, watch: Watch | None = None) -> PlanView:
    """Plan the days and keep the best roster that is found as a draft, which replaces an older one.

    BadInput where no post is open then; Refused where no roster keeps all rules.
    """
    span = _span(office, new)
    with office.store.read() as work:
        made = make(office, work, span)
        area = areas.view(work, span.area_id).code if span.area_id else None
    if not made.problem.needs and not made.tight:
        raise BadInput(
            N_("no post is open there on these days"),
            hint=N_("see what there is: gridctl duty post list; add one: gridctl duty post add"),
            error="no_posts",
        )
    found = _solved(made, new, watch or Watch())

    def do(work: Work) -> tuple[Keeper, Grid, int]:
        keeper = Keeper(office, work, made)
        kept = keeper.legal(found.grid)
        return keeper, kept, _keep(work, new, found, keeper, kept)

    # Why posts are short takes longer than to write the turns: nobody has to wait for that.
    keeper, kept, number = in_one_go(office, do, dry_run=new.dry_run)
    return _view(area, new, found, kept, keeper, None if new.dry_run else number)


def _span(office: Office, new: NewPlan) -> Span:
    first = on_day(office, new.since)
    if not 1 <= new.days <= LONGEST:
        raise BadInput(
            N_("{days} days cannot be planned at once"),
            hint=N_("from 1 to {longest}"),
            days=new.days,
            longest=LONGEST,
        )
    with office.store.read() as work:
        return Span(first, new.days, areas.find(work, new.area).id if new.area else None)


def _solved(made: Made, new: NewPlan, watch: Watch) -> Outcome:
    """Let the planner work beside this thread, so that Ctrl-C is heard: it ends the search with the best so far."""
    from gridctl.planning.roster.large import plan as search  # start-up: only a plan needs the solver

    stopping = Event()

    def part(problem: Problem, share: float, start: Grid | None) -> Outcome:
        return search(
            problem,
            seconds=new.seconds * share,
            effort=None if new.effort is None else new.effort * share,
            seed=new.seed,
            start=start,
            better=watch.better,
            stop=lambda: stopping.is_set() or watch.stop(),
        )

    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(solved, made, part)
        while not coming.done():
            try:
                wait([coming], timeout=_LISTENS)
            except KeyboardInterrupt:
                stopping.set()
    try:
        return coming.result()
    except Impossible:
        raise Refused(
            N_("no roster keeps all the rules, or none was found in time"),
            hint=N_("give it longer with --seconds; see who is away: gridctl duty absence list"),
            error="no_roster",
        ) from None


def _keep(work: Work, new: NewPlan, found: Outcome, keeper: Keeper, grid: Grid) -> int:
    """Write the plan and its turns; the drafts that it replaces go, fixed ones become its own."""
    span = keeper.made.span
    required, filled = keeper.counted(grid)[:2]
    number = rows.add(
        work,
        keeper.plan_row()
        | {
            "seed": new.seed,
            "effort": None if new.effort is None else round(new.effort),
            "required": required,
            "filled": filled,
            "cost": found.cost,
            "bound": _bound(found),
            "seconds": round(found.seconds),
        },
    )
    old = rows.drafts(work, below(work, span.area_id), *span.ends)
    replaced = [row for row in old if not row.locked]
    turn_rows.set_state(work, [row.id for row in replaced], TurnState.REMOVED)
    rows.adopt(work, [row.id for row in old if row.locked], number)
    turn_rows.add_many(work, keeper.new_rows(grid, number))
    standing = rows.counts(work)
    emptied = {row.plan_id for row in replaced if row.plan_id} - standing.keys()
    for one in sorted(emptied):
        rows.set_time(work, one, "dropped_at")
    work.log(
        "plan.make",
        "plan",
        number,
        {
            "from": span.first.isoformat(),
            "days": span.days,
            "area": new.area,
            "seed": new.seed,
            "turns": sum(map(len, keeper.fresh(grid))),
            "replaced": sorted(emptied),
        },
    )
    return number


def _view(
    area: str | None, new: NewPlan, found: Outcome, grid: Grid, keeper: Keeper, number: int | None
) -> PlanView:
    made = keeper.made
    required, filled, desired, desired_filled = keeper.counted(grid)
    return PlanView(
        id=number,
        status="draft",
        area=area,
        from_on=made.span.first.isoformat(),
        days=made.span.days,
        required=required,
        filled=filled,
        desired=desired,
        desired_filled=desired_filled,
        unfilled=unfilled(made, grid),
        score=found.cost,
        bound=_bound(found),
        seconds=round(found.seconds, 1),
        effort=new.effort,
        seed=new.seed,
        stopped=found.stopped,
        members=_shares(keeper.hours()),
        beyond=keeper.beyond(),
        left=tuple(keeper.left),
    )


def _bound(found: Outcome) -> int:
    return max(0, floor(found.bound))


def _shares(hours: Sequence[float]) -> Shares:
    some = [round(one, 1) for one in hours if one]
    return Shares(
        without_work=len(hours) - len(some),
        least=min(some, default=0),
        median=round(median(some), 1) if some else 0,
        most=max(some, default=0),
    )


def listing(office: Office, *, everything: bool = False) -> list[PlanRow]:
    """Return the plans, newest first; dropped ones too if `everything`."""
    with office.store.read() as work:
        standing = rows.counts(work)
        return [_row(office, row, standing.get(row.id, 0)) for row in rows.plans(work, everything=everything)]


def _row(office: Office, row: Any, turns: int) -> PlanRow:  # noqa: ANN401
    return PlanRow(
        id=row.id,
        status=_status(row),
        area=row.area,
        from_on=row.from_on,
        days=row.days,
        required=row.required,
        filled=row.filled,
        score=row.cost,
        bound=row.bound,
        seed=row.seed,
        effort=row.effort,
        seconds=row.seconds,
        turns=turns,
        made_at=office.moment_of(row.made_at),
        made_by=row.made_by,
        published_at=office.moment(row.published_at),
    )


def _status(row: Any) -> str:  # noqa: ANN401
    if row.dropped_at is not None:
        return "dropped"
    return "draft" if row.published_at is None else "published"


def _meant(work: Work, number: int | None) -> Any:  # noqa: ANN401
    """Return the draft with a number, or the only one there is."""
    if number is None:
        open_ = [row for row in rows.plans(work) if row.published_at is None]
        if len(open_) > 1:
            raise Ambiguous(
                N_("several plans wait to be published"),
                hint=N_("give the number of one of them: {numbers}"),
                numbers=", ".join(str(row.id) for row in open_),
            )
        found = open_[0] if open_ else None
    else:
        found = rows.plan(work, number)
    if found is None:
        raise NotFound(
            N_("no plan waits to be published") if number is None else N_("there is no plan {number}"),
            hint=N_("make one: gridctl duty plan --from DATE --days N; see them: gridctl duty plans"),
            number=number,
        )
    work.about("plan", found.id)
    if _status(found) != "draft":
        raise Refused(
            N_("plan {number} is no draft any more"),
            hint=N_("see how it stands: gridctl duty plans --all"),
            error="no_draft",
            number=found.id,
        )
    return found


def publish(office: Office, number: int | None = None, *, dry_run: bool = False) -> PublishedView:
    """Publish a plan: its turns count from now on, and everybody is told of theirs.

    What a rule forbids by now stays a draft and is named. A rehearsal only reads, so that nobody waits for it.
    """
    with office.store.begin() as work:
        found = _meant(work, number)
        if not dry_run:
            legal, left = _legal(office, work, found)
            turn_rows.set_state(work, [row.id for row in legal], TurnState.PUBLISHED)
            rows.set_time(work, found.id, "published_at")
            work.log("plan.publish", "plan", found.id, {"turns": len(legal), "left": len(left)})
            tell(work, [row.id for row in legal], TellKind.SHIFT_GIVEN)
    if dry_run:
        with office.store.read() as work:
            legal, left = _legal(office, work, found)
    return PublishedView(
        found.id,
        "published",
        found.area,
        found.from_on,
        found.days,
        len(legal),
        len({row.member_id for row in legal}),
        dry_run,
        tuple(left),
    )


def _legal(office: Office, work: Work, found: Any) -> tuple[list[Any], list[Mapping[str, Any]]]:  # noqa: ANN401
    """Return which turns of a draft keep the rules by now, and those that don't, named."""
    span = Span(date.fromisoformat(found.from_on), found.days, found.area_id)
    return still_legal(office, work, span, rows.drafts_of(work, found.id))


def drop(office: Office, number: int) -> PlanRow:
    """Drop a draft: its turns go, nobody was told of them."""
    with office.store.begin() as work:
        found = _meant(work, number)
        drafts = rows.drafts_of(work, found.id)
        turn_rows.set_state(work, [row.id for row in drafts], TurnState.REMOVED)
        rows.set_time(work, found.id, "dropped_at")
        work.log("plan.drop", "plan", found.id, {"turns": len(drafts)})
        return _row(office, rows.plan(work, found.id), 0)
