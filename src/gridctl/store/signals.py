"""What the five colours are reckoned from, each kind in one pass: open requests, running rounds, who is on duty.

All of it is of the present; `store.then` lets the same statements tell of a past moment.
"""

# ruff: noqa: S608  (statements are put together from constants of this file; values are bound)

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text

from gridctl.core.signals import Load, SignalRules
from gridctl.core.words import Status, Urgency
from gridctl.store.unit import Work

_IN = "r.id IN (SELECT x.id FROM request x INDEXED BY request_standing WHERE x.is_open = 1 AND x.status = '{status}')"
_LIMIT = "max(0, r.due - r.received_at)"
# The rules of core.signals in SQL; a test holds the two together.
_TIME = (
    f"CASE WHEN r.due IS NULL OR {_IN.format(status=Status.RESOLVED)} THEN 0"
    f" WHEN r.due > :now THEN (r.due - :now) * 100 <= {{soon}} * {_LIMIT}"
    f" WHEN (:now - r.received_at) * 100 >= {{far}} * {_LIMIT} THEN 3 ELSE 2 END"
)
_TAKER = f"CASE WHEN {_IN.format(status=Status.NEW)} THEN 1 + (r.urgency = '{Urgency.CRITICAL}') ELSE 0 END"
_COUNT = (
    "SELECT place, time, taker, count(*) AS count, min(id) AS first FROM (SELECT {column} AS place, r.id,"
    f" {_TIME} AS time, {_TAKER} AS taker FROM request r INDEXED BY request_open{{join}}"
    " WHERE r.is_open = 1{some}) GROUP BY place, time, taker"
)
"""By area all of it stands in two indexes: twenty thousand rows among a million are never read themselves (100 ms seen,
against 27)."""
_TIMES = ((), ("soon",), ("overdue",), ("far",))
_TAKERS = ((), ("untaken",), ("critical",))
_NAMES: Mapping[tuple[int, int], tuple[str, ...]] = {
    (time, taker): ("open", *late, *free)
    for time, late in enumerate(_TIMES)
    for taker, free in enumerate(_TAKERS)
}
"""What is counted of a request, by the two numbers that the statement gives it."""
_BY: Mapping[str, str] = {
    "area": "r.area_id",
    "building": "r.building_id",
    "member": "r.holder_member_id",
}
Groups = Mapping[int | None, Load]


def loads(
    work: Work, by: str, rules: SignalRules, others: Mapping[int, SignalRules], only: int | None = None
) -> Groups:
    """Return the open requests of each area, building or member (`by`) that has some, by its number.

    With `only` (a number) those of that one alone. By area None stands for those that lie in none. `others` are
    the areas where other rules hold than `rules`.
    """
    column, soon, far, join = _BY[by], ":soon", ":far", ""
    values: dict[str, Any] = {"now": work.now, "soon": rules.soon, "far": rules.far}
    if others:
        soon, far = "coalesce(o.soon, :soon)", "coalesce(o.far, :far)"
        join = (
            " LEFT JOIN (SELECT value ->> 'area' AS area, value ->> 'soon' AS soon, value ->> 'far' AS far"
            " FROM json_each(:others)) o ON o.area = r.area_id"
        )
        told = [{"area": area, "soon": one.soon, "far": one.far} for area, one in others.items()]
        values["others"] = json.dumps(told)
    some = "" if by == "area" else f" AND {column} IS NOT NULL"
    if only is not None:
        some, values["only"] = f" AND {column} = :only", only
    query = _COUNT.format(column=column, soon=soon, far=far, join=join, some=some)
    found: dict[int | None, tuple[dict[str, int], dict[str, int]]] = {}
    for place, time, taker, count, first in work.execute(text(query), values).all():
        known = found.get(place)
        counts, firsts = known if known else found.setdefault(place, ({}, {}))
        for name in _NAMES[time, taker]:
            counts[name] = counts.get(name, 0) + count
            firsts[name] = min(first, firsts.get(name, first))
    return {place: _load(counts, firsts) for place, (counts, firsts) in found.items()}


def areas_of(work: Work, by: str, number: int) -> list[int | None]:
    """Return the areas of the open requests of a building or a member (`by`)."""
    query = f"SELECT DISTINCT r.area_id FROM request r WHERE r.is_open = 1 AND {_BY[by]} = :number"
    return list(work.execute(text(query), {"number": number}).scalars())


def _load(counts: Mapping[str, int], first: Mapping[str, int]) -> Load:
    far, critical = counts.get("far", 0), counts.get("critical", 0)
    return Load(
        open=counts["open"],
        overdue=counts.get("overdue", 0) + far,
        far=far,
        soon=counts.get("soon", 0),
        untaken=counts.get("untaken", 0) + critical,
        critical=critical,
        first=first,
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
