"""What the five colours are reckoned from, each kind in one pass: open requests, running rounds, who is on duty.

All of it is of the present; `store.then` lets the same statements tell of a past moment.
"""

# ruff: noqa: S608  (statements are put together from constants of this file; values are bound)

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text

from gridctl.core.signals import Load, SignalRules
from gridctl.core.words import UNRESOLVED, Status, Urgency
from gridctl.store.unit import Work

_UNRESOLVED = ", ".join(f"'{status}'" for status in sorted(UNRESOLVED))
_LIMIT = "max(0, r.due - r.received_at)"
_LATE = f"(r.status IN ({_UNRESOLVED}) AND r.due <= :now)"
# The rules of core.signals in SQL; a test holds the two together.
_KINDS: Mapping[str, str] = {
    "open": "1",
    "overdue": f"{_LATE} AND NOT {{far}}",
    "far": f"{_LATE} AND {{far}}",
    "soon": f"r.status IN ({_UNRESOLVED}) AND r.due > :now AND (r.due - :now) * 100 <= {{soon}} * {_LIMIT}",
    "untaken": f"r.status = '{Status.NEW}' AND r.urgency <> '{Urgency.CRITICAL}'",
    "critical": f"r.status = '{Status.NEW}' AND r.urgency = '{Urgency.CRITICAL}'",
}
_FAR = f"((:now - r.received_at) * 100 >= {{far}} * {_LIMIT})"
_BY: Mapping[str, str] = {
    "area": "r.area_id",
    "building": "r.building_id",
    "member": "r.holder_member_id",
}
Groups = Mapping[int | None, Load]


def loads(work: Work, by: str, rules: SignalRules, others: Mapping[int, SignalRules]) -> Groups:
    """Return the open requests of each area, building or member (`by`) that has some, by its number.

    By area None stands for those that lie in none. `others` are the areas where other rules hold than `rules`.
    """
    column = _BY[by]
    soon, far, join = ":soon", ":far", ""
    if others:
        soon, far = "coalesce(x.soon, :soon)", "coalesce(x.far, :far)"
        join = (
            " LEFT JOIN (SELECT value ->> 'area' AS area, value ->> 'soon' AS soon, value ->> 'far' AS far"
            " FROM json_each(:others)) x ON x.area = r.area_id"
        )
    beyond = _FAR.format(far=far)
    tests = {name: test.format(far=beyond, soon=soon) for name, test in _KINDS.items()}
    columns = ", ".join(
        f"count(*) FILTER (WHERE {one}), min(r.id) FILTER (WHERE {one})" for one in tests.values()
    )
    some = "" if by == "area" else f" AND {column} IS NOT NULL"
    query = f"SELECT {column}, {columns} FROM request r{join} WHERE r.is_open = 1{some} GROUP BY {column}"
    told = [{"area": area, "soon": one.soon, "far": one.far} for area, one in others.items()]
    values = {"now": work.now, "soon": rules.soon, "far": rules.far} | (
        {"others": json.dumps(told)} if told else {}
    )
    return {
        row[0]: _load(dict(zip(tests, zip(row[1::2], row[2::2], strict=True), strict=True)))
        for row in work.execute(text(query), values)
    }


def _load(found: Mapping[str, tuple[int, int | None]]) -> Load:
    count = {name: number for name, (number, _first) in found.items()}
    return Load(
        open=count["open"],
        overdue=count["overdue"] + count["far"],
        far=count["far"],
        soon=count["soon"],
        untaken=count["untaken"] + count["critical"],
        critical=count["critical"],
        first={name: first for name, (_number, first) in found.items() if first is not None},
    )


_ROUNDS = text(
    "SELECT r.id, r.checklist, r.name, r.area_id, r.opened_at, r.until_at, r.goal FROM round r"
    " WHERE r.closed_at IS NULL ORDER BY r.id"
)
_TARGETS = text(
    "SELECT c.round_id, b.area_id, c.outcome, sum(c.count) AS count FROM (SELECT t.round_id, t.building_id,"
    " ifnull(t.outcome, '') AS outcome, count(*) AS count FROM round_target t WHERE t.dropped_at IS NULL"
    " AND t.round_id IN (SELECT value FROM json_each(:numbers)) GROUP BY t.round_id, t.building_id, t.outcome) c"
    " LEFT JOIN building b ON b.id = c.building_id GROUP BY 1, 2, 3"
)


def rounds(work: Work) -> list[Any]:
    """Return the rounds that run."""
    return list(work.execute(_ROUNDS))


def targets(work: Work, numbers: Sequence[int]) -> list[Any]:
    """Return (round_id, area_id, outcome, count) of the targets of some rounds, by the area of their building.

    Without a building there is no area; the outcome is "" where nothing has happened.
    """
    return list(work.execute(_TARGETS, {"numbers": json.dumps(list(numbers))})) if numbers else []


_BUILDINGS = text(
    "SELECT b.id, b.code, b.name, b.area_id FROM building b WHERE b.removed_at IS NULL ORDER BY b.code_key"
)
_MEMBERS = text(
    "SELECT m.id, m.code, m.name, m.area_id FROM member m WHERE m.removed_at IS NULL ORDER BY m.code_key"
)
_AREAS = text(
    "SELECT a.id, a.parent_id, a.kind, a.code, a.name FROM area a WHERE a.removed_at IS NULL ORDER BY a.code_key"
)


def areas(work: Work) -> list[Any]:
    """Return (id, parent_id, kind, code, name) of the areas that are there, by code."""
    return list(work.execute(_AREAS))


def buildings(work: Work) -> list[Any]:
    """Return (id, code, name, area_id) of the buildings that are there, by code."""
    return list(work.execute(_BUILDINGS))


def members(work: Work) -> list[Any]:
    """Return (id, code, name, area_id) of the members who are there, by code."""
    return list(work.execute(_MEMBERS))
