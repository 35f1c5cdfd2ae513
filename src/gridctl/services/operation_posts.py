"""Posts that begin and end with an operation: made by the rules of its pack, each once."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from gridctl.core.duties import Duty, DutyRules, Per, PostRule, Shift
from gridctl.core.uid import uuids7
from gridctl.core.views import PostGroup
from gridctl.core.weekdays import ALL_DAYS, FOREVER, day_before, show_day
from gridctl.core.words import AreaKind
from gridctl.services.office import Office
from gridctl.services.post_input import hours_of
from gridctl.store import areas as area_rows
from gridctl.store import post_places as places
from gridctl.store import posts as rows
from gridctl.store.post_places import Spot
from gridctl.store.unit import Work

_KINDS = {
    Per.COMMUNITY: AreaKind.COMMUNITY,
    Per.GRID: AreaKind.GRID,
    Per.STAIRWELL: AreaKind.STAIRWELL,
}
_AT_LEAST_ONE = frozenset({Per.COMMUNITY, Per.GRID})
"""What an operation in a smaller area has one of all the same: the area itself."""


@dataclass(slots=True)
class PostChange:
    """What happens to posts: how many begin and end, duties whose rules found no place, turns left standing."""

    begin: tuple[PostGroup, ...] = ()
    end: tuple[PostGroup, ...] = ()
    nowhere: tuple[str, ...] = ()
    turns: int = 0


@dataclass(slots=True)
class _Maker:
    """Makes posts for one operation. `lang` is the language that places without a name are called in."""

    work: Work
    rules: DutyRules
    root: int | None
    at: datetime
    lang: str
    residents: dict[int, int] = field(default_factory=dict)

    def spots(self, rule: PostRule, duty: Duty) -> Iterable[Spot]:
        """Return where a rule wants a post, in a steady order."""
        scope = [Spot(self.root)] if self.root is not None else places.roots(self.work)
        if rule.per is Per.AREA:
            return scope
        if rule.per is Per.COMPOUND:
            return places.compounds(self.work, self.root)
        if rule.per is Per.GATE:
            return places.gates(self.work, self.root)
        if rule.per is Per.RESIDENTS:
            return self._for_residents(rule, duty, scope)
        found = places.areas_of(self.work, self.root, _KINDS[rule.per])
        return found or (scope if rule.per in _AT_LEAST_ONE else [])

    def _for_residents(self, rule: PostRule, duty: Duty, scope: list[Spot]) -> Iterable[Spot]:
        """Yield as many places as residents need, each with a number."""
        areas = [one.area_id for one in places.areas_of(self.work, self.root, AreaKind.COMMUNITY) or scope]
        missing = [area for area in areas if area not in self.residents]
        self.residents |= places.count_residents(self.work, missing)
        for area in areas:
            for number in range(1, -(-self.residents[area] // (rule.each or 1)) + 1):
                yield Spot(area, None, f"{duty.title.text(self.lang)} {number}")

    def posts(self, rule: PostRule) -> Iterable[dict[str, Any]]:
        """Yield the columns of the posts that a rule wants, those of all operations alike left out."""
        duty = self.rules.duty(rule.duty)
        if duty is None:
            return
        numbers: Counter[int] = Counter()
        shifts = [one for one in self.rules.shifts if not rule.shifts or one.code in rule.shifts]
        for spot in self.spots(rule, duty):
            numbers[spot.area_id] += 1
            crew = f"{rule.crew}-{numbers[spot.area_id]}" if rule.crew else None
            for shift in shifts:
                yield {
                    "duty": duty.code,
                    "area_id": spot.area_id,
                    "point_id": spot.point_id,
                    "place": spot.place,
                    **hours_of(shift),
                    "from_on": self._first_day(shift),
                    "until_on": FOREVER,
                    "weekdays": ALL_DAYS,
                    "least": rule.least,
                    "best": rule.best,
                    "skills": list(rule.skills) or None,
                    "crew": crew,
                    "standby": rule.standby,
                    "checkin": duty.checkin,
                }

    def _first_day(self, shift: Shift) -> str:
        """Return the day of the first turn: today's counts while it lasts."""
        over = shift.end > shift.start and shift.end <= self.at.time()
        return (self.at.date() + timedelta(days=int(over))).isoformat()


