"""The lists of targets of rounds, frozen by one statement each, in walking order."""

# ruff: noqa: S608  (statements are put together from constants of these files; values are bound)

from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, text

from gridctl.core.checklists import TargetKind
from gridctl.store.areas import BELOW
from gridctl.store.places import building_walk, walk
from gridctl.store.tables.columns import table
from gridctl.store.tables.rounds import RoundTarget
from gridctl.store.unit import Work

TARGET = table(RoundTarget)

_BUILDINGS, _WALK = building_walk("b"), walk("h", "b")
_NEEDY = (
    "SELECT p.home_id FROM need n JOIN resident p ON p.id = n.resident_id"
    " WHERE n.ended_at IS NULL AND p.status = 'living' AND p.home_id IS NOT NULL"
)
_INTO = (
    "INSERT INTO round_target (round_id, place, part, home_id, resident_id, building_id, area_id, thing_id, unit,"
    " first, settled, visits, bands, added_at) "
)
_REST = "0, 0, 0, :now"
_AREA = "ifnull(h.area_id, b.area_id)"


@dataclass(frozen=True, slots=True)
class Test:
    """A condition on targets: SQL over ``h``, ``b``, ``r`` and the like, and its values by name."""

    sql: str
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class Pick:
    """Which targets a round takes: those of a kind in an area and below it that fulfil some tests."""

    kind: TargetKind
    area_id: int | None = None
    area_kind: str = "grid"
    tests: tuple[Test, ...] = ()
    needs_first: bool = False
    after: int = 0
    """The place behind which the list stands."""


def freeze(work: Work, number: int, pick: Pick) -> int:
    """Write the list of targets of a round; return how many there are."""
    sql, place = _STATEMENTS[pick.kind]
    values: dict[str, object] = {"round": number, "now": work.now, "area_kind": pick.area_kind}
    values["after"] = pick.after
    where = []
    below = ""
    if pick.area_id is not None:
        below, values["area"] = BELOW, pick.area_id
        where.append(f"{place} IN (SELECT id FROM below)")
    for one in pick.tests:
        where.append(one.sql)
        values |= one.values
    first = _FIRST[pick.kind] if pick.needs_first else "0"
    told = "".join(f" AND {one}" for one in where)
    found = work.execute(text(_INTO + below + sql.format(first=first, where=told)), values)
    return int(found.rowcount)


_FIRST = {
    TargetKind.HOME: f"h.id IN ({_NEEDY})",
    TargetKind.RESIDENT: "EXISTS (SELECT 1 FROM need n WHERE n.resident_id = r.id AND n.ended_at IS NULL)",
} | dict.fromkeys(
    (TargetKind.COMPOUND, TargetKind.BUILDING, TargetKind.AREA, TargetKind.MEMBER, TargetKind.POINT), "0"
)
_STATEMENTS: dict[TargetKind, tuple[str, str]] = {
    TargetKind.HOME: (
        f"SELECT :round, :after + row_number() OVER (ORDER BY {_WALK}), 1, h.id, NULL, b.id, {_AREA}, NULL, h.unit,"
        f" {{first}}, {_REST} FROM home h JOIN building b ON b.id = h.building_id"
        " WHERE h.removed_at IS NULL{where}",
        _AREA,
    ),
    TargetKind.RESIDENT: (
        f"SELECT :round, :after + row_number() OVER (ORDER BY h.id IS NULL, {_WALK}, r.id),"
        " row_number() OVER (PARTITION BY ifnull(h.id, -r.id) ORDER BY r.id), h.id, r.id, b.id,"
        f" {_AREA}, NULL, h.unit, {{first}}, {_REST} FROM resident r LEFT JOIN home h ON h.id = r.home_id"
        " LEFT JOIN building b ON b.id = h.building_id WHERE r.status = 'living'{where}",
        _AREA,
    ),
    TargetKind.COMPOUND: (
        "SELECT :round, :after + row_number() OVER (ORDER BY c.code_key), 1, NULL, NULL, NULL, c.area_id, c.id, NULL,"
        f" {{first}}, {_REST} FROM compound c WHERE c.removed_at IS NULL{{where}}",
        "c.area_id",
    ),
    TargetKind.BUILDING: (
        f"SELECT :round, :after + row_number() OVER (ORDER BY {_BUILDINGS}), 1, NULL, NULL, b.id, b.area_id, b.id,"
        f" NULL, {{first}}, {_REST} FROM building b WHERE b.removed_at IS NULL{{where}}",
        "b.area_id",
    ),
    TargetKind.AREA: (
        "SELECT :round, :after + row_number() OVER (ORDER BY a.code_key), 1, NULL, NULL, NULL, a.id, a.id, NULL,"
        f" {{first}}, {_REST} FROM area a WHERE a.removed_at IS NULL AND a.kind = :area_kind{{where}}",
        "a.id",
    ),
    TargetKind.MEMBER: (
        "SELECT :round, :after + row_number() OVER (ORDER BY m.code_key), 1, NULL, NULL, NULL, m.area_id, m.id, NULL,"
        f" {{first}}, {_REST} FROM member m WHERE m.removed_at IS NULL{{where}}",
        "m.area_id",
    ),
    TargetKind.POINT: (
        "SELECT :round, :after + row_number() OVER (ORDER BY p.code_key), 1, NULL, NULL, p.building_id, p.area_id,"
        f" p.id, NULL, {{first}}, {_REST} FROM point p WHERE p.removed_at IS NULL{{where}}",
        "p.area_id",
    ),
}


