"""Rounds in the store: open, find, list, close; their checklists by hash."""

# ruff: noqa: S608  (statements are put together from constants of these files; values are bound)

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select, text, update

from gridctl.core.errors import N_, Conflict
from gridctl.core.rounds import ALL_BANDS, NOT_DUE, SETTLED, VisitOutcome
from gridctl.store.tables.columns import table
from gridctl.store.tables.rounds import Round, RoundTarget, StoredChecklist
from gridctl.store.unit import Work

ROUND = table(Round)
TARGET = table(RoundTarget)
CHECKLIST = table(StoredChecklist)
T = TARGET.c

_EVER = 1 << 62
_ROUND = text("SELECT * FROM round WHERE id = :number")
_CONTENT = text("SELECT content FROM checklist WHERE hash = :hash")
THING = (
    "CASE WHEN t.thing_id IS NULL THEN NULL ELSE (SELECT CASE o.kind"
    " WHEN 'compound' THEN (SELECT code FROM compound WHERE id = t.thing_id)"
    " WHEN 'building' THEN (SELECT code FROM building WHERE id = t.thing_id)"
    " WHEN 'area' THEN (SELECT code FROM area WHERE id = t.thing_id)"
    " WHEN 'member' THEN (SELECT code FROM member WHERE id = t.thing_id)"
    " WHEN 'point' THEN (SELECT code FROM point WHERE id = t.thing_id) END"
    " FROM round o WHERE o.id = t.round_id) END AS thing"
)
"""The code of a target that is no home and no resident."""
_NOT_MISSING = ", ".join(f"'{outcome}'" for outcome in sorted(NOT_DUE | {VisitOutcome.DONE}))
_SETTLED = ", ".join(f"'{outcome}'" for outcome in sorted(SETTLED))
_COLUMNS = (
    f"SELECT t.*, h.label AS home, h.floor, h.room, r.name AS person, b.code AS building, m.code AS member, {THING},"
    " {quantity} AS quantity,"
    " (SELECT group_concat(tag, ' ') FROM (SELECT DISTINCT n.tag FROM need n WHERE {held} AND"
    "  n.resident_id IN (SELECT t.resident_id UNION SELECT p.id FROM resident p WHERE t.resident_id IS NULL"
    "  AND p.home_id = t.home_id AND p.status = 'living') ORDER BY n.tag)) AS needs"
    " FROM {source} t LEFT JOIN home h ON h.id = t.home_id LEFT JOIN resident r ON r.id = t.resident_id"
    " LEFT JOIN building b ON b.id = t.building_id LEFT JOIN member m ON m.id = t.member_id"
    " LEFT JOIN supply_share s ON s.home_id = t.home_id"
    " AND s.plan_id = (SELECT o.plan_id FROM round o WHERE o.id = :round) "
)
_VALID_THEN = "v.target_id = o.id AND v.recorded_at <= :at AND (v.voided_at IS NULL OR v.voided_at > :at)"
_PAST = (
    "(SELECT o.id, o.round_id, o.place, o.part, o.home_id, o.resident_id, o.building_id, o.area_id, o.thing_id,"
    " o.unit, o.name, o.phone, o.first, o.note, 0 AS bands, NULL AS dropped_at, w.outcome, w.at AS last_at,"
    " (SELECT s.member_id FROM round_share s WHERE s.target_id = o.id AND s.since <= :at"
    "  ORDER BY s.since DESC, s.id DESC LIMIT 1) AS member_id,"
    f" (SELECT count(*) FROM visit v WHERE {_VALID_THEN}) AS visits"
    " FROM round_target o LEFT JOIN visit w ON w.seq ="
    f" (SELECT v.seq FROM visit v WHERE {_VALID_THEN} ORDER BY v.at DESC, v.seq DESC LIMIT 1)"
    " WHERE o.round_id = :round AND o.added_at <= :at AND (o.dropped_at IS NULL OR o.dropped_at > :at))"
)
"""The targets of a round as they stood at a moment."""
_NOW = _COLUMNS.format(source="round_target", held="n.ended_at IS NULL", quantity="s.granted - s.given")
_THEN = _COLUMNS.format(
    source=_PAST,
    held="n.created_at <= :at AND (n.ended_at IS NULL OR n.ended_at > :at)",
    quantity="s.granted",
)


