"""Why a post has too few: of those who can do it, what stands against each one; held against the planner's rules."""

from collections import Counter
from collections.abc import Mapping, Sequence

from gridctl.core.duty_rules import Rule as Named
from gridctl.core.duty_rules import can_do
from gridctl.core.plan_views import UnfilledView
from gridctl.planning.roster.checking import side_by_side
from gridctl.planning.roster.problem import Grid, Problem
from gridctl.planning.roster.rules import Rule, broken_by
from gridctl.services.roster_problem import Made

_CODES: Mapping[Rule, str] = {
    Rule.BLOCKED: "shift",
    Rule.REST: "resting",
    Rule.BAN: "resting",
    Rule.DAY_MINUTES: "hours",
    Rule.WEEK_MINUTES: "hours",
    Rule.MOST_ROW: "row",
    Rule.NIGHTS_ROW: "row",
}
ORDER = ("can", "away", "busy", "resting", "hours", "row", "shift", "apart", "free", "length")
"""What is said of those who can, in this order; `length` says that the shift is longer than the duty may be done."""


class Lack:
    """Looks for what stands against each person at each post; what was found for a shift of a day is kept."""

    def __init__(self, made: Made, grid: Grid) -> None:
        """Begin with a finished roster."""
        self.made, self.grid = made, grid
        self._found: dict[tuple[int, int, int], str] = {}
        self._apart = {
            (pair.one, pair.other) for pair in made.problem.pairs if pair.price is None and not pair.together
        }

    def unfilled(self) -> tuple[UnfilledView, ...]:
        """Return every post that has too few on a day, by day and post."""
        counts = Counter((day, job) for row in self.grid for day, job in enumerate(row) if job is not None)
        found = [
            self._view(need.day, need.job, need.least - counts[need.day, need.job])
            for need in self.made.problem.needs
            if counts[need.day, need.job] < need.least
        ]
        found += [
            self._view(day, job, least, tight=True)
            for day, job in self.made.tight
            if (least := self.made.posts[job].least - counts[day, job]) > 0
        ]
        return tuple(sorted(found, key=lambda one: (one.date, one.post)))

    def _view(self, day: int, job: int, missing: int, *, tight: bool = False) -> UnfilledView:
        post = self.made.posts[job]
        able = self._able(job)
        counts = Counter("length" if tight else self._against(who, day, job) for who in able)
        counts["can"] = len(able)
        reasons = {code: counts[code] for code in ORDER if counts[code] or code == "can"}
        if tight:
            reasons["length"] = max(1, reasons.get("length", 0))
        return UnfilledView(
            post=post.id,
            date=self.made.span.day(day).isoformat(),
            shift=post.shift,
            missing=missing,
            duty=post.duty,
            area=post.area,
            reasons=reasons,
            fix=self._fix(job, reasons),
        )

    def _able(self, job: int) -> Sequence[int]:
        problem = self.made.problem
        return [who for who, person in enumerate(problem.people) if job in problem.kinds[person.kind]]

    def _against(self, who: int, day: int, job: int) -> str:
        """Return what stands against somebody at a post; `free` where nothing does."""
        problem: Problem = self.made.problem
        if self.grid[who][day] is not None:
            return "busy"
        if day in problem.people[who].off:
            return "away"
        key = (who, day, problem.jobs[job].shift)
        if key not in self._found:
            row = [*self.grid[who]]
            row[day] = job
            rules = [one.rule for one in broken_by(problem, who, row)]
            self._found[key] = next((_CODES[one] for one in rules if one in _CODES), "free")
        if self._found[key] == "free" and self._beside_other(who, day, job):
            return "apart"
        return self._found[key]

    def _beside_other(self, who: int, day: int, job: int) -> bool:
        others = [one if other == who else other for one, other in self._apart if who in (one, other)]
        return any(side_by_side(self.made.problem, job, self.grid[one][day]) for one in others)

    def _fix(self, job: int, reasons: Mapping[str, int]) -> tuple[str, ...]:
        """Return what would help: whom to bring, what to lift, whom to move."""
        if "length" in reasons:
            return ("split",)
        if not reasons["can"]:
            lacking = [can_do(who, self.made.demands[job]) for who in self.made.whos]
            tier = bool(lacking) and all(one is not None and one.rule is Named.TIER for one in lacking)
            return ("tier",) if tier else ("skill",)
        fixes = {
            "plan_longer": "free",
            "deputy": "away",
            "lift": "resting hours row",
            "move": "busy",
        }
        found = tuple(
            code for code, causes in fixes.items() if any(reasons.get(one) for one in causes.split())
        )
        return (*found, "skill") if self.made.demands[job].skills else (*found, "neighbours")
