"""Buildings are put right: name, floors, units and rooms, area, compound, address."""

from dataclasses import dataclass, fields, replace
from typing import Any

from gridctl.core.errors import N_, BadInput, Conflict, Refused
from gridctl.core.place_views import BuildingView
from gridctl.core.places import Layout, building_number
from gridctl.core.relaying import relaid
from gridctl.core.text import clean_line
from gridctl.services import areas
from gridctl.services.office import Office
from gridctl.services.place_names import find_building, find_compound, own_area
from gridctl.services.place_pages import building_view
from gridctl.services.places import needed, refuse_double
from gridctl.services.rehearsing import in_one_go
from gridctl.store import places as rows
from gridctl.store import relaying
from gridctl.store.places import BUILDING, COMPOUND
from gridctl.store.unit import Work

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class BuildingEdit:
    """What is said of a building; None was not said, "" empties compound and address."""

    name: str | None = None
    area: str | None = None
    compound: str | None = None
    address: str | None = None
    floors: int | None = None
    units: int | None = None
    rooms: int | None = None


def edit_building(
    office: Office, name: str, given: BuildingEdit, version: int | None = None, *, dry_run: bool = False
) -> BuildingView:
    """Change what is given of a building; its code stays, and so do the areas of its requests.

    Homes follow a new layout: what is missing is made, what is too much goes while it is empty (Refused
    otherwise), and homes without a unit become those of unit 1 where there are several now.
    Conflict where the row is no longer at `version`. `dry_run` tells the same and changes nothing.
    """
    if all(getattr(given, one.name) is None for one in fields(given)):
        raise BadInput(N_("nothing to change was given"), hint=N_("see: gridctl building edit --help"))

    def do(work: Work) -> BuildingView:
        row = find_building(work, name, own_area(office, work))
        work.about("building", row.id)
        if version is not None and version != row.version:
            raise Conflict(
                N_("{code} has changed since: version {now}, not {version}"),
                hint=N_("look at it again and repeat the command"),
                code=row.code,
                now=row.version,
                version=version,
            )
        _change(work, row, given)
        return building_view(work, row.id)

    found = in_one_go(office, do, dry_run=dry_run)
    return replace(found, dry_run=True) if dry_run else found


def _change(work: Work, row: Any, given: BuildingEdit) -> None:  # noqa: ANN401
    values = _columns(work, row, given)
    new = {field: value for field, value in values.items() if value != getattr(row, field)}
    if not new:
        return
    if new.keys() & {"name", "number", "compound_id", "area_id"}:
        compound = _compound(work, values.get("compound_id", row.compound_id))
        area_id = values.get("area_id", row.area_id)
        number, text = values.get("number", row.number), values.get("name", row.name)
        refuse_double(work, number, text, compound, area_id, row.id)
    rows.change(work, BUILDING, row.id, row.version, new)
    told: dict[str, object] = {field: [getattr(row, field), value] for field, value in new.items()}
    if new.keys() & {"floors", "units", "rooms"}:
        told |= _lay_out_anew(work, row, values)
    if "area_id" in new:
        relaying.follow_area(work, row.id, new["area_id"])
    work.log("building.edit", "building", row.id, told)


def _columns(work: Work, row: Any, given: BuildingEdit) -> dict[str, Any]:  # noqa: ANN401
    """Return the columns that follow from what was said."""
    found: dict[str, Any] = {}
    if given.name is not None:
        found["name"] = needed(given.name)
    if given.compound is not None:
        found["compound_id"] = find_compound(work, given.compound).id if given.compound else None
    if given.area is not None:
        if not given.area:
            raise BadInput(N_("a building lies in an area"), hint=N_("name another one: gridctl area list"))
        found["area_id"] = areas.find(work, given.area).id
    if given.address is not None:
        found["address"] = clean_line(given.address, "--address") or None
    Layout(given.floors, given.units, given.rooms).check_numbers()
    for field in ("floors", "units", "rooms"):
        if getattr(given, field) is not None:
            found[field] = getattr(given, field)
    if found.keys() & {"name", "compound_id"}:
        compound = _compound(work, found.get("compound_id", row.compound_id))
        found["number"] = building_number(found.get("name", row.name), compound.name if compound else "")
    return found


def _compound(work: Work, number: int | None) -> Any:  # noqa: ANN401
    return rows.get(work, COMPOUND, number) if number else None


def _lay_out_anew(work: Work, row: Any, values: dict[str, Any]) -> dict[str, object]:  # noqa: ANN401
    """Let the homes follow the layout; return how many came, went and got another label."""
    names = ("floors", "units", "rooms")
    old = Layout(*(getattr(row, name) for name in names))
    new = Layout(*(values.get(name, getattr(row, name)) for name in names))
    new.check_numbers()
    plan = relaid(old, new)
    there = relaying.doors(work, row.id)
    going = [one for door in plan.going if (one := there.get((door.unit, door.room))) is not None]
    _refuse_used(row, [one.label for one in going if one.used])
    moved = [(one, to) for door, to in plan.renamed if (one := there.get((door.unit, door.room))) is not None]
    _refuse_taken(row, [there[to.unit, to.room].label for _one, to in moved if (to.unit, to.room) in there])
    relaying.remove(work, [one.id for one in going])
    relaying.relabel(work, row.code, [(one.id, to) for one, to in moved])
    made = relaying.add_missing(work, row.id, row.code, plan.coming)
    counts: dict[str, object] = {"made": made, "removed": len(going), "relabelled": len(moved)}
    return {name: count for name, count in counts.items() if count}


def _refuse_used(row: Any, labels: list[str]) -> None:  # noqa: ANN401
    if labels:
        raise Refused(
            N_("{building} cannot lose homes that somebody or a request belongs to: {homes}"),
            hint=N_("move those people first: gridctl resident move RESIDENT --home HOME"),
            error="not_empty",
            building=row.code,
            homes=_few(labels),
        )


def _refuse_taken(row: Any, labels: list[str]) -> None:  # noqa: ANN401
    if labels:
        raise Refused(
            N_("{building} has homes with these labels already: {homes}"),
            hint=N_("see: gridctl home list --building {building}"),
            error="home_taken",
            building=row.code,
            homes=_few(labels),
        )


def _few(labels: list[str]) -> str:
    shown = ", ".join(labels[:_SHOWN])
    return shown if len(labels) <= _SHOWN else f"{shown} ..."
