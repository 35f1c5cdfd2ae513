"""What every section of a brief stands on: the areas that it is of, and what the store knew at a moment."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from gridctl.store.areas import BELOW
from gridctl.store.unit import Work

SCOPE = "SELECT id FROM temp.brief_area"
"""The areas of the brief."""
HERE = f"({{column}} IN ({SCOPE}) OR :everywhere)"
"""Of the brief: in one of its areas, or anywhere."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period of a brief in UTC ms: from `start` up to, without, `end`, as it was known before `known`.

    `seq` is the newest step that was known then; None: all are. `everywhere`: it is of no area alone. `asked` is the
    moment before which it was known, where a past one is asked for.
    """

    start: int
    end: int
    known: int
    seq: int | None
    everywhere: bool = True
    asked: int | None = None

    def values(self, **more: object) -> dict[str, Any]:
        """Return the parameters of a statement."""
        known = {"start": self.start, "end": self.end, "known": self.known, "everywhere": self.everywhere}
        return {**known, **more}


def lay_out_areas(work: Work, area_id: int | None) -> None:
    """Lay out the numbers of an area and all below it, for the statements of all sections."""
    work.execute(text("DROP TABLE IF EXISTS temp.brief_area"))
    work.execute(text("CREATE TEMP TABLE brief_area (id INTEGER PRIMARY KEY)"))
    if area_id is not None:
        work.execute(
            text(f"INSERT INTO temp.brief_area {BELOW}SELECT id FROM below"),  # noqa: S608
            {"area": area_id},
        )


def seq_at(work: Work, known: int) -> int:
    """Return the number of the newest step that the store had learned before a moment (UTC ms)."""
    query = text("SELECT seq FROM step WHERE recorded_at < :known ORDER BY seq DESC LIMIT 1")
    return int(work.execute(query, {"known": known}).scalar() or 0)


def ledger_head(work: Work, known: int) -> tuple[int, str]:
    """Return the number and the hash of the newest entry of the ledger before a moment (UTC ms)."""
    query = text("SELECT seq, hash FROM ledger WHERE at < :known ORDER BY seq DESC LIMIT 1")
    row = work.execute(query, {"known": known}).first()
    return (int(row.seq), bytes(row.hash).hex()) if row else (0, "")


def lay_out(work: Work, name: str, query: str, values: dict[str, Any]) -> None:
    """Lay out what a query finds in a table of this connection's own."""
    work.execute(text(f"DROP TABLE IF EXISTS temp.{name}"))
    columns = [row[0] for row in _columns(work, query, values)]
    work.execute(text(f"CREATE TEMP TABLE {name} ({', '.join(columns)})"))
    work.execute(text(f"INSERT INTO temp.{name} {query}"), values)


def _columns(work: Work, query: str, values: dict[str, Any]) -> Sequence[tuple[str]]:
    found = work.execute(text(f"SELECT * FROM ({query}) LIMIT 0"), values)  # noqa: S608
    return [(name,) for name in found.keys()]  # noqa: SIM118  (a result is no mapping)


def as_json(numbers: Sequence[int]) -> str:
    """Return numbers as JSON, as a statement takes many at once."""
    return json.dumps(list(numbers))


_LATER = (
    "SELECT s.request_id, json_extract(s.detail, '$.was') FROM (SELECT DISTINCT id FROM temp.{name}) d"
    " CROSS JOIN main.step s ON s.request_id = d.id AND s.seq > :seq"
    " WHERE json_type(s.detail, '$.was') = 'object' ORDER BY s.seq DESC"
)


def put_back(work: Work, name: str, seq: int, attributes: Sequence[str]) -> None:
    """Put back what steps after `seq` have changed of the requests that are laid out in a table, by its columns."""
    changed: dict[int, dict[str, Any]] = {}
    for number, was in work.execute(text(_LATER.format(name=name)), {"seq": seq}):
        told = json.loads(was)
        changed.setdefault(number, {}).update({one: told[one] for one in attributes if one in told})
    for one in attributes:
        rows = [(values[one], number) for number, values in changed.items() if one in values]
        work.many(f"UPDATE temp.{name} SET {one} = ? WHERE id = ?", rows)  # noqa: S608


def codes(work: Work) -> set[str]:
    """Return the codes of the areas that are laid out."""
    return set(
        work.execute(
            text("SELECT code FROM main.area WHERE id IN (SELECT id FROM temp.brief_area)")
        ).scalars()
    )
