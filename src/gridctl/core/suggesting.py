"""Who suits a request: points that add up, each with its rule (`request suggest`, `request dispatch`).

All points are conventions of ours, in one scale: to live in the same stairwell is worth 60, to be asked at
the other end of the town nothing. What blocks costs so much that it always ranks last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from gridctl.core.desks import Place
from gridctl.core.ground import Position, metres
from gridctl.core.words import AreaKind, StepKind

NEAREST = 60
NEARNESS: Mapping[AreaKind, tuple[str, int]] = {
    AreaKind.STAIRWELL: ("same_stairwell", NEAREST),
    AreaKind.MICRO_GRID: ("same_micro_grid", 45),
    AreaKind.CHECKPOINT: ("same_micro_grid", 45),
    AreaKind.ENTERPRISE: ("same_micro_grid", 45),
    AreaKind.STREET: ("same_micro_grid", 45),
    AreaKind.GRID: ("same_grid", 35),
    AreaKind.COMMUNITY: ("same_community", 20),
    AreaKind.TOWN: ("same_town", 8),
}
"""Points for the narrowest area that both lie in; above a town there are none."""
SAME_BUILDING = 50
REACH_M = 3_000
"""So many metres as the crow flies are worth nothing any more; the door itself is worth `NEAREST`."""
SKILLED, SKILL_MISSING = 20, -100
BUSY, FULL = 30, -100
BUSY_EACH = 1
REFUSED, UNANSWERED, ABSENT, ELSEWHERE = -150, -40, -200, -200
ON_DUTY, READY = 15, 25
"""Whoever is on duty there and then, and whoever stands by, or is there for emergencies and not tied to a gate."""
BEST = NEAREST + SKILLED
CAPACITY = 5
"""How many requests a member holds at once where nobody said: a convention of ours."""
BLOCKS = ("elsewhere", "absent", "skill_missing", "refused", "full")
"""Rules by which somebody cannot get a request, in the order in which it is told why."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Points and the rule that gives them; `detail` is a code, a length, a share or a skill."""

    rule: str
    points: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Need:
    """What is looked at of a request. `path` leads from its area up to the root.

    `skills` are the names of the skills of which one is needed (each a code and what it is called, folded),
    `calls` the kinds of teams that the category calls; `refused` and `unanswered` count by holders' codes.
    """

    path: tuple[Place, ...] = ()
    buildings: frozenset[int] = frozenset()
    position: Position | None = None
    skills: tuple[tuple[str, frozenset[str]], ...] = ()
    calls: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    unanswered: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Taker:
    """A member, a team or the desk of an area that could get a request.

    `paths` lead from each area where they work up to the root. Without `capacity` there is no end of it.
    `on_duty` are the points for what they do right now, `duty` its code.
    """

    code: str
    kind: str = "member"
    paths: tuple[tuple[Place, ...], ...] = ()
    buildings: frozenset[int] = frozenset()
    position: Position | None = None
    skills: frozenset[str] = frozenset()
    team_kind: str = ""
    absent: bool = False
    load: int = 0
    capacity: int | None = None
    on_duty: int = 0
    duty: str = ""

    @property
    def free(self) -> int | None:
        """How many more they can hold; None: as many as come."""
        return None if self.capacity is None else max(0, self.capacity - self.load)


def reasons(need: Need, taker: Taker, *, skills_needed: bool = True) -> tuple[Reason, ...]:
    """Return why somebody suits a request or not; the score is the sum of the points.

    Without `skills_needed` who lacks the skill is only not preferred.
    """
    return (*suits(need, taker, skills_needed=skills_needed), load_reason(taker, taker.load))


def score(found: Iterable[Reason]) -> int:
    """Return the sum of the points."""
    return sum(one.points for one in found)


def blocks(found: Iterable[Reason]) -> tuple[str, ...]:
    """Return the rules by which somebody cannot get a request; empty where they can."""
    rules = {one.rule for one in found}
    return tuple(rule for rule in BLOCKS if rule in rules)


def suits(need: Need, taker: Taker, *, skills_needed: bool = True) -> tuple[Reason, ...]:
    """Return the reasons that do not depend on how much somebody has to do."""
    return (nearness(need, taker), *fitness(need, taker, skills_needed=skills_needed))


