"""A first roster for many people: day after day the cheapest flow of people to posts, guided by the whole.

The flow over the whole roster says on which days somebody is wanted; the flow of a day takes only those whose
row so far keeps the rules with that day in it.
"""

from collections import defaultdict
from collections.abc import Iterator

from gridctl.planning.roster.board import LEAST, Board
from gridctl.planning.roster.bounds import Relaxation, wish_price
from gridctl.planning.roster.problem import Problem
from gridctl.planning.roster.relaxing import Network, Relaxed, ends, slot
from gridctl.planning.roster.rules import Rule, broken_by


def begin(problem: Problem, guide: Relaxation) -> Board:
    """Return a first roster; rows whose least of something isn't reached hold the fixed jobs alone."""
    board = Board(problem, unfinished=True)
    relaxed, spare = Relaxed(problem), list(guide.spare)
    dear = max(1, min((need.short for need in problem.needs if need.short), default=2) // 2)
    for day in range(problem.days):
        _day(board, relaxed, guide, spare, day, dear)
    for who in range(len(problem.people)):
        settle(board, who)
    board.unfinished = False
    return board


def _day(board: Board, relaxed: Relaxed, guide: Relaxation, spare: list[int], day: int, dear: int) -> None:
    """Put people at a day's posts; for who wasn't wanted on it the day is dear, unless they have some to spare."""
    problem, network = board.problem, Network()
    end = ends(relaxed, network, (need for need in problem.needs if need.day == day))
    arcs: dict[int, tuple[int, int]] = {}
    for who in range(len(problem.people)):
        extra = 0 if day in guide.days[who] else 1 if spare[who] > 0 else dear
        for shift, price in _offers(board, relaxed, who, day):
            tail = network.node(("person", who))
            if tail not in network.supplies:
                network.supplies[tail] = 1
                network.arc(tail, end, 1)
            head = slot(relaxed, network, problem.people[who].kind, day, shift)
            arcs[network.arc(tail, head, 1, price + extra)] = who, shift
    if arcs:
        flows = network.cheapest()
        waiting: dict[tuple[int, int], list[int]] = defaultdict(list)
        for arc, (who, shift) in arcs.items():
            if flows[arc]:
                waiting[problem.people[who].kind, shift].append(who)
        _seat(board, network, flows, waiting, day)
    for who in range(len(problem.people)):
        spare[who] += (day in guide.days[who]) - (board.grid[who][day] is not None)


def _offers(board: Board, relaxed: Relaxed, who: int, day: int) -> Iterator[tuple[int, int]]:
    """Yield the shifts that somebody can work on a day with the row so far, and what each costs but for the way."""
    problem = board.problem
    person = problem.people[who]
    for shift in relaxed.open_days(who).get(day, ()):
        job = relaxed.example(person.kind, day, shift)
        if job is not None and board.fits(who, (day, job)):
            if problem.loads:
                yield shift, board.dearer(who, (day, job)) - problem.kinds[person.kind][job]
            else:
                yield shift, wish_price(problem, who, day, shift)


def _seat(
    board: Board, network: Network, flows: list[int], waiting: dict[tuple[int, int], list[int]], day: int
) -> None:
    """Put those who wait for a shift at the posts that the flow leads to."""
    names = {number: about for about, number in network.nodes.items()}
    for arc, flow in enumerate(flows):
        post = names[network.heads[arc]]
        if not flow or not isinstance(post, tuple) or post[0] != "post":
            continue
        job = post[2]
        kind = names[network.tails[arc]][0]  # type: ignore[index]
        people = waiting[kind, board.problem.jobs[job].shift]
        for _head in range(flow):
            who = next((one for one in people if board.fits(one, (day, job))), None)
            if who is not None:
                people.remove(who)
                board.put(who, day, job)


def settle(board: Board, who: int) -> None:
    """Take days out of somebody's row until the least in a row is kept everywhere; at worst all but the fixed."""
    row = board.grid[who]
    for _round in range(len(row)):
        found = [
            one for one in broken_by(board.problem, who, row) if one.rule in LEAST - {Rule.LEAST_MINUTES}
        ]
        if not found:
            return
        for day in _run(row, found[0].day or 0, found[0].rule):
            if day not in board.stands[who]:
                board.put(who, day, None)
    if broken_by(board.problem, who, row):
        for day in range(len(row)):
            if day not in board.stands[who]:
                board.put(who, day, None)


def _run(row: list[int | None], start: int, rule: Rule) -> list[int]:
    """Return the days of the run of work that begins on a day, or after the days off that begin on it."""
    day, found = start, []
    while rule is Rule.LEAST_OFF and day < len(row) and row[day] is None:
        day += 1
    while day < len(row) and row[day] is not None:
        found.append(day)
        day += 1
    return found
