"""How people would say where a request is, and the words of one step: what texts to send are made of."""

from dataclasses import dataclass

from sqlalchemy import select

from gridctl.store.areas import AREA
from gridctl.store.places import BUILDING, COMPOUND
from gridctl.store.requests import REQUEST, STEP
from gridctl.store.unit import Work

R = REQUEST.c


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The names of a place; each may be empty."""

    area: str
    compound: str
    building: str

    def wide(self) -> str:
        """Return the place without the door: the building with its compound, else the area."""
        if not self.building:
            return self.area
        return self.building if self.compound in self.building else f"{self.compound}{self.building}"

    def place(self, home: str | None, address: str | None) -> str:
        """Return the place as exactly as it is known: the door's label and the building, or the address."""
        if home:
            return f"{home} {self.wide()}".strip() if self.building else home
        return address or self.wide()


def of_request(work: Work, number: int) -> PlaceWords:
    """Return the names of the place of a request."""
    query = (
        select(
            AREA.c.name.label("area"), COMPOUND.c.name.label("compound"), BUILDING.c.name.label("building")
        )
        .select_from(REQUEST)
        .outerjoin(AREA, AREA.c.id == R.area_id)
        .outerjoin(BUILDING, BUILDING.c.id == R.building_id)
        .outerjoin(COMPOUND, COMPOUND.c.id == BUILDING.c.compound_id)
    )
    row = work.execute(query.where(R.id == number)).one()
    return PlaceWords(row.area or "", row.compound or "", row.building or "")


def note_of(work: Work, seq: int | None) -> str:
    """Return what was said with one step; nothing for no step."""
    if seq is None:
        return ""
    return work.execute(select(STEP.c.note).where(STEP.c.seq == seq)).scalar() or ""
