"""A roster as the planner takes it, made of what the store knows: people, posts, terms, wishes, what stands.

Prices are those of `core.duty_prices`. What stands already (told turns, fixed drafts, turns in other areas) is
fixed; what has begun cannot be planned any more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from gridctl.core import duty_prices as prices
from gridctl.core.duties import LIVE
from gridctl.core.duty_rules import Days, Demand, Who, can_do
from gridctl.core.roster_span import Span
from gridctl.core.times import HOUR_MS, MINUTE_MS, local, to_ms
from gridctl.core.weekdays import days_of
from gridctl.core.words import Tier
from gridctl.planning.roster.board import fixed_rows
from gridctl.planning.roster.checking import side_by_side
from gridctl.planning.roster.problem import DAY, Job, Limits, Load, Need, Pair, Problem, Shift
from gridctl.planning.roster.rules import broken_by
from gridctl.services.duty_people import Ground, People, may_go, stint_at
from gridctl.services.office import Office
from gridctl.services.roster_person import Persons, Times, always
from gridctl.services.roster_ways import Prices, Tree
from gridctl.store import people as people_rows
from gridctl.store import postings as posting_rows
from gridctl.store import posts as post_rows
from gridctl.store import turns as rows
from gridctl.store.unit import Work

Jobs = dict[int, dict[int, int]]
"""The job of each member (a number of the store) on each day."""


Hours = tuple[int, int, bool, str, str]
"""A shift: when it begins, how long it takes, whether it is a night, its code, and the duty that it is apart for."""


@dataclass(frozen=True, slots=True)
class Made:
    """A problem with what its numbers stand for: `members` are its people, `posts` its jobs, both as rows.

    `grid` is the roster that stands. The problem has the days of the `span` and, behind them, those of turns that
    follow: there nothing is needed and everything is fixed, for the limits of weeks and rows look at them too.
    `own` are the numbers of the people who belong to the area. `tight` are days and jobs that nobody can do, for
    the shift is longer than the duty may be done. `lifted` are days and jobs for which limits of hours and rest are
    set aside, where that is not so for all of them.
    """

    problem: Problem
    grid: tuple[tuple[int | None, ...], ...]
    span: Span
    members: tuple[Any, ...]
    posts: tuple[Any, ...]
    whos: tuple[Who, ...]
    demands: tuple[Demand, ...]
    own: frozenset[int]
    known: People
    tight: tuple[tuple[int, int], ...]
    lifted: frozenset[tuple[int, int]]


def make(office: Office, work: Work, span: Span, *, loose: bool = False) -> Made:
    """Return the problem of an area and some days.

    What stands is fixed; where it is `loose`, that is only what has begun, is locked, or lies in another area.
    """
    return _Making(office, work, span, loose).made()


@dataclass
class _Making:
    """A problem in the making; `here` of its posts are those of the area, the others are where people stand too."""

    office: Office
    work: Work
    span: Span
    loose: bool = False
    tree: Tree = field(init=False)
    ground: Ground = field(init=False)
    known: People = field(init=False)
    posts: list[Any] = field(init=False)
    here: int = field(init=False)
    standing: list[Any] = field(init=False)
    following: list[Any] = field(init=False)
    wishes: dict[int, list[Any]] = field(init=False)
    apart: frozenset[str] = field(init=False)
    shifts: dict[Hours, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the tree, the posts, the wishes and what stands."""
        self.midnight = to_ms(local(self.span.first, time(), self.office.zone))
        self.tree = Tree(self.work)
        self.ground = Ground(self.office, self.work, max(self.work.now, self.midnight))
        self.known = People(self.ground, self.span.first, self.span.last, drafts=True)
        self.wishes = defaultdict(list)
        for row in rows.wishes(self.work, *self.span.ends):
            self.wishes[row.member_id].append(row)
        asked = (one for some in self.wishes.values() for one in some)
        self.apart = frozenset(one.duty for one in asked if one.duty and not always(one, self.span))
        root = self.span.area_id
        below = None if root is None else self.tree.below(root)
        self.posts = rows.posts(self.work, below, *self.span.ends)
        self.here = len(self.posts)
        inside = {post.id for post in self.posts}
        self.standing = self._standing(inside)
        self.following = self._following()
        beyond = sorted({row.post_id for row in (*self.standing, *self.following)} - inside)
        others = post_rows.some(self.work, beyond)
        self.posts += [others[number] for number in beyond]

    def _standing(self, inside: set[int]) -> list[Any]:
        """Return the turns within the days that stay: told ones, fixed drafts, and those of other areas."""
        since, until = self.span.ends
        return [
            row
            for turns in self.known.turns.values()
            for row in turns
            if since <= row.on_date <= until
            and (row.state in LIVE or row.locked or row.post_id not in inside)
        ]

    def _following(self) -> list[Any]:
        """Return the turns after the days: they count for the limits of weeks and rows."""
        until = self.span.ends[1]
        return [row for turns in self.known.turns.values() for row in turns if row.on_date > until]

    def made(self) -> Made:
        """Put it together."""
        jobs, span = self._jobs(), self.span
        days = max([span.days, *(span.number(row.on_date) + 1 for row in self.following)])
        times = {
            (day, shift): stint_at(self.office, post, span.day(day))
            for shift, post in {self._shift(post): post for post in self.posts}.items()
            for day in range(days)
        }
        demands = tuple(map(self.ground.demand, self.posts))
        members, homes = self._people(demands[: self.here])
        whos = tuple(map(self.known.who, members))
        stands, fixed, besides = self._fixed()
        needs, tight = self._needs(jobs, times, stands, besides)
        kinds_of_shift = [(code, duty) for _starts, _minutes, _night, code, duty in self.shifts]
        persons = Persons(self.known, span, kinds_of_shift, times, self.midnight, self._lifted(), self.wishes)
        kinds, kind_of = self._kinds(persons, members, homes, whos, demands)
        problem = Problem(
            days=days,
            shifts=tuple(Shift(starts, minutes, night) for starts, minutes, night, *_names in self.shifts),
            jobs=jobs,
            needs=tuple(needs),
            kinds=kinds,
            people=tuple(
                persons.person(member.id, who, kind, fixed.get(member.id, {}))
                for member, who, kind in zip(members, whos, kind_of, strict=True)
            ),
            first_weekday=span.first.weekday(),
            loads=tuple(Load(one.what, one.unit, 0, one.price) for one in prices.BURDENS),
            pairs=tuple(self._pairs({member.id: place for place, member in enumerate(members)})),
            crews=tuple(self._crews()),
            half_crew=prices.HALF_CREW,
            odd=self._odd(times),
        )
        problem = _kept_standing(problem)
        own = {place for place, home in enumerate(homes) if self.tree.holds(span.area_id, home)}
        posts = tuple(self.posts)
        rows_ = (stands.get(member.id, {}) for member in members)
        grid = tuple(tuple(row.get(day) for day in range(days)) for row in rows_)
        return Made(
            problem,
            grid,
            span,
            tuple(members),
            posts,
            whos,
            demands,
            frozenset(own),
            self.known,
            tuple(tight),
            frozenset() if persons.lifted else frozenset(self._under_lifts()),
        )

    def _shift(self, post: Any) -> int:  # noqa: ANN401
        """Return the number of a post's shift; a duty that wishes name on some days has shifts of its own."""
        minutes = (post.ends - post.starts) % DAY or DAY
        apart = post.duty if post.duty in self.apart else ""
        key = (post.starts, minutes, bool(post.night), post.shift, apart)
        return self.shifts.setdefault(key, len(self.shifts))

    def _jobs(self) -> tuple[Job, ...]:
        duties = {one.duty: place for place, one in enumerate(self.posts)}
        hard = [duty.hard if (duty := self.ground.duty(post)) else 0 for post in self.posts]
        return tuple(
            Job(self._shift(post), duties[post.duty], post.area_id, weight)
            for post, weight in zip(self.posts, hard, strict=True)
        )

    def _people(self, demands: Iterable[Demand]) -> tuple[list[Any], list[list[int]]]:
        """Return who can be asked, with the areas that they work in: who works in the town around, or stands here."""
        posted: dict[int, list[int]] = defaultdict(list)
        for member, area in posting_rows.lasting_now(self.work):
            posted[member].append(area)
        around = None if self.span.area_id is None else self.tree.around(self.span.area_id)
        busy, asked = {row.member_id for row in self.standing}, set(demands)
        going = {tier: any(may_go(tier, one) for one in asked) for tier in Tier}
        members, homes = [], []
        for row in people_rows.present_members(self.work):
            home = [one for one in (row.area_id, *posted.get(row.id, ())) if one is not None]
            near = not home or self.tree.holds(around, home)
            if row.id in busy or (near and going[Tier(row.tier)]):
                members.append(row)
                homes.append(home)
        return members, homes

    def _fixed(self) -> tuple[Jobs, Jobs, Counter[tuple[int, int]]]:
        """Return what stands and what of it is fixed, by member and day, and who fills a post besides.

        Of two turns of a day the later one stands, the other fills its post besides.
        """
        number = {post.id: place for place, post in enumerate(self.posts)}
        inside = {post.id for post in self.posts[: self.here]}
        stands: Jobs = defaultdict(dict)
        fixed: Jobs = defaultdict(dict)
        besides: Counter[tuple[int, int]] = Counter()
        for row in sorted((*self.standing, *self.following), key=lambda one: one.end_at):
            days, day = stands[row.member_id], self.span.number(row.on_date)
            twice = day in days
            if twice:
                besides[day, days[day]] += 1
            days[day] = number[row.post_id]
            held = row.locked or row.start_at <= self.work.now or row.post_id not in inside
            if held or twice or not self.loose or day >= self.span.days:
                fixed[row.member_id][day] = days[day]
        return stands, fixed, besides

    def _needs(
        self,
        jobs: Sequence[Job],
        times: Times,
        stands: Jobs,
        besides: Counter[tuple[int, int]],
    ) -> tuple[list[Need], list[tuple[int, int]]]:
        """Return what each post needs on each day that has not begun, and what no shift can serve."""
        there = Counter(one for days in stands.values() for one in days.items())
        needs, tight = [], []
        for job, post in enumerate(self.posts[: self.here]):
            duty = self.ground.duty(post)
            open_on, weekdays = (
                Days(date.fromisoformat(post.from_on), date.fromisoformat(post.until_on)),
                days_of(post.weekdays),
            )
            short, under = _missing(post, emergency=bool(duty and duty.emergency))
            for day in range(self.span.days):
                on, turn = self.span.day(day), times[day, jobs[job].shift]
                if not open_on.holds(on) or on.weekday() not in weekdays or turn.start < self.work.now:
                    continue
                if duty and duty.hours is not None and turn.end - turn.start > duty.hours * HOUR_MS:
                    tight.append((day, job))
                    continue
                best = max(post.best - besides[day, job], there[day, job])
                least = min(best, max(0, post.least - besides[day, job]))
                needs.append(Need(job, day, least, best, short, under))
        return needs, tight

    def _kinds(
        self,
        persons: Persons,
        members: Sequence[Any],
        homes: Sequence[Sequence[int]],
        whos: Sequence[Who],
        demands: Sequence[Demand],
    ) -> tuple[list[dict[int, int]], list[int]]:
        """Return the kinds of people by what they can do and how far they have it, and each one's kind."""
        posts = self.posts[: self.here]
        targets, duties = sorted({post.area_id for post in posts}), sorted({post.duty for post in posts})
        place = {area: number for number, area in enumerate(targets)}
        at = [place[post.area_id] for post in posts]
        ways: dict[tuple[int, ...], Prices] = {}
        able: dict[tuple[Tier, frozenset[str]], tuple[int, ...]] = {}
        numbers: dict[tuple[Any, ...], int] = {}
        kinds: list[dict[int, int]] = []
        kind_of = []
        for member, home, who in zip(members, homes, whos, strict=True):
            far = ways.get(tuple(home)) or ways.setdefault(tuple(home), self.tree.prices(home, targets))
            skilled = (who.tier, who.skills)
            if skilled not in able:
                able[skilled] = _able(who, demands[: self.here])
            liked = persons.liked(member.id, duties)
            key = (far, able[skilled], liked)
            if numbers.setdefault(key, len(kinds)) == len(kinds):
                kinds.append(
                    {
                        job: price
                        + (sum(cost for duty, cost in liked if duty == posts[job].duty) if liked else 0)
                        for job in able[skilled]
                        if (price := far[at[job]]) is not None
                    }
                )
            kind_of.append(numbers[key])
        return kinds, kind_of

    def _pairs(self, places: dict[int, int]) -> Iterable[Pair]:
        for row in rows.pairs(self.work):
            if row.one_id in places and row.other_id in places:
                rule = prices.PAIR_RULE if row.together else None
                price = rule if row.rule else prices.PAIR * row.weight
                yield Pair(places[row.one_id], places[row.other_id], bool(row.together), price)

    def _crews(self) -> Iterable[tuple[int, ...]]:
        crews: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for job, post in enumerate(self.posts[: self.here]):
            if post.crew:
                crews[post.crew, post.area_id, post.shift, post.starts, post.ends].append(job)
        return (tuple(some) for some in crews.values() if len(some) > 1)

    def _lifted(self) -> bool:
        """Tell whether limits of hours and rest are set aside on every one of the days, in the whole area."""
        span = self.span
        lifts = self.ground.lifted(span.area_id, span.first, span.last)
        return all(any(lift.holds(span.day(day)) for lift in lifts) for day in range(span.days))

    def _under_lifts(self) -> Iterable[tuple[int, int]]:
        """Yield the days and jobs at posts where limits of hours and rest are set aside."""
        span = self.span
        for job, post in enumerate(self.posts[: self.here]):
            for lift in self.ground.lifted(post.area_id, span.first, span.last):
                yield from ((day, job) for day in range(span.days) if lift.holds(span.day(day)))

    def _odd(self, times: Times) -> dict[tuple[int, int], tuple[int, int]]:
        """Return the shifts that the clock on the wall does not tell right, counted from the first midnight."""
        lengths = list(self.shifts)
        found = {}
        for (day, shift), turn in times.items():
            start, end = (turn.start - self.midnight) // MINUTE_MS, (turn.end - self.midnight) // MINUTE_MS
            usual = day * DAY + lengths[shift][0]
            if (start, end) != (usual, usual + lengths[shift][1]):
                found[day, shift] = (start, end)
        return found


