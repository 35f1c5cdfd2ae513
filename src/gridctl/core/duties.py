"""Duties, shifts, what posts there should be, and how much somebody may work: the part of a pack about duty.

Each part reads itself back from the plain data of its JSON; all of it is empty in packs from before it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from enum import StrEnum
from typing import Any

from gridctl.core.pack_values import Label
from gridctl.core.words import Tier


class Per(StrEnum):
    """What a rule makes a post for; `residents` is one for each so many who live there."""

    AREA = "area"
    COMMUNITY = "community"
    GRID = "grid"
    STAIRWELL = "stairwell"
    COMPOUND = "compound"
    GATE = "gate"
    RESIDENTS = "residents"


class TurnState(StrEnum):
    """Where a turn of duty stands: planned, told to all, offered to others, taken off the roster."""

    DRAFT = "draft"
    PUBLISHED = "published"
    OFFERED = "offered"
    REMOVED = "removed"


LIVE = frozenset({TurnState.PUBLISHED, TurnState.OFFERED})
"""Turns that count: whoever stands there is expected."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A kind of work (履职清单). `actions` is what to do, in order; of `skills` one is needed.

    `tier` is the lowest of the tiers that may do it. `hours` is the longest turn. `hard` weighs how unpleasant
    it is, 0 to 5. An empty post of an `emergency` duty is red. Who stands there checks in each `checkin` minutes.
    """

    code: str
    title: Label
    actions: tuple[Label, ...] = ()
    skills: tuple[str, ...] = ()
    tier: Tier | None = None
    outdoors: bool = False
    hours: int | None = None
    hard: int = 0
    emergency: bool = False
    checkin: int | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Duty":
        """Read it back from JSON data."""
        return cls(
            **dict(data)
            | {
                "title": Label.of(data["title"]),
                "actions": tuple(map(Label.of, data["actions"])),
                "skills": tuple(data["skills"]),
                "tier": None if data["tier"] is None else Tier(data["tier"]),
            }
        )


@dataclass(frozen=True, slots=True)
class Shift:
    """A template of a shift: when it begins and ends by the clock on the wall; it may end on the next day.

    `letter` stands for it on a board. One that begins and ends at the same time takes a whole day.
    """

    code: str
    title: Label
    letter: str
    start: time
    end: time
    night: bool = False

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Shift":
        """Read it back from JSON data."""
        return cls(
            **dict(data)
            | {
                "title": Label.of(data["title"]),
                "start": time.fromisoformat(data["start"]),
                "end": time.fromisoformat(data["end"]),
            }
        )


@dataclass(frozen=True, slots=True)
class PostRule:
    """Posts that a pack makes where it is applied: a duty in some shifts, for each thing of a kind.

    `each` is how many residents one post is for, where it is per residents. Empty `shifts` means all of them.
    Jobs with the same `crew` at the same place go out together.
    """

    duty: str
    per: Per
    shifts: tuple[str, ...] = ()
    least: int = 1
    best: int = 1
    each: int | None = None
    standby: bool = False
    crew: str | None = None
    skills: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "PostRule":
        """Read it back from JSON data."""
        return cls(
            **dict(data)
            | {"per": Per(data["per"]), "shifts": tuple(data["shifts"]), "skills": tuple(data["skills"])}
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """How much somebody may work; None: what the next wider terms say, and no limit where none do.

    Hours in a day and in a week from Monday, hours of rest between two turns, days in a row, nights in a row.
    `weekdays` (0 is Monday) and `shifts` are those on which somebody can work at all.
    """

    day_hours: int | None = None
    week_hours: int | None = None
    rest_hours: int | None = None
    days_row: int | None = None
    nights_row: int | None = None
    weekdays: tuple[int, ...] | None = None
    shifts: tuple[str, ...] | None = None

    def over(self, wider: "Terms") -> "Terms":
        """Return these terms, filled up with wider ones."""
        names = [one.name for one in fields(self)]
        return Terms(
            **{
                name: getattr(wider if getattr(self, name) is None else self, name)  # own ones go first
                for name in names
            }
        )

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Terms":
        """Read it back from JSON data."""
        lists = {key: None if data[key] is None else tuple(data[key]) for key in ("weekdays", "shifts")}
        return cls(**dict(data) | lists)


@dataclass(frozen=True, slots=True)
class DutyRules:
    """Everything that a pack says of duty. `terms` hold for all members, `tiers` for those of a tier."""

    duties: tuple[Duty, ...] = ()
    shifts: tuple[Shift, ...] = ()
    posts: tuple[PostRule, ...] = ()
    terms: Terms = Terms()
    tiers: Mapping[Tier, Terms] = field(default_factory=dict)

    def duty(self, code: str) -> Duty | None:
        """Return the duty with this code."""
        return next((one for one in self.duties if one.code == code), None)

    def shift(self, code: str) -> Shift | None:
        """Return the shift with this code."""
        return next((one for one in self.shifts if one.code == code), None)

    def terms_of(self, tier: Tier) -> Terms:
        """Return what holds for the members of a tier."""
        return self.tiers.get(tier, Terms()).over(self.terms)

    def over(self, wider: "DutyRules") -> "DutyRules":
        """Return these rules, filled up with wider ones; rules of posts stay as they are."""
        return DutyRules(
            (*self.duties, *(one for one in wider.duties if self.duty(one.code) is None)),
            (*self.shifts, *(one for one in wider.shifts if self.shift(one.code) is None)),
            self.posts,
            self.terms.over(wider.terms),
            {
                tier: self.tiers.get(tier, Terms()).over(wider.tiers.get(tier, Terms()))
                for tier in Tier
                if tier in self.tiers or tier in wider.tiers
            },
        )

    @classmethod
    def of(cls, data: Mapping[str, Any] | None) -> "DutyRules":
        """Read them back from JSON data; a pack from before there were any has none."""
        if data is None:
            return cls()
        return cls(
            tuple(map(Duty.of, data["duties"])),
            tuple(map(Shift.of, data["shifts"])),
            tuple(map(PostRule.of, data["posts"])),
            Terms.of(data["terms"]),
            {Tier(code): Terms.of(one) for code, one in data["tiers"].items()},
        )
