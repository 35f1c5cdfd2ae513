"""What the inbox and a paste show: drafts, and what was skipped."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from gridctl.core.private import Sight


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft of a request. `twins` are open requests of the same home and category, `twin_drafts` drafts.

    `confidence` goes from 0 to 1; `request` is the number that it became, `emergency`
    whom to ring first.
    """

    KIND: ClassVar[str] = "inbox"
    id: int | None
    status: str
    summary: str | None
    home: str | None
    name: str | None
    phone: str | None
    category: str | None
    urgency: str
    confidence: float
    twins: tuple[int, ...]
    twin_drafts: tuple[int, ...] = ()
    area: str | None = None
    sender: str | None = None
    received_at: datetime | None = None
    request: int | None = None
    confidential: bool = False
    text: str | None = None
    emergency: tuple[str, ...] = ()
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A message that became no draft: its line, why, and its words."""

    KIND: ClassVar[str] = "skipped"
    line: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class PasteView:
    """What a paste gave; `known` messages had been pasted before."""

    KIND: ClassVar[str] = "inbox"
    drafts: tuple[DraftView, ...]
    skipped: tuple[SkippedRow, ...]
    known: int
    dry_run: bool


@dataclass(frozen=True, slots=True)
class PurgeView:
    """How many drafts lost their texts, and how many of those nobody had decided on."""

    KIND: ClassVar[str] = "inbox"
    purged: int
    undecided: int
    dry_run: bool
