"""The balance (人人有事干, 事事有人管): posts without people, people without posts, and what closes it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from gridctl.core.attendance import LONGEST_MS
from gridctl.core.duty_rules import FIVE_TIERS, Demand, Stint, broken
from gridctl.core.errors import N_, BadInput
from gridctl.core.gap_views import FreeView, GapView, JobView, TiersView
from gridctl.core.leaving import is_there
from gridctl.core.skills import DOERS
from gridctl.core.times import HOUR_MS, local, parse_when, to_ms
from gridctl.core.words import AreaKind, Tier
from gridctl.services.duty_people import Ground, People, on_day, span_at, stint
from gridctl.services.gap_moves import Opening, closing
from gridctl.services.office import Office
from gridctl.services.roster_ways import Tree
from gridctl.store import gaps as rows
from gridctl.store import turns as turn_rows
from gridctl.store.unit import Work

_WEEK = 7
DOING = sorted(map(str, DOERS))
_FIVE = tuple(map(str, FIVE_TIERS))
_HIGH = frozenset(map(str, (Tier.LEADER, Tier.INSTRUCTOR)))


@dataclass(frozen=True, slots=True)
class When:
    """For when a gap is looked for: a moment (now without one), a day, or the week that a day lies in."""

    at: str | None = None
    day: str | None = None
    week: str | None = None


@dataclass(frozen=True, slots=True)
class _Period:
    """The days that are looked at; `moment` (UTC ms) narrows them to the shifts that run then."""

    first: date
    last: date
    moment: int | None = None

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last day as the store keeps them."""
        return self.first.isoformat(), self.last.isoformat()

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


def gap(office: Office, when: When, area: str | None = None) -> GapView:
    """Return the balance of an area, or of all."""
    period = _period(office, when)
    with office.store.read() as work:
        return _Gap(office, work, period, _number(work, area) if area else None).view()


def _number(work: Work, area: str) -> int:
    """Return the number of the area that is meant; what it is found by loads classes for longer than a gap takes."""
    from gridctl.services import areas  # start-up: only a gap of one area looks for it

    return areas.find(work, area).id


def is_without_posts(office: Office) -> bool:
    """Tell whether there is no post anywhere, so that a balance says nothing of jobs."""
    with office.store.read() as work:
        return not rows.hours(work)


def _period(office: Office, when: When) -> _Period:
    if sum(one is not None for one in (when.at, when.day, when.week)) > 1:
        raise BadInput(
            N_("--at, --date and --week exclude each other"), hint=N_("give one of them, or none for now")
        )
    if when.day is not None:
        day = on_day(office, when.day)
        return _Period(day, day)
    if when.week is not None:
        day = on_day(office, when.week)
        monday = day - timedelta(days=day.weekday())
        return _Period(monday, monday + timedelta(days=_WEEK - 1))
    moment = parse_when(when.at, office.now()) if when.at else office.now()
    today = moment.astimezone(office.zone).date()
    return _Period(today - timedelta(days=1), today, to_ms(moment))


