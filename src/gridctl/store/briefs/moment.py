"""What stands at a moment, for the hand-over of a shift; and one request as it was known."""

# ruff: noqa: S608  (statements are put together from constants of these files; values are bound)

from typing import Any

from sqlalchemy import text

from gridctl.core.words import Urgency
from gridctl.store.briefs.ground import HERE, Span, lay_out, put_back
from gridctl.store.lean import LIVE_ONES
from gridctl.store.unit import Work

_STANDING = f"""
SELECT r.id, r.status, r.urgency, f.category, a.code AS area, f.summary, f.confidential, r.received_at, r.due,
  f.wait_until, ifnull(m.code, t.code) AS holder, r.status <> 'resolved' AND ifnull(r.due < :known, 0) AS overdue,
  r.status = 'new' AS untaken, r.urgency = '{Urgency.CRITICAL}' AS critical
FROM request r JOIN main.request f ON f.id = r.id LEFT JOIN main.area a ON a.id = r.area_id
LEFT JOIN main.member m ON m.id = r.holder_member_id LEFT JOIN main.team t ON t.id = r.holder_team_id
WHERE r.is_open = 1 AND {HERE.format(column="r.area_id")}
"""
_SUMS = text(
    "SELECT count(*) AS open, ifnull(sum(critical AND status <> 'resolved'), 0) AS critical,"
    " ifnull(sum(overdue), 0) AS overdue, ifnull(sum(untaken), 0) AS unassigned,"
    " count(*) FILTER (WHERE status = 'waiting') AS waiting, count(*) FILTER"
    " (WHERE status <> 'resolved' AND due >= :known AND due < :next) AS due FROM temp.brief_open"
)
_PRESSING = text(
    "SELECT * FROM temp.brief_open ORDER BY status = 'resolved', critical DESC, overdue DESC, due IS NULL, due, id"
    " LIMIT :most"
)
_PROMISED = text(
    "SELECT * FROM temp.brief_open WHERE status = 'waiting'"
    " OR (status <> 'resolved' AND due >= :known AND due < :next)"
    " ORDER BY ifnull(iif(status = 'waiting', wait_until, due), due), id LIMIT :most"
)
_TURNS = text(
    "SELECT t.id, t.start_at, t.end_at, p.duty, a.code AS area, p.place, m.code AS member, m.name, m.phone, m.tier,"
    " t.checked_in_at IS NOT NULL AS came, t.start_at < :known AS runs FROM turn t JOIN main.post p ON p.id = t.post_id"
    " JOIN main.member m ON m.id = t.member_id JOIN main.area a ON a.id = p.area_id"
    f" WHERE t.{LIVE_ONES} AND t.end_at >= :known AND t.start_at < :next AND t.no_show_at IS NULL"
    f" AND t.checked_out_at IS NULL AND {HERE.format(column='p.area_id')}"
    " ORDER BY t.start_at, a.code_key, p.duty, m.code_key"
)


def lay_out_open(work: Work, span: Span) -> None:
    """Lay out what is open at the moment of `work`."""
    lay_out(work, "brief_open", _STANDING, {"known": span.known, "everywhere": span.everywhere})


def sums(work: Work, known: int, until: int) -> Any:  # noqa: ANN401
    """Return the counts of what is laid out; `due` falls due up to a moment (UTC ms)."""
    return work.execute(_SUMS, {"known": known, "next": until}).one()


def pressing(work: Work, most: int) -> list[Any]:
    """Return what is laid out, the most pressing first."""
    return list(work.execute(_PRESSING, {"most": most}))


def promised(work: Work, known: int, until: int, most: int) -> list[Any]:
    """Return what waits for a date, or falls due up to a moment (UTC ms)."""
    return list(work.execute(_PROMISED, {"known": known, "next": until, "most": most}))


def turns(work: Work, span: Span, until: int) -> list[Any]:
    """Return the turns that run at the moment of `work`, and those that begin up to another (UTC ms)."""
    values = {"known": span.known, "next": until, "everywhere": span.everywhere}
    return list(work.execute(_TURNS, values))


_ONE = (
    "SELECT r.id, r.status, r.level, r.urgency, r.category, r.channel, r.area_id, r.desk_id, r.holder_member_id,"
    " r.holder_team_id, r.received_at, r.recorded_at, r.respond_due, r.responded_at, r.due, r.resolved_at, r.closed_at,"
    " r.outcome, r.satisfied, r.confidential FROM main.request r WHERE r.id = :number"
)
_REPLACED = (
    "level", "urgency", "category", "area_id", "desk_id", "holder_member_id", "holder_team_id", "respond_due",
    "responded_at", "due", "resolved_at", "closed_at", "outcome", "satisfied",
)  # fmt: skip
_NAMED = text(
    "SELECT x.*, a.code AS area, d.code AS desk, ifnull(m.code, t.code) AS holder,"
    " ifnull((SELECT s.status FROM main.step s WHERE s.request_id = x.id AND s.seq <= :seq"
    " ORDER BY s.seq DESC LIMIT 1), x.status) AS stood FROM temp.brief_request x"
    " LEFT JOIN main.area a ON a.id = x.area_id LEFT JOIN main.area d ON d.id = x.desk_id"
    " LEFT JOIN main.member m ON m.id = x.holder_member_id LEFT JOIN main.team t ON t.id = x.holder_team_id"
)


def request(work: Work, number: int, seq: int) -> Any:  # noqa: ANN401
    """Return one request as the store knew it up to a step, `stood` its status then."""
    lay_out(work, "brief_request", _ONE, {"number": number})
    put_back(work, "brief_request", seq, _REPLACED)
    return work.execute(_NAMED, {"seq": seq}).one()
