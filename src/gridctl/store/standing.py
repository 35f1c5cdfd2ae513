"""What of open requests has to be remembered now, found and put in order by the store: there may be very many."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from gridctl.core.times import DAY_MS
from gridctl.core.words import Urgency
from gridctl.store.unit import Work

RANK = " ".join(f"WHEN '{urgency}' THEN {place}" for place, urgency in enumerate(Urgency))
_SOON = f"due - min(max(0, due - received_at) / 4, {DAY_MS})"
_NOBODY = "holder_member_id IS NULL AND holder_team_id IS NULL"
_KINDS = (
    ("due_soon", _SOON, "due > :now"),
    ("overdue", "due", ""),
    ("unreached", "respond_due", "responded_at IS NULL"),
    ("unassigned", "assign_due", _NOBODY),
    ("unaccepted", "answer_due", "status = 'assigned' AND accepted_at IS NULL"),
    ("wait_over", "wait_until", "status = 'waiting'"),
)
"""Each kind, since when, and what must hold beside that it has come; a test holds them to `core.reminders`."""

_MINE = (
    " AND (holder_member_id = :me OR holder_team_id IN (SELECT value FROM json_each(:teams))"
    " OR (holder_member_id IS NULL AND holder_team_id IS NULL"
    " AND desk_id IN (SELECT value FROM json_each(:desks))))"
)
_INSIDE = " AND area_id IN (SELECT value FROM json_each(:areas))"


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose requests: those of a member (id), of teams, and of nobody at desks; of everybody without a member.

    With `areas` (ids) those in these alone.
    """

    member: int | None = None
    teams: Sequence[int] = ()
    desks: Sequence[int] = ()
    areas: Sequence[int] | None = None


def standing(work: Work, whose: Whose, most: int | None = None) -> Iterator[Any]:
    """Yield what stands, the most urgent and longest due first: `kind` and `since` beside the request's columns.

    Up to `most` come; `whole` says how many there are. Each open request is looked at once: 4 microseconds.
    """
    narrow = (_MINE if whose.member is not None else "") + (_INSIDE if whose.areas is not None else "")
    values = {"now": work.now, "most": -1 if most is None else most}
    if whose.member is not None:
        lists = {"teams": json.dumps(list(whose.teams)), "desks": json.dumps(list(whose.desks))}
        values |= {"me": whose.member, **lists}  # type: ignore[dict-item]
    if whose.areas is not None:
        values["areas"] = json.dumps(list(whose.areas))  # type: ignore[assignment]
    yield from work.execute(text(_statement(narrow)), values)


def _statement(narrow: str) -> str:
    kinds = " UNION ALL ".join(
        f"SELECT id, urgency, {place}, '{kind}', {since} FROM watched WHERE {since} <= :now"  # noqa: S608  (as above)
        + (f" AND {more}" if more else "")
        for place, (kind, since, more) in enumerate(_KINDS)
    )
    return f"""
        WITH watched AS MATERIALIZED (
            SELECT id, urgency, status, received_at, due, respond_due, responded_at, assign_due, answer_due,
                accepted_at, wait_until, holder_member_id, holder_team_id
            FROM request WHERE is_open = 1 AND status <> 'resolved'{narrow}
        ),
        found(id, urgency, place, kind, since) AS ({kinds}),
        first AS (
            SELECT id, place, kind, since, CASE urgency {RANK} END AS rank, count(*) OVER () AS whole FROM found
            ORDER BY rank, since, id, place LIMIT :most
        )
        SELECT f.kind, f.since, f.whole, r.id, r.status, r.urgency, r.category, r.summary, r.confidential, r.due,
            area.code AS area, desk.code AS desk, coalesce(member.code, team.code) AS holder
        FROM first f JOIN request r ON r.id = f.id
            LEFT JOIN area ON area.id = r.area_id LEFT JOIN area desk ON desk.id = r.desk_id
            LEFT JOIN member ON member.id = r.holder_member_id LEFT JOIN team ON team.id = r.holder_team_id
        ORDER BY f.rank, f.since, f.id, f.place
    """  # noqa: S608  (as above)
