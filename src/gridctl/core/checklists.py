"""Checklists: what is asked at each door, and what an answer leads to.

Each part reads itself back from the plain data of its JSON, as the store keeps it by the hash of its content.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Any

from gridctl.core.pack_values import Label
from gridctl.core.words import AreaKind, Urgency


class TargetKind(StrEnum):
    """What a round goes to."""

    HOME = "home"
    RESIDENT = "resident"
    COMPOUND = "compound"
    BUILDING = "building"
    AREA = "area"
    MEMBER = "member"
    POINT = "point"


class ItemKind(StrEnum):
    """What the answer to an item is."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"


class Period(StrEnum):
    """How often a round of a checklist is held."""

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"


ANY = "any"
"""The condition that something was answered at all."""
FIELDS = ("phone", "contact_name", "contact_phone", "household", "relation", "came_on")
"""What an answer can put into a resident's record."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to choose from."""

    code: str
    title: Label

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Choice":
        """Read it back from JSON data."""
        return cls(data["code"], Label.of(data["title"]))


@dataclass(frozen=True, slots=True)
class Raise:
    """An answer that raises a request. In `text`, ``{answer}`` stands for what was answered."""

    when: str
    category: str
    text: Label
    urgency: Urgency | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Raise":
        """Read it back from JSON data."""
        urgency = data["urgency"]
        text = Label.of(data["text"])
        return cls(data["when"], data["category"], text, None if urgency is None else Urgency(urgency))


@dataclass(frozen=True, slots=True)
class Mark:
    """An answer that sets a need, or ends one."""

    when: str
    need: str
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to ask. `least` and `most` bound a number, `sticky` answers stay for the doors that follow.

    `field` is what the answer changes in a resident's record.
    """

    code: str
    title: Label
    kind: ItemKind = ItemKind.YES_NO
    choices: tuple[Choice, ...] = ()
    unit: Label | None = None
    least: float | None = None
    most: float | None = None
    required: bool = False
    sticky: bool = False
    raises: tuple[Raise, ...] = ()
    marks: tuple[Mark, ...] = ()
    field: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Item":
        """Read it back from JSON data."""
        return cls(
            **dict(data)
            | {
                "title": Label.of(data["title"]),
                "kind": ItemKind(data["kind"]),
                "choices": tuple(map(Choice.of, data["choices"])),
                "unit": None if data["unit"] is None else Label.of(data["unit"]),
                "raises": tuple(map(Raise.of, data["raises"])),
                "marks": tuple(Mark(**one) for one in data["marks"]),
            }
        )


@dataclass(frozen=True)  # without slots: the hash is computed once and kept
class Checklist:
    """What is asked of each target of a kind, and how often.

    `area_kind` is which areas a round over areas goes to. With `needs_first` those with a need that has not
    ended are visited before the others.
    """

    code: str
    title: Label
    target: TargetKind
    items: tuple[Item, ...] = ()
    period: Period = Period.ONCE
    needs_first: bool = False
    area_kind: AreaKind = AreaKind.GRID

    def item(self, code: str) -> Item | None:
        """Return the item with this code, or with this title in either language."""
        word = code.strip().casefold()
        for one in self.items:
            if word.replace("-", "_") == one.code or word in {
                one.title.en.casefold(),
                one.title.zh.casefold(),
            }:
                return one
        return None

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal."""
        return sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """Return canonical JSON: sorted keys, no blanks."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Checklist":
        """Read what `to_json` wrote."""
        return cls.of(json.loads(text))

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Checklist":
        """Read it back from JSON data."""
        return cls(
            code=data["code"],
            title=Label.of(data["title"]),
            target=TargetKind(data["target"]),
            items=tuple(map(Item.of, data["items"])),
            period=Period(data["period"]),
            needs_first=data["needs_first"],
            area_kind=AreaKind(data["area_kind"]),
        )


def same_code(one: str, other: str) -> bool:
    """Tell whether two codes of checklists are the same; case, `-` and `_` do not matter."""
    return one.strip().casefold().replace("_", "-") == other.casefold().replace("_", "-")
