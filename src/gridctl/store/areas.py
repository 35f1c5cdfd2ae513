"""Areas in the store: subtrees and paths are recursive queries, never loops in Python."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, insert, literal, select, text, update
from sqlalchemy.sql.selectable import CTE

from gridctl.core.errors import N_, Conflict
from gridctl.core.text import code_key
from gridctl.core.words import Level
from gridctl.store.tables.area import Area
from gridctl.store.tables.columns import table
from gridctl.store.tables.request import Request
from gridctl.store.unit import Work

AREA = table(Area)
REQUEST = table(Request)
A = AREA.c
HERE = A.removed_at.is_(None)
_BELOW = text(
    "WITH RECURSIVE below(id) AS (SELECT id FROM area WHERE id = :root AND removed_at IS NULL UNION ALL"
    " SELECT a.id FROM area a JOIN below ON a.parent_id = below.id WHERE a.removed_at IS NULL)"
    " SELECT id FROM below"
)
"""The same as `subtree`, ready to be asked: lists ask for it before anything else."""
BELOW = (
    "WITH RECURSIVE below (id) AS (SELECT :area UNION ALL"
    " SELECT a.id FROM area a JOIN below ON a.parent_id = below.id AND a.removed_at IS NULL) "
)
"""Begins a query that asks for `below`: the area :area, also one that was removed, and all below it."""
_UP = text(
    "WITH RECURSIVE up(id, parent_id, kind, code, height) AS (SELECT id, parent_id, kind, code, 0 FROM area"
    " WHERE id = :start UNION ALL SELECT a.id, a.parent_id, a.kind, a.code, up.height + 1 FROM area a"
    " JOIN up ON a.id = up.parent_id) SELECT id, kind, code FROM up ORDER BY height"
)
"""Words alone: each request that comes in asks for it, and to build such a query costs more than to run it."""


def subtree(root: int | None) -> CTE:
    """Return the query of an area's id and depth with all below it; every tree for no root."""
    top = select(A.id, literal(0).label("depth")).where(
        HERE, A.id == root if root is not None else A.parent_id.is_(None)
    )
    below = top.cte("subtree", recursive=True)
    child = AREA.alias()
    step = select(child.c.id, below.c.depth + 1).where(
        child.c.parent_id == below.c.id, child.c.removed_at.is_(None)
    )
    return below.union_all(step)


def within(column: ColumnElement[Any], root: int) -> ColumnElement[bool]:
    """Return the condition that `column` is an area at or below `root`."""
    return column.in_(select(subtree(root).c.id))


def numbers_below(work: Work, root: int) -> list[int]:
    """Return the ids of an area and of all below it."""
    return list(work.execute(_BELOW, {"root": root}).scalars())


_COMMUNITIES = text(
    "WITH RECURSIVE down (id, community, root) AS (SELECT id, iif(kind = 'community', id, NULL), id FROM area"
    " WHERE parent_id IS NULL UNION ALL SELECT a.id, iif(a.kind = 'community', a.id, d.community), d.root"
    " FROM area a JOIN down d ON a.parent_id = d.id) SELECT id, ifnull(community, root) AS top FROM down"
)
_ALL_BELOW = text(
    "WITH RECURSIVE below (id) AS (SELECT id FROM area WHERE removed_at IS NULL"
    " AND id IN (SELECT value FROM json_each(:tops)) UNION"
    " SELECT a.id FROM area a JOIN below ON a.parent_id = below.id WHERE a.removed_at IS NULL) SELECT id FROM below"
)


def communities(work: Work) -> dict[int, int]:
    """Return for each area the community that it lies in, or the root of its tree, by their numbers."""
    return {int(row.id): int(row.top) for row in work.execute(_COMMUNITIES)}


def all_below(work: Work, tops: Iterable[int]) -> set[int]:
    """Return the numbers of some areas that are there, and of all below them."""
    return set(work.execute(_ALL_BELOW, {"tops": json.dumps(sorted(tops))}).scalars())


def count_all(work: Work) -> int:
    """Return how many areas there are."""
    return int(work.execute(select(func.count()).select_from(AREA).where(HERE)).scalar_one())


def by_code(work: Work, code: str) -> Any | None:  # noqa: ANN401
    """Return the row of an area that is there, or None."""
    return work.execute(_coded(), {"key": code_key(code)}).first()


@cache
def _coded() -> Select[Any]:
    """Return the query of an area by code, built once: each of many requests that come in asks for its own."""
    return select(AREA).where(HERE, A.code_key == bindparam("key"))


def by_name(work: Work, name: str, most: int = 6) -> list[Any]:
    """Return the rows of up to `most` areas that have exactly this name."""
    return list(work.execute(select(AREA).where(HERE, A.name == name).limit(most)))


def all_names(work: Work) -> list[tuple[str, str]]:
    """Return code and name of every area."""
    return [(row.code, row.name) for row in work.execute(select(A.code, A.name).where(HERE))]


def codes_by_number(work: Work) -> dict[int, str]:
    """Return the code of every area, removed ones too, by its number."""
    return {int(row.id): str(row.code) for row in work.execute(select(A.id, A.code))}


