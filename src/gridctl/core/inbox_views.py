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
class SignUpRow:
    """Somebody who signed up for a shift in a list of the chat, as a wish; `member` is a code, None while unknown.

    `new` marks whom nobody knew: they become a volunteer of `area`. The wish is for the ISO days from `date` to
    `until_on`, of these `weekdays` where some are left out; any day without. `what` are their own words for it.
    `status` is new, known (that wish is there: `wish`), stored, or why it is not stored by itself: unsure (may have
    signed for something else), no_day, past, several (members of that name).
    """

    KIND: ClassVar[str] = "sign_up"
    line: int
    name: str
    member: str | None
    new: bool
    date: str | None
    shift: str | None
    duty: str | None
    status: str
    until_on: str | None = None
    weekdays: str | None = None
    phone: str | None = None
    area: str | None = None
    what: str = ""
    wish: int | None = None


@dataclass(frozen=True, slots=True)
class PasteView:
    """What a paste gave; `known` messages had been pasted before."""

    KIND: ClassVar[str] = "inbox"
    drafts: tuple[DraftView, ...]
    skipped: tuple[SkippedRow, ...]
    known: int
    dry_run: bool
    signups: tuple[SignUpRow, ...] = ()


@dataclass(frozen=True, slots=True)
class PurgeView:
    """How many drafts lost their texts, and how many of those nobody had decided on."""

    KIND: ClassVar[str] = "inbox"
    purged: int
    undecided: int
    dry_run: bool
