"""People in need and who of them was reached in a period; who came, moved, was born and died."""

# ruff: noqa: S608  (statements are put together from constants of these files; values are bound)

from typing import Any

from sqlalchemy import text

from gridctl.store.briefs.ground import HERE, Span, lay_out
from gridctl.store.unit import Work

_HOME = "ifnull(h.area_id, b.area_id)"
_PEOPLE = "main.resident p LEFT JOIN main.home h ON h.id = p.home_id LEFT JOIN main.building b ON b.id = h.building_id"
_NEEDS = f"""
SELECT n.tag, p.id, p.home_id FROM main.need n CROSS JOIN {_PEOPLE}
WHERE p.id = n.resident_id AND n.created_at < :known AND (n.ended_at IS NULL OR n.ended_at >= :known)
  AND (n.voided_at IS NULL OR n.voided_at >= :known) AND ifnull(n.from_on, '') <= :day
  AND ifnull(n.until_on, '9') >= :day AND p.created_at < :known AND p.status = 'living'
  AND {HERE.format(column=_HOME)} GROUP BY n.tag, p.id
"""
_REACHED = """
SELECT DISTINCT n.id FROM temp.brief_need n WHERE n.id IN (
  SELECT t.resident_id FROM main.visit v JOIN main.round_target t ON t.id = v.target_id
  WHERE t.resident_id IS NOT NULL AND v.outcome IN ('done', 'partly') AND v.recorded_at >= :start
    AND v.recorded_at < :end AND v.recorded_at < :known AND (v.voided_at IS NULL OR v.voided_at >= :known)
  UNION SELECT d.resident_id FROM (SELECT r.resident_id, x.kind FROM temp.deed x JOIN main.request r ON r.id = x.id) d
  WHERE d.kind IN ('resolve', 'start') AND d.resident_id IS NOT NULL)
OR n.home_id IN (
  SELECT t.home_id FROM main.visit v JOIN main.round_target t ON t.id = v.target_id
  WHERE t.resident_id IS NULL AND t.home_id IS NOT NULL AND v.outcome IN ('done', 'partly') AND v.recorded_at >= :start
    AND v.recorded_at < :end AND v.recorded_at < :known AND (v.voided_at IS NULL OR v.voided_at >= :known)
  UNION SELECT m.home_id FROM main.supply_move m WHERE m.kind = 'issue' AND m.home_id IS NOT NULL
    AND m.recorded_at >= :start AND m.recorded_at < :end AND m.recorded_at < :known
    AND NOT EXISTS (SELECT 1 FROM main.supply_move u WHERE u.undoes_id = m.id AND u.recorded_at < :known))
"""
_BY_TAG = text(
    "SELECT n.tag, count(*) AS people, count(r.id) AS reached FROM temp.brief_need n"
    " LEFT JOIN temp.brief_reached r ON r.id = n.id GROUP BY n.tag ORDER BY people DESC, n.tag"
)
_SUMS = text(
    "SELECT (SELECT count(DISTINCT id) FROM temp.brief_need) AS in_need,"
    " (SELECT count(*) FROM temp.brief_reached) AS reached"
)
_MOVES = text(
    "SELECT count(*) FILTER (WHERE p.came_on >= :first AND p.came_on <= :last) AS came, count(*) FILTER"
    " (WHERE p.status = 'left' AND p.left_on >= :first AND p.left_on <= :last) AS moved, count(*) FILTER"
    " (WHERE p.birth_date >= :first AND p.birth_date <= :last) AS born, count(*) FILTER"
    " (WHERE p.status = 'dead' AND p.left_on >= :first AND p.left_on <= :last) AS died, count(*) FILTER"
    f" (WHERE p.status = 'living') AS living FROM {_PEOPLE} WHERE p.created_at < :known"
    f" AND p.status IN ('living', 'left', 'dead') AND {HERE.format(column=_HOME)}"
)
_WHO = text(
    "SELECT DISTINCT n.id, r.id AS reached FROM temp.brief_need n LEFT JOIN temp.brief_reached r ON r.id = n.id"
)


def lay_out_needs(work: Work, span: Span, day: str) -> None:
    """Lay out who is in need on a day (ISO) by mark, and who of them was reached in the period.

    Somebody is reached by a visit to them or their home that was done, by what was handed out to their home, or
    by a request of theirs that was begun or resolved. The steps of the period are laid out before.
    """
    lay_out(work, "brief_need", _NEEDS, span.values(day=day))
    lay_out(work, "brief_reached", _REACHED, span.values())


def sums(work: Work) -> Any:  # noqa: ANN401
    """Return (in_need, reached) of the people that are laid out."""
    return work.execute(_SUMS).one()


def by_tag(work: Work) -> list[Any]:
    """Return (tag, people, reached) by mark; one person can have several."""
    return list(work.execute(_BY_TAG))


def moves(work: Work, span: Span, first: str, last: str) -> Any:  # noqa: ANN401
    """Return (came, moved, born, died, living) of residents by the days (ISO, both within) that are told of them."""
    return work.execute(_MOVES, span.values(first=first, last=last)).one()


def who(work: Work) -> list[Any]:
    """Return (id, reached) of the people that are laid out; `reached` is None for who was not."""
    return list(work.execute(_WHO))
