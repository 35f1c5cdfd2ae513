"""Points as they leave the services; see `core.views`."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class PointRow:
    """One point in a list. `area` and `building` are codes, latitude and longitude degrees."""

    KIND: ClassVar[str] = "point"
    id: int
    code: str
    name: str
    kind: str
    area: str | None
    building: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class PointView:
    """One point, with how many open requests came from it."""

    KIND: ClassVar[str] = "point"
    id: int
    code: str
    name: str
    kind: str
    area: str | None
    building: str | None
    latitude: float | None
    longitude: float | None
    open_requests: int
    version: int
