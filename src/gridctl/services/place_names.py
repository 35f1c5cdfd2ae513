"""Compounds and buildings by whatever name people give them."""

from typing import Any

from gridctl.core.errors import N_, Ambiguous, NotFound
from gridctl.core.nearest import nearest_few
from gridctl.core.text import clean_line
from gridctl.services.office import Office
from gridctl.store import areas as area_rows
from gridctl.store import people as people_rows
from gridctl.store import places as rows
from gridctl.store.places import BUILDING, COMPOUND
from gridctl.store.unit import Work

SIGNS = ("号", "号楼", "幢", "栋", "座", "")
"""What may stand behind a number in the name of a building: 恒利路8号 is one."""


def initials(name: str) -> str:
    """Return the initials of the pinyin in a name, to make a code of: HZY for 恒泽苑3期; none without any."""
    from gridctl.checks.pinyin import code_from_name  # start-up: only a code that is made needs it

    han = "".join(char for char in name if not char.isascii() and char.isalpha())
    return code_from_name(han) if han else ""


def own_area(office: Office, work: Work) -> int | None:
    """Return the area of the operator's own, where a bare room or number is looked for first; or None."""
    found = people_rows.find_members(work, office.operator)
    area: int | None = found[0].area_id if len(found) == 1 else None
    return area


def find_compound(work: Work, name: str) -> Any:  # noqa: ANN401
    """Return the row of the compound with this code or unique name; NotFound or Ambiguous."""
    wanted = clean_line(name, "compound", longest=100)
    row = rows.by_code(work, COMPOUND, wanted)
    if row is not None:
        return row
    found = rows.by_name(work, COMPOUND, wanted)
    if not found:
        known = [word for one in work.execute(rows.compounds(None)) for word in (one.code, one.name)]
        raise NotFound(
            N_("there is no compound {name}"),
            hint=N_("nearest: {near}; all: gridctl compound list")
            if (near := nearest_few(wanted, known))
            else N_("see what there is: gridctl compound list"),
            name=wanted,
            near=", ".join(near),
        )
    return only(found, wanted)


def find_building(work: Work, name: str, near: int | None = None) -> Any:  # noqa: ANN401
    """Return the row of the building with this code, or as people call it: 12幢, 恒泽苑12幢, Building 12.

    `near` is the area of the operator: where several fit, the one in it is meant. NotFound names the nearest.
    """
    wanted = clean_line(name, "building", longest=100)
    row = rows.by_code(work, BUILDING, wanted)
    if row is not None:
        return row
    found = rows.numbered(work, wanted)
    from gridctl.core.home_text import readings  # start-up: most requests name no home

    for one in readings(wanted):
        if found:
            break
        if one.building and not one.unit and not one.room:
            found = buildings_meant(work, one.compound, one.building)
    if len(found) > 1 and near is not None:
        inside = set(area_rows.below(work, near))
        found = [row for row in found if row.area_id in inside] or found
    if not found:
        raise no_building(work, wanted)
    return only(found, wanted)


def no_building(work: Work, name: str) -> NotFound:
    """Return the error for an unknown building, with the nearest ones."""
    known = [
        word for one in work.execute(rows.buildings(None, None).limit(5000)) for word in (one.code, one.name)
    ]
    near = nearest_few(name, known)
    return NotFound(
        N_("there is no building {name}"),
        hint=N_("nearest: {near}; all: gridctl building list")
        if near
        else N_("see what there is: gridctl building list"),
        name=name,
        near=", ".join(near),
    )


def buildings_meant(work: Work, compound: str, building: str) -> list[Any]:
    """Return the buildings that a text may mean; a compound's words may also be those of an area."""
    if not compound:
        return rows.numbered(work, building)
    within = rows.compounds_in(work, compound)
    if within:
        return rows.numbered(work, building, within)
    area = area_rows.by_code(work, compound)
    named = [area] if area is not None else area_rows.by_name(work, compound)
    if len(named) == 1:
        return rows.numbered(work, building, area_id=named[0].id)
    return rows.called(work, [f"{compound}{building}{sign}" for sign in SIGNS])


def only(found: list[Any], name: str) -> Any:  # noqa: ANN401
    """Return the one place that was found; Ambiguous, with the list, where there are several."""
    if len(found) > 1:
        raise Ambiguous(
            N_("{name} fits several"),
            hint=N_("give the code of one of them: {codes}"),
            name=name,
            codes=", ".join(f"{row.code} {row.name}" for row in found[:6]),
        )
    return found[0]
