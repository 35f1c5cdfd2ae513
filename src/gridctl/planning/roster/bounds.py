"""How many posts can be filled at most, and what a roster costs at least: what every roster is held against."""

from collections.abc import Sequence
from dataclasses import dataclass

from gridctl.planning.roster.board import fixed_rows
from gridctl.planning.roster.checking import counted
from gridctl.planning.roster.costing import price_of_need, price_of_row
from gridctl.planning.roster.problem import Grid, Need, Problem
from gridctl.planning.roster.relaxing import Network, Relaxed, ends, slot, sources


@dataclass(frozen=True, slots=True)
class Fillable:
    """The most heads that any roster can put at posts, up to their `least` and up to their `best`.

    `wanted_least` and `wanted_best` are how many there should be; `days` is the most up to `least` on each day
    by itself.
    """

    least: int
    best: int
    wanted_least: int
    wanted_best: int
    days: tuple[int, ...]


def fillable(problem: Problem) -> Fillable:
    """Return bounds from above on how many heads can be filled, by flows that leave rest and runs out."""
    relaxed = Relaxed(problem)
    by_day = tuple(
        _most(relaxed, [need for need in problem.needs if need.day == day], best=False)
        for day in range(problem.days)
    )
    return Fillable(
        least=min(sum(by_day), _most(relaxed, problem.needs, best=False)),
        best=_most(relaxed, problem.needs, best=True),
        wanted_least=sum(need.least for need in problem.needs),
        wanted_best=sum(need.best for need in problem.needs),
        days=by_day,
    )


def most_least(problem: Problem) -> int:
    """Return a bound on the heads up to `least` alone, over the whole roster."""
    return _most(Relaxed(problem), problem.needs, best=False)


def filled(problem: Problem, grid: Grid) -> tuple[int, int]:
    """Return how many heads a roster puts at posts, up to their `least` and up to their `best`."""
    counts = counted(grid)
    return (
        sum(min(need.least, counts[need.day, need.job]) for need in problem.needs),
        sum(min(need.best, counts[need.day, need.job]) for need in problem.needs),
    )


def _most(relaxed: Relaxed, needs: Sequence[Need], *, best: bool) -> int:
    network = Network()
    start, end = network.node("start"), network.node("end")
    fixed = 0
    days = {need.day for need in needs}
    for need in needs:
        wanted, there = need.best if best else need.least, relaxed.filled[need.day, need.job]
        fixed += min(wanted, there)
        if wanted > there:
            network.arc(network.node(("post", need.day, need.job)), end, wanted - there)
    for who, person in enumerate(relaxed.problem.people):
        for cell, day, shifts in sources(relaxed, network, who, days):
            for shift in shifts:
                network.arc(cell, slot(relaxed, network, person.kind, day, shift), 1)
    for top, amount in network.supplies.items():
        network.arc(start, top, amount)
    return fixed + network.most(start)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The cheapest flow: on which days each person works in it, and what every roster costs at least.

    `spare`: on how many more days each could work.
    """

    days: tuple[frozenset[int], ...]
    spare: tuple[int, ...]
    bound: int


def relaxation(problem: Problem) -> Relaxation:
    """Return the cheapest flow of people to posts over the whole roster; rest, runs and loads are left out."""
    relaxed, network = Relaxed(problem), Network()
    end = ends(relaxed, network, problem.needs)
    cells: dict[int, tuple[int, int]] = {}
    for who, person in enumerate(problem.people):
        for cell, day, shifts in sources(relaxed, network, who, set(range(problem.days))):
            for shift in shifts:
                head = slot(relaxed, network, person.kind, day, shift)
                cells[network.arc(cell, head, 1, wish_price(problem, who, day, shift))] = who, day
    idle = {top: network.arc(top, end, amount) for top, amount in network.supplies.items()}
    flows = network.cheapest()
    days: list[set[int]] = [set() for _person in problem.people]
    for arc, (who, day) in cells.items():
        if flows[arc]:
            days[who].add(day)
    tops = [network.nodes.get(("person", who)) for who in range(len(problem.people))]
    return Relaxation(
        days=tuple(map(frozenset, days)),
        spare=tuple(0 if top is None else flows[idle[top]] for top in tops),
        bound=sum(flow * price for flow, price in zip(flows, network.prices, strict=True) if flow)
        + _standing(problem, relaxed),
    )


def wish_price(problem: Problem, who: int, day: int, shift: int) -> int:
    """Return what a shift on a day costs somebody by their wishes, beside a day off."""
    found = 0
    for wish in problem.people[who].wishes:
        if wish.day == day and wish.shift in {None, shift}:
            found += -wish.price if wish.wanted else wish.price
    return found


def _standing(problem: Problem, relaxed: Relaxed) -> int:
    """Return what the roster of the fixed jobs alone costs, without pairs and crews."""
    rows = fixed_rows(problem)
    needs = sum(sum(price_of_need(need, relaxed.filled[need.day, need.job])) for need in problem.needs)
    return needs + sum(price_of_row(problem, who, row) for who, row in enumerate(rows))
