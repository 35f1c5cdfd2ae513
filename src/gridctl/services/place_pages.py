"""Compounds, buildings and homes as lists and pages."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from gridctl.core.ground import degrees
from gridctl.core.place_views import (
    BuildingRow,
    BuildingView,
    CompoundRow,
    CompoundView,
    ContactView,
    DoorView,
    HomeRequest,
    HomeResident,
    HomeRow,
    HomeView,
)
from gridctl.core.private import Reveal, Sight
from gridctl.core.words import HomeKind
from gridctl.services import areas, homes
from gridctl.services.office import Office
from gridctl.services.place_names import find_building, find_compound, own_area
from gridctl.store import areas as area_rows
from gridctl.store import homes as home_rows
from gridctl.store import places as rows
from gridctl.store.unit import Work


def _facts(row: Any, sight: Sight) -> tuple[dict[str, str], tuple[ContactView, ...]]:  # noqa: ANN401
    kept = row.facts or {}
    people = tuple(
        ContactView(one["role"], one.get("name"), one.get("phone"), sight) for one in kept.get("contacts", ())
    )
    return dict(kept.get("facts", {})), people


def compound_view(work: Work, number: int, sight: Sight = Sight.MASKED) -> CompoundView:
    """Return one compound with the codes of its buildings."""
    row = rows.compound(work, number)
    facts, contacts = _facts(row, sight)
    inside = work.execute(rows.buildings(None, number))
    return CompoundView(
        id=row.id,
        code=row.code,
        name=row.name,
        area=row.area,
        address=row.address,
        building_count=row.building_count,
        home_count=row.home_count,
        buildings=tuple(one.code for one in inside),
        facts=facts,
        contacts=contacts,
        version=row.version,
        sight=sight,
    )


def building_view(work: Work, number: int, sight: Sight = Sight.MASKED) -> BuildingView:
    """Return one building with all its homes."""
    row = rows.building(work, number)
    counts = home_rows.open_counts(work, number)
    facts, contacts = _facts(row, sight)
    needs = home_rows.need_counts(work, number)
    homes = tuple(
        DoorView(
            id=one.id,
            label=one.label,
            unit=one.unit,
            floor=one.floor,
            room=one.room,
            kind=one.kind,
            name=one.name,
            resident_count=one.resident_count,
            open_requests=counts.get(one.id, 0),
            needs=needs.get(one.id, {}),
        )
        for one in work.execute(home_rows.listing(number, None))
    )
    return BuildingView(
        id=row.id,
        code=row.code,
        name=row.name,
        number=row.number,
        compound=row.compound,
        compound_name=row.compound_name,
        area=row.area,
        address=row.address,
        floors=row.floors,
        units=row.units,
        rooms=row.rooms,
        home_count=row.home_count,
        open_requests=sum(counts.values()),
        facts=facts,
        contacts=contacts,
        version=row.version,
        homes=homes,
        latitude=degrees(row.latitude),
        longitude=degrees(row.longitude),
        sight=sight,
    )


def compounds(office: Office, *, area: str | None = None) -> Iterator[CompoundRow]:
    """Yield the compounds by their codes, all or those in an area and below it."""
    with office.store.read() as work:
        below = areas.find(work, area).id if area else None
        for row in work.execute(rows.compounds(below)):
            yield CompoundRow(
                row.id, row.code, row.name, row.area, row.address, row.building_count, row.home_count
            )


def buildings(
    office: Office, *, area: str | None = None, compound: str | None = None
) -> Iterator[BuildingRow]:
    """Yield the buildings as their numbers count: all, or those of an area and a compound."""
    with office.store.read() as work:
        below = areas.find(work, area).id if area else None
        within = find_compound(work, compound).id if compound else None
        for row in work.execute(rows.buildings(below, within)):
            yield BuildingRow(
                id=row.id,
                code=row.code,
                name=row.name,
                number=row.number,
                compound=row.compound,
                area=row.area,
                floors=row.floors,
                units=row.units,
                rooms=row.rooms,
                home_count=row.home_count,
            )


def show_compound(office: Office, name: str, reveal: Reveal | None = None) -> CompoundView:
    """Return one compound; seeing who is named in full is a ledger entry."""
    with office.store.read() as work:
        found = compound_view(work, find_compound(work, name).id, _sight(reveal))
    _log(office, "compound", found.id, reveal)
    return found


def show_building(office: Office, name: str, reveal: Reveal | None = None) -> BuildingView:
    """Return one building with its homes; seeing who is named in full is a ledger entry."""
    from gridctl.services import signal_of  # start-up: other pages of places have no colours

    with office.store.read() as work:
        found = building_view(work, find_building(work, name, own_area(office, work)).id, _sight(reveal))
        signal, reasons = signal_of.of_building(office, work, found.id or 0)
        found = replace(found, signal=signal, signal_reasons=reasons)
    _log(office, "building", found.id, reveal)
    return found


def show_home(office: Office, name: str, reveal: Reveal | None = None) -> HomeView:
    """Return one home with its residents and open requests; seeing names in full is a ledger entry."""
    with office.store.read() as work:
        found = home_view(office, work, homes.find(work, name, own_area(office, work)).id, _sight(reveal))
    _log(office, "home", found.id, reveal)
    return found


def add_home(
    office: Office, place: str, kind: HomeKind, name: str | None = None, area: str | None = None
) -> HomeView:
    """Add one home and return its page."""
    number = homes.add(office, homes.NewHome(place, kind, name, area))
    with office.store.read() as work:
        return home_view(office, work, number)


def _sight(reveal: Reveal | None) -> Sight:
    return Sight.FULL if reveal else Sight.MASKED


def _log(office: Office, thing: str, number: int | None, reveal: Reveal | None) -> None:
    if reveal:
        with office.store.begin() as work:
            work.log(f"{thing}.reveal", thing, number, {"rows": 1}, reveal.why)


def home_view(office: Office, work: Work, number: int, sight: Sight = Sight.MASKED) -> HomeView:
    """Return one home with who lives there and what they asked for."""
    row = home_rows.get(work, number)
    living = tuple(
        HomeResident(
            one.id,
            one.name,
            one.kind,
            one.household,
            one.relation,
            one.phone,
            tuple((one.needs or "").split()),
            sight,
        )
        for one in home_rows.residents(work, number)
    )
    asked = tuple(
        HomeRequest(
            one.id,
            one.status,
            one.urgency,
            one.category,
            one.summary,
            one.holder,
            office.moment(one.due),
            sight,
        )
        for one in home_rows.open_requests(work, number, office.operator)
    )
    return HomeView(
        id=row.id,
        label=row.label,
        building=row.building,
        building_name=home_rows.full_name(work, row),
        unit=row.unit,
        floor=row.floor,
        room=row.room,
        kind=row.kind,
        name=row.name,
        area=area_rows.by_id(work, row.in_area).code if row.in_area else None,
        version=row.version,
        residents=living,
        requests=asked,
        sight=sight,
    )


def home_list(
    office: Office, *, building: str | None = None, area: str | None = None, kind: HomeKind | None = None
) -> Iterator[HomeRow]:
    """Yield homes in the order of their doors: all, or those of a building, an area and a kind."""
    with office.store.read() as work:
        inside = find_building(work, building, own_area(office, work)).id if building else None
        below = areas.find(work, area).id if area else None
        for row in work.execute(home_rows.listing(inside, below, kind)):
            yield HomeRow(
                id=row.id,
                label=row.label,
                building=row.building,
                unit=row.unit,
                floor=row.floor,
                room=row.room,
                kind=row.kind,
                name=row.name,
                area=row.area,
                resident_count=row.resident_count,
            )
