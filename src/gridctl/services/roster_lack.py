"""Why a post has too few: what stands against each one who can do it, and what would fill it."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from gridctl.core.duty_rules import Rule as Named
from gridctl.core.duty_rules import can_do
from gridctl.core.plan_views import UnfilledView
from gridctl.planning.roster.board import Board
from gridctl.planning.roster.problem import Grid
from gridctl.planning.roster.reasons import BUSY, FREE, Fix, Reason, reason
from gridctl.planning.roster.rules import Rule
from gridctl.services.roster_lifts import without_limits
from gridctl.services.roster_problem import Made

CODES: Mapping[str, str] = {
    Rule.OFF: "away",
    BUSY: "busy",
    Rule.REST: "resting",
    Rule.BAN: "resting",
    Rule.DAY_MINUTES: "hours",
    Rule.WEEK_MINUTES: "hours",
    Rule.MOST_ROW: "row",
    Rule.NIGHTS_ROW: "row",
    Rule.BLOCKED: "shift",
    Rule.PAIR: "apart",
    FREE: "free",
}
"""What stands against somebody, by the rule of the planner that says it."""
ORDER = ("can", *dict.fromkeys(CODES.values()), "length", "unknown")
"""What is said, in this order; `length`: the shift is longer than the duty may be done; `unknown`: not looked into."""
_NAMED = {
    "away": Named.ABSENT,
    "resting": Named.REST,
    "hours": Named.WEEK_HOURS,
    "row": Named.DAYS_ROW,
    "shift": Named.SHIFT,
    "apart": Named.APART,
}
SECONDS = 10.0
"""So long reasons are looked for; where thousands of posts are short, the last ones have counts alone."""
_MOST = 2
"""Ways out of one sort."""


def unfilled(made: Made, grid: Grid) -> tuple[UnfilledView, ...]:
    """Return every post that has too few on a day, by day and post."""
    return tuple(sorted(_all(made, grid), key=lambda one: (one.date, one.post)))


def explained(made: Made, found: Reason) -> UnfilledView:
    """Return why one post is short, as it leaves the services."""
    counts = Counter(can=found.able)
    for why, people in found.people.items():
        counts[_code(why)] += len(people)
    fixes = tuple(_fix(made, one) for one in found.fixes) if found.able else (_lacking(made, found.need.job),)
    return _view(made, found.need.day, found.need.job, found.missing, counts, fixes)


def _code(why: str) -> str:
    """Return what stands against somebody; what a limit says is told as hours."""
    return CODES.get(why, "hours")


def _all(made: Made, grid: Grid) -> Iterator[UnfilledView]:
    board, ends = Board(made.problem, grid), time.monotonic() + SECONDS
    loose = Board(without_limits(made, grid), grid) if made.lifted else board
    for need in board.holes():
        if time.monotonic() < ends:
            held = loose if (need.day, need.job) in made.lifted else board
            yield explained(made, reason(held, need, most=_MOST))
        else:
            able = len(board.takers[need.job])
            counts = Counter(can=able, unknown=able)
            yield _view(made, need.day, need.job, board.missing(need), counts, ())
    for day, job in made.tight:
        missing = made.posts[job].least - board.counts[day, job]
        if missing > 0:
            counts = Counter(can=len(board.takers[job]), length=1)
            yield _view(made, day, job, missing, counts, ({"fix": "split"},))


def _view(
    made: Made, day: int, job: int, missing: int, counts: Counter[str], fixes: tuple[Mapping[str, Any], ...]
) -> UnfilledView:
    post = made.posts[job]
    return UnfilledView(
        post=post.id,
        date=made.span.day(day).isoformat(),
        shift=post.shift,
        missing=missing,
        duty=post.duty,
        area=post.area,
        reasons={code: counts[code] for code in ORDER if counts[code] or code == "can"},
        fix=fixes,
    )


def _fix(made: Made, fix: Fix) -> Mapping[str, Any]:
    """Return one way out: who would have to do what."""
    found: dict[str, Any] = {"fix": str(fix.remedy)}
    if fix.person is not None:
        member = made.members[fix.person]
        found |= {"member": member.code, "name": member.name}
    if fix.post is not None:
        found["post"] = made.posts[fix.post].id
    if fix.rule is not None:
        found["rule"] = str(_NAMED.get(_code(fix.rule), Named.WEEK_HOURS))
    return found


def _lacking(made: Made, job: int) -> Mapping[str, Any]:
    """Return what would help where nobody can do it: a skill, or another tier."""
    against = [can_do(who, made.demands[job]) for who in made.whos]
    tier = bool(against) and all(one is not None and one.rule is Named.TIER for one in against)
    return {"fix": "tier" if tier else "skill"}
