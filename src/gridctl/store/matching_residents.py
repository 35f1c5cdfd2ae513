"""Which staged residents are known already, to the store or to an earlier row of their own file.

Nobody is twice: a row is known by its identity number, else by phone and name, else by name and home; the
last two only where not both sides have a number of their own.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import text

from gridctl.core.resident_merge import COLUMNS, HOMES, TO_BE_MADE, Merged, merge
from gridctl.core.residents import HERE
from gridctl.core.words import ResidentKind, ResidentStatus
from gridctl.store.unit import Work

KIND, STATUS = str(ResidentKind.REGISTERED), str(ResidentStatus.LIVING)
"""What somebody is of whom a list does not say it."""
JSON = ("phones", "facts")
_HERE = ", ".join(f"'{status}'" for status in sorted(HERE))
_PART = 1_000


def are_known(work: Work, rows: Sequence[tuple[str | None, str | None, str]]) -> list[bool]:
    """Tell of people (identity number, phone, name) whether somebody like that is there, without a home to go by."""
    query = text(
        "SELECT EXISTS (SELECT 1 FROM resident r WHERE r.identity = value ->> 0 AND "  # noqa: S608
        f"r.status IN ({_HERE})) OR EXISTS (SELECT 1 FROM resident r WHERE r.phone = value ->> 1 "
        f"AND r.name = value ->> 2 AND (r.identity IS NULL OR value ->> 0 IS NULL) AND r.status IN ({_HERE})) "
        "FROM json_each(:rows)"
    )
    found = work.execute(query, {"rows": json.dumps(rows, ensure_ascii=False)})
    return [bool(one) for one in found.scalars()]


_PLACED = "(home_id IS NOT NULL OR home IS NOT NULL OR address IS NOT NULL)"


def homeless(work: Work, number: int, lines: Sequence[int]) -> list[int]:
    """Return which of these lines are about nobody who lives somewhere by another row of the same file.

    They are told to be the same by what `match` goes by: the identity number, else phone and name.
    """
    query = text(
        "SELECT line FROM stage_resident s WHERE batch_id = :b AND line IN (SELECT value FROM json_each(:lines)) "  # noqa: S608
        "AND NOT (s.identity IS NOT NULL AND s.identity IN (SELECT identity FROM stage_resident "
        f"WHERE batch_id = :b AND identity IS NOT NULL AND {_PLACED})) "
        "AND NOT (s.phone IS NOT NULL AND (s.phone, s.name) IN (SELECT phone, name FROM stage_resident "
        f"WHERE batch_id = :b AND phone IS NOT NULL GROUP BY phone, name "
        f"HAVING max({_PLACED}) AND min(identity) IS max(identity))) ORDER BY line"
    )
    return list(work.execute(query, {"b": number, "lines": json.dumps(list(lines))}).scalars())


def drop_lines(work: Work, number: int, lines: Sequence[int]) -> None:
    """Drop staged rows that were refused only once the whole file was known."""
    if lines:
        query = (
            "DELETE FROM stage_resident WHERE batch_id = :b AND line IN (SELECT value FROM json_each(:lines))"
        )
        work.execute(text(query), {"b": number, "lines": json.dumps(list(lines))})


def match(work: Work, number: int) -> None:
    """Find who is known: `thing_id` becomes the resident's number, or less than zero an earlier row's."""
    values = {"b": number}
    if work.execute(text("SELECT 1 FROM resident LIMIT 1")).first():
        for rule in _KNOWN:
            work.execute(text(rule), values)
    work.execute(text(_twin("identity")), values)
    lacking = text("SELECT 1 FROM stage_resident WHERE batch_id = :b AND identity IS NULL LIMIT 1")
    if work.execute(lacking, values).first():
        for keys in (("phone", "name"), ("home_id", "name"), ("home", "name")):
            work.execute(text(_twin(*keys)), values)
        while work.execute(text(_CHAIN), values).rowcount:
            pass


def _known_by(fits: str, given: str) -> str:
    return (
        "UPDATE stage_resident SET thing_id = k.id FROM (SELECT s.id AS row_id, min(r.id) AS id "  # noqa: S608
        f"FROM stage_resident s CROSS JOIN resident r ON {fits} WHERE s.batch_id = :b AND s.thing_id IS NULL "
        f"AND {given} AND r.status IN ({_HERE}) GROUP BY s.id) k WHERE stage_resident.id = k.row_id"
    )


_EITHER = "(r.identity IS NULL OR s.identity IS NULL)"
_KNOWN = (
    _known_by("r.identity = s.identity", "s.identity IS NOT NULL"),
    _known_by("r.phone = s.phone AND r.name = s.name", f"s.phone IS NOT NULL AND {_EITHER}"),
    _known_by("r.home_id = s.home_id AND r.name = s.name", f"s.home_id IS NOT NULL AND {_EITHER}"),
)


def _twin(first: str, *more: str) -> str:
    """Return the statement that lets rows point to the first one with the same values in these columns."""
    keys = ", ".join((first, *more))
    told = (
        ", min(identity) OVER same IS max(identity) OVER same AND count(*) OVER same > count(identity) OVER same "
        "AS fits"
        if more
        else ", 1 AS fits"
    )
    return (
        "UPDATE stage_resident SET thing_id = -k.root FROM ("  # noqa: S608
        f"SELECT id, min(id) OVER same AS root{told} FROM stage_resident "
        f"WHERE batch_id = :b AND thing_id IS NULL AND {first} IN (SELECT {first} FROM stage_resident "
        f"WHERE batch_id = :b AND {first} IS NOT NULL GROUP BY {first} HAVING count(*) > 1) "
        f"WINDOW same AS (PARTITION BY {keys})) k "
        "WHERE k.root < k.id AND k.fits AND stage_resident.id = k.id"
    )


_CHAIN = """
UPDATE stage_resident SET thing_id = k.thing_id FROM stage_resident k
WHERE stage_resident.batch_id = :b AND stage_resident.thing_id < 0 AND k.id = -stage_resident.thing_id
AND k.thing_id IS NOT NULL
"""
"""A row that others point to may come to point to another one itself."""


def outcomes(
    work: Work, number: int, later_wins: Collection[str]
) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Mark what becomes of each row that is known; return counts, and the lines that differ, by column."""
    work.execute(text(_SAME), {"b": number})
    differs: dict[str, list[int]] = {}
    marks: list[tuple[object, ...]] = []
    for row, found in _compared(work, number, later_wins):
        for name in found.differs:
            differs.setdefault(name, []).append(row["line"])
        kept = json.dumps({"differs": list(found.differs)}) if found.differs else None
        homes = (row[text] if found.values.get(to) == TO_BE_MADE else None for text, to in HOMES.items())
        marks.append(("changed" if found.changes else "same", kept, *homes, row["id"]))
    named = ", ".join(f"{name} = ?" for name in HOMES)
    work.many(f"UPDATE stage_resident SET outcome = ?, before = ?, {named} WHERE id = ?", marks)  # noqa: S608
    query = text("SELECT ifnull(outcome, 'new'), count(*) FROM stage_resident WHERE batch_id = :b GROUP BY 1")
    counts: list[tuple[str, int]] = [(one, count) for one, count in work.execute(query, {"b": number})]
    return {"new": 0, "changed": 0, "same": 0} | dict(counts), differs


