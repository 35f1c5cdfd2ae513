"""Checklists, rounds and visits as they leave the services; see `core.views`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from gridctl.core.private import Sight
from gridctl.core.proof_views import ProofView


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One checklist in a list; `source` is the pack that has it, or ``own`` for one that users gave."""

    KIND: ClassVar[str] = "checklist"
    code: str
    title: Mapping[str, str]
    kind: str
    period: str
    items: int
    source: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of a checklist; `leads_to` are the requests that it raises, needs that it sets, and the like."""

    KIND: ClassVar[str] = "checklist"
    code: str
    title: Mapping[str, str]
    answer_kind: str
    required: bool
    sticky: bool
    measure: Mapping[str, str] | None
    least: float | None
    most: float | None
    choices: tuple[str, ...]
    leads_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """One checklist with its items."""

    KIND: ClassVar[str] = "checklist"
    code: str
    title: Mapping[str, str]
    kind: str
    period: str
    needs_first: bool
    source: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Coverage of one part of a round: a building, a unit, a grid, a member, a member's share, or an hour.

    `to_visit` is the denominator of `coverage`: all but those that are exempt, moved or vacant. By hour `targets`
    are visits.
    """

    KIND: ClassVar[str] = "round"
    building: str | None
    name: str
    targets: int
    to_visit: int
    done: int
    missing: int
    coverage: float | None
    outcomes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round in a list."""

    KIND: ClassVar[str] = "round"
    id: int
    status: str
    checklist: str
    name: str | None
    kind: str
    area: str | None
    opened_at: datetime
    until_at: datetime | None
    targets: int
    to_visit: int
    done: int
    missing: int
    coverage: float | None
    target: float | None


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round: what it goes to, how far it is, and what it raised.

    `to_visit` (应检) is the denominator of `coverage`: all targets but those that are exempt, moved or vacant;
    `done` (实检) its numerator, `missing` (未检) the difference. `left` still stand on the knock list. `target`
    is the coverage that is wanted. `at` is the past moment that was asked for. A `sample` was drawn with `seed`;
    where two people read it (`proof`), each target counts twice. `plan` is the plan of supplies that it hands out.
    """

    KIND: ClassVar[str] = "round"
    id: int
    status: str
    checklist: str
    name: str | None
    kind: str
    area: str | None
    opened_at: datetime
    opened_by: str
    until_at: datetime | None
    next_at: datetime | None
    closed_at: datetime | None
    at: datetime | None
    targets: int
    to_visit: int
    done: int
    missing: int
    left: int
    outcomes: Mapping[str, int]
    coverage: float | None
    target: float | None
    goal_met: bool | None
    requests: tuple[int, ...]
    unmatched: int
    by_building: tuple[GroupView, ...]
    groups: tuple[GroupView, ...] = ()
    sample: int | None = None
    seed: str | None = None
    plan: int | None = None
    proof: ProofView | None = None
    version: int = 1
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target of a round: what to call it, how often it was visited and what came of it last.

    `attempt` is the number of the next visit. `later`: nobody answered at this time of the day. One that no
    list knew has the `name` and `phone` of the file it came with. `quantity` is what it is still to get by the plan
    of the round.
    """

    KIND: ClassVar[str] = "round_target"
    target: str
    attempt: int
    last_outcome: str | None
    last_at: datetime | None
    needs: tuple[str, ...]
    building: str | None
    name: str | None
    phone: str | None
    member: str | None
    later: bool
    note: str | None
    quantity: int | None = None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class KnockList:
    """What somebody has left of an open round: how many doors, and the first of them in walking order."""

    round: int
    name: str
    left: int
    doors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitView:
    """One record: the target, what came of the visit, and what followed.

    `corrects` is the outcome that it puts right; `double`: somebody else had settled the target before, at
    `settled_at`. `requests` were raised by it; `unplaced` are needs and fields that nobody could be found for.
    `given` is what it handed out by the plan of the round; below zero it was taken back. A `known` one was recorded
    before, and is not stored twice.
    """

    KIND: ClassVar[str] = "visit"
    target: str
    outcome: str
    attempt: int
    at: datetime
    answers: Mapping[str, Any]
    note: str | None
    corrects: str | None
    double: bool
    settled_at: datetime | None
    requests: tuple[int, ...]
    needs: tuple[str, ...]
    unplaced: tuple[str, ...]
    given: int | None = None
    known: bool = False
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class RecordedView:
    """What came of one call of `round record`: how many targets, and each visit; `known` were recorded before."""

    KIND: ClassVar[str] = "visit"
    round: int
    recorded: int
    corrected: int
    doubles: int
    rejected: int
    known: int
    requests: tuple[int, ...]
    coverage: float | None
    visits: tuple[VisitView, ...]


@dataclass(frozen=True, slots=True)
class ShareView:
    """The share of one member of a round: how many targets, and where they are."""

    KIND: ClassVar[str] = "round"
    member: str
    name: str
    targets: int
    buildings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundText:
    """What may be told of a round: a text that is ready to be sent; `member` is whom it is for, if one."""

    KIND: ClassVar[str] = "round"
    round: int
    member: str | None
    text: str


@dataclass(frozen=True, slots=True)
class DoorState:
    """One door of a building in a round: its letter, and how many of its targets have which outcome.

    The letter is `-` where nothing has happened, and ``2/3`` where its people differ: done of all.
    """

    KIND: ClassVar[str] = "round"
    home: str
    unit: str | None
    floor: int | None
    room: str | None
    mark: str
    outcomes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PlanView:
    """The doors of a building in a round, now or at a past moment; homes that are no targets are left out."""

    KIND: ClassVar[str] = "round"
    round: int
    building: str
    at: datetime | None
    targets: int
    to_visit: int
    done: int
    missing: int
    coverage: float | None
    doors: tuple[DoorState, ...]
