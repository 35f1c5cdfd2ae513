"""For whom a request is: name, phone, home and area follow from a resident."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.core.requests import NewRequest
from gridctl.core.residents import NewNeed
from gridctl.services import needs, residents
from gridctl.services import resident_search as index
from gridctl.services.areas import Node
from gridctl.services.office import Office
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class Requester:
    """Whom a request is for, as far as it is known; `area` is the code of `area_id`."""

    area_id: int | None = None
    area: str | None = None
    resident_id: int | None = None
    home_id: int | None = None
    building_id: int | None = None
    name: str | None = None
    phone: str | None = None

    def reached(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return name and phone: as they were given, for somebody may call for another, else the resident's."""
        if given["name"]:
            return {}
        return {"name": self.name, "phone": given["phone"] or self.phone}


def find(work: Work, new: NewRequest, area: Node | None) -> Requester:
    """Return whom a request is for; an `area` that was given goes before that of the resident's home."""
    if not new.resident:
        if new.needs:
            raise BadInput(
                N_("a need belongs to somebody"),
                hint=N_("say whose it is: --resident NAME"),
                error="no_resident",
            )
        return Requester(area.id if area else None, area.code if area else None)
    row = residents.find_known(work, new.resident)
    return Requester(
        area_id=area.id if area else row.area_id,
        area=area.code if area else row.area,
        resident_id=row.id,
        home_id=row.home_id,
        building_id=row.building_id,
        name=row.name,
        phone=row.phone,
    )


def note_needs(office: Office, work: Work, asks: Requester, new: NewRequest) -> None:
    """Note the marks that came with a request with its resident."""
    if asks.resident_id is not None and new.needs:
        for tag in new.needs:
            needs.note(office, work, asks.resident_id, NewNeed(tag))
        index.refresh(work, [asks.resident_id])