@dataclass
class _Gap:
    """What is read once, and what is made of it."""

    office: Office
    work: Work
    period: _Period
    area_id: int | None
    tree: Tree = field(init=False)
    ground: Ground = field(init=False)
    openings: list[Opening] = field(init=False)
    own: frozenset[int] = field(init=False)
    rests: dict[int, int] | None = field(init=False)

    def __post_init__(self) -> None:
        """Read the tree, the posts of those days, and how many stand there."""
        self.tree = Tree(self.work)
        self.ground = Ground(self.office, self.work, self.period.moment or self.work.now)
        self.openings = list(self._openings())
        lifted = turn_rows.lifts(self.work, *self.period.ends)
        own = turn_rows.terms(self.work, None)
        rests = {one.member_id: one.rest_hours for one in own if one.rest_hours is not None}
        self.own, self.rests = frozenset(one.member_id for one in own), None if lifted else rests

    def view(self) -> GapView:
        """Return the balance."""
        free = self._free()
        return GapView(
            tuple(
                JobView(
                    one.post.id,
                    one.turn.on.isoformat(),
                    one.post.shift,
                    one.post.duty,
                    one.post.area,
                    one.post.place,
                    one.missing,
                )
                for one in self.openings
                if one.missing > 0
            ),
            tuple(FreeView(row.code, row.name, row.tier, self._code(row.area_id)) for row in free),
            tuple(closing(self.ground, self.tree, self._to_come(), free)),
            tuple(self._missing_tiers()),
        )

    def _to_come(self) -> list[Opening]:
        """Return what somebody can still be sent to; of days that are over all is told as it was."""
        now = self.work.now
        return [one for one in self.openings if one.turn.end > now]

    def _code(self, area_id: int | None) -> str | None:
        return None if area_id is None or area_id not in self.tree.areas else self.tree.areas[area_id].code

    def _openings(self) -> Iterable[Opening]:
        """Yield each post on each day, in the shifts that run at the moment where there is one."""
        span, moment = self.period.ends, self.period.moment
        below = None if self.area_id is None else self.tree.below(self.area_id)
        running = self._running()
        hours = None if moment is None else {pair for pairs in running.values() for pair in pairs}
        posts = rows.posts(self.work, below, *span, hours)
        heads = rows.heads(self.work, span, moment) if posts else {}
        for day, times in running.items():
            on, bit = day.isoformat(), 1 << day.weekday()
            for post in posts:
                same = times.get((post.starts, post.ends))
                if same and post.weekdays & bit and post.from_on <= on <= post.until_on:
                    turn = Stint(day, *same, post.id, post.shift, bool(post.night))
                    yield Opening(post, turn, heads.get((post.id, on), 0))

    def _running(self) -> dict[date, dict[tuple[int, int], tuple[int, int]]]:
        """Return by day the hours that posts have, with when they begin and end (UTC ms); those of the moment alone."""
        moment, found = self.period.moment, {}
        known = rows.hours(self.work)
        for day in self.period.days:
            spans = {pair: span_at(self.office, *pair, day) for pair in known}
            found[day] = {
                pair: span for pair, span in spans.items() if moment is None or span[0] <= moment < span[1]
            }
        return found

    def _free(self) -> list[Any]:
        """Return the rows of who is there and could work in one of the shifts, but has none, by number."""
        windows = self._windows()
        away = self._away()
        posted: dict[int, list[int]] = defaultdict(list)
        for member, area in rows.posted(self.work) if self.area_id is not None else ():
            posted[member].append(area)
        days = sorted({one.on.isoformat() for one in windows})
        found = []
        for one in self._idle(windows):
            number, _tier, area, since, until = one
            if (since or until) and not any(is_there(since, until, day) for day in days):
                continue
            if self.area_id is not None and not self._here(area, posted.get(number, ())):
                continue
            if number not in away or not _always_away(away[number], days):
                found.append(one)
        return self._within_limits(found, windows)

    def _here(self, area: int | None, posted: Sequence[int]) -> bool:
        return self.tree.holds(self.area_id, [*posted] if area is None else [area, *posted])

    def _idle(self, windows: Sequence[Stint]) -> list[tuple[Any, ...]]:
        """Return who has no turn in the period; at a moment also none too near to each of its shifts to rest."""
        if self.period.moment is None:
            return rows.idle(self.work, DOING, self.period.ends)
        due = self._least_rest()
        spans = sorted({(one.start - due, one.end + due) for one in windows})
        first, last = min(spans)[0] - LONGEST_MS, max(end for _start, end in spans)
        days = tuple(self.office.moment_of(one).date().isoformat() for one in (first, last))
        return rows.idle(self.work, DOING, (days[0], days[1]), spans)

    def _least_rest(self) -> int:
        """Return the least rest that is due to anybody (ms); none while limits are lifted somewhere."""
        if self.rests is None:
            return 0
        own = self.ground.packs.default().pack.duty
        rules = [pack.duty.over(own) for pack in self.ground.packs.all_now()]
        usual = [some.terms_of(tier).rest_hours or 0 for some in rules for tier in DOERS]
        return min([*usual, *self.rests.values()]) * HOUR_MS

    def _windows(self) -> list[Stint]:
        """Return each shift of the posts on each day once; the hour of the moment where no post is open."""
        found = {
            (one.turn.on, one.turn.start, one.turn.end, one.turn.shift): one.turn for one in self.openings
        }
        if found:
            return list(found.values())
        if self.period.moment is None:
            noon = to_ms(local(self.period.first, time(12), self.office.zone))
            return [Stint(self.period.first, noon, noon + HOUR_MS)]
        moment = self.period.moment
        return [Stint(self.period.last, moment, moment + HOUR_MS)]

    def _away(self) -> dict[int, list[tuple[str, str]]]:
        found: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for row in turn_rows.absences(self.work, None, *self.period.ends):
            found[row.member_id].append((row.from_on, row.until_on))
        return found

    def _within_limits(self, people: Sequence[tuple[Any, ...]], windows: Sequence[Stint]) -> list[Any]:
        """Return the rows of those who could take one of the shifts by all the rules about a person."""
        weeks = self._weeks([one[0] for one in people], windows)
        left = [one[0] for one in people if not self._full(one, weeks.get(one[0], 0), windows)]
        members = turn_rows.members(self.work, left)
        known = People(self.ground, self.period.first, self.period.last, left)
        return [members[number] for number in left if _could(known, members[number], windows)]

    def _weeks(self, numbers: Sequence[int], windows: Sequence[Stint]) -> dict[int, int]:
        """Return how long each of some members works in the week of the shifts (ms); none for several weeks."""
        mondays = {one.on - timedelta(days=one.on.weekday()) for one in windows}
        if len(mondays) > 1:
            return {}
        monday = min(mondays)
        return rows.worked(
            self.work, numbers, monday.isoformat(), (monday + timedelta(days=_WEEK - 1)).isoformat()
        )

    def _full(self, person: tuple[Any, ...], worked: int, windows: Sequence[Stint]) -> bool:
        """Tell whether somebody has no hours left in the week for any of the shifts, by the terms of the tier."""
        number, tier, area, _since, _until = person
        hours = self.ground.usual_terms(area, tier).week_hours
        if self.rests is None or hours is None or number in self.own:
            return False
        return worked + min(one.end - one.start for one in windows) > hours * HOUR_MS

    def _missing_tiers(self) -> Iterable[TiersView]:
        """Yield the grids where one of the five tiers is missing: those at the grid or below, leaders above it too."""
        here: dict[int, set[str]] = defaultdict(set)
        own: dict[int, set[str]] = defaultdict(set)
        for area, tier in rows.tiers(self.work):
            own[area].add(tier)
            for up in self.tree.path(area):
                here[up].add(tier)
        grids = [row for row in self.tree.areas.values() if row.kind == AreaKind.GRID]
        for row in sorted(grids, key=lambda one: one.code):
            if self.tree.holds(self.area_id, [row.id]):
                above = set().union(*(own[up] & _HIGH for up in self.tree.path(row.id) if up in own))
                missing = tuple(tier for tier in _FIVE if tier not in here[row.id] and tier not in above)
                if missing:
                    yield TiersView(row.code, row.name, missing)


def _always_away(absences: Sequence[tuple[str, str]], days: Sequence[str]) -> bool:
    return bool(absences) and all(any(since <= day <= until for since, until in absences) for day in days)


def _could(known: People, row: Any, windows: Sequence[Stint]) -> bool:  # noqa: ANN401
    who, others = known.who(row), [stint(one) for one in known.turns.get(row.id, ())]
    lifts = known.ground.lifted(row.area_id, known.since, known.until)
    return any(not broken(one, others, who, Demand(), lifts) for one in windows)
