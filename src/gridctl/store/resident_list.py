"""Lists of residents: by words, places, needs and kinds, each along the index that finds fewest.

The planner does not know how many people a word or an area stands for. So the words lead where they are few
(the index of words gives them newest first), else the homes of the area do; what is left over leads by
number.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import text

from gridctl.core.finding import Term, TermKind
from gridctl.store.areas import BELOW
from gridctl.store.resident_search import like, match
from gridctl.store.unit import Work

MANY = 2_000
"""Words that fit more people than this do not lead where an area or a building does."""

PROBE = 5_000
"""So many of the newest residents tell whether an area is dense enough to be found by going along them."""

_LAST = 1 << 62


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which residents to list. Empty means any; `area_id` counts with all below it.

    `terms` all have to fit; `homes` are the numbers of homes of which one has to fit, None for any. With
    `or_terms` it is enough that one of the two does.
    """

    terms: tuple[Term, ...] = ()
    homes: tuple[int, ...] | None = None
    or_terms: bool = False
    statuses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    area_id: int | None = None
    building_id: int | None = None
    after: int | None = None
    limit: int | None = None


_COLUMNS = """
SELECT r.id, r.status, r.name, r.kind, r.phone, r.sex, r.birth_date, r.household, r.relation,
  h.label AS home, a.code AS area,
  (SELECT group_concat(tag) FROM (SELECT DISTINCT n.tag FROM need n
    WHERE n.resident_id = r.id AND n.ended_at IS NULL ORDER BY n.tag)) AS needs
FROM ({found}) f CROSS JOIN resident r ON r.id = f.id
LEFT JOIN home h ON h.id = r.home_id LEFT JOIN building b ON b.id = h.building_id
LEFT JOIN area a ON a.id = ifnull(h.area_id, b.area_id)
ORDER BY f.id DESC
"""
_IN_AREA = (
    "SELECT h.id FROM building b JOIN home h ON h.building_id = b.id AND h.area_id IS NULL "
    "WHERE b.area_id IN (SELECT id FROM below) "
    "UNION ALL SELECT id FROM home WHERE area_id IN (SELECT id FROM below) AND area_id IS NOT NULL"
)


def listing(work: Work, wanted: Wanted) -> Any:  # noqa: ANN401
    """Return the rows of a list, newest first, as they come."""
    found, values = _found(work, wanted)
    return work.execute(text(_areas(wanted) + _COLUMNS.format(found=found)), values)


def count(work: Work, wanted: Wanted) -> int:
    """Return how many residents are wanted, whatever the limit says."""
    found, values = _found(work, replace(wanted, limit=None))
    query = text(f"{_areas(wanted)} SELECT count(*) FROM ({found})")  # noqa: S608
    return int(work.execute(query, values).scalar_one())


def _areas(wanted: Wanted) -> str:
    return BELOW if wanted.area_id is not None else ""