def _kept_standing(problem: Problem) -> Problem:
    """Return a problem in which what stands breaks no limit: whoever is beyond theirs already gets no more work."""
    everyday, stands = frozenset(range(problem.days)), fixed_rows(problem)
    people = []
    for number, person in enumerate(problem.people):
        beyond = bool(person.fixed) and bool(broken_by(problem, number, stands[number]))
        people.append(replace(person, limits=Limits(), off=everyday) if beyond else person)

    def beside(pair: Pair) -> bool:
        both = zip(stands[pair.one], stands[pair.other], strict=True)
        return any(side_by_side(problem, one, other) for one, other in both)

    pairs = tuple(pair for pair in problem.pairs if pair.price is not None or not beside(pair))
    return replace(problem, people=tuple(people), pairs=pairs)


def _able(who: Who, demands: Sequence[Demand]) -> tuple[int, ...]:
    """Return the jobs that somebody can be sent to, by what they ask for."""
    return tuple(
        job for job, demand in enumerate(demands) if may_go(who.tier, demand) and can_do(who, demand) is None
    )


def _missing(post: Any, *, emergency: bool) -> tuple[int, int]:  # noqa: ANN401
    """Return what one missing below the minimum and below the desired headcount costs."""
    if post.standby:
        return prices.SHORT_STANDBY, prices.UNDER_STANDBY
    return prices.SHORT * (2 if emergency else 1), prices.UNDER
