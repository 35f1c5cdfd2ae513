"""What a pack makes posts for: areas of a kind, compounds, gates, and how many people live somewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from gridctl.core.words import AreaKind, PointKind, ResidentStatus
from gridctl.store.areas import A, subtree
from gridctl.store.places import BUILDING
from gridctl.store.points import POINT
from gridctl.store.residents import HOME, RESIDENT
from gridctl.store.tables.columns import table
from gridctl.store.tables.place import Compound
from gridctl.store.unit import Work

COMPOUND = table(Compound)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a post stands: its area, and the point or the words that say where exactly."""

    area_id: int
    point_id: int | None = None
    place: str | None = None


def _inside(root: int | None) -> Select[Any]:
    return select(subtree(root).c.id)


def areas_of(work: Work, root: int | None, kind: AreaKind) -> list[Spot]:
    """Return the areas of a kind at and below an area, by code; in every tree for no root."""
    query = select(A.id).where(A.id.in_(_inside(root)), A.kind == str(kind)).order_by(A.code_key)
    return [Spot(int(number)) for number in work.execute(query).scalars()]


def roots(work: Work) -> list[Spot]:
    """Return the areas that lie in no other one."""
    query = select(A.id).where(A.removed_at.is_(None), A.parent_id.is_(None)).order_by(A.code_key)
    return [Spot(int(number)) for number in work.execute(query).scalars()]


def compounds(work: Work, root: int | None) -> list[Spot]:
    """Return the compounds that lie at or below an area, by code."""
    c = COMPOUND.c
    query = select(c.area_id, c.name).where(c.removed_at.is_(None), c.area_id.in_(_inside(root)))
    return [Spot(int(row.area_id), None, row.name) for row in work.execute(query.order_by(c.code_key))]


def gates(work: Work, root: int | None) -> list[Spot]:
    """Return the gates at or below an area, by code."""
    p = POINT.c
    query = select(p.area_id, p.id).where(
        p.removed_at.is_(None), p.kind == str(PointKind.GATE), p.area_id.in_(_inside(root))
    )
    return [Spot(int(row.area_id), int(row.id)) for row in work.execute(query.order_by(p.code_key))]


def count_residents(work: Work, areas: Sequence[int]) -> dict[int, int]:
    """Return how many people live at and below each of some areas."""
    at = func.coalesce(HOME.c.area_id, BUILDING.c.area_id)
    joined = RESIDENT.join(HOME, HOME.c.id == RESIDENT.c.home_id).outerjoin(
        BUILDING, BUILDING.c.id == HOME.c.building_id
    )
    living = RESIDENT.c.status == str(ResidentStatus.LIVING)
    count = select(func.count()).select_from(joined)
    return {
        area: int(work.execute(count.where(living, at.in_(_inside(area)))).scalar_one()) for area in areas
    }
