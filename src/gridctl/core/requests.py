"""What it takes to add a request, and the rules of its first values."""

from dataclasses import dataclass

from gridctl.core.words import Channel, Level, Urgency

_TOWN_CHANNELS = frozenset({Channel.HOTLINE, Channel.POLICE, Channel.CAMERA, Channel.GOVERNMENT})


def first_level(channel: Channel) -> Level:
    """Return the level that a request of this channel starts at (DESIGN.md §6)."""
    return Level.TOWN if channel in _TOWN_CHANNELS else Level.GRID


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A help request as somebody typed it; times are texts as people write them.

    What is not said is found out: the category and urgency from the words of `summary`; name, phone, home
    and area from the `resident` whom it is for, area and building from the `point` that told of it.
    `needs` are marks that are noted with that resident.
    """

    summary: str
    area: str | None = None
    category: str | None = None
    urgency: Urgency | None = None
    channel: Channel = Channel.MEMBER
    name: str | None = None
    phone: str | None = None
    details: str | None = None
    due: str | None = None
    at: str | None = None
    by: str | None = None
    ref: str | None = None
    anonymous: bool = False
    to: str | None = None
    home: str | None = None
    building: str | None = None
    resident: str | None = None
    needs: tuple[str, ...] = ()
    point: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One step as somebody typed it: when it happened, who did it, and what there is to say."""

    at: str | None = None
    by: str | None = None
    note: str | None = None
