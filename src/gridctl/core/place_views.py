"""Compounds, buildings and homes as they leave the services; see `core.views`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from gridctl.core.private import Sight
from gridctl.core.resident_views import OwnRequestRow
from gridctl.core.signals import Reason, Signal


@dataclass(frozen=True, slots=True)
class ContactView:
    """Somebody whom a list of buildings names: owner, landlord, safety officer, committee, property."""

    KIND: ClassVar[str] = "resident"
    role: str
    name: str | None
    phone: str | None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class CompoundRow:
    """One compound in a list."""

    KIND: ClassVar[str] = "compound"
    id: int
    code: str
    name: str
    area: str | None
    address: str | None
    building_count: int
    home_count: int


@dataclass(frozen=True, slots=True)
class CompoundView:
    """One compound. `facts` are what a file told beside: heading and text."""

    KIND: ClassVar[str] = "compound"
    id: int
    code: str
    name: str
    area: str | None
    address: str | None
    building_count: int
    home_count: int
    buildings: tuple[str, ...]
    facts: dict[str, str]
    contacts: tuple[ContactView, ...]
    version: int
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class BuildingRow:
    """One building in a list."""

    KIND: ClassVar[str] = "building"
    id: int
    code: str
    name: str
    number: str | None
    compound: str | None
    area: str | None
    floors: int | None
    units: int | None
    rooms: int | None
    home_count: int


@dataclass(frozen=True, slots=True)
class DoorView:
    """One home within its building.

    `needs` counts who lives there by mark; `open_requests` are those that all may see.
    """

    KIND: ClassVar[str] = "home"
    id: int
    label: str
    unit: str | None
    floor: int | None
    room: str | None
    kind: str
    name: str | None
    resident_count: int
    open_requests: int
    needs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BuildingView:
    """One building with all its homes.

    `open_requests` are those of the building and its homes; before it is made, `id` is None. The colour and why
    stand in the page of a building alone.
    """

    KIND: ClassVar[str] = "building"
    id: int | None
    code: str
    name: str
    number: str | None
    compound: str | None
    compound_name: str | None
    area: str | None
    address: str | None
    floors: int | None
    units: int | None
    rooms: int | None
    home_count: int
    open_requests: int
    facts: dict[str, str]
    contacts: tuple[ContactView, ...]
    version: int | None
    homes: tuple[DoorView, ...]
    dry_run: bool = False
    latitude: float | None = None
    longitude: float | None = None
    signal: Signal | None = None
    signal_reasons: tuple[Reason, ...] = ()
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class HomeRow:
    """One home in a list."""

    KIND: ClassVar[str] = "home"
    id: int
    label: str
    building: str
    unit: str | None
    floor: int | None
    room: str | None
    kind: str
    name: str | None
    area: str | None
    resident_count: int


@dataclass(frozen=True, slots=True)
class HomeResident:
    """One resident of a home; their needs show as tags."""

    KIND: ClassVar[str] = "resident"
    id: int
    name: str | None
    kind: str
    household: str | None
    relation: str | None
    phone: str | None
    needs: tuple[str, ...]
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class HomeRequest:
    """One open request of a home."""

    KIND: ClassVar[str] = "request"
    id: int
    status: str
    urgency: str
    category: str
    summary: str
    holder: str | None
    due: datetime | None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class HomeView:
    """One home with who lives there and what they asked for."""

    KIND: ClassVar[str] = "home"
    id: int
    label: str
    building: str
    building_name: str
    unit: str | None
    floor: int | None
    room: str | None
    kind: str
    name: str | None
    area: str | None
    version: int
    residents: tuple[HomeResident, ...]
    requests: tuple[HomeRequest, ...]
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class BranchView:
    """An area or a building as it hangs in the tree of places; a building's `kind` is ``building``.

    `areas` are all below it, `buildings` those that lie in it itself, `home_count` the homes in it and below.
    """

    KIND: ClassVar[str] = "branch"
    code: str
    name: str
    kind: str
    areas: int
    buildings: int
    home_count: int


@dataclass(frozen=True, slots=True)
class HomeVisit:
    """One visit to a home or to somebody in it, by which round of which checklist."""

    KIND: ClassVar[str] = "visit"
    round: int
    checklist: str
    at: datetime
    outcome: str
    by: str
    note: str | None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class HomeDelivery:
    """One movement of supplies to a home or back from it; `quantity` is what the home got."""

    KIND: ClassVar[str] = "supply_move"
    id: int
    at: datetime
    kind: str
    item: str
    quantity: int
    measure: str
    plan: int | None
    by: str | None


@dataclass(frozen=True, slots=True)
class HomeHistory:
    """What a home asked for, who came, and what it got; the newest first, so many of each."""

    KIND: ClassVar[str] = "home"
    id: int
    label: str
    requests: tuple[OwnRequestRow, ...]
    visits: tuple[HomeVisit, ...]
    deliveries: tuple[HomeDelivery, ...]
