"""Who gets which part of which go: the price of a plan, the plan made by hand, and goes put together again."""

from collections import defaultdict

from gridctl.planning.problem import RANKS, Problem

ROUNDS = 20
"""After so many rounds of putting goes together the rest stays as it is."""


class Parts:
    """A plan in the making: for each go, how many of its requests each room gets."""

    def __init__(self, problem: Problem) -> None:
        """Begin with nobody on anything."""
        self.problem = problem
        self.of_go: list[dict[int, list[int]]] = [{} for _go in problem.goes]
        self.held: dict[int, int] = defaultdict(int)

    def give(self, go: int, request: int, room: int) -> None:
        """Give one request of a go to somebody."""
        self.of_go[go].setdefault(room, []).append(request)
        self.held[room] += 1

    def take(self, go: int, room: int) -> list[int]:
        """Take somebody's part of a go back."""
        requests = self.of_go[go].pop(room)
        self.held[room] -= len(requests)
        return requests

    def way(self, go: int, room: int) -> int | None:
        """Return the price of the way."""
        return self.problem.ways[self.problem.goes[go].kind][self.problem.rooms[room].kind]

    def free(self, room: int) -> int:
        """Return how many more somebody can hold."""
        return len(self.problem.rooms[room].prices) - self.held[room]

    def price(self, room: int, count: int) -> int:
        """Return what `count` further requests cost somebody, without the way."""
        start = self.held[room]
        return sum(self.problem.rooms[room].prices[start : start + count])

    def cost(self) -> int:
        """Return the price of the whole."""
        ways = sum(self.way(go, room) or 0 for go, rooms in enumerate(self.of_go) for room in rooms)
        return ways + sum(sum(self.problem.rooms[room].prices[:held]) for room, held in self.held.items())

    def cost_of(self, go: int) -> int:
        """Return what a go costs: its ways, and the last places of those who have it."""
        total = 0
        for room, requests in self.of_go[go].items():
            held = self.held[room]
            total += (self.way(go, room) or 0) + sum(
                self.problem.rooms[room].prices[held - len(requests) : held]
            )
        return total

    def left(self) -> tuple[int, ...]:
        """Return how many are left out, by rank, the most urgent first."""
        counts = [0] * RANKS
        for go, given in zip(self.problem.goes, self.given(), strict=True):
            for rank, room in zip(go.ranks, given, strict=True):
                counts[rank] += room is None
        return tuple(counts)

    def given(self) -> tuple[tuple[int | None, ...], ...]:
        """Return for each go and request of it who gets it."""
        found: list[list[int | None]] = [[None] * len(go.ranks) for go in self.problem.goes]
        for go, rooms in enumerate(self.of_go):
            for room, requests in rooms.items():
                for request in requests:
                    found[go][request] = room
        return tuple(map(tuple, found))


def greedy(problem: Problem) -> Parts:
    """Give out one go after the other, the most urgent first, each to whoever is cheapest then.

    A go for which nobody has room is divided: the cheapest takes as much as there is room for.
    """
    parts = Parts(problem)
    by_kind: dict[int, list[int]] = defaultdict(list)
    for place, room in enumerate(problem.rooms):
        by_kind[room.kind].append(place)
    for go in sorted(range(len(problem.goes)), key=lambda one: min(problem.goes[one].ranks)):
        ranks = problem.goes[go].ranks
        waiting = sorted(range(len(ranks)), key=lambda one: ranks[one])
        while waiting:
            cheapest = _cheapest(parts, go, len(waiting), by_kind)
            if cheapest is None:
                break
            taken = min(len(waiting), parts.free(cheapest))
            for request in waiting[:taken]:
                parts.give(go, request, cheapest)
            del waiting[:taken]
    return parts


def _cheapest(parts: Parts, go: int, size: int, by_kind: dict[int, list[int]]) -> int | None:
    """Return who takes a go at the least price: whole where somebody can, else the largest part."""
    best: tuple[int, int, int] | None = None
    for kind, places in by_kind.items():
        way = parts.problem.ways[parts.problem.goes[go].kind][kind]
        if way is None:
            continue
        for place in places:
            free = min(size, parts.free(place))
            if free <= 0 or place in parts.of_go[go]:
                continue
            one = (-free, way + parts.price(place, free), place)
            best = one if best is None or one < best else best
    return best[2] if best else None


def mend(problem: Problem, parts: Parts) -> None:
    """Put torn goes together, and move whole ones, wherever that is cheaper; whoever is served stays served."""
    if all(len(go.ranks) == 1 for go in problem.goes):
        return
    for _round in range(ROUNDS):
        torn = [go for go, rooms in enumerate(parts.of_go) if len(rooms) > 1]
        if not sum(_together(parts, go) for go in torn):
            return


def _together(parts: Parts, go: int) -> bool:
    """Give a torn go whole to whoever is cheapest, if that is cheaper than its parts."""
    before = parts.cost_of(go)
    pieces = {room: parts.take(go, room) for room in list(parts.of_go[go])}
    requests = [request for piece in pieces.values() for request in piece]
    best: tuple[int, int] | None = None
    for room in range(len(parts.problem.rooms)):
        way = parts.way(go, room)
        if way is not None and parts.free(room) >= len(requests):
            one = (way + parts.price(room, len(requests)), room)
            best = one if best is None or one < best else best
    if best is not None and best[0] < before:
        for request in requests:
            parts.give(go, request, best[1])
        return True
    for room, piece in pieces.items():
        for request in piece:
            parts.give(go, request, room)
    return False
