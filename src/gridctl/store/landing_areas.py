"""Staged areas land: new ones are added, known ones follow the file, parents may stand anywhere in it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, text, update

from gridctl.core.areas import check_descent
from gridctl.core.errors import N_, BadInput, GridError
from gridctl.core.text import code_key
from gridctl.core.words import AreaKind
from gridctl.store.areas import AREA
from gridctl.store.batches import STAGES, remember
from gridctl.store.unit import Work

STAGE = STAGES["areas"]


@dataclass(slots=True)
class AreaPlan:
    """What a batch of areas will do: staged rows beside the areas of the same code that are there."""

    staged: list[Any]
    there: dict[str, Any]
    parents: dict[str, Any]
    problems: dict[int, GridError]
    codes: frozenset[str]

    @property
    def good(self) -> list[Any]:
        """Return the staged rows that can land."""
        return [row for row in self.staged if row["line"] not in self.problems]


def plan(work: Work, number: int, *, root_for_missing: bool) -> AreaPlan:
    """Look at all staged rows together: unknown parents and wrong kinds are problems of their lines."""
    staged = list(
        work.execute(select(STAGE).where(STAGE.c.batch_id == number).order_by(STAGE.c.id)).mappings()
    )
    there = _there(work, number, "code_key")
    parents = _there(work, number, "parent")
    found = AreaPlan(staged, there, parents, {}, frozenset(row["code_key"] for row in staged))
    kinds = {row["code_key"]: AreaKind(row["kind"]) for row in staged}
    known = {key: AreaKind(row["kind"]) for key, row in (parents | there).items()}
    below = _children(work, number)
    for row in staged:
        problem = _problem(row, kinds, known, root_for_missing=root_for_missing)
        for child in below.get(row["code_key"], ()):
            problem = problem or _descends(kinds[row["code_key"]], child)
        if problem:
            found.problems[row["line"]] = problem
    found.problems |= _doubles(staged)
    _spread(found, root_for_missing=root_for_missing)
    return found


def _doubles(staged: list[Any]) -> dict[int, GridError]:
    """Return the lines that give a code that an earlier line has given, in whatever case or width."""
    first: dict[str, int] = {}
    return {
        row["line"]: BadInput(
            N_("the code {code} stands in line {other} already"),
            hint=N_("keep one of the two"),
            code=row["code"],
            other=first[row["code_key"]],
        )
        for row in staged
        if first.setdefault(row["code_key"], row["line"]) != row["line"]
    }


def _there(work: Work, number: int, column: str) -> dict[str, Any]:
    query = text(
        f"SELECT DISTINCT a.* FROM stage_area s JOIN area a ON a.code_key = s.{column} AND a.removed_at IS NULL "  # noqa: S608
        "WHERE s.batch_id = :batch"
    )
    return {row["code_key"]: row for row in work.execute(query, {"batch": number}).mappings()}


def _children(work: Work, number: int) -> dict[str, list[AreaKind]]:
    """Return the kinds of the children that known areas have outside the file, by the parent's key."""
    query = text(
        "SELECT DISTINCT a.code_key, c.kind FROM stage_area s JOIN area a ON a.code_key = s.code_key "
        "AND a.removed_at IS NULL JOIN area c ON c.parent_id = a.id AND c.removed_at IS NULL "
        "WHERE s.batch_id = :batch AND NOT EXISTS "
        "(SELECT 1 FROM stage_area t WHERE t.batch_id = :batch AND t.code_key = c.code_key)"
    )
    found: dict[str, list[AreaKind]] = {}
    for key, kind in work.execute(query, {"batch": number}):
        found.setdefault(key, []).append(AreaKind(kind))
    return found


def _problem(
    row: Any,  # noqa: ANN401
    kinds: dict[str, AreaKind],
    known: dict[str, AreaKind],
    *,
    root_for_missing: bool,
) -> GridError | None:
    if not row["parent"]:
        return None
    parent = kinds.get(row["parent"]) or known.get(row["parent"])
    if parent is None:
        return None if root_for_missing else _no_parent(row)
    return _descends(parent, AreaKind(row["kind"]))


