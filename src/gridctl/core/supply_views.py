"""Supplies as they leave the services; see `core.views`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from gridctl.core.private import Sight


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing that is kept in stock, with what lies at all places together."""

    KIND: ClassVar[str] = "supply_item"
    id: int
    code: str
    name: str
    measure: str
    on_hand: int
    reserved: int


@dataclass(frozen=True, slots=True)
class StockRow:
    """What of a thing lies at a place. `reserved` is held back by plans, `expired` may not be handed out.

    `lasts_until` is when the rest runs out if as much goes out each day as in the last `days`, in which
    `issued` went out; none where nothing did.
    """

    KIND: ClassVar[str] = "supply"
    item: str
    name: str
    measure: str
    place: str
    on_hand: int
    reserved: int
    expired: int
    expires_on: date | None
    issued: int
    days: float
    lasts_until: datetime | None


@dataclass(frozen=True, slots=True)
class MoveView:
    """One movement. `quantity` is what it added, `on_hand` what lay there after it.

    `to` is a home, a member or a team, or the place where a transfer goes to; there its `source` is where it left.
    """

    KIND: ClassVar[str] = "supply_move"
    id: int
    item: str
    kind: str
    quantity: int
    measure: str
    place: str
    on_hand: int
    to: str | None
    at: datetime
    recorded_at: datetime
    operator: str
    by: str | None
    source: str | None
    expires_on: date | None
    plan: int | None
    note: str | None
    ref: str | None
    undoes: int | None
    undone_by: int | None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class ShareLine:
    """What one home is to get, why it stands there, and what it has got."""

    KIND: ClassVar[str] = "supply_share"
    home: str
    stairwell: str | None
    turn: str
    wanted: int
    granted: int
    given: int


@dataclass(frozen=True, slots=True)
class StairView:
    """The homes of one stairwell (or, where a door lies in none, of its area) in a plan, in walking order."""

    KIND: ClassVar[str] = "supply_share"
    stairwell: str | None
    name: str | None
    home_count: int
    granted: int
    given: int
    doors: tuple[ShareLine, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """An allocation and the rule that it came from. `area` is where the homes lie, `place` where the goods do.

    `each` is for each `per`, `extra` what a need adds. `short` counts the homes that get less than they should.
    """

    KIND: ClassVar[str] = "supply_plan"
    id: int | None
    status: str
    item: str
    name: str
    measure: str
    place: str
    area: str
    area_name: str
    per: str
    each: int
    extra: Mapping[str, int]
    where: str | None
    first: str | None
    seed: str
    home_count: int
    wanted: int
    granted: int
    given: int
    short: int
    made_at: datetime
    operator: str
    closed_at: datetime | None
    ref: str | None
    dry_run: bool = False
    lines: tuple[ShareLine, ...] = ()
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class GivenView:
    """What was handed out by a plan just now, to how many homes.

    `already` are homes that had got theirs before, `nothing` those for which the plan has nothing.
    """

    KIND: ClassVar[str] = "supply_plan"
    id: int
    status: str
    item: str
    measure: str
    home_count: int
    given: int
    moves: tuple[int, ...]
    already: tuple[str, ...]
    nothing: tuple[str, ...]
    left_homes: int
    left: int


@dataclass(frozen=True, slots=True)
class SharedPlan:
    """The rule of a plan as a text for a group."""

    KIND: ClassVar[str] = "supply_plan"
    id: int
    text: str
