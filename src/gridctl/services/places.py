"""Compounds and buildings: add with their homes, rename, remove."""

from dataclasses import dataclass, field
from typing import Any

from gridctl.core.areas import check_descent
from gridctl.core.errors import N_, BadInput, Refused
from gridctl.core.ground import read_position
from gridctl.core.place_views import BuildingView, CompoundView
from gridctl.core.places import Layout, building_number, clashing, made_code
from gridctl.core.text import clean_code, clean_line, code_key
from gridctl.core.uid import uuid7
from gridctl.core.words import AreaKind
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.services.place_names import find_building, find_compound, initials, own_area
from gridctl.services.place_pages import building_view, compound_view
from gridctl.store import areas as area_rows
from gridctl.store import homes as home_rows
from gridctl.store import places as rows
from gridctl.store.places import BUILDING, COMPOUND
from gridctl.store.unit import Work


@dataclass(frozen=True, slots=True)
class NewPlace:
    """What it takes to add a compound or a building; a code that is not given is made from the name.

    `layout` lays out a building's homes at once; `stairwells` makes a micro-grid of each unit.
    """

    name: str
    code: str | None = None
    area: str | None = None
    compound: str | None = None
    address: str | None = None
    layout: Layout = field(default_factory=Layout)
    stairwells: bool = False
    position: str | None = None


def add_compound(office: Office, new: NewPlace) -> CompoundView:
    """Add a compound; Refused where its code is taken."""
    name = needed(new.name)
    with office.store.begin() as work:
        area = areas.find(work, new.area) if new.area else None
        code = _free(work, COMPOUND, new.code, name, "")
        number = rows.add(work, COMPOUND, _values(work, new, code, name, area.id if area else None))
        work.log("compound.add", "compound", number, {"code": code, "name": name, "area": area and area.code})
        return compound_view(work, number)


def add_building(office: Office, new: NewPlace, *, dry_run: bool = False) -> BuildingView:
    """Add a building with its homes; Refused where its code, or its number in its compound, is taken.

    Without an area it lies where its compound does. `dry_run` tells what would be made.
    """
    name = needed(new.name)
    new.layout.check()
    position = read_position(new.position or "", "--position") or (None, None)
    with office.store.read() if dry_run else office.store.begin() as work:
        compound = find_compound(work, new.compound) if new.compound else None
        area_id = _area_of(work, new, compound)
        number = building_number(name, compound.name if compound else "")
        refuse_double(work, number, name, compound, area_id)
        code = _free(work, BUILDING, new.code, name, compound.code if compound else "")
        if dry_run:
            return _rehearsed(work, new, code, name, compound, area_id)
        values = _values(work, new, code, name, area_id) | {
            "number": number,
            "compound_id": compound.id if compound else None,
            "floors": new.layout.floors,
            "units": new.layout.units,
            "rooms": new.layout.rooms,
            "latitude": position[0],
            "longitude": position[1],
        }
        building_id = rows.add(work, BUILDING, values)
        work.log(
            "building.add", "building", building_id, {"code": code, "name": name, "homes": new.layout.homes}
        )
        if new.stairwells:
            _make_stairwells(work, code, number, name, area_id, new.layout.units or 1)
        home_rows.lay_out(work, building_id, code, new.layout.doors())
        return building_view(work, building_id)


def needed(name: str) -> str:
    """Return a name as it is kept; BadInput where it is missing."""
    text = clean_line(name, "NAME", longest=100)
    if not text:
        raise BadInput(N_("a name is missing"), hint=N_("write it after the code"))
    return text


def _free(work: Work, places: Any, given: str | None, name: str, within: str) -> str:  # noqa: ANN401
    if not given:
        letter = "B" if places is BUILDING else "C"
        return made_code(
            name,
            lambda code: rows.is_taken(work, places, code),
            within=within,
            initials=initials(name),
            letter=letter,
        )
    code = clean_code(given, "CODE")
    other = rows.clash(work, code) if places is BUILDING else None
    if other:
        raise clashing(code, other)
    if rows.is_taken(work, places, code):
        raise Refused(
            N_("the code {taken} is taken"), hint=N_("choose another one"), error="code_taken", taken=code
        )
    return code