_SIMPLE = (name for name in COLUMNS if name not in {"notes", "needs"})
_SAME = f"""
UPDATE stage_resident SET outcome = 'same' FROM resident r
WHERE stage_resident.batch_id = :b AND stage_resident.thing_id = r.id
AND stage_resident.home IS NULL AND stage_resident.registered_home IS NULL AND {
    " AND ".join(
        f"ifnull(stage_resident.{name} = r.{name}, stage_resident.{name} IS NULL)" for name in _SIMPLE
    )
}
AND ifnull(stage_resident.notes = r.notes, stage_resident.notes IS NULL)
AND NOT EXISTS (SELECT 1 FROM json_each(stage_resident.needs) j WHERE NOT EXISTS (
  SELECT 1 FROM need n WHERE n.resident_id = r.id AND n.tag = j.value AND n.ended_at IS NULL))
"""  # noqa: S608
"""Most rows of a list that comes again; the others are looked at one by one."""


def _compared(
    work: Work, number: int, later_wins: Collection[str]
) -> Iterator[tuple[dict[str, Any], Merged]]:
    """Yield the rows that are known and not plainly the same with what they add, in their order.

    What an earlier row of the file adds counts for the later ones.
    """
    states: dict[int, tuple[dict[str, Any], set[str]]] = {}
    last = 0
    while True:
        query = text(
            "SELECT * FROM stage_resident WHERE batch_id = :b AND thing_id IS NOT NULL AND outcome IS NULL "
            "AND id > :last ORDER BY id LIMIT :most"
        )
        rows = work.execute(query, {"b": number, "last": last, "most": _PART}).mappings().all()
        if not rows:
            return
        last = rows[-1]["id"]
        new = {row["thing_id"] for row in rows} - states.keys()
        states |= known_things(work, new)
        for one in rows:
            row = decoded(one)
            known, marks = states[row["thing_id"]]
            found = merge(row, known, marks, later_wins)
            known |= found.values
            marks |= set(found.needs)
            yield row, found


def known_things(work: Work, things: Collection[int]) -> dict[int, tuple[dict[str, Any], set[str]]]:
    """Return what is known of residents (above zero) and of rows (below), with the marks that hold."""
    values = {"ids": json.dumps([abs(one) for one in things if one > 0])}
    which = "SELECT value FROM json_each(:ids)"
    people = work.execute(text(f"SELECT * FROM resident WHERE id IN ({which})"), values).mappings()  # noqa: S608
    found: dict[int, tuple[dict[str, Any], set[str]]] = {row["id"]: (decoded(row), set()) for row in people}
    marks = text(f"SELECT resident_id, tag FROM need WHERE resident_id IN ({which}) AND ended_at IS NULL")  # noqa: S608
    for number, tag in work.execute(marks, values):
        found[number][1].add(tag)
    values = {"ids": json.dumps([-one for one in things if one < 0])}
    rows = work.execute(text(f"SELECT * FROM stage_resident WHERE id IN ({which})"), values).mappings()  # noqa: S608
    for one in rows:
        row = decoded(one)
        defaults = {"kind": row["kind"] or KIND, "status": row["status"] or STATUS}
        found[-row["id"]] = (row | defaults, set(row["needs"] or ()))
    return found


def decoded(row: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a row of residents or of their stage with its JSON read."""
    found = dict(row)
    for name in (*JSON, "needs"):
        if found.get(name):
            found[name] = json.loads(found[name])
    return found
