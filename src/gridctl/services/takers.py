"""What handing out weighs: what each request needs, and who could take it, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from gridctl.core.desks import Place
from gridctl.core.duties import DutyRules
from gridctl.core.ground import both
from gridctl.core.request_clocks import Fact, standing
from gridctl.core.skills import DOERS, skill_words
from gridctl.core.suggesting import CAPACITY, ON_DUTY, READY, Need, Taker, passed
from gridctl.core.words import AreaKind, Status, StepKind
from gridctl.services.desk_queue import is_above_community
from gridctl.services.office import Office
from gridctl.services.packs import Packs, rules_at
from gridctl.store import areas as area_rows
from gridctl.store import dispatch as rows
from gridctl.store import people as people_rows
from gridctl.store import postings as posting_rows
from gridctl.store.unit import Work

_DESKS = frozenset({AreaKind.DISTRICT, AreaKind.TOWN, AreaKind.COMMUNITY, AreaKind.GRID})
_END = "~"
"""Stands behind a day, so that a year or month alone ends with its last day."""


@dataclass(slots=True)
class Lie:
    """The tree of areas, and which buildings belong to which stairwells; read once."""

    work: Work
    areas: dict[int, Any] = field(init=False)
    buildings: dict[int, set[int]] = field(init=False)
    _paths: dict[int, tuple[Place, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the tree."""
        self.areas = {row.id: row for row in area_rows.tree(self.work)}
        self.buildings = rows.buildings_of(self.work)

    def path(self, area_id: int | None) -> tuple[Place, ...]:
        """Return numbers and kinds from an area up to its root."""
        if area_id is None or area_id not in self.areas:
            return ()
        if area_id not in self._paths:
            row = self.areas[area_id]
            self._paths[area_id] = ((row.id, AreaKind(row.kind)), *self.path(row.parent_id))
        return self._paths[area_id]


def needs_of(office: Office, work: Work, lie: Lie, requests: Sequence[Any]) -> dict[int, Need]:
    """Return what each of some requests (rows of `store.dispatch`) needs."""
    packs = Packs(work, office.settings.pack_hash)
    timelines = rows.timelines(work, [row.id for row in requests])
    found = {}
    for row in requests:
        facts = standing(
            Fact(step.seq, StepKind(step.kind), step.at, Status(step.status), step.detail or {})
            for step in timelines[row.id]
        )
        gone = passed((fact.kind, fact.detail) for fact in facts)
        pack = packs.by_hash(row.pack_hash)
        category = pack.category(row.category)
        own = {row.building_id} - {None} | lie.buildings.get(row.area_id, set())
        found[row.id] = Need(
            path=lie.path(row.area_id),
            buildings=frozenset(own),
            position=both(row.latitude, row.longitude),
            skills=tuple((code, skill_words(pack, code)) for code in category.skills),
            calls=frozenset(map(str, category.call)),
            refused=frozenset(gone.refused),
            unanswered=tuple(sorted(gone.unanswered.items())),
        )
    return found


@dataclass(frozen=True, slots=True)
class Found:
    """Who could take something: the taker, and what it is called."""

    taker: Taker
    name: str


def for_suggestion(office: Office, work: Work, lie: Lie, desk: Any | None) -> list[Found]:  # noqa: ANN401
    """Return whom to suggest for a request of a desk: who goes out there, and above a community teams too."""
    held, team_held, _desk_held = rows.loads(work)
    above = desk is None or is_above_community(AreaKind(desk.kind))
    area = None if desk is None else desk.id if above else _community(lie, desk.id)
    found = members(office, work, lie, area, held)
    return [*found, *teams(work, lie, desk.id if desk else None, team_held)] if above else found


def for_dispatch(
    office: Office,
    work: Work,
    lie: Lie,
    desk: Any | None,  # noqa: ANN401
    requests: Sequence[Any],
) -> list[Found]:
    """Return who can get the requests of a desk.

    Up to a community that is everybody who goes out in it; above, the desks below that these requests lie
    in, and the teams. Without a desk everybody and every team can.
    """
    if desk is None or not is_above_community(AreaKind(desk.kind)):
        return for_suggestion(office, work, lie, desk)
    _held, team_held, desk_held = rows.loads(work)
    below = {one for row in requests if (one := _first_below(lie, row.area_id, desk.id)) is not None}
    found = [_desk(lie, number, desk_held.get(number, 0)) for number in sorted(below)]
    return [*found, *teams(work, lie, desk.id, team_held)]


