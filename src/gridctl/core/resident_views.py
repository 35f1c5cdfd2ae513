"""Residents as they leave the services: one person with all that hangs on them, and what becomes of two."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from gridctl.core.private import Sight


@dataclass(frozen=True, slots=True)
class NeedView:
    """One mark of a resident: from and until when and where it holds. `ended_at` says that it is over."""

    KIND: ClassVar[str] = "need"
    id: int
    tag: str
    from_on: str | None
    until_on: str | None
    place: str | None
    note: str | None
    ended_at: datetime | None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class RelativeRow:
    """Somebody of the same household."""

    KIND: ClassVar[str] = "resident"
    id: int
    name: str | None
    relation: str | None
    sex: str | None
    birth_date: str | None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class OwnRequestRow:
    """One request of a resident."""

    KIND: ClassVar[str] = "request"
    id: int
    status: str
    urgency: str
    category: str
    summary: str
    received_at: datetime
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class ResidentView:
    """One resident. `phone` is the first number, `phones` the further ones; `home` a label, `area` a code."""

    KIND: ClassVar[str] = "resident"
    id: int
    uid: str
    status: str
    name: str | None
    kind: str
    sex: str | None
    birth_date: str | None
    identity: str | None
    phone: str | None
    phones: tuple[str, ...]
    home: str | None
    area: str | None
    address: str | None
    household: str | None
    relation: str | None
    contact_name: str | None
    contact_phone: str | None
    registered_home: str | None
    registered_address: str | None
    came_on: str | None
    left_on: str | None
    notes: str | None
    facts: dict[str, object] | None
    merged_into: int | None
    batch: int | None
    version: int
    created_at: datetime
    forgotten_at: datetime | None
    needs: tuple[NeedView, ...]
    relatives: tuple[RelativeRow, ...]
    requests: tuple[OwnRequestRow, ...]
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class TwinRow:
    """Two residents who are likely one; `score` is the chance of that in hundredths."""

    KIND: ClassVar[str] = "twins"
    a: int
    b: int
    score: int
    reasons: tuple[str, ...]
    name: str | None
    other_name: str | None
    home: str | None
    other_home: str | None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class MergeView:
    """Two residents who became one, or would: who is kept, what moves there, which blanks are filled."""

    KIND: ClassVar[str] = "merge"
    kept: ResidentView
    other: ResidentView
    filled: tuple[str, ...]
    moved_needs: int
    moved_requests: int
    dry_run: bool


@dataclass(frozen=True, slots=True)
class ForgetView:
    """What was forgotten, and where copies may still lie: `copies` are files beside the store and elsewhere.

    `same_name` counts requests of others that name somebody who is called the same; they were left.
    `files` counts the photos and papers that went with their requests.
    `bytes_gone` tells that the file and its log hold nothing of them any more.
    """

    KIND: ClassVar[str] = "forget"
    residents: tuple[int, ...]
    requests: int
    texts: int
    staged_rows: int
    same_name: int
    bytes_gone: bool
    copies: tuple[str, ...]
    dry_run: bool
    files: int = 0