def _found(work: Work, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """Return the query of the numbers that are wanted, newest first, and its values."""
    values: dict[str, Any] = {"area": wanted.area_id, "building": wanted.building_id, "after": wanted.after}
    where: list[str] = []
    lead, number = _lead(work, wanted, where, values)
    for name, column, codes in (("s", "r.status", wanted.statuses), ("k", "r.kind", wanted.kinds)):
        where += _one_of(name, column, codes, values)
    if wanted.statuses and "living" not in wanted.statuses:
        where.append("r.status <> 'living'")  # spelled as in the index of who is not
    for place, tag in enumerate(wanted.needs):
        values[f"tag{place}"] = tag
        where.append(
            f"EXISTS (SELECT 1 FROM need n WHERE n.tag = :tag{place} AND n.resident_id = r.id "  # noqa: S608
            "AND n.ended_at IS NULL)"
        )
    if wanted.after is not None:
        where.append(f"{number} < :after")
    limit = "" if wanted.limit is None else " LIMIT :limit"
    values["limit"] = wanted.limit
    told = " AND ".join(where) or "1"
    return f"SELECT {number} AS id FROM {lead} WHERE {told} ORDER BY {number} DESC{limit}", values  # noqa: S608


def _one_of(name: str, column: str, codes: Sequence[str], values: dict[str, Any]) -> list[str]:
    if not codes:
        return []
    values |= {f"{name}{place}": code for place, code in enumerate(codes)}
    return [f"{column} IN ({', '.join(f':{name}{place}' for place in range(len(codes)))})"]


def _lead(work: Work, wanted: Wanted, where: list[str], values: dict[str, Any]) -> tuple[str, str]:
    """Return what the query goes along and its number, and add the conditions that this does not fulfil."""
    query = match(wanted.terms)
    identities = [term.text for term in wanted.terms if term.kind is TermKind.IDENTITY]
    values["match"] = query
    values |= {f"identity{place}": number for place, number in enumerate(identities)}
    where += [f"r.identity = :identity{place}" for place in range(len(identities))]
    if wanted.homes is not None:
        return _by_homes(wanted, query, where, values), "r.id"
    placed = wanted.area_id is not None or wanted.building_id is not None
    if query and (not placed or _few(work, query)):
        where += ["resident_words MATCH :match", *_placed(wanted)]
        return "resident_words w CROSS JOIN resident r ON r.id = w.rowid", "w.rowid"
    where += _seen(wanted, query, values)
    return _by_place(work, wanted, where) if placed else _by_need(wanted, where)


def _by_place(work: Work, wanted: Wanted, where: list[str]) -> tuple[str, str]:
    if wanted.building_id is not None:
        where += _within_area(wanted)
        return "home h CROSS JOIN resident r ON r.home_id = h.id AND h.building_id = :building", "r.id"
    if _dense(work, wanted):
        where += _within_area(wanted)
        return "resident r", "r.id"
    return f"({_IN_AREA}) h CROSS JOIN resident r ON r.home_id = h.id", "r.id"


def _by_need(wanted: Wanted, where: list[str]) -> tuple[str, str]:
    if not wanted.needs:
        return "resident r", "r.id"
    where.append(
        "m.tag = :tag0 AND m.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM need o WHERE o.tag = m.tag "
        "AND o.resident_id = m.resident_id AND o.ended_at IS NULL AND o.id < m.id)"
    )
    return "need m CROSS JOIN resident r ON r.id = m.resident_id", "m.resident_id"


def _dense(work: Work, wanted: Wanted) -> bool:
    """Tell whether the newest residents are of this area often enough to fill the page that is wanted."""
    if wanted.limit is None:
        return False
    condition = " AND ".join(_within_area(wanted))
    probe = text(
        f"{BELOW} SELECT count(*) FROM (SELECT 1 FROM (SELECT id, home_id FROM resident "  # noqa: S608
        f"WHERE id < :after ORDER BY id DESC LIMIT :probe) r WHERE {condition} LIMIT :limit)"
    )
    values = {"area": wanted.area_id, "probe": PROBE, "limit": wanted.limit, "after": wanted.after or _LAST}
    return bool(work.execute(probe, values).scalar_one() >= wanted.limit)


def _by_homes(wanted: Wanted, query: str, where: list[str], values: dict[str, Any]) -> str:
    """Go along some homes; with `or_terms` also along the people whom the words fit."""
    values |= {f"home{place}": number for place, number in enumerate(wanted.homes or ())}
    marks = ", ".join(f":home{place}" for place in range(len(wanted.homes or ())))
    where += _placed(wanted)
    people = f"SELECT id FROM resident WHERE home_id IN ({marks})"  # noqa: S608
    if wanted.or_terms and query:
        words = "SELECT rowid FROM resident_words WHERE resident_words MATCH :match"
        return f"({people} UNION {words}) u CROSS JOIN resident r ON r.id = u.id"
    where += _seen(wanted, query, values)
    return f"({people}) u CROSS JOIN resident r ON r.id = u.id"


def _placed(wanted: Wanted) -> list[str]:
    """Return the conditions of area and building, as they are seen from one resident."""
    found = []
    if wanted.building_id is not None:
        found.append("r.home_id IN (SELECT id FROM home WHERE building_id = :building)")
    return found + _within_area(wanted)


def _within_area(wanted: Wanted) -> list[str]:
    if wanted.area_id is None:
        return []
    return [
        "(SELECT ifnull(x.area_id, y.area_id) FROM home x JOIN building y ON y.id = x.building_id "
        "WHERE x.id = r.home_id) IN (SELECT id FROM below)"
    ]


def _seen(wanted: Wanted, query: str, values: dict[str, Any]) -> list[str]:
    """Return the condition of the words, as it is seen from one resident."""
    if not query:
        return []
    found = []
    for place, term in enumerate(term for term in wanted.terms if term.kind is not TermKind.IDENTITY):
        values[f"like{place}"] = like(term)
        found.append(f"(SELECT ' ' || words || ' ' FROM resident_search WHERE id = r.id) LIKE :like{place}")  # noqa: S608
    return found


def _few(work: Work, query: str) -> bool:
    """Tell whether the words fit so few people that each can be looked at."""
    most = text(
        "SELECT count(*) FROM (SELECT 1 FROM resident_words WHERE resident_words MATCH :match LIMIT :most)"
    )
    return bool(work.execute(most, {"match": query, "most": MANY}).scalar_one() < MANY)


def homes_of(work: Work, wanted: Wanted) -> list[tuple[int, int]]:
    """Return who is wanted, each with the number of their home; who has none is left out."""
    found, values = _found(work, wanted)
    query = f"{_areas(wanted)} SELECT r.id, r.home_id FROM ({found}) f CROSS JOIN resident r ON r.id = f.id"  # noqa: S608
    rows = work.execute(text(f"{query} WHERE r.home_id IS NOT NULL"), values)
    return [(row.id, row.home_id) for row in rows]