def keep_checklist(work: Work, wanted: Any, *, added: bool) -> None:  # noqa: ANN401
    """Store a checklist under its hash; `added` makes it the newest of its code that a user gave."""
    c = CHECKLIST.c
    if not work.execute(select(c.hash).where(c.hash == wanted.content_hash)).first():
        work.execute(
            insert(CHECKLIST).values(
                hash=wanted.content_hash, code=wanted.code, content=wanted.to_json(), stored_at=work.now
            )
        )
    if added:
        work.execute(update(CHECKLIST).where(c.hash == wanted.content_hash).values(added_at=work.now))


def content(work: Work, checklist_hash: str) -> str:
    """Return the JSON of the checklist with this hash."""
    return str(work.execute(_CONTENT, {"hash": checklist_hash}).scalar_one())


def added(work: Work) -> list[Any]:
    """Return the checklists that users gave, the newest of each code."""
    query = text(
        "SELECT code, content, added_at FROM (SELECT *, row_number() OVER (PARTITION BY code"
        " ORDER BY added_at DESC, stored_at DESC) AS place FROM checklist WHERE added_at IS NOT NULL)"
        " WHERE place = 1 ORDER BY code"
    )
    return list(work.execute(query))


def add(work: Work, values: dict[str, Any]) -> int:
    """Insert one round and return its number."""
    return work.add(insert(ROUND).values(**values))