def _descends(parent: AreaKind, child: AreaKind) -> GridError | None:
    try:
        check_descent(parent, child)
    except GridError as error:
        return error
    return None


def _no_parent(row: Any) -> GridError:  # noqa: ANN401
    return BadInput(
        N_("there is no area {parent} to lie within"),
        hint=N_("import the areas above first, or put them into the same file"),
        parent=row["parent"],
    )


def _spread(found: AreaPlan, *, root_for_missing: bool) -> None:
    """A row whose parent does not land cannot land either."""
    while not root_for_missing:
        landing = {row["code_key"] for row in found.good} | set(found.there) | set(found.parents)
        orphans = [row for row in found.good if row["parent"] and row["parent"] not in landing]
        if not orphans:
            return
        found.problems |= {row["line"]: _no_parent(row) for row in orphans}


def outcomes(found: AreaPlan) -> dict[str, int]:
    """Return how many rows are new, changed and the same."""
    counts = {"new": 0, "changed": 0, "same": 0}
    for row in found.good:
        counts[_outcome(found, row)] += 1
    return counts


def _outcome(found: AreaPlan, row: Any) -> str:  # noqa: ANN401
    old = found.there.get(row["code_key"])
    if old is None:
        return "new"
    return "changed" if _differences(found, row, old) else "same"


def _differences(found: AreaPlan, row: Any, old: Any) -> dict[str, Any]:  # noqa: ANN401
    changes = {name: row[name] for name in ("name", "kind") if row[name] != old[name]}
    if row["parent"]:
        parent = found.parents.get(row["parent"])
        # A parent that neither the store nor the file has tells nothing: the area stays where it is.
        if parent["id"] != old["parent_id"] if parent else row["parent"] in found.codes:
            changes["parent"] = row["parent"]
    return changes


def land(work: Work, number: int, found: AreaPlan) -> dict[str, int]:
    """Write the areas, then their parents; return the counts."""
    counts = outcomes(found)
    base = int(
        work.execute(
            text("SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'area'), 0)")
        ).scalar_one()
    )
    new = [row for row in found.good if row["code_key"] not in found.there]
    ids = {row["code_key"]: base + place for place, row in enumerate(new, 1)}
    if new:
        work.execute(
            insert(AREA),
            [
                {
                    "id": ids[row["code_key"]],
                    "batch_id": number,
                    "version": 1,
                    "created_at": work.now,
                    **{name: row[name] for name in ("uid", "code", "code_key", "name", "kind")},
                }
                for row in new
            ],
        )
    known = {key: row["id"] for key, row in (found.parents | found.there).items()} | ids
    links = [(known[row["parent"]], ids[row["code_key"]]) for row in new if known.get(row["parent"] or "")]
    if links:
        work.conn.exec_driver_sql("UPDATE area SET parent_id = ? WHERE id = ?", links)
    marks = [(ids[row["code_key"]], row["id"]) for row in new]
    if marks:
        work.conn.exec_driver_sql(
            "UPDATE stage_area SET outcome = 'new', thing_id = ?, thing_version = 1 WHERE id = ?", marks
        )
    for row in found.good:
        old = found.there.get(row["code_key"])
        if old is not None:
            _follow(work, found, row, old, known)
    work.execute(
        text("DELETE FROM stage_area WHERE batch_id = :batch AND outcome IS NULL"), {"batch": number}
    )
    return counts


def _follow(work: Work, found: AreaPlan, row: Any, old: Any, known: dict[str, int]) -> None:  # noqa: ANN401
    """Let an area that is there follow the file."""
    changes = _differences(found, row, old)
    if not changes:
        return
    if "parent" in changes:
        changes["parent_id"] = known.get(code_key(changes.pop("parent")))
    version = old["version"] + 1
    work.execute(update(AREA).where(AREA.c.id == old["id"]).values(**changes, version=version))
    work.execute(update(STAGE).where(STAGE.c.id == row["id"]).values(outcome="changed", thing_id=old["id"]))
    remember(work, "areas", row["id"], {"fields": {name: old[name] for name in changes}}, version)
    work.log("area.import", "area", old["id"], {name: [old[name], value] for name, value in changes.items()})
