"""Homes in the store: found by label or by what was said of them, listed, and laid out by the building."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, or_, select, text

from gridctl.core.places import Door, label
from gridctl.core.text import code_key
from gridctl.core.uid import uuids7
from gridctl.core.words import HomeKind
from gridctl.store.areas import AREA, within
from gridctl.store.lean import MEMBER
from gridctl.store.places import BUILDING, COMPOUND, HOME, B, C, H, walk
from gridctl.store.tables.columns import table
from gridctl.store.tables.request import VOID, Request
from gridctl.store.unit import Work

REQUEST = table(Request)
GONE = ("forgotten", "merged", "void")
"""Statuses of residents who are a number alone."""

_RESIDENTS = text(
    "SELECT r.id, r.name, r.kind, r.household, r.relation, r.phone, (SELECT group_concat(n.tag, ' ') FROM need n"
    " WHERE n.resident_id = r.id AND n.ended_at IS NULL) AS needs FROM resident r"
    " WHERE r.home_id = :home AND r.status = 'living' ORDER BY r.id"
)
"""Words alone: each line that names a home asks, and the table would have to be loaded for it."""

AREA_OF_HOME: ColumnElement[int] = func.coalesce(H.area_id, B.area_id)
"""The area of a home: its stairwell's where it has one, else its building's. It needs both tables."""


def _homes() -> Select[Any]:
    joined = HOME.join(BUILDING, B.id == H.building_id)
    return (
        select(
            HOME,
            B.code.label("building"),
            B.name.label("building_name"),
            B.compound_id,
            AREA_OF_HOME.label("in_area"),
        )
        .select_from(joined)
        .where(H.removed_at.is_(None))
    )


def by_label(work: Work, words: str) -> Any | None:  # noqa: ANN401
    """Return the home with this label, in any case and width, or None."""
    return work.execute(_homes().where(H.label_key == code_key(words))).first()


def get(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return the home with this number, with its building's code and name and its area's number."""
    return work.execute(_homes().where(H.id == number)).one()


def matching(
    work: Work,
    *,
    buildings: list[int] | None = None,
    compounds: list[int] | None = None,
    unit: str = "",
    room: str = "",
    area_id: int | None = None,
    most: int = 200,
) -> list[Any]:
    """Return the homes that fit; a unit that was not said fits any, but homes without one come first.

    Without a room it is the door that has none. The unit 1 also fits where a building has no units.
    """
    query = _homes().where(H.room == room.upper() if room else H.room.is_(None))
    if buildings is not None:
        query = query.where(H.building_id.in_(buildings))
    if compounds is not None:
        query = query.where(B.compound_id.in_(compounds))
    if area_id is not None:
        query = query.where(within(AREA_OF_HOME, area_id))
    if unit:
        fits = H.unit == unit.upper()
        query = query.where(or_(fits, H.unit.is_(None)) if unit == "1" else fits)
    elif not room:
        query = query.where(H.unit.is_(None))
    found = list(work.execute(query.order_by(H.label_key).limit(most)))
    alone = [row for row in found if (row.unit is None) is not bool(unit)]
    return alone if alone and len({row.building_id for row in found}) == 1 else found


def inside(work: Work, area_id: int, most: int = 20_000) -> list[Any]:
    """Return id, label, unit, room, building and area of the homes of an area and all below it."""
    query = (
        select(H.id, H.label, H.unit, H.room, H.building_id, AREA_OF_HOME.label("in_area"))
        .select_from(HOME.join(BUILDING, B.id == H.building_id))
        .where(H.removed_at.is_(None), within(AREA_OF_HOME, area_id))
    )
    return list(work.execute(query.order_by(H.label_key).limit(most)))


def named(work: Work, name: str, area_id: int | None = None, most: int = 200) -> list[Any]:
    """Return the homes with this name: shops, companies, dormitories; in an area and all below it."""
    query = _homes().where(H.name == name)
    if area_id is not None:
        query = query.where(within(AREA_OF_HOME, area_id))
    return list(work.execute(query.order_by(H.label_key).limit(most)))


def labels_of(work: Work, buildings: list[int], most: int = 500) -> list[str]:
    """Return the labels of some buildings' homes."""
    query = select(H.label).where(H.building_id.in_(buildings), H.removed_at.is_(None))
    return list(work.execute(query.order_by(H.label_key).limit(most)).scalars())


def listing(building_id: int | None, area_id: int | None, kind: str | None = None) -> Select[Any]:
    """Return the query of homes in the order of their building, unit, floor and room."""
    from gridctl.store.residents import RESIDENT  # start-up: to find a home needs nobody in it

    living = (
        select(func.count())
        .where(RESIDENT.c.home_id == H.id, RESIDENT.c.status == "living")
        .correlate(HOME)
        .scalar_subquery()
    )
    query = (
        _homes()
        .add_columns(AREA.c.code.label("area"), living.label("resident_count"))
        .outerjoin(AREA, AREA.c.id == AREA_OF_HOME)
        .order_by(
            B.code_key, H.building_id, func.length(H.unit), H.unit, H.floor, func.length(H.room), H.room
        )
    )
    if building_id is not None:
        query = query.where(H.building_id == building_id)
    if area_id is not None:
        query = query.where(within(AREA_OF_HOME, area_id))
    return query if kind is None else query.where(H.kind == kind)


def walked(area_id: int) -> Select[Any]:
    """Return the query of the homes of an area, and below it, in walking order."""
    return listing(None, area_id).order_by(None).order_by(text(walk("home", "building")))


def residents(work: Work, home_id: int) -> list[Any]:
    """Return who lives in a home, with their needs that have not ended as one text of tags."""
    return list(work.execute(_RESIDENTS, {"home": home_id}))


