"""Staged residents land: who is known is found, who is new is written at once, the rest fills blanks.

Nobody is twice: a row is known by its identity number, else by phone and name, else by name and home; the
last two only where not both sides have a number of their own. Rows of one file are matched with each other
in the same way, and count in their order.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any

from sqlalchemy import text

from gridctl.core.resident_merge import COLUMNS, TO_BE_MADE, Merged, merge
from gridctl.core.residents import HERE
from gridctl.core.words import ResidentKind, ResidentStatus
from gridctl.store import resident_search as index
from gridctl.store.batches import checked_before
from gridctl.store.types import dumps
from gridctl.store.unit import Work

KIND, STATUS = str(ResidentKind.REGISTERED), str(ResidentStatus.LIVING)
"""What somebody is of whom a list does not say it."""

STAGED = (
    "name",
    "kind",
    "status",
    "sex",
    "birth_date",
    "identity",
    "phone",
    "phones",
    "home_id",
    "registered_home_id",
    "registered_address",
    "address",
    "household",
    "relation",
    "contact_name",
    "contact_phone",
    "notes",
    "facts",
    "came_on",
    "left_on",
    "home",
    "registered_home",
    "needs",
    "words",
)
"""What a row says, in the columns of the stage."""

_COPIED = ("uid", *(name for name in COLUMNS if name not in {"kind", "status"}))
_JSON = ("phones", "facts")
_HERE = ", ".join(f"'{status}'" for status in sorted(HERE))
_NEW = "batch_id = :b AND outcome IS NULL"
_PART = 1_000
_MANY = 20_000


def stage(work: Work, batch: int, lines: Sequence[int], columns: Mapping[str, Sequence[object]]) -> None:
    """Stage rows that come as columns of `STAGED`; one that says nothing can be left out."""
    names = ", ".join(("batch_id", "line", *columns))
    marks = ", ".join("?" * (len(columns) + 2))
    rows = list(zip(repeat(batch, len(lines)), lines, *columns.values(), strict=True))
    work.many(f"INSERT INTO stage_resident ({names}) VALUES ({marks})", rows)  # noqa: S608


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
        home = row["home"] if found.values.get("home_id") == TO_BE_MADE else None
        marks.append(("changed" if found.changes else "same", kept, home, row["id"]))
    work.many("UPDATE stage_resident SET outcome = ?, before = ?, home = ? WHERE id = ?", marks)
    query = text("SELECT ifnull(outcome, 'new'), count(*) FROM stage_resident WHERE batch_id = :b GROUP BY 1")
    counts: list[tuple[str, int]] = [(one, count) for one, count in work.execute(query, {"b": number})]
    return {"new": 0, "changed": 0, "same": 0} | dict(counts), differs


_SIMPLE = (name for name in COLUMNS if name not in {"notes", "needs"})
_SAME = f"""
UPDATE stage_resident SET outcome = 'same' FROM resident r
WHERE stage_resident.batch_id = :b AND stage_resident.thing_id = r.id AND stage_resident.home IS NULL AND {
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
        states |= _known(work, new)
        for one in rows:
            row = _decoded(one)
            known, marks = states[row["thing_id"]]
            found = merge(row, known, marks, later_wins)
            known |= found.values
            marks |= set(found.needs)
            yield row, found


def _known(work: Work, things: Collection[int]) -> dict[int, tuple[dict[str, Any], set[str]]]:
    """Return what is known of residents (above zero) and of rows (below), with the marks that hold."""
    values = {"ids": json.dumps([abs(one) for one in things if one > 0])}
    which = "SELECT value FROM json_each(:ids)"
    people = work.execute(text(f"SELECT * FROM resident WHERE id IN ({which})"), values).mappings()  # noqa: S608
    found: dict[int, tuple[dict[str, Any], set[str]]] = {row["id"]: (_decoded(row), set()) for row in people}
    marks = text(f"SELECT resident_id, tag FROM need WHERE resident_id IN ({which}) AND ended_at IS NULL")  # noqa: S608
    for number, tag in work.execute(marks, values):
        found[number][1].add(tag)
    values = {"ids": json.dumps([-one for one in things if one < 0])}
    rows = work.execute(text(f"SELECT * FROM stage_resident WHERE id IN ({which})"), values).mappings()  # noqa: S608
    for one in rows:
        row = _decoded(one)
        defaults = {"kind": row["kind"] or KIND, "status": row["status"] or STATUS}
        found[-row["id"]] = (row | defaults, set(row["needs"] or ()))
    return found


def _decoded(row: Any) -> dict[str, Any]:  # noqa: ANN401
    found = dict(row)
    for name in (*_JSON, "needs"):
        if found.get(name):
            found[name] = json.loads(found[name])
    return found


def homes_to_make(work: Work, number: int) -> list[tuple[int, str]]:
    """Return the rows (staged number, text) of homes that are to be made for who is new or gets one."""
    query = text(
        "SELECT id, home FROM stage_resident WHERE batch_id = :b AND home IS NOT NULL "
        "AND outcome IS NOT 'same' ORDER BY id"
    )
    return [(row.id, row.home) for row in work.execute(query, {"b": number})]


def give_homes(work: Work, homes: Sequence[tuple[int | None, int]]) -> None:
    """Put the homes that were made (number, staged number) into their rows."""
    work.many("UPDATE stage_resident SET home_id = ?, home = NULL WHERE id = ?", homes)


def land_new(work: Work, number: int) -> int:
    """Write who is new, with needs and words to be found by; return how many they are."""
    base = int(
        work.execute(
            text("SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'resident'), 0)")
        ).scalar_one()
    )
    values = {"b": number, "base": base, "now": work.now, "kind": KIND, "status": STATUS}
    copied = ", ".join(_COPIED)
    with checked_before(work), _rebuilt(work, number):
        done = work.execute(
            text(
                f"INSERT INTO resident (id, kind, status, version, batch_id, row_id, created_at, {copied}) "  # noqa: S608
                f"SELECT :base + row_number() OVER (ORDER BY id), ifnull(kind, :kind), ifnull(status, :status), "
                f"1, :b, line, :now, {copied} FROM stage_resident WHERE {_NEW} ORDER BY id"
            ),
            values,
        )
    numbered = (
        "SELECT id, needs, words, :base + row_number() OVER (ORDER BY id) AS thing "  # noqa: S608
        f"FROM stage_resident WHERE {_NEW}"
    )
    _resolve(work, numbered, values)
    for statement in (
        f"INSERT INTO resident_search (id, words) SELECT thing, words FROM ({numbered}) ORDER BY id",  # noqa: S608
        "INSERT INTO need (resident_id, tag, batch_id, created_at) "  # noqa: S608
        f"SELECT s.thing, j.value, :b, :now FROM ({numbered}) s JOIN json_each(s.needs) j "
        f"WHERE EXISTS (SELECT 1 FROM stage_resident WHERE {_NEW} AND needs IS NOT NULL) ORDER BY s.id",
    ):
        work.execute(text(statement), values)
    _drop_landed(work, number)
    index.put_from(work, base + 1)
    return int(done.rowcount)


def _drop_landed(work: Work, number: int) -> None:
    """Drop the rows that landed as somebody new and those that said nothing; whole where there are no others."""
    landed = f"{_NEW} OR batch_id = :b AND outcome = 'same' AND before IS NULL"
    others = text(f"SELECT 1 FROM stage_resident WHERE NOT ({landed}) LIMIT 1")  # noqa: S608
    which = f" WHERE {landed}" if work.execute(others, {"b": number}).first() else ""
    work.execute(text(f"DELETE FROM stage_resident{which}"), {"b": number} if which else {})  # noqa: S608


def _resolve(work: Work, numbered: str, values: dict[str, Any]) -> None:
    """Let rows that point to an earlier row of the file point to whom that row has become."""
    query = text("SELECT id, -thing_id FROM stage_resident WHERE batch_id = :b AND thing_id < 0")
    twins = work.execute(query, values).all()
    roots = {"ids": json.dumps(sorted({root for _id, root in twins}))}
    # Two steps: within one statement the numbering would be done anew for each row.
    became = text(
        f"SELECT k.id, k.thing FROM ({numbered}) k WHERE k.id IN (SELECT value FROM json_each(:ids))"  # noqa: S608
    )
    known = {row.id: row.thing for row in work.execute(became, values | roots)} if twins else {}
    work.many(
        "UPDATE stage_resident SET thing_id = ? WHERE id = ?", [(known[root], own) for own, root in twins]
    )


@contextmanager
def _rebuilt(work: Work, number: int) -> Iterator[None]:
    """Build the indexes of residents anew where most of the rows will be new.

    A million rows into three indexes took 6 microseconds each, 3.6 where they were sorted afterwards.
    """
    here, new = work.execute(
        text(
            f"SELECT (SELECT count(*) FROM resident), (SELECT count(*) FROM stage_resident WHERE {_NEW})"  # noqa: S608
        ),
        {"b": number},
    ).one()
    indexes = []
    if new > max(here, _MANY):
        query = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'resident' AND sql IS NOT NULL"
        indexes = list(work.execute(text(query)))
    for name, _sql in indexes:
        work.conn.exec_driver_sql(f"DROP INDEX {name}")
    yield
    for _name, sql in indexes:
        work.conn.exec_driver_sql(sql)


def land_changed(work: Work, number: int, later_wins: Collection[str]) -> list[int]:
    """Let residents take what the rows add, and keep what it replaced; return whose words have changed."""
    query = text("SELECT * FROM stage_resident WHERE batch_id = :b AND outcome = 'changed' ORDER BY id")
    renamed = []
    for one in work.execute(query, {"b": number}).mappings().all():
        row = _decoded(one)
        known, marks = _known(work, [row["thing_id"]])[row["thing_id"]]
        found = merge(row, known, marks, later_wins)
        _change(work, number, row, known, found)
        if _FOUND_BY & found.values.keys():
            renamed.append(int(known["id"]))
    work.execute(text(_CLEARED), {"b": number})
    return renamed


_FOUND_BY = frozenset({"name", "phone", "phones", "contact_phone"})
"""The columns that the words of a resident are made of."""


def _change(work: Work, number: int, row: dict[str, Any], known: dict[str, Any], found: Merged) -> None:
    """Write what one row adds to one resident; the ledger keeps personal values as salted hashes."""
    own = known["batch_id"] == number
    version = known["version"] + (0 if own else 1)  # one file is one change
    values = {
        name: dumps(value) if name in _JSON and value is not None else value
        for name, value in found.values.items()
    }
    assigned = "".join(f", {name} = :{name}" for name in values)
    work.execute(
        text(f"UPDATE resident SET version = :version{assigned} WHERE id = :id"),  # noqa: S608
        {"version": version, "id": known["id"]} | values,
    )
    rows = [(known["id"], tag, number, work.now) for tag in found.needs]
    work.many("INSERT INTO need (resident_id, tag, batch_id, created_at) VALUES (?, ?, ?, ?)", rows)
    before: dict[str, Any] = {
        "fields": {
            name: dumps(known[name]) if name in _JSON and known[name] is not None else known[name]
            for name in found.values
        }
    }
    before |= {"needs": list(found.needs)} if found.needs else {}
    before |= {"differs": list(found.differs)} if found.differs else {}
    work.execute(
        text("UPDATE stage_resident SET before = :before, thing_version = :version WHERE id = :id"),
        {"before": dumps(before), "version": version, "id": row["id"]},
    )
    if not own:
        changes = {name: _hashed(work, known, name, value) for name, value in found.values.items()}
        changes |= {"needs": list(found.needs)} if found.needs else {}
        work.log("resident.import", "resident", known["id"], changes | {"batch": number})


def _hashed(work: Work, known: dict[str, Any], name: str, value: object) -> list[object]:
    both = (known[name], value)
    return list(both) if name in _PLAIN else [work.salted("resident", known["id"], one) for one in both]


_PLAIN = frozenset({"kind", "status", "came_on", "left_on"})
"""What the ledger says in words."""
_CLEARED = (
    "UPDATE stage_resident SET "  # noqa: S608
    + ", ".join(f"{name} = NULL" for name in STAGED)
    + " WHERE batch_id = :b AND outcome IN ('changed', 'same')"
)
"""What has landed stands with the resident; a copy would only have to be forgotten too."""
