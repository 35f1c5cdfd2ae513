"""Homes that a list of people names and that are not there yet: understood first, then made all at once."""

import re
import unicodedata
from collections.abc import Sequence

from gridctl.core.errors import N_, BadInput
from gridctl.core.home_text import HomeText, readings
from gridctl.core.places import check_unit
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.services.place_names import initials, own_area
from gridctl.store.making_homes import Made, PlaceText, make_places
from gridctl.store.place_index import PlaceIndex
from gridctl.store.unit import Work

HOMES_MADE = N_("homes that were missing were made")
BUILDINGS_MADE = N_("buildings that were missing were made")


class NewHomes:
    """Makes homes by their texts, in the area that was given, the compound's, or the operator's own."""

    def __init__(self, office: Office, work: Work, area: str | None) -> None:
        """Look the area up; NotFound where there is none of that name."""
        self._area = areas.find(work, area).id if area else own_area(office, work)
        self._index = PlaceIndex(work, initials)

    def check(self, text: str) -> None:
        """Raise BadInput for a text that names no building, or a place that lies nowhere."""
        way = _read(text)
        check_unit(way.unit, "unit")
        check_unit(way.room, "room")
        known = self._index.building(way.compound, way.building, self._area)
        above = self._index.compound(way.compound) if way.compound else None
        if self._area is None and known is None and (above is None or above.area_id is None):
            raise BadInput(
                N_("it is not said in which area the building of {home} lies"),
                hint=N_("give it with --area"),
                error="no_area",
                home=text,
            )

    def make(self, work: Work, texts: Sequence[str], batch: int) -> Made:
        """Make the homes of these texts and what is missing above them; return their numbers in order."""
        ways = {text: _read(text) for text in set(texts)}
        rows = [
            PlaceText(way.compound, _called(text, way), way.unit, way.room, self._area)
            for text, way in ((text, ways[text]) for text in texts)
        ]
        return make_places(work, rows, batch, initials=initials)


def _called(text: str, way: HomeText) -> str:
    """Return a building's name: its number with the sign that stands behind it, 12栋; 幢 in a Chinese compound."""
    if not way.building.isdigit():
        return way.building
    sign = re.search(rf"(?<!\d){way.building}\s*(幢|栋|号楼|座)", unicodedata.normalize("NFKC", text))
    if sign or not way.compound.isascii():
        return way.building + (sign[1] if sign else "幢")
    return way.building


def _read(text: str) -> HomeText:
    """Return the likeliest reading of a text that names a building."""
    found = next((way for way in readings(text) if way.building), None)
    if found is None:
        raise BadInput(
            N_("it is not said in which building {home} is"),
            hint=N_("write it as BUILDING-UNIT-ROOM, e.g. HZ12-2-501"),
            error="no_building",
            home=text,
        )
    return found
