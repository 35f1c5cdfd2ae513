"""What is delivered: letters with their pages, and what is told about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol


class Page(Protocol):
    """One file of a report: its format, its name and its bytes."""

    @property
    def format(self) -> str:
        """Return the format, such as ``md``."""

    @property
    def name(self) -> str:
        """Return a file's name from an allow-list of characters."""

    @property
    def content(self) -> bytes:
        """Return what is in the file."""


class Ready(Protocol):
    """A report that can be handed over (report/writing.Written): everything in it is masked."""

    @property
    def kind(self) -> str:
        """Return which report it is."""

    @property
    def period(self) -> str:
        """Return what it is of: an ISO day or the like."""

    @property
    def data(self) -> Mapping[str, Any]:
        """Return its figures, by the keys of the JSON output."""

    @property
    def files(self) -> tuple[Page, ...]:
        """Return its files."""

    @property
    def text(self) -> str:
        """Return it as plain text."""

    @property
    def figures_hash(self) -> str:
        """Return the hash of its figures."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of a letter."""

    format: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it goes out; its words are final, masked where they must be.

    `key` tells it from all others, `at` is when it was made: both stay the same however often it is tried. `member` is
    the code of the one person that it is for; None: whoever reads the destination.
    """

    key: str
    kind: str
    day: str | None
    title: str
    text: str
    at: datetime
    figures: Mapping[str, Any] = field(default_factory=dict)
    sheets: tuple[Sheet, ...] = ()
    member: str | None = None


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One delivery: what goes where, how it stands, and why it has not gone (`error`, a code).

    `what` is the kind of report or ``outbox``, `text` the number of a text in the outbox, `run` that of a run of cron.
    """

    KIND: ClassVar[str] = "delivery"
    id: int
    status: str
    to: str
    by: str
    what: str
    date: str | None
    title: str | None
    attempts: int
    next_at: datetime | None
    error: str | None
    created_at: datetime
    tried_at: datetime | None
    sent_at: datetime | None
    about: int | None
    run: int | None


@dataclass(frozen=True, slots=True)
class DeliverView:
    """What one round of sending did: how many were sent, put off, failed or are in doubt, and each by itself."""

    KIND: ClassVar[str] = "delivery"
    at: datetime
    sent: int
    put_off: int
    failed: int
    in_doubt: int
    waiting: int
    deliveries: tuple[DeliveryView, ...]


@dataclass(frozen=True, slots=True)
class StuckView:
    """How many deliveries somebody has to see to: that failed, are in doubt, or were put off again and again."""

    KIND: ClassVar[str] = "delivery"
    failed: int
    in_doubt: int
    put_off: int


@dataclass(frozen=True, slots=True)
class DestinationView:
    """One destination of the settings: `where` without any secret, `secret` whether one is needed and there.

    `status` is ``ready`` or ``no_secret``, `people` the codes of members who have an address of their own here.
    """

    KIND: ClassVar[str] = "delivery"
    name: str
    status: str
    by: str
    where: str
    protection: str | None
    people: tuple[str, ...]
