"""Handing out at once: nobody above capacity, the urgent first, and no dearer than by hand."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from gridctl.planning.assigning import Plan, assign, by_hand
from gridctl.planning.parts import Parts
from gridctl.planning.problem import RANKS, Go, Problem, Room

PRICES = st.lists(st.integers(0, 30), max_size=3).map(lambda prices: tuple(sorted(prices)))


@st.composite
def problems(draw: st.DrawFn, *, requests: int = 8, together: int = 4) -> Problem:
    """Draw goes of up to `together` requests, rooms that grow dearer, and ways some of which cannot be."""
    kinds, rooms = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    goes: list[Go] = []
    while sum(len(go.ranks) for go in goes) < requests and (not goes or draw(st.booleans())):
        size = draw(st.integers(1, min(together, requests - sum(len(go.ranks) for go in goes))))
        ranks = draw(st.lists(st.integers(0, RANKS - 1), min_size=size, max_size=size))
        goes.append(Go(draw(st.integers(0, kinds - 1)), tuple(ranks)))
    held = draw(st.lists(st.builds(Room, st.integers(0, rooms - 1), PRICES), min_size=1, max_size=4))
    way = st.one_of(st.none(), st.integers(0, 90))
    ways = draw(st.lists(st.lists(way, min_size=rooms, max_size=rooms), min_size=kinds, max_size=kinds))
    return Problem(tuple(goes), tuple(held), ways)


def left_of(problem: Problem, plan: Plan) -> tuple[int, ...]:
    """Count who is left out, by rank, the most urgent first."""
    counts = [0] * RANKS
    for go, given_ in zip(problem.goes, plan.given, strict=True):
        for rank, room in zip(go.ranks, given_, strict=True):
            counts[rank] += room is None
    return tuple(counts)


def price_of(problem: Problem, plan: Plan) -> int:
    """Add up the price of a plan: each way once, each further request of somebody at its own price."""
    held = [0] * len(problem.rooms)
    total = 0
    for go, given_ in zip(problem.goes, plan.given, strict=True):
        for room in {one for one in given_ if one is not None}:
            way = problem.ways[go.kind][problem.rooms[room].kind]
            assert way is not None
            total += way
        for each in given_:
            if each is not None:
                total += problem.rooms[each].prices[held[each]]
                held[each] += 1
    return total


def best_of_all(problem: Problem) -> tuple[tuple[int, ...], int]:
    """Try every way to hand out, and return who is left out and the price of the best."""
    found = []
    requests = [(go, one) for go, each in enumerate(problem.goes) for one in range(len(each.ranks))]
    for choice in product([None, *range(len(problem.rooms))], repeat=len(requests)):
        parts = Parts(problem)
        for (go, one), room in zip(requests, choice, strict=True):
            if room is None:
                continue
            if parts.way(go, room) is None or parts.free(room) < 1:
                break
            parts.give(go, one, room)
        else:
            found.append((parts.left(), parts.cost()))
    return min(found)


@settings(max_examples=150)
@given(problem=problems())
def test_a_plan_keeps_every_room_and_costs_what_it_says(problem: Problem) -> None:
    plan = assign(problem)
    held = [one for given_ in plan.given for one in given_ if one is not None]
    assert all(held.count(room) <= len(one.prices) for room, one in enumerate(problem.rooms))
    assert plan.cost == price_of(problem, plan)
    assert plan.bound <= plan.cost + 1e-6


@settings(max_examples=150)
@given(problem=problems())
def test_it_leaves_nobody_out_and_costs_no_more_than_by_hand(problem: Problem) -> None:
    plan, hand = assign(problem), by_hand(problem)
    assert (left_of(problem, plan), plan.cost) <= (left_of(problem, hand), price_of(problem, hand))


@settings(max_examples=60)
@given(problem=problems(requests=5, together=1))
def test_single_requests_are_handed_out_at_the_least_price_there_is(problem: Problem) -> None:
    plan = assign(problem)
    assert (left_of(problem, plan), plan.cost) == best_of_all(problem)
    assert plan.bound == plan.cost


@settings(max_examples=60)
@given(problem=problems(requests=5, together=3))
def test_goes_leave_out_as_few_as_can_be_and_never_beat_the_best(problem: Problem) -> None:
    plan, (left, cost) = assign(problem), best_of_all(problem)
    assert left_of(problem, plan) == left
    assert plan.bound - 1e-6 <= cost <= plan.cost


def test_an_urgent_one_is_never_left_out_for_normal_ones_in_one_go() -> None:
    go, urgent = Go(0, (2, 2, 2)), Go(1, (1,))
    plan = assign(Problem((go, urgent), (Room(0, (0, 0, 0)),), [[0], [90]]))
    assert plan.given[1] == (0,)
    assert plan.given[0].count(None) == 1


def test_a_go_stays_together_where_somebody_has_room_for_it() -> None:
    rooms = (Room(0, (0,)), Room(0, (0,)), Room(1, (5, 5)))
    plan = assign(Problem((Go(0, (2, 2)),), rooms, [[20, 25]]))
    assert plan.given == ((2, 2),)
    assert plan.cost == 35


def test_nothing_to_do_and_nobody_to_do_it_are_plans_too() -> None:
    assert assign(Problem((), (Room(0, (1,)),), [])).given == ()
    assert assign(Problem((Go(0, (1, 2)),), (), [[]])).given == ((None, None),)
