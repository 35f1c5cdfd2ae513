"""Staged residents land: who is known is found, who is new is written at once, the rest fills blanks.

`matching_residents` has told them apart before.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any

from sqlalchemy import text

from gridctl.core.resident_merge import COLUMNS, HOMES, Merged, merge
from gridctl.store import resident_search as index
from gridctl.store.batches import checked_before
from gridctl.store.matching_residents import JSON, KIND, STATUS, decoded, known_things
from gridctl.store.types import dumps
from gridctl.store.unit import Work

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
_NEW = "batch_id = :b AND outcome IS NULL"
_PART = 1_000
_MANY = 20_000


def stage(work: Work, batch: int, lines: Sequence[int], columns: Mapping[str, Sequence[object]]) -> None:
    """Stage rows that come as columns of `STAGED`; one that says nothing can be left out."""
    names = ", ".join(("batch_id", "line", *columns))
    marks = ", ".join("?" * (len(columns) + 2))
    rows = list(zip(repeat(batch, len(lines)), lines, *columns.values(), strict=True))
    work.many(f"INSERT INTO stage_resident ({names}) VALUES ({marks})", rows)  # noqa: S608


def homes_to_make(work: Work, number: int) -> list[tuple[int, str, str]]:
    """Return (staged number, column, text) of the homes that are to be made for who is new or gets one."""
    found: list[tuple[int, str, str]] = []
    for name in HOMES:
        query = text(
            f"SELECT id, {name} AS home FROM stage_resident WHERE batch_id = :b AND {name} IS NOT NULL "  # noqa: S608
            "AND outcome IS NOT 'same' ORDER BY id"
        )
        found += [(row.id, name, row.home) for row in work.execute(query, {"b": number})]
    return found


def give_homes(work: Work, homes: Iterable[tuple[int | None, int, str]]) -> None:
    """Put the homes that were made (number, staged number, column) into their rows."""
    rows = list(homes)
    for name, to in HOMES.items():
        own = [(home, row) for home, row, column in rows if column == name]
        work.many(f"UPDATE stage_resident SET {to} = ?, {name} = NULL WHERE id = ?", own)  # noqa: S608


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
        row = decoded(one)
        known, marks = known_things(work, [row["thing_id"]])[row["thing_id"]]
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
        name: dumps(value) if name in JSON and value is not None else value
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
            name: dumps(known[name]) if name in JSON and known[name] is not None else known[name]
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
