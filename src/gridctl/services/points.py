"""Points: fixed sources of requests such as cameras; what they report lies where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gridctl.checks.pinyin import code_from_name
from gridctl.core.errors import N_, Ambiguous, BadInput, NotFound, Refused
from gridctl.core.ground import degrees, read_position
from gridctl.core.nearest import nearest_few
from gridctl.core.point_views import PointRow, PointView
from gridctl.core.text import clean_code, clean_line, code_key
from gridctl.core.uid import uuid7
from gridctl.core.words import PointKind
from gridctl.services import areas
from gridctl.services.homes import agreed
from gridctl.services.office import Office
from gridctl.services.people import needed
from gridctl.services.place_names import find_building, own_area
from gridctl.store import points as rows
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class NewPoint:
    """What it takes to add a point; a code that is not given is made, the area follows from a building.

    `position` is written ``LATITUDE,LONGITUDE``.
    """

    name: str
    kind: PointKind = PointKind.CAMERA
    code: str | None = None
    area: str | None = None
    building: str | None = None
    position: str | None = None


def add(office: Office, new: NewPoint) -> PointView:
    """Add a point; BadInput where it lies nowhere, Refused where its code is taken."""
    name = needed(new.name)
    position = read_position(new.position or "", "--position") or (None, None)
    with office.store.begin() as work:
        building = find_building(work, new.building, own_area(office, work)) if new.building else None
        area = areas.find(work, new.area).id if new.area else None
        if building is not None:
            area = agreed(work, area, building.area_id, building.code)
        if area is None:
            raise nowhere()
        code = clean_code(new.code, "CODE") if new.code else rows.free_code(work, code_from_name(name))
        if any(row.code_key == code_key(code) for row in rows.find(work, code)):
            raise Refused(
                N_("the code {taken} is taken"),
                hint=N_("choose another one"),
                error="code_taken",
                taken=code,
            )
        values = {
            "uid": uuid7(work.now),
            "code": code,
            "code_key": code_key(code),
            "name": name,
            "kind": str(new.kind),
            "area_id": area,
            "building_id": building.id if building else None,
            "latitude": position[0],
            "longitude": position[1],
            "version": 1,
            "created_at": work.now,
        }
        number = rows.add(work, values)
        work.log("point.add", "point", number, {"code": code, "name": name, "kind": str(new.kind)})
        return _view(work, number)


def nowhere() -> BadInput:
    """Return the error for a point that lies in no area."""
    return BadInput(
        N_("it is not said where the point stands"),
        hint=N_("give an area, or a building that has one"),
        error="no_place",
    )


def find(work: Work, name: str) -> Any:  # noqa: ANN401
    """Return the row of the point with this code or name; NotFound names the nearest, or Ambiguous."""
    wanted = clean_line(name, "point", longest=100)
    found = rows.find(work, wanted)
    if not found:
        near = nearest_few(wanted, rows.names(work))
        raise NotFound(
            N_("there is no point {name}"),
            hint=N_("nearest: {near}; all: gridctl point list")
            if near
            else N_("see what there is: gridctl point list"),
            name=wanted,
            near=", ".join(near),
        )
    if len(found) > 1:
        raise Ambiguous(
            N_("{name} fits several"),
            hint=N_("give the code of one of them: {codes}"),
            name=wanted,
            codes=", ".join(f"{row.code} {row.name}" for row in found),
        )
    return found[0]


def listing(office: Office, *, area: str | None = None, kind: PointKind | None = None) -> Iterator[PointRow]:
    """Yield the points by their codes: all, or those in an area and below it, or of one kind."""
    with office.store.read() as work:
        below = areas.find(work, area).id if area else None
        for row in work.execute(rows.points(below, str(kind) if kind else None)):
            yield PointRow(**_common(row))


def show(office: Office, name: str) -> PointView:
    """Return one point."""
    with office.store.read() as work:
        return _view(work, find(work, name).id)


def _view(work: Work, number: int) -> PointView:
    row = rows.point(work, number)
    return PointView(**_common(row), open_requests=rows.count_open(work, number), version=row.version)


def _common(row: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "id": row.id,
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "area": row.area,
        "building": row.building,
        "latitude": degrees(row.latitude),
        "longitude": degrees(row.longitude),
    }
