"""Homes of whole lists, however people write them: by label at once, else building by building.

`homes.find` asks the store for each home; a list names thousands of them within few buildings, so here each
building's doors are looked up once. What is not found that way goes to `homes.find`, whose error it is.
"""

from collections.abc import Sequence

from gridctl.core.errors import GridError
from gridctl.core.home_text import HomeText, readings
from gridctl.core.text import code_key
from gridctl.services import homes
from gridctl.services.office import Office
from gridctl.services.place_names import buildings_meant, own_area
from gridctl.store import doors
from gridctl.store.unit import Work

Found = int | GridError | None
_MOST = 50_000


class HomeTexts:
    """Finds homes by texts, and remembers what it found while one import runs."""

    def __init__(self, office: Office, work: Work) -> None:
        """Note the operator's own area, where what fits several is looked for first."""
        self._near = own_area(office, work)
        self._known: dict[str, Found] = {}
        self._buildings: dict[tuple[str, str], list[int]] = {}
        self._doors: dict[int, doors.Doors] = {}

    def find(self, work: Work, texts: Sequence[str | None]) -> list[Found]:
        """Return for each text the number of its home, the error where there is none, None for none."""
        if len(self._known) > _MOST:
            self._known.clear()
            self._doors.clear()
        new = set(texts).difference(self._known, (None,))
        if new:
            keys = {text: code_key(text) for text in new if text is not None}
            labelled = doors.by_keys(work, list(keys.values()))
            self._known |= {
                text: labelled[key] if key in labelled else self._one(work, text)
                for text, key in keys.items()
            }
        return [None if text is None else self._known[text] for text in texts]

    def all_of(self, work: Work, text: str) -> list[int]:
        """Return all homes that a text may mean; none where it means none. Bare rooms are not looked for."""
        labelled = doors.by_keys(work, [code_key(text)])
        if labelled:
            return list(labelled.values())
        return next(filter(None, (self._fitting(work, way) for way in readings(text))), [])

    def forget(self) -> None:
        """Forget what was found: places were made meanwhile."""
        self._known.clear()
        self._buildings.clear()
        self._doors.clear()

    def _one(self, work: Work, text: str) -> Found:
        for way in readings(text):
            found = self._fitting(work, way)
            if len(found) == 1:
                return found[0]
        try:
            return int(homes.find(work, text, self._near).id)
        except GridError as error:
            return error

    def _fitting(self, work: Work, way: HomeText) -> list[int]:
        """Return the homes that one reading means, as `store.homes.matching` finds them."""
        if not way.building:
            return []
        found = [
            (building, unit, number)
            for building in self._meant(work, way)
            for unit, number in self._of(work, building).get(way.room.upper() or None, ())
            if _fits(unit, way)
        ]
        alone = [one for one in found if (one[1] is None) is not bool(way.unit)]
        if alone and len({building for building, _unit, _number in found}) == 1:
            found = alone
        return [number for _building, _unit, number in found]

    def _meant(self, work: Work, way: HomeText) -> list[int]:
        key = way.compound, way.building
        if key not in self._buildings:
            self._buildings[key] = [row.id for row in buildings_meant(work, *key)]
        return self._buildings[key]

    def _of(self, work: Work, building: int) -> doors.Doors:
        if building not in self._doors:
            self._doors[building] = doors.of_building(work, building)
        return self._doors[building]


def _fits(unit: str | None, way: HomeText) -> bool:
    """Tell whether a door's unit is the one that was said, or none was."""
    if way.unit:
        return unit == way.unit.upper() or (way.unit == "1" and unit is None)
    return bool(way.room) or unit is None