def _community(lie: Lie, desk_id: int) -> int:
    """Return the community that a desk lies in; the desk's own area where it lies in none."""
    found = (number for number, kind in lie.path(desk_id) if kind is AreaKind.COMMUNITY)
    return next(found, desk_id)


def _first_below(lie: Lie, area_id: int | None, desk_id: int) -> int | None:
    """Return the first area with a desk on the way down from one desk to where a request lies."""
    path = lie.path(area_id)
    numbers = [number for number, _kind in path]
    if desk_id not in numbers:
        return None
    below = [number for number, kind in path[: numbers.index(desk_id)] if kind in _DESKS]
    return below[-1] if below else None


def _desk(lie: Lie, number: int, load: int) -> Found:
    row = lie.areas[number]
    return Found(Taker(row.code, "desk", (lie.path(number),), load=load), row.name)


def members(office: Office, work: Work, lie: Lie, area_id: int | None, held: dict[int, int]) -> list[Found]:
    """Return the members who go out in an area and below it, with what they hold."""
    today = office.now().date().isoformat()
    posted: dict[int, list[int]] = {}
    for member, area in posting_rows.lasting_now(work):
        posted.setdefault(member, []).append(area)
    found = []
    on_duty = _on_duty(office, work, lie, area_id)
    for row in rows.workers(work, area_id, map(str, DOERS), on_duty):
        post = on_duty.get(row.id)
        here = [post.area_id] if post else []
        places = list(
            dict.fromkeys(one for one in (row.area_id, *posted.get(row.id, ()), *here) if one is not None)
        )
        there = (row.from_on or "") <= today and (row.until_on or "9") + _END >= today
        taker = Taker(
            row.code,
            "member",
            tuple(lie.path(one) for one in places),
            frozenset().union(*(lie.buildings.get(one, set()) for one in places)),
            both(row.latitude, row.longitude),
            frozenset(one.casefold() for one in row.skills or ()),
            absent=not there,
            load=held.get(row.id, 0),
            capacity=CAPACITY if row.capacity is None else row.capacity,
            on_duty=post.points if post else 0,
            duty=post.duty if post else "",
        )
        found.append(Found(taker, row.name))
    return found


@dataclass(frozen=True, slots=True)
class _Post:
    """Where somebody is on duty now, in what, and what that counts for."""

    area_id: int
    duty: str
    points: int


def _on_duty(office: Office, work: Work, lie: Lie, area_id: int | None) -> dict[int, _Post]:
    """Return where each member is on duty now in an area and below it, or anywhere.

    Who keeps a gate or another point cannot leave it: they are there, but no more at hand than others.
    """
    packs = Packs(work, office.settings.pack_hash)
    rules: dict[int, DutyRules] = {}
    found = {}
    for row in rows.on_duty(work):
        if area_id is not None and all(number != area_id for number, _kind in lie.path(row.area_id)):
            continue
        if row.area_id not in rules:
            rules[row.area_id] = rules_at(packs, row.area_id, work.now)
        duty = rules[row.area_id].duty(row.duty)
        ready = row.standby or (duty is not None and duty.emergency)
        points = 0 if row.point_id is not None and not row.standby else READY if ready else ON_DUTY
        found[row.member_id] = _Post(row.area_id, row.duty, points)
    return found


def teams(work: Work, lie: Lie, desk_id: int | None, held: dict[int, int]) -> list[Found]:
    """Return the teams that a desk can send: those within its area, above it, or of no area."""
    skills = rows.team_skills(work)
    above = {number for number, _kind in lie.path(desk_id)}
    found = []
    for row in people_rows.all_teams(work, None):
        path = lie.path(row.area_id)
        inside = desk_id is None or desk_id in {number for number, _kind in path}
        if inside or row.area_id is None or row.area_id in above:
            taker = Taker(
                row.code,
                "team",
                (path,) if path else (),
                skills=frozenset(one.casefold() for one in skills.get(row.id, ())),
                team_kind=row.kind,
                load=held.get(row.id, 0),
            )
            found.append(Found(taker, row.name))
    return found
