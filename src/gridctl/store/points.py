"""Points in the store: fixed sources of requests, such as cameras."""

from typing import Any

from sqlalchemy import Select, func, insert, select

from gridctl.core.text import code_key
from gridctl.store.areas import AREA, within
from gridctl.store.places import BUILDING
from gridctl.store.tables.columns import table
from gridctl.store.tables.point import Point
from gridctl.store.unit import Work

POINT = table(Point)
P = POINT.c
_HERE = P.removed_at.is_(None)


def find(work: Work, name: str, most: int = 6) -> list[Any]:
    """Return the points with this code, or with this name where no code fits."""
    exact = work.execute(select(POINT).where(_HERE, P.code_key == code_key(name))).all()
    named = select(POINT).where(_HERE, P.name == name).order_by(P.id).limit(most)
    return list(exact or work.execute(named))


def free_code(work: Work, base: str) -> str:
    """Return a code that is free: `base` and the first number, e.g. DMSXT1."""
    number = 1
    while work.execute(select(P.id).where(P.code_key == code_key(f"{base}{number}"))).first():
        number += 1
    return f"{base}{number}"


def add(work: Work, values: dict[str, Any]) -> int:
    """Insert one point and return its number."""
    return work.add(insert(POINT).values(**values))


def points(area_id: int | None = None, kind: str | None = None) -> Select[Any]:
    """Return the query of the points by their codes: all, or those at or below an area, or of one kind."""
    query = (
        select(POINT, AREA.c.code.label("area"), BUILDING.c.code.label("building"))
        .select_from(
            POINT.outerjoin(AREA, AREA.c.id == P.area_id).outerjoin(BUILDING, BUILDING.c.id == P.building_id)
        )
        .where(_HERE)
        .order_by(P.code_key)
    )
    if area_id is not None:
        query = query.where(within(P.area_id, area_id))
    return query if kind is None else query.where(P.kind == kind)


def point(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return one point with the codes of its area and building."""
    return work.execute(points().where(P.id == number)).one()


def names(work: Work, most: int = 5000) -> list[str]:
    """Return codes and names of points, to name the nearest one."""
    rows = work.execute(select(P.code, P.name).where(_HERE).order_by(P.id).limit(most))
    return [word for row in rows for word in row]


def count_open(work: Work, number: int) -> int:
    """Return how many open requests came from a point."""
    from gridctl.store.requests import REQUEST  # a circle else: requests join the points' codes

    r = REQUEST.c
    query = select(func.count()).select_from(REQUEST).where(r.point_id == number, r.is_open.is_(True))
    return int(work.execute(query).scalar_one())
