"""Staged points land: known by code, else by name and area; blanks say nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update

from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.text import code_key
from gridctl.store import points
from gridctl.store.batches import STAGES, remember
from gridctl.store.points import POINT, P
from gridctl.store.unit import Work

STAGE = STAGES["points"]
_FOLLOW = ("name", "kind", "area_id", "building_id", "latitude", "longitude")
Key = tuple[object, ...]
Row = dict[str, Any]


@dataclass(slots=True)
class PointPlan:
    """What a batch will do: its rows in order, each with the point that is there, if any."""

    rows: list[Row] = field(default_factory=list)
    there: dict[int, Row] = field(default_factory=dict)
    problems: dict[int, GridError] = field(default_factory=dict)
    twins: int = 0

    @property
    def good(self) -> list[Row]:
        """Return the rows that can land."""
        return [row for row in self.rows if row["line"] not in self.problems]


def plan(work: Work, number: int) -> PointPlan:
    """Look at all staged rows together with the points that are there."""
    known: dict[Key, Row] = {}
    for one in work.execute(select(POINT).where(P.removed_at.is_(None)).order_by(P.id)).mappings():
        known[_key(dict(one))] = dict(one)
        known.setdefault(("name", one["name"], one["area_id"]), dict(one))
    found = PointPlan()
    seen: dict[Key, Row] = {}
    query = select(STAGE).where(STAGE.c.batch_id == number).order_by(STAGE.c.id)
    for staged in work.execute(query).mappings():
        row = dict(staged)
        old = known.get(_key(row))
        first = seen.setdefault(("there", old["id"]) if old else _key(row), row)
        if first is not row and first["hash"] == row["hash"]:
            found.twins += 1
            continue
        found.rows.append(row)
        if first is not row:
            found.problems[row["line"]] = BadInput(
                N_("{name} stands in line {other} already, with other values"),
                hint=N_("keep one of the two"),
                name=row["name"],
                other=first["line"],
            )
        elif old:
            found.there[row["id"]] = old
        elif row["area_id"] is None:
            found.problems[row["line"]] = BadInput(
                N_("it is not said where the point stands"),
                hint=N_("give an area, or a building that has one"),
                error="no_place",
            )
    return found


def _key(row: Row) -> Key:
    """Return what a point is known by."""
    if row["code"]:
        return "code", code_key(row["code"])
    return "name", row["name"], row["area_id"]


def _differences(row: Row, old: Row) -> Row:
    return {name: row[name] for name in _FOLLOW if row[name] is not None and row[name] != old[name]}


def outcomes(found: PointPlan) -> dict[str, int]:
    """Return how many rows are new, changed and the same."""
    counts = {"new": 0, "changed": 0, "same": found.twins}
    for row in found.good:
        old = found.there.get(row["id"])
        counts["new" if old is None else "changed" if _differences(row, old) else "same"] += 1
    return counts


def land(work: Work, number: int, found: PointPlan, initials: Callable[[str], str]) -> int:
    """Write what is new and what changes; return how many points are new."""
    new = 0
    for row in found.good:
        old = found.there.get(row["id"])
        if old is None:
            _insert(work, number, row, initials)
            new += 1
        else:
            _follow(work, row, old)
    work.execute(STAGE.delete().where(STAGE.c.batch_id == number, STAGE.c.outcome.is_(None)))
    return new


def _insert(work: Work, number: int, row: Row, initials: Callable[[str], str]) -> None:
    code = row["code"] or points.free_code(work, initials(row["name"]))
    values = {name: row[name] for name in ("uid", *_FOLLOW)} | {
        "kind": row["kind"] or "other",
        "code": code,
        "code_key": code_key(code),
        "version": 1,
        "batch_id": number,
        "created_at": work.now,
    }
    one = points.add(work, values)
    work.execute(
        update(STAGE).where(STAGE.c.id == row["id"]).values(outcome="new", thing_id=one, thing_version=1)
    )


def _follow(work: Work, row: Row, old: Row) -> None:
    """Let a point that is there follow the file."""
    changes = _differences(row, old)
    if not changes:
        return
    version = old["version"] + 1
    work.execute(update(POINT).where(P.id == old["id"]).values(**changes, version=version))
    work.execute(update(STAGE).where(STAGE.c.id == row["id"]).values(outcome="changed", thing_id=old["id"]))
    remember(work, "points", row["id"], {"fields": {name: old[name] for name in changes}}, version)
    told = {name: [old[name], value] for name, value in changes.items()}
    work.log("point.import", "point", old["id"], told)