def need_test(kind: TargetKind, tags: tuple[str, ...], name: str, *, negated: bool) -> Test:
    """Return the test that somebody of a home, or a resident, has one of some needs now."""
    marks = ", ".join(f":{name}{place}" for place in range(len(tags)))
    values: dict[str, object] = {f"{name}{place}": tag for place, tag in enumerate(tags)}
    if kind is TargetKind.RESIDENT:
        sql = (
            "EXISTS (SELECT 1 FROM need n WHERE n.resident_id = r.id AND n.ended_at IS NULL"
            f" AND n.tag IN ({marks}))"
        )
    else:
        sql = f"h.id IN ({_NEEDY} AND n.tag IN ({marks}))"
    return Test(f"NOT {sql}" if negated else sql, values)


def value_test(column: str, given: tuple[object, ...], name: str, *, negated: bool) -> Test:
    """Return the test that a column has one of some values."""
    marks = ", ".join(f":{name}{place}" for place in range(len(given)))
    sql = f"ifnull({column}, '') {'NOT ' if negated else ''}IN ({marks})"
    return Test(sql, {f"{name}{place}": one for place, one in enumerate(given)})


def missed_test(kind: TargetKind, number: int, name: str, *, negated: bool) -> Test:
    """Return the test that a target of the same kind was not done in another round."""
    column = {TargetKind.HOME: ("home_id", "h.id"), TargetKind.RESIDENT: ("resident_id", "r.id")}.get(
        kind, ("thing_id", f"{kind[0]}.id")
    )
    done = "NOT " if negated else ""
    return Test(
        f"{done}EXISTS (SELECT 1 FROM round_target o WHERE o.round_id = :{name} AND o.dropped_at IS NULL"
        f" AND o.{column[0]} = {column[1]} AND ifnull(o.outcome, '') NOT IN ('done', 'exempt'))",
        {name: number},
    )


def add(work: Work, values: dict[str, Any]) -> int:
    """Insert one target; `values` say what it is."""
    usual = {"part": 1, "first": False, "settled": False, "visits": 0, "bands": 0, "added_at": work.now}
    return work.add(insert(TARGET).values(**usual | values))


def add_many(
    work: Work, number: int, kind: TargetKind, things: list[int], *, needs_first: bool, after: int = 0
) -> int:
    """Write the targets with these numbers of their kind, in walking order; return how many are there."""
    work.execute(text("CREATE TEMP TABLE IF NOT EXISTS listed (id INTEGER PRIMARY KEY)"))
    work.execute(text("DELETE FROM listed"))
    work.many("INSERT OR IGNORE INTO listed VALUES (?)", [(one,) for one in things])
    letter = {TargetKind.HOME: "h", TargetKind.RESIDENT: "r"}.get(kind, kind[0])
    test = Test(f"{letter}.id IN (SELECT id FROM listed)", {})
    found = freeze(work, number, Pick(kind, tests=(test,), needs_first=needs_first, after=after))
    work.execute(text("DROP TABLE listed"))
    return found