def begin(office: Office, work: Work, rules: DutyRules, root: int | None, number: int, at: int) -> PostChange:
    """Make the posts of an operation (its number) that begins at a moment (UTC ms) at and below an area.

    What is there already on some of the days is not made again.
    """
    maker = _Maker(work, rules, root, office.moment_of(at), office.settings.lang)
    first = maker.at.date().isoformat()
    there = {_key(dict(row._mapping)) for row in work.execute(rows.listing(area_id=root, since=first))}
    made: list[dict[str, Any]] = []
    nowhere: list[str] = []
    for rule in rules.posts:
        wanted = list(maker.posts(rule))
        if not wanted:
            nowhere.append(rule.duty)
        for post in wanted:
            key = _key(post)
            if key not in there:
                there.add(key)
                made.append(post)
    common = {
        "operation_id": number,
        "batch_id": None,
        "version": 1,
        "created_at": work.now,
        "removed_at": None,
    }
    uids = uuids7(work.now, len(made))
    rows.add_many(work, [post | common | {"uid": uid} for post, uid in zip(made, uids, strict=True)])
    if made:
        duties = dict(Counter(post["duty"] for post in made))
        work.log("post.begin", "operation_posts", number, {"posts": len(made), "duties": duties})
    return PostChange(_groups(made, "from_on"), nowhere=tuple(dict.fromkeys(nowhere)))


def _key(post: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(bool(post[name]) if name == "standby" else post[name] for name in rows.SAME)


def end(
    office: Office, work: Work, operations: Sequence[int], root: int | None, at: int, *, by: int | None = None
) -> PostChange:
    """End the posts of some operations at and below an area, from a moment (UTC ms) on.

    A turn that has begun goes on; what has never been open is removed. Planned turns behind the end go off the
    roster, published ones are counted. `by` is the operation for whose sake it is; without it nothing is written.
    """
    moment = office.moment_of(at)
    today = moment.date().isoformat()
    minute = moment.hour * 60 + moment.minute
    found = rows.of_operations(work, operations, root, day_before(today))
    ends = {row.id: today if row.starts < minute else day_before(today) for row in found}
    ending = [row for row in found if row.until_on > ends[row.id]]
    if not ending:
        return PostChange()
    ends = {row.id: ends[row.id] for row in ending}
    behind = rows.after(ends)
    change = PostChange(
        end=_groups([dict(row._mapping) | {"until_on": ends[row.id]} for row in ending], "until_on"),
        turns=rows.count_turns(work, behind, day_before(today)),
    )
    if by is not None:
        never = {row.id for row in ending if row.from_on > ends[row.id]}
        rows.end_many(work, {number: day for number, day in ends.items() if number not in never})
        rows.remove_many(work, never)
        dropped = rows.drop_drafts(work, behind)
        kept = {"posts": len(ending), "turns": change.turns, "drafts": dropped}
        work.log("post.end", "operation_posts", by, kept)
    return change


def standing(office: Office, work: Work, number: int) -> tuple[PostGroup, ...]:
    """Return the posts of an operation that are open today or later."""
    found = rows.of_operations(work, [number], None, office.now().date().isoformat())
    return _groups([dict(row._mapping) for row in found], "from_on")


def superseded(work: Work, running: Iterable[Any], root: int | None) -> list[int]:
    """Return the operations (rows that run) whose place a new one at an area takes: there or above it."""
    above = {None} if root is None else {None, *area_rows.ancestors(work, root)}
    return [row.id for row in running if row.area_id in above]


def _groups(posts: Sequence[Mapping[str, Any]], day: str) -> tuple[PostGroup, ...]:
    """Return posts added up by duty, shift and day, in the order in which they first come."""
    found: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for post in posts:
        found.setdefault((post["duty"], post["shift"], bool(post["standby"]), post[day]), []).append(post)
    return tuple(
        PostGroup(
            duty,
            shift,
            len(some),
            sum(one["least"] for one in some),
            sum(one["best"] for one in some),
            standby,
            on if day == "from_on" else None,
            show_day(on) if day == "until_on" else None,
        )
        for (duty, shift, standby, on), some in found.items()
    )
