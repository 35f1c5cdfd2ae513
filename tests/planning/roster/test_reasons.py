"""Why a post is short is shown by the checker, and what is said to fill it does."""

from dataclasses import replace

from hypothesis import given, settings

from gridctl.planning.roster.board import Board
from gridctl.planning.roster.checking import broken
from gridctl.planning.roster.large import plan
from gridctl.planning.roster.problem import Job, Limits, Need, Person, Problem, Shift
from gridctl.planning.roster.reasons import BUSY, FREE, Fix, Reason, Remedy, reasons
from gridctl.planning.roster.rules import ORDER, Broken, Rule
from planning.roster.making import problems


def put(grid: list[list[int | None]], who: int, day: int, job: int | None) -> list[list[int | None]]:
    """Return a roster with one day changed."""
    rows = [list(row) for row in grid]
    rows[who][day] = job
    return rows


def first_rule(
    problem: Problem, grid: list[list[int | None]], changed: list[list[int | None]]
) -> Rule | None:
    """Return the first rule that a changed roster breaks and the other doesn't."""
    before = set(broken(problem, grid))
    found = sorted(ORDER.index(one.rule) for one in broken(problem, changed) if one not in before)
    return ORDER[found[0]] if found else None


@settings(max_examples=40)
@given(problem=problems())
def test_every_reason_is_shown_by_the_checker(problem: Problem) -> None:
    # Nobody is set yet but for what is fixed: all reasons are there to be seen.
    grid = Board(problem).grid
    for one in reasons(problem, grid):
        for reason, people in one.people.items():
            for who in people:
                assert one.need.job in problem.kinds[problem.people[who].kind]
                if reason == BUSY:
                    assert grid[who][one.need.day] is not None
                    continue
                rule = first_rule(problem, grid, put(grid, who, one.need.day, one.need.job))
                assert (rule or FREE) == reason


@settings(max_examples=25)
@given(problem=problems(people=5))
def test_nobody_is_free_for_a_post_that_a_plan_leaves_short(problem: Problem) -> None:
    plain = replace(problem, pairs=(), loads=(), crews=())
    found = plan(plain, seconds=0.3, effort=0.1)
    told = reasons(plain, found.grid)
    assert [one for one in told if FREE in one.people] == []
    assert all(one.missing > 0 for one in told)
    assert not any(fix.remedy is Remedy.MOVE for one in told for fix in one.fixes)


@settings(max_examples=40)
@given(problem=problems())
def test_what_is_said_to_fill_a_post_does(problem: Problem) -> None:
    grid = Board(problem).grid
    for one in reasons(problem, grid):
        for fix in one.fixes:
            known = {rule.rule for rule in broken(problem, grid)}
            assert all(rule.rule in known for rule in made_good(problem, grid, one, fix)), fix


def made_good(problem: Problem, grid: list[list[int | None]], one: Reason, fix: Fix) -> list[Broken]:
    """Return what is broken when a fix is made and the head is put there."""
    day, job = one.need.day, one.need.job
    if fix.remedy is Remedy.PERSON:
        assert fix.kind is not None
        more = replace(problem, people=(*problem.people, Person(fix.kind)))
        return broken(more, [*grid, [job if each == day else None for each in range(problem.days)]])
    assert fix.person is not None
    found = broken(problem, put(grid, fix.person, day, job))
    if fix.remedy in {Remedy.TAKE, Remedy.MOVE}:
        return found
    return [rule for rule in found if not (rule.rule is fix.rule and rule.person == fix.person)]


def made() -> Problem:
    """A gate that six could keep, each with something else in the way."""
    limits = Limits(rest=660, week_minutes=480)
    people = (
        Person(0, limits, off=frozenset({1})),
        Person(0, limits, blocked=frozenset({(1, 0)})),
        Person(0, Limits(rest=660), fixed=((0, 1),)),
        Person(0, limits, fixed=((3, 0),)),
        Person(0, limits, fixed=((1, 2),)),
        Person(1, limits),
    )
    shifts = (Shift(360, 480), Shift(1320, 480, night=True))
    jobs = (Job(0), Job(1), Job(0, area=1))
    needs = (Need(0, 1, 1, 1, 100), Need(0, 3, 1, 1, 100), Need(1, 0, 1, 1, 100), Need(2, 1, 1, 1, 100))
    return Problem(7, shifts, jobs, needs, [{0: 0, 1: 0, 2: 0}, {2: 0}], people)


def test_each_reason_is_counted_once_and_each_is_a_way_out() -> None:
    problem = made()
    (one,) = reasons(problem, Board(problem).grid)
    assert one.need == problem.needs[0]
    assert one.people == {"off": (0,), "blocked": (1,), "rest": (2,), "week_minutes": (3,), "busy": (4,)}
    assert (one.missing, one.able) == (1, 5)
    assert one.fixes == (
        Fix(Remedy.LIMIT, 2, Rule.REST),
        Fix(Remedy.LIMIT, 3, Rule.WEEK_MINUTES),
        Fix(Remedy.BLOCK, 1, Rule.BLOCKED),
        Fix(Remedy.ABSENCE, 0, Rule.OFF),
        Fix(Remedy.PERSON, kind=0),
    )
