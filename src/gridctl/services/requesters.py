"""For whom a request is: name, phone, home and area follow from a resident."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gridctl.core.errors import N_, BadInput
from gridctl.core.requests import NewRequest
from gridctl.services import homes
from gridctl.services.homes import Where
from gridctl.services.office import Office
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class Requester:
    """Whom a request is for, and where, as far as it is known."""

    where: Where
    resident_id: int | None = None
    name: str | None = None
    phone: str | None = None
    point_id: int | None = None

    def columns(self) -> dict[str, int | None]:
        """Return the columns that say so."""
        at = self.where
        return {
            "area_id": at.area_id,
            "home_id": at.home_id,
            "building_id": at.building_id,
            "resident_id": self.resident_id,
            "point_id": self.point_id,
        }

    def reached(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return name and phone: as they were given, for somebody may call for another, else the resident's."""
        if given["name"]:
            return {}
        return {"name": self.name, "phone": given["phone"] or self.phone}


def find(office: Office, work: Work, new: NewRequest) -> Requester:
    """Return whom a request is for; where it was said to be goes before the home of the resident."""
    given = homes.place_of(office, work, home=new.home, building=new.building, area=new.area)
    point_id = None
    if new.point:
        point_id, given = _at_point(work, new.point, given)
    if not new.resident:
        if new.needs:
            raise BadInput(
                N_("a need belongs to somebody"),
                hint=N_("say whose it is: --resident NAME"),
                error="no_resident",
            )
        return Requester(given, point_id=point_id)
    from gridctl.services import residents  # start-up: only a request for a resident needs their tables

    row = residents.find_known(work, new.resident)
    elsewhere = given.home_id is not None or given.building_id is not None
    at_home = Where(row.home_id, row.building_id, given.area_id or row.area_id)
    return Requester(given if elsewhere else at_home, row.id, row.name, row.phone, point_id)


def _at_point(work: Work, name: str, given: Where) -> tuple[int, Where]:
    """Return the number of a point, and where a request from it belongs: what was said goes before."""
    from gridctl.services import points  # start-up: only what comes from a point needs their table

    row = points.find(work, name)
    if given.home_id is not None or given.building_id is not None:
        return row.id, given
    return row.id, Where(None, row.building_id, homes.agreed(work, given.area_id, row.area_id, row.code))


def note_needs(office: Office, work: Work, asks: Requester, new: NewRequest) -> None:
    """Note the marks that came with a request with its resident."""
    if asks.resident_id is not None and new.needs:
        from gridctl.core.residents import NewNeed  # start-up: as above
        from gridctl.services import needs  # start-up: as above
        from gridctl.services import resident_search as index  # start-up: as above

        for tag in new.needs:
            needs.note(office, work, asks.resident_id, NewNeed(tag))
        index.refresh(work, [asks.resident_id])
