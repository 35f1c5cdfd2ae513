"""Staged homes land in a few statements: new doors are added, known ones follow the file."""

from typing import Any

from sqlalchemy import text

from gridctl.store.homes import join_stairwells
from gridctl.store.unit import Work

_DIFFERS = """(s.kind IS NOT NULL AND s.kind <> h.kind) OR (s.name IS NOT NULL AND s.name IS NOT h.name)
OR (s.area_id IS NOT NULL AND s.area_id IS NOT h.area_id)"""
_MATCH = f"""
UPDATE stage_home SET thing_id = h.id, outcome = CASE WHEN {_DIFFERS.replace("s.", "stage_home.")}
  THEN 'changed' ELSE 'same' END
FROM home h WHERE stage_home.batch_id = :batch AND h.label_key = stage_home.label_key AND h.removed_at IS NULL
"""  # noqa: S608
_OTHERWISE = """
SELECT s.id, s.line, s.label, f.line AS first FROM stage_home s
JOIN (SELECT label_key, min(id) AS id FROM stage_home WHERE batch_id = :batch
      GROUP BY label_key HAVING count(*) > 1) one ON one.label_key = s.label_key AND one.id <> s.id
JOIN stage_home f ON f.id = one.id
WHERE s.batch_id = :batch AND (s.kind IS NOT f.kind OR s.name IS NOT f.name OR s.area_id IS NOT f.area_id)
"""
_TWINS = """
DELETE FROM stage_home WHERE batch_id = :batch AND id NOT IN
  (SELECT min(id) FROM stage_home WHERE batch_id = :batch GROUP BY label_key)
"""
_INSERT = """
INSERT INTO home (id, uid, building_id, unit, room, floor, label, label_key, kind, name, area_id, version,
  batch_id, created_at)
SELECT :base + row_number() OVER (ORDER BY id), uid, building_id, unit, room, floor, label, label_key,
  ifnull(kind, 'dwelling'), name, area_id, 1, batch_id, :now
FROM stage_home WHERE batch_id = :batch AND outcome IS NULL ORDER BY id
"""
_CHANGED = """
UPDATE stage_home SET thing_version = h.version + 1,
  before = json_object('fields', json_object('kind', h.kind, 'name', h.name, 'area_id', h.area_id))
FROM home h WHERE stage_home.batch_id = :batch AND stage_home.outcome = 'changed' AND h.id = stage_home.thing_id
"""
_FOLLOW = """
UPDATE home SET kind = ifnull(s.kind, home.kind), name = ifnull(s.name, home.name),
  area_id = ifnull(s.area_id, home.area_id), version = home.version + 1
FROM stage_home s WHERE s.batch_id = :batch AND s.outcome = 'changed' AND s.thing_id = home.id
"""


def contradictions(work: Work, number: int) -> list[Any]:
    """Return (id, line, label, first) of the rows that say otherwise than an earlier one of the same home."""
    return list(work.execute(text(_OTHERWISE), {"batch": number}))


def match(work: Work, number: int) -> int:
    """Mark the rows whose home is there; return how many said again what an earlier row said.

    Rows that contradict an earlier one are left out.
    """
    batch = {"batch": number}
    wrong = [(row.id,) for row in contradictions(work, number)]
    if wrong:
        work.many("DELETE FROM stage_home WHERE id = ?", wrong)
    twins = work.execute(text(_TWINS), batch).rowcount
    work.execute(text(_MATCH), batch)
    return twins


def marks(work: Work, number: int) -> list[int]:
    """Return the marks of buildings to be made that rows stand for."""
    query = "SELECT DISTINCT building_id FROM stage_home WHERE batch_id = :batch AND building_id < 0"
    return list(work.execute(text(query), {"batch": number}).scalars())


def place(work: Work, number: int, made: dict[int, int]) -> None:
    """Put buildings that were just made in the place of their marks."""
    if not made:
        return
    work.execute(text("CREATE TEMP TABLE made_building (mark INTEGER PRIMARY KEY, id INTEGER NOT NULL)"))
    work.many("INSERT INTO made_building VALUES (?, ?)", list(made.items()))
    work.execute(
        text(
            "UPDATE stage_home SET building_id = (SELECT m.id FROM made_building m WHERE m.mark = building_id) "
            "WHERE batch_id = :batch AND building_id < 0"
        ),
        {"batch": number},
    )
    work.execute(text("DROP TABLE made_building"))


def land(work: Work, number: int) -> int:
    """Add the new homes and let known ones follow the file; return how many are new."""
    values = {"batch": number, "now": work.now}
    base = work.execute(text("SELECT ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'home'), 0)"))
    new = work.execute(text(_INSERT), values | {"base": int(base.scalar_one())}).rowcount
    work.execute(text(_CHANGED), values)
    work.execute(text(_FOLLOW), values)
    buildings = "SELECT DISTINCT building_id FROM stage_home WHERE batch_id = :batch AND outcome IS NULL"
    join_stairwells(work, list(work.execute(text(buildings), values).scalars()))
    work.execute(text("DELETE FROM stage_home WHERE batch_id = :batch AND outcome = 'same'"), values)
    return new
