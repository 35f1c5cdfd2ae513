"""The parts of a pack: labels, keywords, time limits, categories, purges.

Each reads itself back from the plain data of its JSON. A field that a later version adds must have a default
there, so that a stored pack stays readable.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gridctl.core.words import Urgency

OTHER = "other"  # the category of what fits no other one; every pack has it

# Where 112 is the emergency number by law of the Union.
EU = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip


class CallKind(StrEnum):
    """Whom to ring in an emergency; `all` is a country's one number for everything."""

    ALL = "all"
    POLICE = "police"
    FIRE = "fire"
    MEDICAL = "medical"
    CRISIS = "crisis"


class PurgeKind(StrEnum):
    """What the end of an operation lists to purge."""

    INBOX = "inbox"
    PEOPLE = "people"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True)
class Label:
    """A text in both languages; either may be empty, never both."""

    en: str = ""
    zh: str = ""

    def text(self, lang: str) -> str:
        """Return the text in `lang` (``zh`` in any spelling, else English), or the other one."""
        return (self.zh or self.en) if lang.startswith("zh") else (self.en or self.zh)

    @classmethod
    def of(cls, data: Mapping[str, str]) -> "Label":
        """Read it back from JSON data."""
        return cls(data["en"], data["zh"])


@dataclass(frozen=True, slots=True)
class Keywords:
    """Words by which something is known in running text."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """The words of both languages."""
        return self.en + self.zh

    @classmethod
    def of(cls, data: Mapping[str, list[str]]) -> "Keywords":
        """Read them back from JSON data."""
        return cls(tuple(data["en"]), tuple(data["zh"]))


@dataclass(frozen=True, slots=True)
class Limit:
    """Milliseconds to respond, resolve, assign and accept; None is no limit. `rule` names where it comes from.

    `calendar` is the code of the calendar that they count by; in a table of limits None leaves it open.
    """

    respond_ms: int | None = None
    resolve_ms: int | None = None
    rule: str = ""
    assign_ms: int | None = None
    accept_ms: int | None = None
    calendar: str | None = None

    def over(self, other: "Limit") -> "Limit":
        """Return these limits, filled up with those of `other`; the rule stays."""
        return Limit(
            other.respond_ms if self.respond_ms is None else self.respond_ms,
            other.resolve_ms if self.resolve_ms is None else self.resolve_ms,
            self.rule,
            other.assign_ms if self.assign_ms is None else self.assign_ms,
            other.accept_ms if self.accept_ms is None else self.accept_ms,
            other.calendar if self.calendar is None else self.calendar,
        )

    @classmethod
    def table(cls, data: Mapping[str, Mapping[str, Any]]) -> "dict[Urgency, Limit]":
        """Read limits by urgency back from JSON data."""
        return {
            Urgency(code): cls(
                one["respond_ms"],
                one["resolve_ms"],
                assign_ms=one.get("assign_ms"),
                accept_ms=one.get("accept_ms"),
                calendar=one.get("calendar"),
            )
            for code, one in data.items()
        }


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of request. Without `clock` no time limit runs; `confidential` hides its text.

    `keywords` name what is asked for; `hints` count only where no keyword of any category is found.
    """

    code: str
    title: Label
    urgency: Urgency = Urgency.NORMAL
    keywords: Keywords = Keywords()
    hints: Keywords = Keywords()
    skills: tuple[str, ...] = ()
    confidential: bool = False
    clock: bool = True
    call: tuple[CallKind, ...] = ()
    limits: Mapping[Urgency, Limit] = field(default_factory=dict)
    calendar: str | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Category":
        """Read it back from JSON data."""
        return cls(
            code=data["code"],
            title=Label.of(data["title"]),
            urgency=Urgency(data["urgency"]),
            keywords=Keywords.of(data["keywords"]),
            hints=Keywords.of(data["hints"]),
            skills=tuple(data["skills"]),
            confidential=data["confidential"],
            clock=data["clock"],
            call=tuple(CallKind(kind) for kind in data["call"]),
            limits=Limit.table(data["limits"]),
            calendar=data.get("calendar"),
        )


@dataclass(frozen=True, slots=True)
class Purge:
    """What to purge, and how many days after the end of the operation at the latest."""

    kind: PurgeKind
    days: int
    title: Label

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Purge":
        """Read it back from JSON data."""
        return cls(PurgeKind(data["kind"]), data["days"], Label.of(data["title"]))
