"""A roster as the planner takes it, made of what the store knows: people, posts, terms, wishes, what stands.

Prices are those of `core.duty_prices`. What stands already (told turns, fixed drafts, turns in other areas) is
fixed; what has begun cannot be planned any more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gridctl.core import duty_prices as prices
from gridctl.core.duties import LIVE, Terms
from gridctl.core.duty_rules import TIER_RANK, Days, Demand, Stint, Who, can_do
from gridctl.core.times import HOUR_MS, MINUTE_MS
from gridctl.core.words import Tier
from gridctl.planning.roster.problem import (
    DAY,
    Job,
    Limits,
    Load,
    Need,
    Pair,
    Past,
    Person,
    Problem,
    Shift,
    Wish,
)
from gridctl.services.duty_people import Ground, People, bits, lifts_at, stint, stint_at
from gridctl.services.office import Office
from gridctl.services.roster_ways import Prices, Tree
from gridctl.services.takers import DOERS
from gridctl.store import dispatch as dispatch_rows
from gridctl.store import people as people_rows
from gridctl.store import turns as rows
from gridctl.store.unit import Work

_DOERS = frozenset(DOERS)
_WEEK_BEFORE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Span:
    """Which days, and where: an area (None: everywhere) with all below it."""

    first: date
    days: int
    area_id: int | None = None

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(days=self.days - 1)

    def day(self, number: int) -> date:
        """Return a day by its number, counted from the first."""
        return self.first + timedelta(days=number)

    def number(self, day: date) -> int:
        """Return the number of a day, counted from the first."""
        return (day - self.first).days


@dataclass(frozen=True, slots=True)
class Made:
    """A problem with what its numbers stand for: `members` are its people, `posts` its jobs, both as rows.

    `own` are the numbers of the people who belong to the area; `tight` the needs that no shift can serve,
    since it is longer than the duty may be done; `lifted` whether limits of hours and rest are set aside.
    """

    problem: Problem
    span: Span
    members: tuple[Any, ...]
    posts: tuple[Any, ...]
    whos: tuple[Who, ...]
    demands: tuple[Demand, ...]
    own: frozenset[int]
    known: People
    tight: tuple[tuple[int, int], ...] = ()
    lifted: bool = False


def make(office: Office, work: Work, span: Span) -> Made:
    """Return the problem of an area and some days."""
    return _Making(office, work, span).made()


@dataclass
class _Making:
    """A problem in the making."""

    office: Office
    work: Work
    span: Span
    tree: Tree = field(init=False)
    ground: Ground = field(init=False)
    known: People = field(init=False)
    posts: list[Any] = field(init=False)
    here: int = field(init=False)
    shifts: dict[tuple[int, int, bool, str], int] = field(default_factory=dict)
    fixed: dict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    extra: Counter[tuple[int, int]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Read the tree, the posts and the people."""
        span = self.span
        self.tree = Tree(self.work)
        self.ground = Ground(self.office, self.work, max(self.work.now, stint_start(self.office, span.first)))
        self.known = People(self.ground, span.first, span.last, drafts=True)
        below = None if span.area_id is None else self._below(span.area_id)
        self.posts = rows.posts(self.work, below, span.first.isoformat(), span.last.isoformat())
        self.here = len(self.posts)

    def _below(self, area_id: int) -> list[int]:
        return [one for one in self.tree.areas if area_id in self.tree.path(one)]

    def made(self) -> Made:
        """Put it together."""
        standing = self._standing()
        self._add_far_posts(standing)
        jobs = self._jobs()
        times = {
            (day, shift): stint_at(self.office, post, self.span.day(day))
            for shift, post in self._by_shift().items()
            for day in range(self.span.days)
        }
        demands = tuple(self.ground.demand(post) for post in self.posts)
        members, homes = self._people(demands, standing)
        self._fix(standing, jobs)
        needs, tight = self._needs(jobs, times)
        lifted = self._lifted()
        whos = tuple(map(self.known.who, members))
        kinds, kind_of = self._kinds(members, homes, whos, demands)
        places = {member.id: number for number, member in enumerate(members)}
        problem = Problem(
            days=self.span.days,
            shifts=tuple(Shift(starts, minutes, night) for starts, minutes, night, _code in self.shifts),
            jobs=jobs,
            needs=tuple(needs),
            kinds=kinds,
            people=tuple(
                self._person(member, who, kind_of[number], times, jobs, lifted=lifted)
                for number, (member, who) in enumerate(zip(members, whos, strict=True))
            ),
            first_weekday=self.span.first.weekday(),
            loads=tuple(Load(one.what, one.unit, 0, one.price) for one in prices.BURDENS),
            pairs=tuple(self._pairs(places)),
            crews=tuple(self._crews()),
            half_crew=prices.HALF_CREW,
            odd=self._odd(times),
        )
        own = frozenset(
            number for number, home in enumerate(homes) if self.tree.holds(self.span.area_id, home)
        )
        return Made(
            problem, self.span, tuple(members), tuple(self.posts), whos, demands, own, self.known, tuple(tight), lifted
        )

    def _standing(self) -> list[Any]:
        """Return the turns within the days that stay: told ones, fixed drafts, and those of other areas."""
        inside = {post.id for post in self.posts}
        since, until = self.span.first.isoformat(), self.span.last.isoformat()
        return [
            row
            for turns in self.known.turns.values()
            for row in turns
            if since <= row.on_date <= until and (row.state in LIVE or row.locked or row.post_id not in inside)
        ]

    def _add_far_posts(self, standing: Iterable[Any]) -> None:
        """Add the posts of other areas at which somebody stands; they need nobody here."""
        inside = {post.id for post in self.posts}
        for number in sorted({row.post_id for row in standing} - inside):
            found = rows.any_post(self.work, number)
            self.posts.append(found)

    def _shift(self, post: Any) -> int:  # noqa: ANN401
        minutes = (post.ends - post.starts) % DAY or DAY
        key = (post.starts, minutes, bool(post.night), post.shift)
        return self.shifts.setdefault(key, len(self.shifts))

    def _by_shift(self) -> dict[int, Any]:
        return {self._shift(post): post for post in self.posts}

    def _jobs(self) -> tuple[Job, ...]:
        duties: dict[str, int] = {}
        found = []
        for post in self.posts:
            duty = self.ground.duty(post)
            number = duties.setdefault(post.duty, len(duties))
            found.append(Job(self._shift(post), number, post.area_id, duty.hard if duty else 0))
        return tuple(found)

    def _people(self, demands: Sequence[Demand], standing: Iterable[Any]) -> tuple[list[Any], list[list[int]]]:
        """Return who can be asked, and the areas that they work in: the town around, those who stand here, nobody else."""
        posted: dict[int, list[int]] = defaultdict(list)
        for member, area in dispatch_rows.postings(self.work):
            posted[member].append(area)
        around = None if self.span.area_id is None else self.tree.around(self.span.area_id)
        busy = {row.member_id for row in standing}
        asked = set(demands[: self.here])
        members, homes = [], []
        for row in people_rows.present_members(self.work):
            home = [one for one in (row.area_id, *posted.get(row.id, ())) if one is not None]
            near = not home or self.tree.holds(around, home)
            if row.id in busy or (near and self._goes(row, asked)):
                members.append(row)
                homes.append(home)
        return members, homes

    def _goes(self, member: Any, asked: Iterable[Demand]) -> bool:  # noqa: ANN401
        """Tell whether somebody is planned at all."""
        return any(may_go(Tier(member.tier), demand) for demand in asked)

    def _fix(self, standing: Iterable[Any], jobs: Sequence[Job]) -> None:
        """Note what stands; of two turns of a day the later one, the other fills its post besides."""
        number = {post.id: place for place, post in enumerate(self.posts)}
        for row in sorted(standing, key=lambda one: one.end_at):
            day, job = self.span.number(date.fromisoformat(row.on_date)), number[row.post_id]
            before = self.fixed[row.member_id].get(day)
            if before is not None:
                self.extra[day, before] += 1
            self.fixed[row.member_id][day] = job

    def _needs(
        self, jobs: Sequence[Job], times: dict[tuple[int, int], Stint]
    ) -> tuple[list[Need], list[tuple[int, int]]]:
        """Return what each post needs on each day that has not begun, and what no shift can serve."""
        needs, tight = [], []
        for job, post in enumerate(self.posts[: self.here]):
            duty = self.ground.duty(post)
            open_on = Days(date.fromisoformat(post.from_on), date.fromisoformat(post.until_on))
            weekdays, cost = bits(post.weekdays), _missing(post, emergency=bool(duty and duty.emergency))
            for day in range(self.span.days):
                on, turn = self.span.day(day), times[day, jobs[job].shift]
                if not open_on.holds(on) or on.weekday() not in weekdays or turn.start < self.work.now:
                    continue
                if duty and duty.hours is not None and turn.end - turn.start > duty.hours * HOUR_MS:
                    tight.append((day, job))
                    continue
                there = self.extra[day, job]
                fixed = sum(found.get(day) == job for found in self._fixed_at(job))
                best = max(post.best - there, fixed)
                needs.append(Need(job, day, min(best, max(0, post.least - there)), best, *cost))
        return needs, tight

    def _fixed_at(self, job: int) -> list[dict[int, int]]:
        if not hasattr(self, "_by_job"):
            self._by_job: dict[int, list[dict[int, int]]] = defaultdict(list)
            for found in self.fixed.values():
                for one in set(found.values()):
                    self._by_job[one].append(found)
        return self._by_job.get(job, [])

    def _kinds(
        self, members: Sequence[Any], homes: Sequence[Sequence[int]], whos: Sequence[Who], demands: Sequence[Demand]
    ) -> tuple[list[dict[int, int]], list[int]]:
        """Return the kinds of people by what they can do and how far they have it, and each one's kind."""
        targets = sorted({post.area_id for post in self.posts[: self.here]})
        place = {area: number for number, area in enumerate(targets)}
        ways: dict[tuple[int, ...], Prices] = {}
        able: dict[tuple[Any, ...], tuple[int, ...]] = {}
        numbers: dict[Any, int] = {}
        kinds: list[dict[int, int]] = []
        kind_of = []
        for member, home, who in zip(members, homes, whos, strict=True):
            key = tuple(home)
            if key not in ways:
                ways[key] = self.tree.prices(home, targets)
            skilled = (who.tier, who.skills)
            if skilled not in able:
                able[skilled] = tuple(
                    job for job, demand in enumerate(demands[: self.here])
                    if may_go(who.tier, demand) and can_do(who, demand) is None
                )  # fmt: skip
            liked = self._liked.get(member.id, ())
            kind = numbers.setdefault((ways[key], able[skilled], liked), len(kinds))
            if kind == len(kinds):
                far = ways[key]
                kinds.append(
                    {
                        job: price + sum(cost for duty, cost in liked if duty == self.posts[job].duty)
                        for job in able[skilled]
                        if (price := far[place[self.posts[job].area_id]]) is not None
                    }
                )
            kind_of.append(kind)
        return kinds, kind_of

    @property
    def _wishes(self) -> dict[int, list[Any]]:
        if not hasattr(self, "_wished"):
            self._wished: dict[int, list[Any]] = defaultdict(list)
            for row in rows.wishes(self.work, self.span.first.isoformat(), self.span.last.isoformat()):
                self._wished[row.member_id].append(row)
        return self._wished

    @property
    def _liked(self) -> dict[int, tuple[tuple[str, int], ...]]:
        """What wishes about a duty add to its ways: they hold for all the days, for a way has no day."""
        duties = {post.duty for post in self.posts[: self.here]}
        return {
            member: tuple(
                (duty, prices.WISH * one.weight)
                for one in some
                if one.duty
                for duty in sorted(duties)
                if (duty == one.duty) != one.wanted
            )
            for member, some in self._wishes.items()
        }

    def _person(
        self,
        member: Any,  # noqa: ANN401
        who: Who,
        kind: int,
        times: dict[tuple[int, int], Stint],
        jobs: Sequence[Job],
        *,
        lifted: bool,
    ) -> Person:
        span, terms = self.span, who.terms
        off = frozenset(
            day for day in range(span.days) if not _works(who, span.day(day))
        )
        codes = [code for _starts, _minutes, _night, code in self.shifts]
        closed = {
            (day, shift)
            for day in range(span.days)
            for shift, code in enumerate(codes)
            if terms.shifts is not None and code not in terms.shifts
        }
        before = [stint(row) for row in self.known.turns.get(member.id, ()) if row.on_date < span.first.isoformat() and row.state in LIVE]
        after = [row for row in self.known.turns.get(member.id, ()) if row.on_date > span.last.isoformat()]
        rest = 0 if lifted else (terms.rest_hours or 0)
        if after:
            soonest = min(row.start_at for row in after)
            closed |= {key for key, turn in times.items() if turn.end + rest * HOUR_MS > soonest}
        return Person(
            kind=kind,
            limits=_limits(terms, lifted=lifted),
            off=off,
            blocked=frozenset(closed),
            wishes=tuple(self._wish_days(member.id, before, codes)),
            fixed=tuple(sorted(self.fixed.get(member.id, {}).items())),
            past=_past(span, before, stint_start(self.office, span.first)),
            carried=self._carried(member.id),
        )

    def _wish_days(self, member: int, before: Sequence[Stint], codes: Sequence[str]) -> Iterable[Wish]:
        """Yield the wishes of somebody for days, and that they would stay in the shift of the week before."""
        for row in self._wishes.get(member, ()):
            if row.duty:
                continue
            days = Days(date.fromisoformat(row.from_on), date.fromisoformat(row.until_on))
            shifts = [None] if row.shift is None else [n for n, code in enumerate(codes) if code == row.shift]
            for day in range(self.span.days):
                on = self.span.day(day)
                if days.holds(on) and on.weekday() in bits(row.weekdays):
                    for shift in shifts:
                        yield Wish(day, shift, prices.WISH * row.weight, bool(row.wanted))
        usual = Counter(one.shift for one in before if one.on >= self.span.first - _WEEK_BEFORE)
        if usual:
            kept = min(usual, key=lambda code: (-usual[code], code))
            for day in range(self.span.days):
                for shift, code in enumerate(codes):
                    if code != kept:
                        yield Wish(day, shift, prices.OTHER_SHIFT)

    def _carried(self, member: int) -> tuple[int, ...]:
        """Return what somebody carried of each burden in the weeks before."""
        since = (self.span.first - timedelta(days=prices.CARRIED_DAYS)).isoformat()
        until = self.span.first.isoformat()
        turns = [row for row in self.known.turns.get(member, ()) if since <= row.on_date < until and row.state in LIVE]
        weekends = {date.fromisoformat(row.on_date).isocalendar()[:2] for row in turns if _on_weekend(row.on_date)}
        amounts = {
            "minutes": sum(row.end_at - row.start_at for row in turns) // MINUTE_MS,
            "nights": sum(bool(row.night) for row in turns),
            "weekends": len(weekends),
            "hard": sum(duty.hard for row in turns if (duty := self.ground.duty(row)) is not None),
        }
        return tuple(amounts[one.what] for one in prices.BURDENS)

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
                crews[post.crew, post.area_id, self._shift(post)].append(job)
        return (tuple(some) for some in crews.values() if len(some) > 1)

    def _lifted(self) -> bool:
        """Tell whether limits of hours and rest are set aside on every one of the days, in the whole area."""
        if self.span.area_id is None:
            return False
        lifts = lifts_at(self.work, self.span.area_id, self.span.first, self.span.last)
        return all(any(lift.holds(self.span.day(day)) for lift in lifts) for day in range(self.span.days))

    def _odd(self, times: dict[tuple[int, int], Stint]) -> dict[tuple[int, int], tuple[int, int]]:
        """Return the shifts that the clock on the wall does not tell right, counted from the first midnight."""
        midnight = stint_start(self.office, self.span.first)
        lengths = list(self.shifts)
        found = {}
        for (day, shift), turn in times.items():
            start, end = (turn.start - midnight) // MINUTE_MS, (turn.end - midnight) // MINUTE_MS
            usual = day * DAY + lengths[shift][0]
            if (start, end) != (usual, usual + lengths[shift][1]):
                found[day, shift] = (start, end)
        return found


