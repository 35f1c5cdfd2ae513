"""The five colours as they leave the services; see `core.views`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from gridctl.core.letters import StuckView
from gridctl.core.report_run_views import BehindView
from gridctl.core.signals import ALARMING, Reason, Signal


@dataclass(frozen=True, slots=True)
class SignalView:
    """The colour of an area, a building or a member, and why; the worst reason first.

    `area` is its code, of whatever `kind` it is; none, of the kind ``none``, is what lies in no area. `open` and
    `overdue` count with all below, `children` are the areas directly below by their colours. `parent` is the
    code of the area above.
    """

    KIND: ClassVar[str] = "signal"
    area: str | None
    kind: str
    signal: Signal
    reasons: tuple[Reason, ...]
    open: int
    overdue: int
    parent: str | None
    letter: str
    name: str
    children: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A colour as a line of a table: of the reasons their codes alone."""

    KIND: ClassVar[str] = "signal"
    area: str | None
    name: str
    kind: str
    signal: Signal
    open: int
    overdue: int
    parent: str | None
    reasons: tuple[str, ...]

    @classmethod
    def of(cls, view: SignalView) -> "SignalLine":
        """Return the line of a colour."""
        reasons = tuple(str(one.reason) for one in view.reasons)
        return cls(
            view.area, view.name, view.kind, view.signal, view.open, view.overdue, view.parent, reasons
        )


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Somebody who stands at a post now."""

    KIND: ClassVar[str] = "turn"
    member: str
    name: str
    duty: str
    area: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Amiss:
    """Somebody who is late for a post, did not come to it, or is there and silent: `standing` says which."""

    KIND: ClassVar[str] = "turn"
    member: str
    name: str
    duty: str
    area: str
    place: str | None
    standing: str


@dataclass(frozen=True, slots=True)
class RoundNow:
    """A round that runs, how far it is, and whether it is behind its pace."""

    KIND: ClassVar[str] = "round"
    id: int
    checklist: str
    name: str | None
    area: str | None
    done: int
    to_visit: int
    until_at: datetime | None
    behind: bool


@dataclass(frozen=True, slots=True)
class LookView:
    """All in one look: the moment, what is open in the area that was asked for (None: everywhere), and the colours.

    `at` is the past moment that was asked for; None: now. What nobody can know any more of that moment: `renamed`
    are members who had another name then, `undone` imports that were taken back since by an older gridctl.
    `reports_behind` are reports that are late or failed now, `undelivered` is what was to be sent and has not gone.
    """

    KIND: ClassVar[str] = "signal"
    store: str
    now: datetime
    at: datetime | None
    operator: str
    area: str | None
    open: int
    overdue: int
    unassigned: int
    critical: int
    on_duty: tuple[OnDuty, ...]
    amiss: tuple[Amiss, ...]
    rounds: tuple[RoundNow, ...]
    signals: tuple[SignalView, ...]
    renamed: tuple[str, ...] = ()
    undone: tuple[int, ...] = ()
    reports_behind: tuple[BehindView, ...] = ()
    undelivered: StuckView | None = None

    @property
    def is_alarming(self) -> bool:
        """Tell whether anything here is orange or red."""
        return any(one.signal in ALARMING for one in self.signals)
