"""When people are there and how much they may work, as it leaves the services: keys as in JSON."""

from dataclasses import dataclass
from typing import Any, ClassVar

from gridctl.core.copy_views import LeftOut
from gridctl.core.post_views import post_status
from gridctl.core.weekdays import days_of, show_day, show_weekdays


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """A member is away from one day to another, both within. `member` and `deputy` are codes.

    `status` is planned, running, ended or removed; `turns` is how many published turns fall into it, which
    somebody else has to take.
    """

    KIND: ClassVar[str] = "absence"
    id: int
    status: str
    member: str
    name: str
    from_on: str
    until_on: str
    why: str | None
    deputy: str | None
    turns: int
    version: int


@dataclass(frozen=True, slots=True)
class NewAbsenceView:
    """An absence that was just noted, with what went over to the deputy: requests and turns by their numbers.

    `taken` are the deputy's turns, `left_out` those of who is away that no rule lets the deputy take.
    """

    KIND: ClassVar[str] = "absence"
    id: int
    status: str
    member: str
    name: str
    from_on: str
    until_on: str
    why: str | None
    deputy: str | None
    turns: int
    version: int
    requests: tuple[int, ...]
    taken: tuple[int, ...]
    left_out: tuple[LeftOut, ...]
    dry_run: bool


@dataclass(frozen=True, slots=True)
class WishView:
    """A wish for (`wanted`) or against days and shifts; what is None means any. `weight` is 1 to 10."""

    KIND: ClassVar[str] = "wish"
    id: int
    status: str
    member: str
    name: str
    wanted: bool
    from_on: str
    until_on: str | None
    weekdays: str
    shift: str | None
    duty: str | None
    weight: int
    version: int


@dataclass(frozen=True, slots=True)
class PairView:
    """Two members who should work together, or apart; a `rule` is never broken, a wish has a weight 1 to 10."""

    KIND: ClassVar[str] = "pair"
    id: int
    member: str
    name: str
    other: str
    other_name: str
    together: bool
    rule: bool
    weight: int


@dataclass(frozen=True, slots=True)
class LiftView:
    """A leader lifts the limits of hours and rest in an area (None: everywhere) from one day to another."""

    KIND: ClassVar[str] = "lift"
    id: int
    status: str
    area: str | None
    leader: str
    name: str
    from_on: str
    until_on: str
    why: str


@dataclass(frozen=True, slots=True)
class TermLine:
    """One limit: what holds, and who says so: ``member``, ``tier`` or ``pack``; None where nobody does."""

    KIND: ClassVar[str] = "terms"
    term: str
    value: int | str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class MemberTermsView:
    """How much a member may work, limit by limit; `pack` is the one in force where they work.

    `lift` is the number of the lift that sets hours and rest aside for them today.
    """

    KIND: ClassVar[str] = "terms"
    member: str
    name: str
    tier: str
    pack: str
    lift: int | None
    terms: tuple[TermLine, ...]


def absence_view(row: Any, today: str, turns: int) -> AbsenceView:  # noqa: ANN401
    """Return an absence (its row with the codes of member and deputy) as it stands on a day (ISO)."""
    return AbsenceView(
        id=row.id,
        status=post_status(row, today),
        member=row.member,
        name=row.name,
        from_on=row.from_on,
        until_on=row.until_on,
        why=row.why,
        deputy=row.deputy,
        turns=turns,
        version=row.version,
    )


def wish_view(row: Any, today: str) -> WishView:  # noqa: ANN401
    """Return a wish (its row with the member's code) as it stands on a day (ISO)."""
    return WishView(
        id=row.id,
        status=post_status(row, today),
        member=row.member,
        name=row.name,
        wanted=bool(row.wanted),
        from_on=row.from_on,
        until_on=show_day(row.until_on),
        weekdays=show_weekdays(days_of(row.weekdays)),
        shift=row.shift,
        duty=row.duty,
        weight=row.weight,
        version=row.version,
    )