def get(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return the row of a round, or None."""
    return work.execute(_ROUND, {"number": number}).first()


def change(work: Work, number: int, version: int, values: dict[str, Any]) -> None:
    """Change a round that has not been changed since it was read; Conflict otherwise."""
    c = ROUND.c
    done = work.execute(
        update(ROUND).where(c.id == number, c.version == version).values(**values, version=version + 1)
    )
    if done.rowcount != 1:
        raise Conflict(
            N_("somebody else has just changed this round"), hint=N_("look at it again: gridctl round list")
        )


def listing(work: Work, *, everything: bool) -> list[Any]:
    """Return the rounds with the codes of their areas, newest first; the open ones, or all."""
    where = "" if everything else "WHERE r.closed_at IS NULL "
    query = f"SELECT r.*, a.code AS area FROM round r LEFT JOIN area a ON a.id = r.area_id {where}ORDER BY r.id DESC"
    return list(work.execute(text(query)))


def due(work: Work) -> list[Any]:
    """Return the rounds that come again by now."""
    query = text("SELECT * FROM round WHERE next_at IS NOT NULL AND next_at <= :now ORDER BY next_at")
    return list(work.execute(query, {"now": work.now}))


def targets(
    work: Work,
    number: int,
    where: str = "",
    values: dict[str, Any] | None = None,
    order: str = "t.place",
    most: int | None = None,
) -> list[Any]:
    """Return targets of a round that fulfil `where`, with labels, names and needs that have not ended.

    With ``at`` (UTC ms) among `values`, as they stood then.
    """
    given = {"round": number, "most": most} | (values or {})
    told = f" AND {where}" if where else ""
    limit = "" if most is None else " LIMIT :most"
    columns = _THEN if "at" in given else _NOW
    query = f"{columns}WHERE t.round_id = :round AND t.dropped_at IS NULL{told} ORDER BY {order}{limit}"
    return list(work.execute(text(query), given))


def missing(work: Work, number: int, building_id: int | None = None, at: int | None = None) -> list[Any]:
    """Return the targets of a round, or of one building, that are (or at a moment were) to be visited and not done."""
    where = f"ifnull(t.outcome, '') NOT IN ({_NOT_MISSING})"
    values = {} if at is None else {"at": at}
    if building_id is None:
        return targets(work, number, where, values)
    values["building"] = building_id
    return targets(work, number, f"{where} AND t.building_id = :building", values)


def next_targets(work: Work, number: int, member_id: int | None, bit: int, most: int) -> list[Any]:
    """Return the targets to be visited next: those that fit this part of the day before those that do not."""
    share = "" if member_id is None else " AND t.member_id = :member"
    values: dict[str, Any] = {"member": member_id, "bit": bit, "all": ALL_BANDS}
    open_, order = f"t.settled = 0{share}", "t.first DESC, t.place"
    now = targets(work, number, f"{open_} AND (t.bands & :bit = 0 OR t.bands = :all)", values, order, most)
    if len(now) >= most:
        return now
    later = f"{open_} AND t.bands & :bit <> 0 AND t.bands <> :all"
    return now + targets(work, number, later, values, order, most - len(now))


def next_then(
    work: Work, number: int, member_id: int | None, later: Sequence[int], most: int, at: int
) -> list[Any]:
    """Return the targets that were to be visited next at a moment (UTC ms); those of `later` (numbers) come last."""
    share = "" if member_id is None else " AND t.member_id = :member"
    values = {"member": member_id, "later": json.dumps(list(later)), "at": at}
    order = "t.id IN (SELECT value FROM json_each(:later)), t.first DESC, t.place"
    return targets(work, number, f"ifnull(t.outcome, '') NOT IN ({_SETTLED}){share}", values, order, most)


def knocks_then(work: Work, number: int, at: int) -> list[Any]:
    """Return (target_id, at) of the knocks that nobody answered, as was known at a moment (UTC ms)."""
    query = text(
        "SELECT v.target_id, v.at FROM visit v WHERE v.round_id = :round AND v.outcome = 'no_answer'"
        " AND v.recorded_at <= :at AND (v.voided_at IS NULL OR v.voided_at > :at)"
    )
    return list(work.execute(query, {"round": number, "at": at}))


def people_changed(work: Work, number: int, at: int) -> int:
    """Return how many people of a round were changed since a moment (UTC ms), or have moved: who lived where then,
    and under which name, the ledger has as hashes alone."""
    query = text(
        "SELECT count(DISTINCT p.id) FROM ledger l JOIN resident p ON p.id = CAST(l.thing_id AS INTEGER)"
        " WHERE l.seq > ifnull((SELECT seq FROM ledger WHERE at <= :at ORDER BY seq DESC LIMIT 1), 0)"
        " AND l.thing = 'resident' AND l.action NOT IN ('resident.reveal', 'resident.need')"
        " AND (l.action = 'resident.move' OR EXISTS (SELECT 1 FROM round_target t WHERE t.round_id = :round"
        " AND (t.resident_id = p.id OR (t.resident_id IS NULL AND t.home_id = p.home_id))))"
    )
    return int(work.execute(query, {"round": number, "at": at}).scalar_one())


def left_of(work: Work, number: int, member_id: int) -> Any:  # noqa: ANN401
    """Return how many targets of a round are open: `everyone`, `shared` among members, and `own` of one member."""
    query = text(
        "SELECT count(*) AS everyone, count(member_id) AS shared, ifnull(sum(member_id = :member), 0) AS own"
        " FROM round_target WHERE round_id = :round AND dropped_at IS NULL AND settled = 0"
    )
    return work.execute(query, {"round": number, "member": member_id}).one()


def last_place(work: Work, number: int) -> int:
    """Return the place of the last target of a round."""
    query = text("SELECT ifnull(max(place), 0) FROM round_target WHERE round_id = :round")
    return int(work.execute(query, {"round": number}).scalar_one())


def set_targets(work: Work, numbers: list[int], values: dict[str, Any]) -> None:
    """Change some targets alike."""
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        work.execute(update(TARGET).where(T.id.in_(part)).values(**values))


def share_out(work: Work, numbers: list[int], member_id: int) -> None:
    """Let some targets be a member's share from now on; whose they were before is kept."""
    set_targets(work, numbers, {"member_id": member_id})
    work.many(
        "INSERT INTO round_share (target_id, member_id, since) VALUES (?, ?, ?)",
        [(one, member_id, work.now) for one in numbers],
    )


def raised(work: Work, number: int, at: int | None = None) -> list[int]:
    """Return the numbers of the requests that a round raised, up to a moment (UTC ms)."""
    query = text(
        "SELECT DISTINCT x.request_id FROM round_request x JOIN request q ON q.id = x.request_id"
        " WHERE x.round_id = :round AND (:at IS NULL OR q.recorded_at <= :at) ORDER BY 1"
    )
    return list(work.execute(query, {"round": number, "at": at}).scalars())


def unmatched(work: Work, number: int, at: int | None = None) -> int:
    """Return how many targets of a round no list of the store knows, now or at a moment (UTC ms)."""
    query = text(
        "SELECT count(*) FROM round_target WHERE round_id = :round AND home_id IS NULL AND resident_id IS NULL"
        " AND thing_id IS NULL AND added_at <= :at AND (dropped_at IS NULL OR dropped_at > :at)"
    )
    return int(work.execute(query, {"round": number, "at": _EVER if at is None else at}).scalar_one())


def open_of_plan(work: Work, plan_id: int) -> int | None:
    """Return the round that hands out a plan and is open, or None."""
    query = text("SELECT id FROM round WHERE plan_id = :plan AND closed_at IS NULL LIMIT 1")
    return work.execute(query, {"plan": plan_id}).scalar()
