"""Handing out all that waits at a desk at once: planned as the cheapest whole, shown, then done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gridctl.core.dispatch_views import AssignedView, DispatchView, SkippedView, UnassignedView
from gridctl.core.dispatching import why_not
from gridctl.core.errands import Call, in_goes
from gridctl.core.private import Sight
from gridctl.core.requests import Act
from gridctl.core.suggesting import Need, Taker, load_reason
from gridctl.core.words import UNRESOLVED, Urgency
from gridctl.services import desk_queue, handing, request_views, steps, takers
from gridctl.services.clockwork import Books
from gridctl.services.finding import read_query
from gridctl.services.office import Office
from gridctl.services.ways import all_ways, way
from gridctl.store import dispatch as rows
from gridctl.store.query import compile_query
from gridctl.store.unit import Work

_RANKS = {str(code): place for place, code in enumerate(Urgency)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be handed out: the desk (an area; the operator's own else), and which of its requests.

    Without `skills_needed`, or where nobody's skills are noted, who lacks a skill can be sent too.
    """

    area: str | None = None
    where: str = ""
    skills_needed: bool = True


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan as it is shown, with the versions of the requests and the rooms that it was made for."""

    view: DispatchView
    versions: dict[int, int]
    takers: dict[tuple[str, str], Taker]


def plan(office: Office, wanted: Wanted) -> Planned:
    """Return how all that waits at a desk would be handed out; nothing is changed."""
    with office.store.read() as work:
        desk = desk_queue.desk_named(work, wanted.area)
        query = compile_query(work, read_query(office, work, wanted.where), work.now)
        numbers = rows.waiting(work, [desk.id] if desk else None, query.conditions, query.match)
        requests = rows.requests(work, numbers)
        lie = takers.Lie(work)
        needs = takers.needs_of(office, work, lie, requests)
        able = [one.taker for one in takers.for_dispatch(office, work, lie, desk, requests)]
    # Where nobody's skills are noted, a missing one says nothing.
    skilled = wanted.skills_needed and any(one.skills for one in able if one.kind == "member")
    goes = in_goes([_call(row, needs[row.id]) for row in requests])
    given = _solve(goes, needs, able, skills_needed=skilled)
    by_number = {row.id: row for row in requests}
    assigned = tuple(_assigned(by_number, needs, goes, given, skills_needed=skilled))
    left = sorted(set(by_number) - {one.request for one in assigned})
    unassigned = tuple(
        _unassigned(by_number[number], needs[number], able, skills_needed=skilled) for number in left
    )
    cost = sum(one.cost for one in assigned)
    view = DispatchView(desk.code if desk else None, cost, True, assigned, unassigned)
    return Planned(
        view,
        {row.id: row.version for row in requests},
        {(one.kind, one.code): one for one in able},
    )


def _call(row: Any, need: Need) -> Call:  # noqa: ANN401
    place = ("point", row.point_id) if row.point_id else ("building", row.building_id)
    return Call(
        row.id,
        row.category,
        _RANKS[row.urgency],
        row.received_at,
        need.path,
        place if place[1] else None,
        tuple(code for code, _words in need.skills),
        row.confidential,
    )


Goes = Sequence[tuple[Call, ...]]
Given = list[list[Taker | None]]


def _solve(goes: Goes, needs: dict[int, Need], able: Sequence[Taker], *, skills_needed: bool) -> Given:
    """Return for each go and request of it who gets it, or None."""
    from gridctl.planning.assigning import assign  # start-up: only a plan needs the solver
    from gridctl.planning.problem import Go, Problem, Room  # start-up: as above

    total = sum(map(len, goes))
    marked = {code for need in needs.values() for code in need.refused} | {
        code for need in needs.values() for code, _times in need.unanswered
    }
    kinds: dict[Taker, int] = {}
    rooms = []
    for taker in able:
        # Who is alike but for the code and the load has the same ways to everything.
        alike = replace(taker, code=taker.code if taker.code in marked else "", load=0, capacity=None)
        room = total if taker.free is None else min(total, taker.free)
        rooms.append(Room(kinds.setdefault(alike, len(kinds)), tuple(_prices(taker, room))))
    wants: dict[frozenset[Need], int] = {}
    planned = tuple(
        Go(
            wants.setdefault(frozenset(needs[call.number] for call in go), len(wants)),
            tuple(call.rank for call in go),
        )
        for go in goes
    )
    prices = all_ways(wants, list(kinds), skills_needed=skills_needed)
    found = assign(Problem(planned, tuple(rooms), prices))
    return [[None if one is None else able[one] for one in given] for given in found.given]


def _prices(taker: Taker, room: int) -> Iterable[int]:
    return (-load_reason(taker, taker.load + more).points for more in range(room))


def _assigned(
    by_number: dict[int, Any], needs: dict[int, Need], goes: Goes, given: Given, *, skills_needed: bool
) -> Iterable[AssignedView]:
    held: dict[tuple[str, str], int] = {}
    number = 0
    for go, taken in zip(goes, given, strict=True):
        by_taker: dict[Taker, list[Call]] = {}
        for call, taker in zip(go, taken, strict=True):
            if taker is not None:
                by_taker.setdefault(taker, []).append(call)
        want = [needs[call.number] for call in go]
        for taker, calls in by_taker.items():
            number += 1
            price_of_way = way(want, taker, skills_needed=skills_needed) or 0
            for call in calls:
                key = (taker.kind, taker.code)
                more = held.get(key, 0)
                held[key] = more + 1
                price = price_of_way - load_reason(taker, taker.load + more).points
                yield _one(by_number[call.number], taker, price, number)
                price_of_way = 0


def _one(row: Any, taker: Taker, cost: int, go: int) -> AssignedView:  # noqa: ANN401
    return AssignedView(
        request=row.id,
        to=taker.code,
        cost=cost,
        kind=taker.kind,
        go=go,
        urgency=row.urgency,
        category=row.category,
        summary=row.summary,
        sight=_sight(row),
    )


def _unassigned(row: Any, need: Need, able: Sequence[Taker], *, skills_needed: bool) -> UnassignedView:  # noqa: ANN401
    found = why_not(need, able, skills_needed=skills_needed)
    return UnassignedView(
        request=row.id,
        why=found.why,
        skills=found.skills,
        able=found.able,
        urgency=row.urgency,
        category=row.category,
        summary=row.summary,
        sight=_sight(row),
    )


def _sight(row: Any) -> Sight:  # noqa: ANN401
    return Sight.CLOSED if row.confidential else Sight.MASKED


def carry_out(office: Office, planned: Planned, act: Act) -> DispatchView:
    """Hand everything out as planned, in one transaction.

    What somebody else took or changed since, and what would go beyond somebody's capacity by now, is left
    alone and said.
    """
    done: list[AssignedView] = []
    skipped: list[SkippedView] = []
    with office.store.begin() as work:
        room, books = _Room(work, planned), Books.of(office, work)
        for one in planned.view.assigned:
            row = request_views.load(work, one.request)
            if row.version != planned.versions[row.id] or row.holder or row.status not in UNRESOLVED:
                skipped.append(SkippedView(one.request, one.to, "taken"))
            elif not room.take(one):
                skipped.append(SkippedView(one.request, one.to, "full"))
            else:
                to = handing.To(desk=one.to) if one.kind == "desk" else handing.To(one.to)
                steps.step(office, work, row.id, handing.giving(to, act), books)
                done.append(one)
    return replace(
        planned.view,
        cost=sum(one.cost for one in done),
        dry_run=False,
        assigned=tuple(done),
        skipped=tuple(skipped),
    )


class _Room:
    """How many more everybody can hold, as it is now."""

    def __init__(self, work: Work, planned: Planned) -> None:
        """Count what everybody holds now."""
        self.takers = planned.takers
        self.load = rows.loads_by_code(work)

    def take(self, one: AssignedView) -> bool:
        """Take a place with somebody; False where there is none left."""
        capacity = self.takers[one.kind, one.to].capacity
        if capacity is None:
            return True
        if self.load.get(one.to, 0) >= capacity:
            return False
        self.load[one.to] = self.load.get(one.to, 0) + 1
        return True
