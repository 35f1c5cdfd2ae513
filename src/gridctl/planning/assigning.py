"""Handing out many requests at once as the cheapest whole: a flow of least cost, then goes kept together.

Each request is a unit that flows to somebody with room for it, or to nobody. Somebody's room is bounded, and
each further request in it costs at least as much as the one before. The way is paid once for a go: several
requests that one person does together. The flow spreads that price over as many requests of the go as
somebody has room for, which gives a lower bound; where it tears a go apart, everybody who gets a part of it
pays the whole way, and the parts are put together again where that is cheaper.

Nobody is left out for somebody less urgent: who can be served together is a matroid, so a price of being
left out that grows with the urgency, in steps above all ways together, is enough.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from gridctl.planning.parts import Parts, greedy, mend
from gridctl.planning.problem import RANKS, Problem, Room

SHARE = 27_720
"""Prices are counted in such parts: a go of up to 12 requests is divided without a rest."""


@dataclass(frozen=True, slots=True)
class Plan:
    """For each go and request of it the room that gets it, or None; the price, and a bound from below.

    `bound` holds for all plans that serve as many of each urgency.
    """

    given: tuple[tuple[int | None, ...], ...]
    cost: int
    bound: float


@dataclass(slots=True)
class _Flow:
    """What flows: units by class of goes and kind of room, by room, and what is left by class and rank."""

    into_kinds: dict[tuple[tuple[int, int], tuple[int, int]], int] = field(default_factory=dict)
    into_rooms: dict[int, int] = field(default_factory=dict)
    left: dict[tuple[tuple[int, int], int], int] = field(default_factory=dict)
    cost: int = 0


def assign(problem: Problem) -> Plan:
    """Return the cheapest whole that is found; exact where every go is one request."""
    if not problem.goes or not problem.rooms:
        return Plan(tuple((None,) * len(go.ranks) for go in problem.goes), 0, 0)
    flow = _solve(problem)
    parts = _take_apart(problem, flow)
    mend(problem, parts)
    other = greedy(problem)
    mend(problem, other)
    best = min((parts, other), key=lambda one: (one.left(), one.cost()))
    return Plan(best.given(), best.cost(), flow.cost / SHARE)


def by_hand(problem: Problem) -> Plan:
    """Return what somebody would do by hand: the most urgent first, each to whoever is cheapest then."""
    found = greedy(problem)
    return Plan(found.given(), found.cost(), 0)


def _solve(problem: Problem) -> _Flow:
    """Return the flow of least cost; goes of one kind and size flow together, and rooms of one kind and width."""
    from ortools.graph.python import min_cost_flow  # start-up: only a plan needs the solver

    classes, kinds = _classes(problem), sorted({_kind(problem, room) for room in problem.rooms})
    units = sum(len(go.ranks) for go in problem.goes)
    dear = max((price or 0 for row in problem.ways for price in row), default=0)
    dear += max((room.prices[-1] for room in problem.rooms if room.prices), default=0)
    step = SHARE * (dear + 1) * units + 1
    node_of_kind = {kind: 1 + place for place, kind in enumerate(kinds)}
    first_room = 1 + len(kinds)
    first_class = first_room + len(problem.rooms)
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs: dict[str, list[tuple[object, int]]] = {"kind": [], "room": [], "left": []}

    def arc(what: str, about: object, tail: int, head: int, most: int, price: int) -> None:
        number = solver.add_arc_with_capacity_and_unit_cost(tail, head, most, price)
        arcs[what].append((about, number))

    for place, (one, ranks) in enumerate(classes.items()):
        node = first_class + place
        solver.set_node_supply(node, sum(ranks.values()))
        for kind in kinds:
            price = problem.ways[one[0]][kind[0]]
            if price is not None and kind[1]:
                arc(
                    "kind",
                    (one, kind),
                    node,
                    node_of_kind[kind],
                    units,
                    SHARE * price // min(one[1], kind[1]),
                )
        for rank, count in ranks.items():
            arc("left", (one, rank), node, 0, count, step * (RANKS - rank))
    for place, room in enumerate(problem.rooms):
        for price in room.prices:
            arc("room", place, node_of_kind[_kind(problem, room)], first_room + place, 1, SHARE * price)
        solver.add_arc_with_capacity_and_unit_cost(first_room + place, 0, len(room.prices), 0)
    solver.set_node_supply(0, -units)
    if solver.solve() != solver.OPTIMAL:
        raise AssertionError  # to be left out is always possible
    return _read(solver, arcs)


def _kind(problem: Problem, room: Room) -> tuple[int, int]:
    """Return the kind of a room and how much of a go it can take: the largest go at most."""
    return room.kind, min(len(room.prices), problem.widest)


def _classes(problem: Problem) -> dict[tuple[int, int], dict[int, int]]:
    """Return how many requests of each rank there are, by the kind and size of their goes."""
    found: dict[tuple[int, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for go in problem.goes:
        for rank in go.ranks:
            found[go.kind, len(go.ranks)][rank] += 1
    return found


def _read(solver: object, arcs: dict[str, list[tuple[object, int]]]) -> _Flow:
    found = _Flow()
    for what, numbers in arcs.items():
        for about, number in numbers:
            flow = solver.flow(number)  # type: ignore[attr-defined]
            if not flow:
                continue
            if what == "left":
                found.left[about] = flow  # type: ignore[index]
                continue
            found.cost += flow * solver.unit_cost(number)  # type: ignore[attr-defined]
            if what == "kind":
                found.into_kinds[about] = flow  # type: ignore[index]
            else:
                found.into_rooms[about] = found.into_rooms.get(about, 0) + flow  # type: ignore[call-overload,index]
    return found


def _take_apart(problem: Problem, flow: _Flow) -> Parts:
    """Say which request goes to whom: whole goes first, the biggest ones before, then what is left over."""
    parts = Parts(problem)
    open_goes: dict[tuple[int, int], list[tuple[int, list[int]]]] = defaultdict(list)
    for place, go in enumerate(problem.goes):
        open_goes[go.kind, len(go.ranks)].append((place, list(range(len(go.ranks)))))
    for (one, rank), count in flow.left.items():
        _leave(problem, open_goes[one], rank, count)
    rooms: dict[tuple[int, int], list[list[int]]] = defaultdict(list)
    for place, units in flow.into_rooms.items():
        rooms[_kind(problem, problem.rooms[place])].append([units, place])
    order = sorted(flow.into_kinds.items(), key=lambda item: (-item[0][0][1], item[0]))
    for (one, kind), units in order:
        _fill(parts, open_goes[one], rooms[kind], units)
    return parts


def _leave(problem: Problem, goes: list[tuple[int, list[int]]], rank: int, count: int) -> None:
    """Take `count` requests of one rank out of the goes, the last ones first."""
    for place, requests in reversed(goes):
        for request in reversed(requests.copy()):
            if count and problem.goes[place].ranks[request] == rank:
                requests.remove(request)
                count -= 1


def _fill(parts: Parts, goes: list[tuple[int, list[int]]], rooms: list[list[int]], units: int) -> None:
    """Give `units` requests of these goes to these rooms (units left and place), whole goes where possible."""
    for whole in (True, False):
        for place, requests in goes:
            while requests and units:
                size = len(requests)
                wide = [room for room in rooms if room[0] >= size]
                if whole and (size > units or not wide):
                    break
                room = min(wide) if wide else max(rooms)
                taken = min(size, units, room[0])
                for request in requests[:taken]:
                    parts.give(place, request, room[1])
                del requests[:taken]
                room[0] -= taken
                units -= taken