def fitness(need: Need, taker: Taker, *, skills_needed: bool = True) -> tuple[Reason, ...]:
    """Return the reasons that depend neither on how much somebody has to do nor, but for a desk, on the place."""
    found = [*_skill(need, taker, skills_needed=skills_needed)]
    if taker.kind == "desk" and not _holds(need, taker):
        found.append(Reason("elsewhere", ELSEWHERE))
    if taker.on_duty:
        found.append(Reason("on_duty", taker.on_duty, taker.duty))
    if taker.absent:
        found.append(Reason("absent", ABSENT))
    if taker.code in need.refused:
        found.append(Reason("refused", REFUSED))
    times = dict(need.unanswered).get(taker.code, 0)
    if times:
        found.append(Reason("unanswered", UNANSWERED * times, str(times)))
    return tuple(found)


def _holds(need: Need, taker: Taker) -> bool:
    """Tell whether a request lies in the area of a desk."""
    return any(path[:1] and path[0] in need.path for path in taker.paths)


def nearness(need: Need, taker: Taker) -> Reason:
    """Return how near somebody is: on the ground where both positions are known, else in the tree of areas."""
    if need.position and taker.position:
        away = metres(need.position, taker.position)
        points = round(NEAREST * max(0.0, 1 - away / REACH_M))
        return Reason("on_the_ground", points, f"{round(away)} m")
    best = Reason("far", 0)
    for path in taker.paths:
        one = _common(need.path, path)
        best = one if one.points > best.points else best
    if best.points < SAME_BUILDING and need.buildings & taker.buildings:
        return Reason("same_building", SAME_BUILDING)
    return best


def _common(path: tuple[Place, ...], other: tuple[Place, ...]) -> Reason:
    """Return the points of the narrowest area on both paths."""
    theirs = {number for number, _kind in other}
    kind = next((kind for number, kind in path if number in theirs), None)
    found = NEARNESS.get(kind) if kind else None
    return Reason(*found) if found else Reason("far", 0)


def _skill(need: Need, taker: Taker, *, skills_needed: bool) -> Iterable[Reason]:
    """A desk hands on what it gets; a team is asked for what it is there for; a member needs one skill."""
    if taker.kind == "desk":
        return
    if taker.team_kind and taker.team_kind in need.calls:
        yield Reason("skill", SKILLED, taker.team_kind)
        return
    has = next((code for code, words in need.skills if words & taker.skills), None)
    if has is not None:
        yield Reason("skill", SKILLED, has)
    elif (need.skills and skills_needed) or taker.kind == "team":
        yield Reason("skill_missing", SKILL_MISSING, " ".join(code for code, _words in need.skills))


def load_reason(taker: Taker, held: int) -> Reason:
    """Return what it counts that somebody holds so many requests already."""
    if taker.capacity is None:
        return Reason("load", -BUSY_EACH * held, str(held))
    share = f"{held}/{taker.capacity}"
    if held >= taker.capacity:
        return Reason("full", FULL, share)
    return Reason("load", -round(BUSY * held / taker.capacity), share)


@dataclass(slots=True)
class Passed:
    """Who was given a request and did not do it: who refused, and who did not answer how often."""

    refused: set[str] = field(default_factory=set)
    unanswered: dict[str, int] = field(default_factory=dict)


_ANSWERS = frozenset({StepKind.ACCEPT, StepKind.START, StepKind.WAIT, StepKind.RESOLVE, StepKind.RESUME})
_AWAY = frozenset({StepKind.ASSIGN, StepKind.REFUSE, StepKind.ESCALATE, StepKind.RETURN})


def passed(steps: Iterable[tuple[StepKind, Mapping[str, Any]]]) -> Passed:
    """Return who passed on a request, out of its steps (kind and detail) that still stand, in their order.

    Somebody did not answer from whom it was taken, or who was passed over, before they accepted or began.
    """
    found, holder, answered = Passed(), "", True
    for kind, detail in steps:
        if detail.get("no_answer"):  # the heartbeat has waited long enough
            who = str(detail["no_answer"])
            found.unanswered[who] = found.unanswered.get(who, 0) + 1
            answered = True
        elif kind in _ANSWERS and not detail.get("asked"):
            answered = True
        elif kind in _AWAY and not detail.get("asked"):
            if kind is StepKind.REFUSE and not detail.get("taken_back") and detail.get("holder"):
                found.refused.add(str(detail["holder"]))
            elif holder and not answered and detail.get("to") != holder:
                found.unanswered[holder] = found.unanswered.get(holder, 0) + 1
            holder = str(detail.get("to") or "")
            answered = not holder
    return found
