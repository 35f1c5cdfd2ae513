"""The steps of a period with what a brief asks of them, and what is told by them: teams, ratings, clocks kept."""

# ruff: noqa: S608  (statements are put together from constants of these files; values are bound)

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import text

from gridctl.core.life import RESPONDED
from gridctl.core.words import StepKind
from gridctl.store.briefs.ground import HERE, Span, lay_out, put_back
from gridctl.store.unit import Work

_KINDS = ", ".join(
    f"'{kind}'"
    for kind in (
        StepKind.RECEIVE, StepKind.REOPEN, StepKind.CANCEL, StepKind.MERGE, StepKind.ASSIGN, StepKind.START,
        StepKind.WAIT, StepKind.RESOLVE, StepKind.CLOSE, StepKind.ESCALATE, StepKind.OBJECT,
    )
)  # fmt: skip
_DEEDS = f"""
SELECT s.seq, r.id, s.kind, s.at, s.recorded_at, s.counted_at, s.origin, s.operator, s.done_by,
  ifnull(json_extract(s.detail, '$.on_spot'), 0) AS on_spot, json_extract(s.detail, '$.to') AS given_to,
  json_extract(s.detail, '$.auto') AS auto, json_extract(s.detail, '$.satisfied') AS satisfied,
  r.category, r.area_id, r.channel, r.urgency, r.received_at, r.home_id, r.building_id,
  r.respond_due, r.responded_at, iif(s.kind = 'resolve', ifnull(
    (SELECT x.due FROM main.span x WHERE x.request_id = r.id AND x.to_at = s.counted_at), r.due), NULL) AS due
FROM main.step s INDEXED BY step_counted CROSS JOIN main.request r ON r.id = s.request_id
WHERE s.counted_at >= :start AND s.counted_at < :end AND s.kind IN ({_KINDS})
  AND (:seq IS NULL OR s.seq <= :seq) AND {HERE.format(column="r.area_id")}
"""
_ATTRIBUTES = ("category", "area_id", "channel", "urgency", "respond_due", "responded_at")


def lay_out_deeds(work: Work, span: Span) -> None:
    """Lay out the steps that count in a period, with their requests as they were known."""
    lay_out(work, "deed", _DEEDS, span.values(seq=span.seq))
    if span.seq is not None:
        put_back(work, "deed", span.seq, _ATTRIBUTES)


_SUMS = text(
    "SELECT count(*) FILTER (WHERE kind = 'escalate') AS escalated,"
    " count(*) FILTER (WHERE kind = 'escalate' AND auto IS NOT NULL) AS escalated_late,"
    " count(*) FILTER (WHERE kind = 'object') AS objected,"
    " count(*) FILTER (WHERE kind = 'close' AND satisfied IS NOT NULL) AS rated,"
    " count(*) FILTER (WHERE kind = 'close' AND satisfied = 1) AS satisfied FROM temp.deed"
)
_TEAMS = text(
    "SELECT t.code, t.name, t.kind, count(*) AS given, count(DISTINCT d.id) AS requests FROM temp.deed d"
    " JOIN team t ON t.code = d.given_to WHERE d.kind = 'assign' GROUP BY t.id ORDER BY given DESC, t.code_key"
)
_KEPT = "count(*) FILTER (WHERE at <= due) AS kept, count(*) FILTER (WHERE at > due) AS missed"
_RESPONDED = ", ".join(f"'{kind}'" for kind in sorted(RESPONDED))
_CLOCKS = text(
    "SELECT clock, urgency, count(*) FILTER (WHERE at <= due) AS kept, count(*) FILTER (WHERE at > due) AS missed"
    " FROM (SELECT 'resolve' AS clock, urgency, at, due FROM temp.deed WHERE kind = 'resolve' AND due IS NOT NULL"
    " UNION ALL SELECT 'respond', urgency, at, respond_due FROM temp.deed"
    f" WHERE kind IN ({_RESPONDED}) AND at = responded_at AND respond_due IS NOT NULL GROUP BY id)"
    " GROUP BY clock, urgency"
)
_MISSED = text(
    f"SELECT category, {_KEPT} FROM temp.deed WHERE kind = 'resolve' AND due IS NOT NULL"
    " GROUP BY category ORDER BY missed DESC, category"
)


def sums(work: Work) -> Any:  # noqa: ANN401
    """Return what is counted of the steps that are laid out, beside what a return counts."""
    return work.execute(_SUMS).one()


def teams(work: Work) -> list[Any]:
    """Return (code, name, kind, given, requests) of the teams that something was given to, the busiest first."""
    return list(work.execute(_TEAMS))


def clocks(work: Work) -> list[Any]:
    """Return (clock, urgency, kept, missed) of the limits that were met or missed by the steps laid out."""
    return list(work.execute(_CLOCKS))


def limits_by_category(work: Work) -> list[Any]:
    """Return (category, kept, missed) of the limits to resolve, those missed most first."""
    return list(work.execute(_MISSED))


_DAY = "(counted_at - :start) / 3600000"
_HOURS = text(
    f"SELECT {_DAY} AS hour, count(*) FILTER (WHERE kind = 'receive') AS received,"
    f" count(*) FILTER (WHERE kind = 'close') AS closed FROM temp.deed GROUP BY 1 ORDER BY 1"
)


def by_hour(work: Work, span: Span) -> list[Any]:
    """Return (hour, received, closed) by the hours of a period, counted from its beginning."""
    return list(work.execute(_HOURS, {"start": span.start}))


_HAZARDS = text(
    "SELECT count(*) FILTER (WHERE kind = 'receive') AS found, count(*) FILTER (WHERE kind = 'resolve') AS mended"
    " FROM temp.deed"
    " WHERE category IN (SELECT value FROM json_each(:some))"
)
_RECHECKED = text(
    "SELECT count(*) FROM temp.deed d JOIN main.occurrence o ON o.request_id = d.id"
    " JOIN main.schedule s ON s.id = o.schedule_id AND s.kind = 'recheck' WHERE d.kind = 'receive'"
)
_LIST = """
SELECT d.seq, d.id, d.kind, d.at, d.recorded_at, d.origin, ifnull(d.done_by, d.operator) AS by, d.given_to, d.urgency,
  d.category, a.code AS area, r.summary, r.confidential FROM temp.deed d JOIN main.request r ON r.id = d.id
LEFT JOIN main.area a ON a.id = d.area_id WHERE {where} ORDER BY d.seq
"""


def hazards(work: Work, categories: Sequence[str]) -> Any:  # noqa: ANN401
    """Return (found, mended) of the hazards of some categories among the steps that are laid out."""
    return work.execute(_HAZARDS, {"some": json.dumps(list(categories))}).one()


def rechecks(work: Work) -> int:
    """Return how many rechecks were opened by the steps that are laid out."""
    return int(work.execute(_RECHECKED).scalar_one())


def listing(work: Work, where: str) -> list[Any]:
    """Return the steps that are laid out and fit a condition (SQL of ours), with what a list shows of them."""
    return list(work.execute(text(_LIST.format(where=where))))
