"""Homes: found however people write them, and added one by one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridctl.core.areas import RANK
from gridctl.core.errors import N_, Ambiguous, BadInput, NotFound, Refused
from gridctl.core.nearest import nearest_few
from gridctl.core.places import check_unit, contradiction, floor_of, label
from gridctl.core.text import clean_line, code_key
from gridctl.core.uid import uuid7
from gridctl.core.words import AreaKind, HomeKind
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.services.place_names import buildings_meant, find_building, no_building, own_area
from gridctl.store import areas as area_rows
from gridctl.store import homes as rows
from gridctl.store import places as place_rows
from gridctl.store.unit import Work

if TYPE_CHECKING:
    from gridctl.core.home_text import HomeText

SHOWN = 6


@dataclass(frozen=True, slots=True)
class NewHome:
    """What it takes to add a home; `place` is its label, or its building, unit and room as people write them."""

    place: str
    kind: HomeKind = HomeKind.DWELLING
    name: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Where a request belongs: numbers of its home, building and area."""

    home_id: int | None = None
    building_id: int | None = None
    area_id: int | None = None


def find(work: Work, text: str, operator_area: int | None = None) -> Any:  # noqa: ANN401
    """Return the home that `text` means, as its row with `building`, `building_name` and `in_area`.

    What fits several is narrowed to the operator's own stairwell, then grid; a bare room is looked for
    nowhere else where the operator has an area. Ambiguous lists the homes, NotFound the nearest ones.
    """
    wanted = clean_line(text, "home", longest=200)
    found = meant(work, wanted, operator_area)
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous(found, wanted)
    from gridctl.core.home_text import HomeText, readings  # start-up: most requests name no home

    raise _nothing(work, wanted, (HomeText(building=wanted), *readings(wanted)))


def meant(work: Work, wanted: str, operator_area: int | None = None) -> list[Any]:
    """Return the homes that a text may mean: one, several, or none. It is a clean line."""
    row = rows.by_label(work, wanted)
    if row is not None:
        return [row]
    from gridctl.core.home_text import HomeText, readings  # start-up: most requests name no home

    several: list[Any] = []
    for one in (HomeText(building=wanted), *readings(wanted)):
        found = _fitting(work, one, operator_area)
        if len(found) == 1:
            return found
        several = several or found
    named = _narrowed(lambda area: rows.named(work, wanted, area), work, operator_area)
    return named if len(named) == 1 else several or named


def _fitting(work: Work, one: "HomeText", operator_area: int | None) -> list[Any]:
    """Return the homes that one reading means."""
    buildings = compounds = None
    if one.building:
        buildings = [row.id for row in buildings_meant(work, one.compound, one.building)]
    elif one.compound:
        compounds = place_rows.compounds_in(work, one.compound)
    # What is named and not there means no home, nor do words that name neither building nor room.
    if buildings == [] or compounds == [] or not (one.building or one.room):
        return []

    def look(area: int | None) -> list[Any]:
        return rows.matching(
            work, buildings=buildings, compounds=compounds, unit=one.unit, room=one.room, area_id=area
        )

    if one.building or one.compound or operator_area is None:
        return _narrowed(look, work, operator_area)
    return next((found for area in own_areas(work, operator_area) if (found := look(area))), [])


def _narrowed(look: Callable[[int | None], list[Any]], work: Work, operator_area: int | None) -> list[Any]:
    """Look everywhere; where several fit, take those nearest to the operator's own area."""
    found = look(None)
    if len(found) > 1 and operator_area is not None:
        for area in own_areas(work, operator_area):
            if own := look(area):
                return own
    return found


def own_areas(work: Work, area_id: int) -> Iterator[int]:
    """Yield the operator's area, and those above it up to the grid."""
    for one in area_rows.ancestors(work, area_id):
        yield one
        if RANK[AreaKind(area_rows.by_id(work, one).kind)] <= RANK[AreaKind.GRID]:
            return


def _ambiguous(found: list[Any], text: str) -> Ambiguous:
    return Ambiguous(
        N_("{text} fits {count} homes"),
        hint=N_("give one of them: {labels}"),
        text=text,
        count=len(found),
        labels=", ".join(row.label for row in found[:SHOWN]) + (" ..." if len(found) > SHOWN else ""),
    )