def tree(work: Work) -> list[Any]:
    """Return (id, parent_id, kind, code, name) of all areas."""
    return list(work.execute(select(A.id, A.parent_id, A.kind, A.code, A.name).where(HERE)))


def by_id(work: Work, area_id: int) -> Any:  # noqa: ANN401
    """Return the row with this number."""
    return work.execute(_numbered(), {"number": area_id}).one()


@cache
def _numbered() -> Select[Any]:
    return select(AREA).where(A.id == bindparam("number"))


def path_of(work: Work, area_id: int) -> list[str]:
    """Return the codes from the root down to the area."""
    return [row.code for row in reversed(upwards(work, area_id))]


def ancestors(work: Work, area_id: int) -> list[int]:
    """Return the ids from the area itself up to its root."""
    return [row.id for row in upwards(work, area_id)]


def upwards(work: Work, area_id: int) -> list[Any]:
    """Return (id, kind, code) from the area itself up to its root."""
    return list(work.execute(_UP, {"start": area_id}))


def listing(root: int | None, kind: str | None, deepest: int | None) -> Select[Any]:
    """Return the query of the areas at and below `root`, in the order of a tree drawn downwards."""
    parent = AREA.alias()
    below = _ordered(root)
    query = (
        select(A.id, A.code, A.name, A.kind, parent.c.code.label("parent"), below.c.depth)
        .join(below, below.c.id == A.id)
        .join(parent, parent.c.id == A.parent_id, isouter=True)
        .order_by(below.c.place)
    )
    if kind:
        query = query.where(A.kind == kind)
    if deepest is not None:
        query = query.where(below.c.depth <= deepest)
    return query


def _ordered(root: int | None) -> CTE:
    """Return the subtree with a `place` that sorts it depth first, siblings by code."""
    start = A.id == root if root is not None else A.parent_id.is_(None)
    top = select(A.id, literal(0).label("depth"), A.code_key.label("place")).where(HERE, start)
    below = top.cte("ordered", recursive=True)
    child = AREA.alias()
    return below.union_all(
        select(child.c.id, below.c.depth + 1, below.c.place + "\x1f" + child.c.code_key).where(
            child.c.parent_id == below.c.id, child.c.removed_at.is_(None)
        )
    )


def only_root(work: Work) -> int | None:
    """Return the area that all others lie within, or None where there are several trees, or none."""
    roots = work.execute(select(A.id).where(HERE, A.parent_id.is_(None)).limit(2)).scalars().all()
    return int(roots[0]) if len(roots) == 1 else None


def below(work: Work, root: int) -> list[int]:
    """Return the ids of an area and all below it."""
    return list(work.execute(select(subtree(root).c.id)).scalars())


def codes_below(work: Work, root: int) -> set[str]:
    """Return the codes of an area and all below it."""
    return set(work.execute(select(A.code).where(within(A.id, root))).scalars())


def count_children(work: Work, area_id: int) -> int:
    """Return how many areas lie directly within this one."""
    query = select(func.count()).select_from(AREA).where(HERE, A.parent_id == area_id)
    return int(work.execute(query).scalar_one())


def count_open(work: Work, area_id: int) -> int:
    """Return how many open requests lie in the area and below it."""
    r = REQUEST.c
    query = select(func.count()).select_from(REQUEST).where(r.is_open.is_(True), within(r.area_id, area_id))
    return int(work.execute(query).scalar_one())


def open_levels(work: Work, area_id: int) -> list[tuple[int, Level]]:
    """Return each area at or below this one with the levels of the open requests that lie in it."""
    r = REQUEST.c
    query = select(r.area_id, r.level).distinct().where(r.is_open.is_(True), within(r.area_id, area_id))
    return [(int(row[0]), Level(row[1])) for row in work.execute(query)]


def move_desk(work: Work, area_id: int, level: Level, old: int | None, new: int | None) -> None:
    """Let the open requests of an area and level that stand at their old desk stand at the new one."""
    r = REQUEST.c
    here = (r.area_id == area_id, r.level == str(level), r.is_open.is_(True))
    work.execute(update(REQUEST).where(*here, r.desk_id.is_not_distinct_from(old)).values(desk_id=new))


def count_requests(work: Work, area_id: int) -> int:
    """Return how many requests, ended ones too, name this very area."""
    query = select(func.count()).select_from(REQUEST).where(REQUEST.c.area_id == area_id)
    return int(work.execute(query).scalar_one())


def holds_stock(work: Work, area_id: int) -> bool:
    """Tell whether supplies lie at this very area."""
    query = text("SELECT 1 FROM supply_stock WHERE area_id = :area AND on_hand > 0 LIMIT 1")
    return work.execute(query, {"area": area_id}).first() is not None


def add(work: Work, values: dict[str, Any]) -> int:
    """Insert one area and return its number."""
    return work.add(insert(AREA).values(**values))


def change(work: Work, area_id: int, version: int, values: dict[str, Any]) -> None:
    """Change an area that has not been changed since it was read; Conflict otherwise."""
    done = work.execute(
        update(AREA).where(A.id == area_id, A.version == version).values(**values, version=version + 1)
    )
    if done.rowcount != 1:
        raise Conflict(
            N_("somebody else has just changed this area"), hint=N_("look at it again and repeat the command")
        )