def may_go(tier: Tier, demand: Demand) -> bool:
    """Tell whether somebody of a tier is sent to a post by a plan: those who hand out go where nobody else may."""
    return tier in _DOERS or (demand.tier is not None and TIER_RANK[demand.tier] < TIER_RANK[Tier.HEAD])


def stint_start(office: Office, day: date) -> int:
    """Return the midnight that a day begins with (UTC ms)."""
    from datetime import time

    from gridctl.core.times import local, to_ms

    return to_ms(local(day, time(), office.zone))


def _works(who: Who, day: date) -> bool:
    away = any(one.holds(day) for one in who.absences)
    closed = who.terms.weekdays is not None and day.weekday() not in who.terms.weekdays
    return who.there.holds(day) and not away and not closed


def _limits(terms: Terms, *, lifted: bool) -> Limits:
    if lifted:
        return Limits()

    def minutes(hours: int | None) -> int | None:
        return None if hours is None else hours * 60

    return Limits(
        week_minutes=minutes(terms.week_hours),
        day_minutes=minutes(terms.day_hours),
        most_row=terms.days_row,
        nights_row=terms.nights_row,
        rest=minutes(terms.rest_hours) or 0,
    )


def _past(span: Span, before: Sequence[Stint], midnight: int) -> Past:
    """Return what came before the first day."""
    if not before:
        return Past()
    monday = span.first - timedelta(days=span.first.weekday())
    worked, nights = {one.on for one in before}, {one.on for one in before if one.night}
    yesterday = span.first - timedelta(days=1)
    return Past(
        row=_run(worked, yesterday),
        nights=_run(nights, yesterday),
        week_minutes=sum(one.end - one.start for one in before if one.on >= monday) // MINUTE_MS,
        ended=(max(one.end for one in before) - midnight) // MINUTE_MS,
        on_weekend=span.first.weekday() == 6 and yesterday in worked,  # noqa: PLR2004  (a Sunday)
    )


def _run(days: set[date], last: date) -> int:
    length = 0
    while last - timedelta(days=length) in days:
        length += 1
    return length


def _on_weekend(day: str) -> bool:
    return date.fromisoformat(day).weekday() >= 5  # noqa: PLR2004  (Saturday)


def _missing(post: Any, *, emergency: bool) -> tuple[int, int]:  # noqa: ANN401
    if post.standby:
        return prices.SHORT_STANDBY, prices.UNDER_STANDBY
    return prices.SHORT * (2 if emergency else 1), prices.UNDER