def _nothing(work: Work, text: str, ways: "tuple[HomeText, ...]") -> NotFound:
    """Say which building was understood and which of its homes are near; or which buildings there are."""
    for one in ways:
        buildings = buildings_meant(work, one.compound, one.building) if one.building else []
        if buildings:
            labels = rows.labels_of(work, [row.id for row in buildings])
            near = nearest_few(label(buildings[0].code, one.unit, one.room), labels)
            return NotFound(
                N_("there is no home {text} in {building}"),
                hint=N_("nearest: {near}; all: gridctl home list --building {building}")
                if near
                else N_("add it: gridctl home add {building}-UNIT-ROOM"),
                text=text,
                building=buildings[0].code,
                near=", ".join(near),
            )
    return NotFound(
        N_("there is no home {text}"),
        hint=N_("write it as BUILDING-UNIT-ROOM; see: gridctl building list"),
        text=text,
    )


def place_of(
    office: Office,
    work: Work,
    *,
    home: str | None = None,
    building: str | None = None,
    area: str | None = None,
) -> Where:
    """Return where a request belongs. The area follows from the home, else from the building.

    An area that was given too must lie on the same path: Refused otherwise. The narrower one counts.
    """
    near = own_area(office, work) if home or building else None
    given = areas.find(work, area).id if area else None
    if home:
        found = find(work, home, near)
        if building and find_building(work, building, near).id != found.building_id:
            raise Refused(
                N_("{home} is not in {building}"),
                hint=N_("leave out --building: it follows from the home"),
                error="other_building",
                home=found.label,
                building=building,
            )
        return Where(found.id, found.building_id, agreed(work, given, found.in_area, found.label))
    if building:
        row = find_building(work, building, near)
        return Where(None, row.id, agreed(work, given, row.area_id, row.code))
    return Where(area_id=given)


def agreed(work: Work, given: int | None, own: int | None, called: str) -> int | None:
    """Return the area of something at a place: its own, or a given one below it; Refused for any other."""
    if given is None or own is None or given == own:
        return own if given is None else given
    if given in area_rows.ancestors(work, own):
        return own
    if own in area_rows.ancestors(work, given):
        return given
    codes = [area_rows.by_id(work, one).code for one in (given, own)]
    raise contradiction(codes[0], called, codes[1])


def add(office: Office, new: NewHome) -> int:
    """Add one home to a building that is there; return its number. Refused where its label is taken."""
    place = clean_line(new.place, "HOME", longest=100)
    name = (clean_line(new.name, "--name", longest=100) or None) if new.name else None
    with office.store.begin() as work:
        building, one = _new_place(work, place)
        unit, room = check_unit(one.unit, "unit"), check_unit(one.room, "room")
        own = label(building.code, unit, room)
        if rows.by_label(work, own) is not None:
            raise Refused(
                N_("the home {label} is there already"),
                hint=N_("see: gridctl home show {label}"),
                error="home_taken",
                label=own,
            )
        area = areas.find(work, new.area) if new.area else None
        number = rows.add(
            work,
            {
                "uid": uuid7(work.now),
                "building_id": building.id,
                "unit": unit or None,
                "room": room or None,
                "floor": floor_of(room),
                "label": own,
                "label_key": code_key(own),
                "kind": str(new.kind),
                "name": name,
                "area_id": area.id if area else None,
                "version": 1,
                "created_at": work.now,
            },
        )
        rows.join_stairwells(work, [building.id])
        work.log("home.add", "home", number, {"label": own, "kind": str(new.kind), "name": name})
        return number


def _new_place(work: Work, place: str) -> "tuple[Any, HomeText]":
    """Return the building that a new home's text names, and the text as it was read."""
    from gridctl.core.home_text import readings  # start-up: most requests name no home

    ways = readings(place)
    for one in ways:
        found = buildings_meant(work, one.compound, one.building) if one.building else []
        if len(found) == 1:
            return found[0], one
        if found:
            raise Ambiguous(
                N_("{name} fits several"),
                hint=N_("give the code of one of them: {codes}"),
                name=place,
                codes=", ".join(f"{row.code} {row.name}" for row in found[:SHOWN]),
            )
    if not any(one.building for one in ways):
        raise BadInput(
            N_("it is not said in which building {home} is"),
            hint=N_("write it as BUILDING-UNIT-ROOM, e.g. HZ12-2-501"),
            home=place,
        )
    raise no_building(work, place)
