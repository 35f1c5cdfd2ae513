"""Compounds and buildings in the store: add, find by code, number or name, list, change, count."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    bindparam,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    update,
)

from gridctl.core.errors import N_, Conflict
from gridctl.core.places import heads
from gridctl.core.text import code_key
from gridctl.store.areas import AREA, within
from gridctl.store.tables.columns import table
from gridctl.store.tables.place import Building, Compound, Home
from gridctl.store.unit import Work

COMPOUND = table(Compound)
BUILDING = table(Building)
HOME = table(Home)
B = BUILDING.c
C = COMPOUND.c
H = HOME.c


def building_walk(building: str) -> str:
    """Return the order in which one walks from building to building, as SQL; `building` is what the table is called."""
    number = f"ifnull({building}.number, {building}.code_key)"
    return f"{building}.compound_id, length({number}), {number}, {building}.code_key, {building}.id"


def walk(home: str, building: str) -> str:
    """Return the order in which one walks from door to door: by building and unit, from the top floor down."""
    doors = (
        f"length({home}.unit), {home}.unit, {home}.floor DESC, length({home}.room), {home}.room, {home}.id"
    )
    return f"{building_walk(building)}, {doors}"


def by_code(work: Work, places: Table, code: str) -> Any | None:  # noqa: ANN401
    """Return the row of a compound or building that is there, or None."""
    c = places.c
    return work.execute(select(places).where(c.removed_at.is_(None), c.code_key == code_key(code))).first()


def clash(work: Work, code: str) -> str | None:
    """Return the code of a building that `code` could be taken for, where one of them has a dash more."""
    key = code_key(code)
    below = (B.code_key > f"{key}-") & (B.code_key < f"{key}.")
    query = select(B.code).where(B.removed_at.is_(None), or_(B.code_key.in_(heads(key)), below))
    found: str | None = work.execute(query.limit(1)).scalar()
    return found


def by_name(work: Work, places: Table, name: str, most: int = 6) -> list[Any]:
    """Return up to `most` compounds or buildings with exactly this name."""
    c = places.c
    return list(work.execute(select(places).where(c.removed_at.is_(None), c.name == name).limit(most)))


def is_taken(work: Work, places: Table, code: str) -> bool:
    """Tell whether a code is in use, or would be taken for one that is."""
    return by_code(work, places, code) is not None or (places is BUILDING and clash(work, code) is not None)


def get(work: Work, places: Table, number: int) -> Any:  # noqa: ANN401
    """Return the row with this number."""
    return work.execute(select(places).where(places.c.id == number)).one()


def add(work: Work, places: Table, values: dict[str, Any]) -> int:
    """Insert one compound or building and return its number."""
    return work.add(insert(places).values(**values))


def change(work: Work, places: Table, number: int, version: int, values: dict[str, Any]) -> None:
    """Change a compound or building that has not been changed since it was read; Conflict otherwise."""
    c = places.c
    done = work.execute(
        update(places).where(c.id == number, c.version == version).values(**values, version=version + 1)
    )
    if done.rowcount != 1:
        raise Conflict(
            N_("somebody else has just changed this place"),
            hint=N_("look at it again and repeat the command"),
        )


def compounds_in(work: Work, words: str) -> list[int]:
    """Return the compounds that `words` name: by code or name, else those whose name an address ends with."""
    key = code_key(words)
    exact = select(C.id).where(C.removed_at.is_(None), or_(C.code_key == key, C.name == words))
    found = list(work.execute(exact).scalars())
    if found or len(words) < 2:  # noqa: PLR2004  (one character is the end of many)
        return found
    ending = select(C.id, func.length(C.name).label("size")).where(
        C.removed_at.is_(None), func.substr(literal(words), -func.length(C.name)) == C.name
    )
    rows = work.execute(ending).all()
    longest = max((row.size for row in rows), default=0)
    return [row.id for row in rows if row.size == longest]


def numbered(
    work: Work, building: str, compounds: list[int] | None = None, area_id: int | None = None, most: int = 200
) -> list[Any]:
    """Return the buildings with this code, number or name, in some compounds or in an area and all below it."""
    said = {"key": code_key(building), "number": building.upper(), "name": building, "most": most}
    where = _where(compounds, area_id)
    for query in (_coded(), _named()):
        found = list(work.execute(query.where(*where) if where else query, said))
        if found:
            return found
    return []


@cache
def _coded() -> Select[Any]:
    """Return the query of a building by its code, built once: a chat names many."""
    query = select(BUILDING).where(B.removed_at.is_(None), B.code_key == bindparam("key"))
    return query.order_by(B.id).limit(bindparam("most"))


@cache
def _named() -> Select[Any]:
    fits = or_(B.number == bindparam("number"), B.name == bindparam("name"))
    query = select(BUILDING).where(B.removed_at.is_(None), fits)
    return query.order_by(B.id).limit(bindparam("most"))


def called(work: Work, names: list[str]) -> list[Any]:
    """Return the buildings with one of these names."""
    query = select(BUILDING).where(B.removed_at.is_(None), B.name.in_(names))
    return list(work.execute(query.order_by(B.id).limit(200)))


def _where(compounds: list[int] | None, area_id: int | None) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if compounds is not None:
        found.append(B.compound_id.in_(compounds))
    if area_id is not None:
        found.append(within(B.area_id, area_id))
    return found


def homes_of() -> Any:  # noqa: ANN401
    """Return the expression of how many homes a building has, to be selected beside it."""
    return (
        select(func.count())
        .where(H.building_id == B.id, H.removed_at.is_(None))
        .correlate(BUILDING)
        .scalar_subquery()
        .label("home_count")
    )


def buildings(area_id: int | None, compound_id: int | None) -> Select[Any]:
    """Return the query of the buildings: by compound, then as their numbers count, then by code."""
    query = (
        select(
            BUILDING,
            AREA.c.code.label("area"),
            C.code.label("compound"),
            C.name.label("compound_name"),
            homes_of(),
        )
        .select_from(
            BUILDING.outerjoin(AREA, AREA.c.id == B.area_id).outerjoin(COMPOUND, C.id == B.compound_id)
        )
        .where(B.removed_at.is_(None))
        .order_by(C.code_key, text("CAST(building.number AS INTEGER)"), B.code_key)
    )
    if area_id is not None:
        query = query.where(within(B.area_id, area_id))
    return query if compound_id is None else query.where(B.compound_id == compound_id)


def buildings_at(work: Work, places: Sequence[int | None]) -> list[Any]:
    """Return the buildings that lie in some areas themselves; None stands for those that lie in none."""
    known = [number for number in places if number is not None]
    where = B.area_id.in_(known)
    return list(
        work.execute(
            buildings(None, None).where(or_(where, B.area_id.is_(None)) if None in places else where)
        )
    )


def counts_by_area(work: Work) -> dict[int, int]:
    """Return how many buildings lie in each area itself, by its number."""
    query = (
        select(B.area_id, func.count())
        .where(B.removed_at.is_(None), B.area_id.is_not(None))
        .group_by(B.area_id)
    )
    rows: list[tuple[int, int]] = [(area, count) for area, count in work.execute(query)]
    return dict(rows)


def building(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return one building with the codes of its area and compound, and its count of homes."""
    return work.execute(buildings(None, None).where(B.id == number)).one()