def need_counts(work: Work, building_id: int) -> dict[int, dict[str, int]]:
    """Return how many of those who live in each home of a building have each mark now; by home, then by mark."""
    from gridctl.store.residents import NEED, RESIDENT  # start-up: to find a home needs nobody in it

    r, n = RESIDENT.c, NEED.c
    query = (
        select(r.home_id, n.tag, func.count(r.id.distinct()))
        .join_from(HOME, RESIDENT, r.home_id == H.id)
        .join(NEED, n.resident_id == r.id)
        .where(H.building_id == building_id, r.status == "living", n.ended_at.is_(None))
        .group_by(r.home_id, n.tag)
        .order_by(r.home_id, n.tag)
    )
    found: dict[int, dict[str, int]] = {}
    for home, tag, count in work.execute(query):
        found.setdefault(home, {})[tag] = count
    return found


def open_requests(work: Work, home_id: int, operator: str) -> list[Any]:
    """Return the open requests of a home; confidential ones only where the operator holds them."""
    r = REQUEST.c
    query = (
        select(
            r.id,
            r.status,
            r.urgency,
            r.category,
            r.summary,
            r.due,
            r.confidential,
            MEMBER.c.code.label("holder"),
        )
        .select_from(REQUEST.outerjoin(MEMBER, MEMBER.c.id == r.holder_member_id))
        .where(r.home_id == home_id, r.is_open.is_(True), r.status != VOID)
        .where(or_(r.confidential.is_(False), MEMBER.c.code == operator))
    )
    return list(work.execute(query.order_by(r.id.desc())))


def open_counts(work: Work, building_id: int) -> dict[int | None, int]:
    """Return how many open requests each home of a building has; those of the building itself under None.

    Confidential ones are not counted: a mark at a door would tell.
    """
    r = REQUEST.c
    query = (
        select(r.home_id, func.count())
        .where(r.building_id == building_id, r.is_open.is_(True), r.confidential.is_(False))
        .group_by(r.home_id)
    )
    rows: list[tuple[int | None, int]] = [(home, count) for home, count in work.execute(query)]
    return dict(rows)


def counts_by_area(work: Work) -> dict[int, int]:
    """Return how many homes lie in each area itself, by its number."""
    query = (
        select(AREA_OF_HOME, func.count())
        .select_from(HOME.join(BUILDING, B.id == H.building_id))
        .where(H.removed_at.is_(None), AREA_OF_HOME.is_not(None))
        .group_by(AREA_OF_HOME)
    )
    rows: list[tuple[int, int]] = [(area, count) for area, count in work.execute(query)]
    return dict(rows)


def add(work: Work, values: dict[str, Any]) -> int:
    """Insert one home and return its number."""
    return work.add(insert(HOME).values(**values))


def lay_out(work: Work, building: int, code: str, doors: Iterable[Door], batch: int | None = None) -> int:
    """Add the homes of a building, and put them into the stairwells that stand for its units."""
    rows = list(doors)
    values = [
        (
            uid,
            building,
            door.unit or None,
            door.room or None,
            door.floor,
            label(code, door.unit, door.room),
            code_key(label(code, door.unit, door.room)),
            str(HomeKind.DWELLING),
            batch,
            work.now,
        )
        for uid, door in zip(uuids7(work.now, len(rows)), rows, strict=True)
    ]
    work.many(
        "INSERT INTO home (uid, building_id, unit, room, floor, label, label_key, kind, batch_id, created_at, version) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        values,
    )
    join_stairwells(work, [building])
    return len(values)


def join_stairwells(work: Work, buildings: list[int]) -> None:
    """Put homes that name no area into the stairwells that stand for their units.

    A stairwell lies within the building's area; its code is the building's with the unit, or its name is
    the building's number with the unit: ``HZ12-2`` or ``12幢2单元``. What has no unit in a building with
    several, such as a shop, stays with the building.
    """
    work.execute(text("CREATE TEMP TABLE IF NOT EXISTS joining (id INTEGER PRIMARY KEY)"))
    work.execute(text("DELETE FROM joining"))
    work.many("INSERT OR IGNORE INTO joining VALUES (?)", [(one,) for one in buildings])
    work.execute(
        text(
            "UPDATE home SET area_id = s.area FROM ("
            "  SELECT b.id AS building, u.unit AS unit, min(a.id) AS area FROM joining j"
            "  JOIN building b ON b.id = j.id"
            "  JOIN (SELECT DISTINCT h.building_id, h.unit FROM home h JOIN joining k ON k.id = h.building_id) u"
            "    ON u.building_id = b.id"
            "  JOIN area a ON a.parent_id = b.area_id AND a.kind = 'stairwell' AND a.removed_at IS NULL"
            "    AND (u.unit IS NOT NULL OR ifnull(b.units, 1) = 1)"
            "    AND (a.code_key = b.code_key || '-' || lower(ifnull(u.unit, '1'))"
            "      OR a.name IN (b.number || '幢' || ifnull(u.unit, '1') || '单元',"
            "                    b.number || '栋' || ifnull(u.unit, '1') || '单元'))"
            "  GROUP BY 1, 2) s "
            "WHERE home.building_id = s.building AND home.unit IS s.unit AND home.area_id IS NULL"
        )
    )
    work.execute(text("DROP TABLE joining"))


def full_name(work: Work, home: Any) -> str:  # noqa: ANN401
    """Return the name of a home's building, with its compound's before it where that is not part of it."""
    if home.compound_id is None:
        return str(home.building_name)
    query = select(C.name).select_from(COMPOUND).where(C.id == home.compound_id)
    above = work.execute(query).scalar_one()
    own = str(home.building_name)
    return own if above in own else f"{above}{own}"
