"""What each person can do on each day and at what price, and which shifts can't follow each other."""

from functools import cached_property

from gridctl.planning.roster.problem import DAY, SATURDAY, SUNDAY, WEEK, Need, Person, Problem


def need_price(need: Need, count: int) -> int:
    """Return what it costs that `count` people do the job of a need."""
    missing = max(0, need.least - count)
    wanting = max(0, need.best - max(count, need.least))
    over = max(0, count - need.best)
    return missing * need.short + wanting * need.under + over * (need.over or 0)


class Cells:
    """A problem looked up by person and day."""

    def __init__(self, problem: Problem) -> None:
        """Work out the options of every person and day."""
        self.problem = problem
        self._asked: list[list[int]] = [[] for _day in range(problem.days)]
        for need in problem.needs:
            self._asked[need.day].append(need.job)
        self.options = [self._options(person) for person in problem.people]
        self._follow: dict[tuple[int, int, int], list[frozenset[int]]] = {}

    def _options(self, person: Person) -> list[dict[int | None, int]]:
        """Return for each day the jobs that a person can do, and None for a day off, each with its price."""
        problem, prices = self.problem, self.problem.kinds[person.kind]
        fixed = dict(person.fixed)
        days: list[dict[int | None, int]] = []
        for day in range(problem.days):
            if day in fixed:
                days.append({fixed[day]: prices.get(fixed[day], 0)})
                continue
            asked = [] if day in person.off else self._asked[day]
            able = [
                job for job in asked if job in prices and self._open(person, day, problem.jobs[job].shift)
            ]
            days.append({None: 0, **{job: prices[job] for job in able}})
        for wish in person.wishes:
            for option in days[wish.day]:
                met = option is not None and wish.shift in {None, problem.jobs[option].shift}
                days[wish.day][option] += wish.price if met != wish.wanted else 0
        return days

    def _open(self, person: Person, day: int, shift: int) -> bool:
        """Whether somebody may work a shift on a day that isn't off."""
        most = person.limits.shifts
        return (
            (day, shift) not in person.blocked
            and (most is None or most[shift] > 0)
            and not self._too_long(person, day, shift)
            and not self._too_soon(person, day, shift)
        )

    def _too_long(self, person: Person, day: int, shift: int) -> bool:
        most = person.limits.day_minutes
        return most is not None and self.problem.minutes(day, shift) > most

    def _too_soon(self, person: Person, day: int, shift: int) -> bool:
        """Whether a shift begins before somebody has rested from the last one before day 0."""
        ended = person.past.ended
        return ended is not None and self.problem.times(day, shift)[0] < ended + person.limits.rest

    def clash(self, rest: int, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Whether of two shifts on days (day and shift), the first earlier, the second can't follow."""
        if other[0] == one[0] + 1 and (one[1], other[1]) in self.problem.bans:
            return True
        return self.problem.times(*other)[0] < self.problem.times(*one)[1] + rest

    def after(self, rest: int, day: int, gap: int = 1) -> list[frozenset[int]]:
        """Return for each shift of a day the shifts that can't follow `gap` days later; none beyond the roster."""
        found = self._follow.get((rest, day, gap))
        if found is None:
            shifts = range(len(self.problem.shifts))
            found = [
                frozenset(other for other in shifts if self.clash(rest, (day, one), (day + gap, other)))
                for one in shifts
            ]
            self._follow[rest, day, gap] = found
        return found

    def reach(self, rest: int) -> int:
        """Return for how many days after a shift another one may come too soon."""
        latest = max(
            (self.problem.usual_times(0, shift)[1] for shift in range(len(self.problem.shifts))), default=0
        )
        latest = max(
            [latest, *(end - day * DAY for (day, _shift), (_start, end) in self.problem.odd.items())]
        )
        return max(1, (latest + rest) // DAY)

    def shift_of(self, job: int | None) -> int | None:
        """Return the shift of a job."""
        return None if job is None else self.problem.jobs[job].shift

    @cached_property
    def weekends(self) -> list[tuple[int, ...]]:
        """Return the days of each weekend; the first and the last may be cut to one."""
        ends = {SATURDAY, SUNDAY}
        found = [tuple(day for day in week if self.problem.weekday(day) in ends) for week in self.weeks]
        return [days for days in found if days]

    @cached_property
    def weeks(self) -> list[tuple[int, ...]]:
        """Return the days of each week from Monday; the first and the last may be cut."""
        found: dict[int, list[int]] = {}
        for day in range(self.problem.days):
            found.setdefault((self.problem.first_weekday + day) // WEEK, []).append(day)
        return [tuple(days) for days in found.values()]

    def counted_before(self, person: Person, weekend: tuple[int, ...]) -> bool:
        """Whether a weekend was counted in the roster before, because its Saturday was worked there."""
        return person.past.on_weekend and weekend == (0,) and self.problem.weekday(0) == SUNDAY

    def minutes_before(self, person: Person, week: tuple[int, ...]) -> int:
        """Return the minutes of a week that were worked before day 0; none where the week begins with it."""
        return person.past.week_minutes if week[0] == 0 and self.problem.first_weekday else 0

    def amount(self, what: str, day: int, job: int) -> int:
        """Return what a job on a day adds to a load (weekends are counted elsewhere)."""
        one = self.problem.jobs[job]
        if what == "minutes":
            return self.problem.minutes(day, one.shift)
        if what == "nights":
            return int(self.problem.shifts[one.shift].night)
        return one.hard if what == "hard" else 0