def compounds(area_id: int | None) -> Select[Any]:
    """Return the query of the compounds by their codes, with how many buildings and homes each has."""
    count = (
        select(func.count())
        .where(B.compound_id == C.id, B.removed_at.is_(None))
        .correlate(COMPOUND)
        .scalar_subquery()
    )
    homes = (
        select(func.count())
        .select_from(HOME.join(BUILDING, B.id == H.building_id))
        .where(B.compound_id == C.id, B.removed_at.is_(None), H.removed_at.is_(None))
        .correlate(COMPOUND)
        .scalar_subquery()
    )
    query = (
        select(COMPOUND, AREA.c.code.label("area"), count.label("building_count"), homes.label("home_count"))
        .select_from(COMPOUND.outerjoin(AREA, AREA.c.id == C.area_id))
        .where(C.removed_at.is_(None))
        .order_by(C.code_key)
    )
    return query if area_id is None else query.where(within(C.area_id, area_id))


def compound(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return one compound with its counts."""
    return work.execute(compounds(None).where(C.id == number)).one()


def count_in_area(work: Work, area_id: int) -> int:
    """Return how many compounds, buildings and homes name this very area."""
    tables = (COMPOUND, BUILDING, HOME)
    return sum(
        int(
            work.execute(
                select(func.count())
                .select_from(one)
                .where(one.c.area_id == area_id, one.c.removed_at.is_(None))
            ).scalar_one()
        )
        for one in tables
    )


def uses_of_building(work: Work, number: int) -> int:
    """Return how many residents and requests, ended ones too, a building's homes and itself have."""
    query = text(
        "SELECT (SELECT count(*) FROM request WHERE building_id = :id AND status <> 'void') + "
        "(SELECT count(*) FROM home h JOIN resident r ON r.home_id = h.id "
        "WHERE h.building_id = :id AND r.status NOT IN ('forgotten', 'merged', 'void')) + "
        "(SELECT count(*) FROM home h JOIN request r ON r.home_id = h.id "
        "WHERE h.building_id = :id AND r.building_id IS NOT :id AND r.status <> 'void')"
    )
    return int(work.execute(query, {"id": number}).scalar_one())


def remove_building(work: Work, number: int, version: int) -> int:
    """Remove a building with its homes; return how many homes went."""
    gone = work.execute(
        update(HOME)
        .where(H.building_id == number, H.removed_at.is_(None))
        .values(removed_at=work.now, version=H.version + 1)
    ).rowcount
    change(work, BUILDING, number, version, {"removed_at": work.now})
    return gone
