"""Coverage of a round: targets by outcome, of each building, unit, area, member and hour, now or at a past moment."""

# ruff: noqa: S608  (statements are put together from constants of these files; values are bound)

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import text

from gridctl.store.unit import Work

_NOW = "(SELECT * FROM round_target WHERE round_id = :round AND dropped_at IS NULL)"
_THEN = (
    "(SELECT t.id, t.building_id, t.unit, t.area_id, t.home_id, (SELECT v.outcome FROM visit v"
    " WHERE v.target_id = t.id AND v.recorded_at <= :at AND (v.voided_at IS NULL OR v.voided_at > :at)"
    " ORDER BY v.at DESC, v.seq DESC LIMIT 1) AS outcome FROM round_target t"
    " WHERE t.round_id = :round AND t.added_at <= :at AND (t.dropped_at IS NULL OR t.dropped_at > :at))"
)
"""The targets as they stood at a moment: by what had been recorded until then."""
_COUNTED = (
    "(SELECT v.*, row_number() OVER (PARTITION BY v.target_id ORDER BY v.at DESC, v.seq DESC) AS last FROM visit v"
    " JOIN round_target t ON t.id = v.target_id AND t.added_at <= :at AND (t.dropped_at IS NULL OR t.dropped_at > :at)"
    " WHERE v.round_id = :round AND v.recorded_at <= :at AND (v.voided_at IS NULL OR v.voided_at > :at))"
)
_SHARED = _THEN.replace(
    "t.home_id,",
    "(SELECT s.member_id FROM round_share s WHERE s.target_id = t.id AND s.since <= :at"
    " ORDER BY s.since DESC, s.id DESC LIMIT 1) AS member_id,",
)
"""The same with whose share each was."""
_EVER = 1 << 62
BY = {"building": "building_id", "unit": "building_id, unit", "area": "area_id", "share": "member_id"}


def counts(work: Work, number: int, at: int | None = None) -> dict[str, int]:
    """Return how many targets have each outcome, "" for none; `at` (UTC ms) is a past moment."""
    query = f"SELECT ifnull(outcome, '') AS outcome, count(*) AS count FROM {_source(at)} GROUP BY 1"
    found: dict[str, int] = dict(work.execute(text(query), {"round": number, "at": at}).all())
    return found


def counts_of(work: Work, numbers: Sequence[int]) -> dict[int, dict[str, int]]:
    """Return for each of some rounds how many targets have each outcome now, "" for none."""
    query = text(
        "SELECT round_id, ifnull(outcome, '') AS outcome, count(*) AS count FROM round_target"
        " WHERE dropped_at IS NULL AND round_id IN (SELECT value FROM json_each(:numbers)) GROUP BY 1, 2"
    )
    found: dict[int, dict[str, int]] = {number: {} for number in numbers}
    for number, outcome, count in work.execute(query, {"numbers": json.dumps(list(numbers))}):
        found[number][outcome] = count
    return found


def by_place(work: Work, number: int, by: str, at: int | None = None) -> list[Any]:
    """Return (building_id, unit or area_id …, outcome, count) for `by`: building, unit, area or (a member's) share."""
    columns = BY[by]
    source = _SHARED if at is not None and by == "share" else _source(at)
    query = (
        f"SELECT {columns}, ifnull(outcome, '') AS outcome, count(*) AS count FROM {source}"
        f" GROUP BY {columns}, outcome"
    )
    return list(work.execute(text(query), {"round": number, "at": at}))


def by_member(work: Work, number: int, at: int | None = None) -> list[Any]:
    """Return (member, outcome, count) by who made the visit that counts last at each target."""
    query = (
        f"SELECT ifnull(done_by, operator) AS member, outcome, count(*) AS count FROM {_COUNTED}"
        " WHERE last = 1 GROUP BY 1, 2 ORDER BY 1"
    )
    return list(work.execute(text(query), {"round": number, "at": _EVER if at is None else at}))


def by_quarter(work: Work, number: int, at: int | None = None) -> list[Any]:
    """Return (quarter, outcome, count) of all visits that count; a quarter of an hour since 1970."""
    query = f"SELECT at / 900000 AS quarter, outcome, count(*) AS count FROM {_COUNTED} GROUP BY 1, 2"
    return list(work.execute(text(query), {"round": number, "at": _EVER if at is None else at}))


def of_building(work: Work, number: int, building_id: int, at: int | None = None) -> list[Any]:
    """Return (home_id, outcome, count) of the targets in a building."""
    query = (
        f"SELECT home_id, ifnull(outcome, '') AS outcome, count(*) AS count FROM {_source(at)}"
        " WHERE building_id = :building AND home_id IS NOT NULL GROUP BY 1, 2"
    )
    return list(work.execute(text(query), {"round": number, "at": at, "building": building_id}))


def codes(work: Work, table: str, numbers: list[int]) -> dict[int, str]:
    """Return the codes of buildings, areas or members by their numbers."""
    found: dict[int, str] = {}
    for start in range(0, len(numbers), 500):
        marks = ", ".join(str(int(one)) for one in numbers[start : start + 500])
        for row in work.execute(text(f"SELECT id, code FROM {table} WHERE id IN ({marks})")):
            found[row.id] = row.code
    return found


def grids(work: Work) -> dict[int, str]:
    """Return for each area the code of the grid that it is or lies within, else its own code."""
    query = text(
        "WITH RECURSIVE down (id, grid) AS (SELECT id, CASE WHEN kind = 'grid' THEN code END FROM area"
        " WHERE parent_id IS NULL UNION ALL SELECT a.id, CASE WHEN d.grid IS NOT NULL THEN d.grid"
        " WHEN a.kind = 'grid' THEN a.code END FROM area a JOIN down d ON a.parent_id = d.id)"
        " SELECT d.id, ifnull(d.grid, a.code) AS code FROM down d JOIN area a ON a.id = d.id"
    )
    return {row.id: row.code for row in work.execute(query)}


def _source(at: int | None) -> str:
    return _NOW if at is None else _THEN
