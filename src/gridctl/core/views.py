"""What leaves the services: frozen values, their fields the keys of the JSON output.

A view names its table in `KIND`, so that the registry of columns can mask it; `sight` says how much of
it may be shown and is not shown itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from gridctl.core.private import Sight
from gridctl.core.request_twins import Twin


@dataclass(frozen=True, slots=True)
class AreaView:
    """One area. `path` holds the codes from the root down to it."""

    KIND: ClassVar[str] = "area"
    id: int
    code: str
    name: str
    kind: str
    parent: str | None
    path: tuple[str, ...]
    children: int
    open_requests: int


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area in a list; `depth` counts from the root of what is listed."""

    KIND: ClassVar[str] = "area"
    id: int
    code: str
    name: str
    kind: str
    parent: str | None
    depth: int


@dataclass(frozen=True, slots=True)
class MemberView:
    """One member of the grid."""

    KIND: ClassVar[str] = "member"
    id: int
    code: str
    name: str
    tier: str
    area: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class TeamView:
    """One team."""

    KIND: ClassVar[str] = "team"
    id: int
    code: str
    name: str
    kind: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a request: when, what, who typed it, who did it, whom it was given to.

    `about` tells the rest in codes: which desk, until when, which outcome.
    """

    KIND: ClassVar[str] = "step"
    at: datetime
    step: str
    operator: str
    note: str | None
    by: str | None
    to: str | None
    status: str
    seq: int
    recorded_at: datetime
    origin: str
    about: Mapping[str, Any] = field(default_factory=dict)
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request in a list. `holder` is the code of a member or team, `home` a label, `building` a code."""

    KIND: ClassVar[str] = "request"
    id: int
    status: str
    level: str
    urgency: str
    category: str
    area: str | None
    summary: str
    holder: str | None
    name: str | None
    phone: str | None
    channel: str
    ref: str | None
    received_at: datetime
    due: datetime | None
    overdue: bool
    home: str | None = None
    building: str | None = None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """A reporter who must be answered when a request is closed: under which number, and by which channel."""

    KIND: ClassVar[str] = "request"
    request: int
    ref: str | None
    channel: str


@dataclass(frozen=True, slots=True)
class FileView:
    """A photo or paper of a request: its place within it, and under which name it lies beside the store.

    `status` is kept or removed.
    """

    KIND: ClassVar[str] = "attachment"
    place: int
    name: str | None
    kind: str
    size_bytes: int
    at: datetime
    operator: str
    status: str
    file: str
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request with its timeline.

    `asked` is what the desk above has to say yes or no to; `parts` were split off this one. It `repeats`
    another one, or is `repeated` by others; `comes_again` says by which rhythm, or when it is looked at again.
    `order` is the instruction to many desks that it came from; `to_answer` is everyone who reported it, where
    others were merged into it.
    """

    KIND: ClassVar[str] = "request"
    id: int
    uid: str
    status: str
    level: str
    urgency: str
    category: str
    area: str | None
    summary: str
    details: str | None
    holder: str | None
    name: str | None
    phone: str | None
    address: str | None
    resident: int | None
    anonymous: bool
    channel: str
    ref: str | None
    received_at: datetime
    recorded_at: datetime
    respond_due: datetime | None
    due: datetime | None
    overdue: bool
    resolved_at: datetime | None
    closed_at: datetime | None
    solved_on_spot: bool
    confidential: bool
    rule: str
    batch: int | None
    version: int
    timeline: tuple[StepView, ...]
    home: str | None = None
    building: str | None = None
    desk: str | None = None
    helpers: tuple[str, ...] = ()
    accepted_at: datetime | None = None
    responded_at: datetime | None = None
    wait_until: datetime | None = None
    asked: str | None = None
    urged: int = 0
    outcome: str | None = None
    answer: str | None = None
    reached: bool | None = None
    solved: bool | None = None
    satisfied: bool | None = None
    merged_into: int | None = None
    merged: tuple[int, ...] = ()
    parent: int | None = None
    parts: tuple[int, ...] = ()
    repeats: int | None = None
    repeated: tuple[int, ...] = ()
    comes_again: tuple[Mapping[str, Any], ...] = ()
    order: int | None = None
    to_answer: tuple[ToAnswer, ...] = ()
    files: tuple[FileView, ...] = ()
    point: str | None = None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class AddedView(RequestView):
    """A request that has just been taken in; `twins` are likely about the same thing."""

    twins: tuple[Twin, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One request as it stood at the end of a return."""

    KIND: ClassVar[str] = "request"
    id: int
    status: str
    urgency: str
    category: str
    area: str | None
    summary: str
    holder: str | None
    received_at: datetime | None
    due: datetime | None
    overdue: bool
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class PostGroup:
    """Posts of a duty and shift that begin or end together: how many, and the headcount of all of them.

    `until_on` is the last day of those that end.
    """

    KIND: ClassVar[str] = "post_group"
    duty: str
    shift: str
    posts: int
    least: int
    best: int
    standby: bool
    from_on: str | None
    until_on: str | None


@dataclass(frozen=True, slots=True)
class OperationView:
    """A pack applied to an area from a moment on; `purge` says what its end leaves to delete.

    Where it begins or ends: the codes of duties that come and go, posts that begin and end, duties for whose
    posts there is no place, and how many published turns stand where no post is any more.
    """

    KIND: ClassVar[str] = "operation"
    id: int
    name: str
    status: str
    pack: str
    area: str | None
    started_at: datetime
    ended_at: datetime | None
    purge: tuple[dict[str, Any], ...] = ()
    duties_begin: tuple[str, ...] = ()
    duties_end: tuple[str, ...] = ()
    posts_begin: tuple[PostGroup, ...] = ()
    posts_end: tuple[PostGroup, ...] = ()
    posts_nowhere: tuple[str, ...] = ()
    turns_left: int = 0
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One entry of the ledger."""

    KIND: ClassVar[str] = "ledger"
    seq: int
    at: datetime
    operator: str
    os_user: str
    host: str
    action: str
    thing: str
    thing_id: str
    changes: dict[str, Any]
    reason: str | None
    hash: str


@dataclass(frozen=True, slots=True)
class BatchView:
    """One file that came in, as `import` prints it."""

    KIND: ClassVar[str] = "batch"
    batch: int | None
    kind: str
    file: str
    encoding: str
    rows: int
    new: int
    changed: int
    same: int
    rejected: int
    rejects_file: str | None
    dry_run: bool
    id: int | None = None
    status: str = ""
    profile: str = ""
    operator: str = ""
    at: datetime | None = None
