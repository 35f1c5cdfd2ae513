"""Points come in: known by code, else by name and area."""

from typing import Any

from gridctl.checks.pinyin import code_from_name
from gridctl.core.errors import GridError
from gridctl.core.ground import both, read_degrees
from gridctl.core.imports import BatchSpec, GoodRow
from gridctl.services import areas
from gridctl.services.homes import agreed
from gridctl.services.importing import RowImport, Staged
from gridctl.services.office import Office
from gridctl.services.place_names import find_building
from gridctl.store import landing_points, undoing_people
from gridctl.store.unit import Work


class PointImport(RowImport):
    """A file of points; areas and buildings are looked up once each."""

    def __init__(self, office: Office, work: Work, spec: BatchSpec, number: int) -> None:
        """Get ready."""
        super().__init__(office, work, spec, number)
        self._areas: dict[str, int] = {}
        self._buildings: dict[str, Any] = {}

    def convert(self, work: Work, row: GoodRow, key: bytes, uid: bytes) -> Staged:
        """Return one staged point; BadInput, NotFound or Refused where its place cannot be."""
        code, name, kind, area, building, latitude, longitude = row.values
        area_id, building_id = self._place(work, str(area or ""), str(building or ""))
        position = both(
            read_degrees(str(latitude or ""), "latitude"), read_degrees(str(longitude or ""), "longitude")
        ) or (None, None)
        return (
            self.number,
            row.line,
            key,
            row.fingerprint,
            uid,
            code,
            name,
            kind,
            area_id,
            building_id,
            *position,
        )

    def _place(self, work: Work, area: str, building: str) -> tuple[int | None, int | None]:
        if area and area not in self._areas:
            self._areas[area] = areas.find(work, area).id
        given = self._areas.get(area)
        if not building:
            return given, None
        if building not in self._buildings:
            self._buildings[building] = find_building(work, building, given)
        found = self._buildings[building]
        return agreed(work, given, found.area_id, found.code), found.id

    def problems(self, work: Work) -> dict[int, GridError]:
        """Return the lines that stand there twice or say no place."""
        return landing_points.plan(work, self.number).problems

    def outcomes(self, work: Work) -> dict[str, int]:
        """Return how many rows are new, changed and the same."""
        return landing_points.outcomes(landing_points.plan(work, self.number))

    def land(self, work: Work) -> int:
        """Write what is new and what changes; a code that is not given is made."""
        return landing_points.land(work, self.number, landing_points.plan(work, self.number), code_from_name)

    @staticmethod
    def touched(work: Work, number: int) -> list[int]:
        """Return the points that were changed since, or that requests came from."""
        return undoing_people.touched(work, "points", number)

    @staticmethod
    def undo(work: Work, batch: Any, spared: list[int]) -> int:  # noqa: ANN401
        """Take the points back; what they replaced comes back."""
        return undoing_people.undo_points(work, batch.id, spared)
