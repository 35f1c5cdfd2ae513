"""What a roster would be without what lies between days: people flow to posts, which a solver does at once.

Each person is a source of as many shifts as their limits allow, each day takes one of them at most, and each
post takes up to its need. Rest, bans, runs of days, loads, pairs and crews are left out, so that the flow
fills at least as many posts as any roster, and costs no more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from gridctl.planning.roster.problem import Need, Person, Problem
from gridctl.planning.roster.rules import week_before, week_of


@dataclass(slots=True)
class Network:
    """Arcs with room and price, and what flows in at a node."""

    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    rooms: list[int] = field(default_factory=list)
    prices: list[int] = field(default_factory=list)
    supplies: dict[int, int] = field(default_factory=dict)
    nodes: dict[object, int] = field(default_factory=dict)

    def node(self, about: object) -> int:
        """Return the number of a node."""
        nodes = self.nodes
        return nodes.setdefault(about, len(nodes))

    def arc(self, tail: int, head: int, room: int, price: int = 0) -> int:
        """Add an arc and return its number."""
        self.tails.append(tail)
        self.heads.append(head)
        self.rooms.append(room)
        self.prices.append(price)
        return len(self.tails) - 1

    def cheapest(self) -> list[int]:
        """Return what flows on each arc in the cheapest flow that takes all supplies to the node "end"."""
        import numpy as np  # start-up: only a plan needs it
        from ortools.graph.python import min_cost_flow  # start-up: only a plan needs the solver

        solver = min_cost_flow.SimpleMinCostFlow()
        tails, heads = np.array(self.tails, np.int32), np.array(self.heads, np.int32)
        rooms, prices = np.array(self.rooms, np.int64), np.array(self.prices, np.int64)
        arcs = solver.add_arcs_with_capacity_and_unit_cost(tails, heads, rooms, prices)
        for node, amount in self.supplies.items():
            solver.set_node_supply(node, amount)
        solver.set_node_supply(self.node("end"), -sum(self.supplies.values()))
        if solver.solve() != solver.OPTIMAL:
            raise AssertionError  # whoever has nothing to do flows to the end at no price
        return [int(flow) for flow in solver.flows(arcs)]

    def most(self, start: int) -> int:
        """Return the most that can flow from a node to the node "end", whatever the prices."""
        import numpy as np  # start-up: only a plan needs it
        from ortools.graph.python import max_flow  # start-up: only a plan needs the solver

        solver = max_flow.SimpleMaxFlow()
        solver.add_arcs_with_capacity(
            np.array(self.tails, np.int32), np.array(self.heads, np.int32), np.array(self.rooms, np.int64)
        )
        if not self.tails:
            return 0
        solver.solve(start, self.node("end"))
        return int(solver.optimal_flow())


class Relaxed:
    """A problem seen without what lies between days."""

    def __init__(self, problem: Problem) -> None:
        """Look up who can work when, and what the fixed jobs fill already."""
        self.problem = problem
        self._open: dict[int, dict[int, list[int]]] = {}
        self.filled = Counter((day, job) for person in problem.people for day, job in person.fixed)
        self.slots: dict[tuple[int, int], list[int]] = defaultdict(list)
        for kind, jobs in enumerate(problem.kinds):
            for job in sorted(jobs):
                self.slots[kind, problem.jobs[job].shift].append(job)

    def open_days(self, who: int) -> dict[int, list[int]]:
        """Return each day on which somebody could work, as far as the day itself says, with its shifts."""
        if who not in self._open:
            person = self.problem.people[who]
            taken = person.off | {day for day, _job in person.fixed}
            found = {day: self._shifts(person, day) for day in range(self.problem.days) if day not in taken}
            self._open[who] = {day: shifts for day, shifts in found.items() if shifts}
        return self._open[who]

    def _shifts(self, person: Person, day: int) -> list[int]:
        problem, limits = self.problem, person.limits
        return [
            shift
            for shift in range(len(problem.shifts))
            if (person.kind, shift) in self.slots
            and (day, shift) not in person.blocked
            and (limits.shifts is None or limits.shifts[shift] > 0)
            and (limits.day_minutes is None or problem.minutes(day, shift) <= limits.day_minutes)
            and (person.past.ended is None or problem.times(day, shift)[0] >= person.past.ended + limits.rest)
        ]

    def most_of(self, person: Person, open_days: dict[int, list[int]]) -> tuple[int, dict[int, int]]:
        """Return how many further shifts somebody could work on these days, and how many in each week of them.

        Fixed jobs are taken off; each shift counts with the shortest that is possible.
        """
        problem, limits = self.problem, person.limits
        weeks = Counter(week_of(problem, day) for day in open_days)
        shortest = min(
            (problem.minutes(day, shift) for day, shifts in open_days.items() for shift in shifts), default=1
        )
        shortest = max(1, shortest)
        taken: dict[int, int] = defaultdict(int)
        for day, job in person.fixed:
            taken[week_of(problem, day)] += problem.minutes(day, problem.jobs[job].shift)
        most = len(open_days)
        if limits.most_minutes is not None:
            most = min(most, max(0, limits.most_minutes - sum(taken.values())) // shortest)
        if limits.shifts is not None:
            most = min(most, sum(limits.shifts))
        if limits.most_row is not None:
            most = min(most, _in_rows(problem.days, limits.most_row, person.past.row))
        if limits.week_minutes is not None:
            taken[0] += week_before(problem, person)
            for week, days in weeks.items():
                weeks[week] = min(days, max(0, limits.week_minutes - taken[week]) // shortest)
        return min(most, sum(weeks.values())), dict(weeks)

    def posts(self, network: Network, kind: int, day: int, shift: int) -> None:
        """Add the arcs from a kind in a shift of a day to its posts, once; there are millions in a large problem."""
        prices, needs = self.problem.kinds[kind], self.problem.needs_of
        jobs = [job for job in self.slots[kind, shift] if (day, job) in needs]
        network.tails += [network.node((kind, day, shift))] * len(jobs)
        network.heads += [network.node(("post", day, job)) for job in jobs]
        network.rooms += [len(self.problem.people)] * len(jobs)
        network.prices += [prices[job] for job in jobs]

    def example(self, kind: int, day: int, shift: int) -> int | None:
        """Return one of the jobs that a kind can do in a shift of a day."""
        jobs = self.slots.get((kind, shift), ())
        return next((job for job in jobs if (day, job) in self.problem.needs_of), None)

    def steps(self, need: Need) -> list[tuple[int, int]]:
        """Return how many more a post can take, and at what price each, beyond the fixed."""
        there = self.filled[need.day, need.job]
        people = len(self.problem.people)
        steps = [
            (max(0, need.least - there), -need.short),
            (max(0, need.best - max(need.least, there)), -need.under),
            (0 if need.over is None else people, need.over or 0),
        ]
        return [(room, price) for room, price in steps if room]


def ends(relaxed: Relaxed, network: Network, needs: Iterable[Need]) -> int:
    """Add what needs can take, each at its price, and return the node "end"."""
    end = network.node("end")
    for need in needs:
        for room, price in relaxed.steps(need):
            network.arc(network.node(("post", need.day, need.job)), end, room, price)
    return end


def sources(relaxed: Relaxed, network: Network, who: int, days: set[int]) -> list[tuple[int, int, list[int]]]:
    """Add somebody's nodes with what flows in, and return for each day they can work its node, it, and its shifts."""
    open_days = {day: shifts for day, shifts in relaxed.open_days(who).items() if day in days}
    most, weeks = relaxed.most_of(relaxed.problem.people[who], open_days)
    if not most:
        return []
    top = network.node(("person", who))
    network.supplies[top] = most
    week_nodes = {week: network.node(("week", who, week)) for week in weeks}
    for week, node in week_nodes.items():
        network.arc(top, node, weeks[week])
    found = []
    for day, shifts in open_days.items():
        cell = network.node(("cell", who, day))
        network.arc(week_nodes[week_of(relaxed.problem, day)], cell, 1)
        found.append((cell, day, shifts))
    return found


def slot(relaxed: Relaxed, network: Network, kind: int, day: int, shift: int) -> int:
    """Return the node of a kind in a shift of a day, with the arcs to its posts when it is new."""
    if (kind, day, shift) not in network.nodes:
        relaxed.posts(network, kind, day, shift)
    return network.node((kind, day, shift))


def _in_rows(days: int, most: int, before: int) -> int:
    """Return the most days that can be worked of so many, with no more than `most` in a row."""
    before = min(before, most)
    whole = days + before
    return whole - whole // (most + 1) - before