def _values(work: Work, new: NewPlace, code: str, name: str, area_id: int | None) -> dict[str, Any]:
    return {
        "uid": uuid7(work.now),
        "code": code,
        "code_key": code_key(code),
        "name": name,
        "area_id": area_id,
        "address": (clean_line(new.address, "--address") or None) if new.address else None,
        "version": 1,
        "created_at": work.now,
    }


def _area_of(work: Work, new: NewPlace, compound: Any) -> int | None:  # noqa: ANN401
    if new.area:
        return areas.find(work, new.area).id
    area_id: int | None = compound.area_id if compound else None
    if area_id is None:
        raise BadInput(
            N_("it is not said in which area the building lies"),
            hint=N_("give --area, or a compound that has one"),
        )
    return area_id


def refuse_double(
    work: Work,
    number: str | None,
    name: str,
    compound: Any,  # noqa: ANN401
    area_id: int | None,
    own: int | None = None,
) -> None:
    """Refuse a second building of the same number within a compound, or in the same area without one.

    `own` is the building that is allowed to have it.
    """
    same = rows.numbered(
        work,
        number or name,
        [compound.id] if compound else None,
        None if compound else area_id,
    )
    twins = [
        row
        for row in same
        if row.number == number and row.id != own and (compound or row.compound_id is None)
    ]
    if number and twins:
        raise Refused(
            N_("{name} is there already: {code}"),
            hint=N_("see: gridctl building show {code}"),
            error="building_taken",
            name=name,
            code=twins[0].code,
        )


def _make_stairwells(
    work: Work, code: str, number: str | None, building: str, area_id: int | None, units: int
) -> None:
    """Make the micro-grid of each unit that is not there yet, within the building's area."""
    if area_id is not None:
        check_descent(AreaKind(area_rows.by_id(work, area_id).kind), AreaKind.STAIRWELL)
    for unit in range(1, units + 1):
        own = f"{code}-{unit}"
        if area_rows.by_code(work, own) is not None:
            continue
        name = f"{number}幢{unit}单元" if number else f"{building}{unit}单元"
        areas.insert(work, areas.NewArea(clean_code(own, "CODE"), name, AreaKind.STAIRWELL), area_id)


def _rehearsed(
    work: Work,
    new: NewPlace,
    code: str,
    name: str,
    compound: Any,  # noqa: ANN401
    area_id: int | None,
) -> BuildingView:
    return BuildingView(
        id=None,
        code=code,
        name=name,
        number=building_number(name, compound.name if compound else ""),
        compound=compound.code if compound else None,
        compound_name=compound.name if compound else None,
        area=area_rows.by_id(work, area_id).code if area_id else None,
        address=new.address,
        floors=new.layout.floors,
        units=new.layout.units,
        rooms=new.layout.rooms,
        home_count=new.layout.homes,
        open_requests=0,
        facts={},
        contacts=(),
        version=None,
        homes=(),
        dry_run=True,
    )


def rename_building(office: Office, name: str, new_name: str) -> BuildingView:
    """Give a building another name; what it is called within its compound follows, its code and labels stay."""
    text = needed(new_name)
    with office.store.begin() as work:
        row = find_building(work, name, own_area(office, work))
        work.about("building", row.id)
        compound = rows.get(work, COMPOUND, row.compound_id) if row.compound_id else None
        number = building_number(text, compound.name if compound else "")
        if number != row.number:
            refuse_double(work, number, text, compound, row.area_id)
        rows.change(work, BUILDING, row.id, row.version, {"name": text, "number": number})
        work.log("building.rename", "building", row.id, {"name": [row.name, text]})
        return building_view(work, row.id)


def remove_building(office: Office, name: str, *, dry_run: bool = False) -> BuildingView:
    """Remove a building with its homes; Refused while residents or requests belong to it."""
    with office.store.read() if dry_run else office.store.begin() as work:
        row = find_building(work, name, own_area(office, work))
        work.about("building", row.id)
        uses = rows.uses_of_building(work, row.id)
        if uses:
            raise Refused(
                N_("{building} is not empty: {uses} residents and requests belong to it"),
                hint=N_("move those first; gridctl building rename gives it another name"),
                error="not_empty",
                building=row.code,
                uses=uses,
            )
        gone = building_view(work, row.id)
        if not dry_run:
            homes = rows.remove_building(work, row.id, row.version)
            work.log(
                "building.remove", "building", row.id, {"code": row.code, "name": row.name, "homes": homes}
            )
        return gone
