"""When somebody drops out the fewest are told, and no rule is broken that wasn't before."""

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from gridctl.planning.roster.checking import broken, counted
from gridctl.planning.roster.costing import price
from gridctl.planning.roster.large import plan
from gridctl.planning.roster.moves import Closing, Move, close
from gridctl.planning.roster.problem import Job, Limits, Need, Person, Problem, Shift
from gridctl.planning.roster.rules import broken_by
from planning.roster.making import problems

Rows = list[list[int | None]]


def dropped(problem: Problem, rng: random.Random) -> tuple[Problem, Rows, list[tuple[int, int]]]:
    """Plan, and let somebody be absent on all days that aren't fixed."""
    grid = plan(problem, seconds=0.3, effort=0.1).grid
    who = rng.randrange(len(problem.people))
    people = list(problem.people)
    limits = replace(people[who].limits, least_minutes=None, least_row=1, least_off=1)
    off = frozenset(range(problem.days)) - {day for day, _job in people[who].fixed}
    people[who] = replace(people[who], off=off, limits=limits)
    rows = [list(row) for row in grid]
    left = [(day, job) for day, job in enumerate(grid[who]) if job is not None and day in off]
    for day, _job in left:
        rows[who][day] = None
    return replace(problem, people=tuple(people)), rows, left


@settings(max_examples=30)
@given(problem=problems(), seed=st.integers(0, 99))
def test_moves_break_no_rule_keep_what_stands_and_fill_without_new_holes(problem: Problem, seed: int) -> None:
    rng = random.Random(seed)
    problem, rows, holes = dropped(problem, rng)
    stays = {(rng.randrange(len(rows)), rng.randrange(problem.days)) for _cell in range(3)}
    found = close(problem, rows, holes, frozen=stays, effort=0.1)
    after = carried_out(rows, found)
    assert set(broken(problem, after)) <= set(broken(problem, rows))
    assert not {(move.person, move.day) for move in found.moves} & stays
    before, now, wanted = counted(rows), counted(after), Counter(holes)
    for need in problem.needs:
        post = need.day, need.job
        assert now[post] >= min(need.least, before[post])
        if post in wanted and now[post] < need.least:
            assert need in {one.need for one in found.open}
    assert found.dearer == price(problem, after).total - price(problem, rows).total


def carried_out(rows: Rows, found: Closing) -> Rows:
    """Return a roster with the moves made, each from what it says was before."""
    after = [list(row) for row in rows]
    for move in found.moves:
        assert after[move.person][move.day] == move.before
        after[move.person][move.day] = move.after
    return after


@settings(max_examples=25)
@given(problem=problems(people=4, days=2, price=False), seed=st.integers(0, 99))
def test_no_fewer_people_could_be_told(problem: Problem, seed: int) -> None:
    problem, rows, holes = dropped(loosened(problem), random.Random(seed))
    found = close(problem, rows, holes, effort=0.5)
    left = len(holes) - filled_of(problem, rows, carried_out(rows, found), holes)
    assert (left, len(found.told)) <= best_of(problem, rows, holes, people=2)


def loosened(problem: Problem) -> Problem:
    """Return a problem in which people have little in the way but rest, so that there are chains."""
    free = [Person(one.kind, Limits(rest=one.limits.rest), past=one.past) for one in problem.people]
    needs = tuple(replace(one, least=min(1, one.least)) for one in problem.needs)
    return replace(problem, people=tuple(free), needs=needs)


def filled_of(problem: Problem, rows: Rows, after: Rows, holes: list[tuple[int, int]]) -> int:
    """Count the heads of holes that are filled."""
    before, now = counted(rows), counted(after)
    return sum(min(more, max(0, now[post] - before[post])) for post, more in Counter(holes).items())


def best_of(problem: Problem, rows: Rows, holes: list[tuple[int, int]], *, people: int) -> tuple[int, int]:
    """Try every roster with so many changed, and return how few holes can stay and how few people are told then."""
    known, before, best = set(broken(problem, rows)), counted(rows), (len(holes), 0)
    options = [None, *range(len(problem.jobs))]
    changed = {
        who: [row for row in product(options, repeat=problem.days) if legal(problem, who, row)]
        for who in range(len(rows))
    }
    for told in range(1, people + 1):
        for some in combinations(range(len(rows)), told):
            for change in product(*(changed[who] for who in some)):
                after = [list(row) for row in rows]
                for who, row in zip(some, change, strict=True):
                    after[who] = list(row)
                left = len(holes) - filled_of(problem, rows, after, holes)
                if (left, told) >= best:
                    continue
                now = counted(after)
                kept = all(
                    now[one.day, one.job] >= min(one.least, before[one.day, one.job]) for one in problem.needs
                )
                if kept and set(broken(problem, after)) <= known:
                    best = left, told
    return best


def legal(problem: Problem, who: int, row: tuple[int | None, ...]) -> bool:
    """Return whether somebody's row keeps the rules by itself."""
    return not broken_by(problem, who, row)


def test_one_who_is_free_takes_several_days_rather_than_many_one_each() -> None:
    shifts, jobs = (Shift(480, 480),), (Job(0),)
    needs = tuple(Need(0, day, 1, 1, 100) for day in range(3))
    # The cheapest of each day is somebody else; the last one could do all.
    kinds = [{0: 0}, {0: 5}]
    people = [Person(0, Limits(most_minutes=480)) for _person in range(3)]
    problem = Problem(3, shifts, jobs, needs, kinds, (*people, Person(1)))
    nobody: Rows = [[None] * 3 for _person in range(4)]
    found = close(problem, nobody, [(0, 0), (1, 0), (2, 0)])
    assert found.told == (3,)
    assert found.open == ()


def test_a_chain_goes_on_until_somebody_is_free() -> None:
    shifts = (Shift(360, 480), Shift(840, 480))
    jobs = (Job(0, area=0), Job(0, area=1), Job(0, area=2))
    needs = tuple(Need(job, 0, 1, 1, 100) for job in range(3))
    # Each knows two neighbouring areas; the free one is at the far end.
    problem = Problem(
        1, shifts, jobs, needs, [{0: 0, 1: 0}, {1: 0, 2: 0}, {2: 0}], (Person(0), Person(1), Person(2))
    )
    found = close(problem, [[1], [2], [None]], [(0, 0)])
    assert set(found.moves) == {Move(0, 0, 1, 0), Move(1, 0, 2, 1), Move(2, 0, None, 2)}
    assert found.open == ()
