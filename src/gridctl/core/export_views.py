"""What goes out by ``gridctl export``: requests with all that is known of them, and as Open311 knows them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from gridctl.core.private import Sight


@dataclass(frozen=True, slots=True)
class ExportedRequest:
    """One request on its way out; `updated_at` is when its last step happened."""

    KIND: ClassVar[str] = "request"
    id: int
    uid: str
    ref: str | None
    status: str
    level: str
    urgency: str
    category: str
    channel: str
    area: str | None
    desk: str | None
    home: str | None
    building: str | None
    address: str | None
    summary: str
    details: str | None
    name: str | None
    phone: str | None
    holder: str | None
    received_at: datetime
    due: datetime | None
    updated_at: datetime
    resolved_at: datetime | None
    closed_at: datetime | None
    solved_on_spot: bool
    outcome: str | None
    answer: str | None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class ServiceRequest:
    """One request as GeoReport v2 lists it, its fields in the order of the specification."""

    KIND: ClassVar[str] = "service_request"
    service_request_id: str
    status: str
    status_notes: str | None
    service_name: str | None
    service_code: str | None
    description: str | None
    agency_responsible: str | None
    service_notice: str | None
    requested_datetime: datetime
    updated_datetime: str | datetime | None
    expected_datetime: datetime | None
    address: str | None
    address_id: str | None
    zipcode: str | None
    lat: float | None
    long: float | None
    media_url: str | None
    sight: Sight = field(default=Sight.MASKED, repr=False)


@dataclass(frozen=True, slots=True)
class Service:
    """One category as GeoReport v2 lists services; `keywords` are divided by commas."""

    KIND: ClassVar[str] = "service"
    service_code: str
    service_name: str
    description: str
    metadata: bool
    type: str
    keywords: str
    group: str
