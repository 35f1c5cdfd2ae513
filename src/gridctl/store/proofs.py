"""Samples of a round's targets, the second copy for a second reader, and what both recorded."""

# ruff: noqa: S608  (statements are put together from constants of these files; values are bound)

import json
from typing import Any

from sqlalchemy import text

from gridctl.store.rounds import THING
from gridctl.store.unit import Work

_LISTED = text(
    "SELECT t.id, coalesce(h.label, t.name, '') AS label, coalesce(t.resident_id, t.thing_id, t.place) AS number"
    " FROM round_target t LEFT JOIN home h ON h.id = t.home_id WHERE t.round_id = :round"
)
_KEEP = text(
    "DELETE FROM round_target WHERE round_id = :round AND id NOT IN (SELECT value FROM json_each(:kept))"
)
_COPIED = (
    "round_id, place, part, home_id, resident_id, building_id, area_id, thing_id, unit, name, phone, first,"
    " settled, visits, bands, added_at, note"
)
_GIVE = text("UPDATE round_target SET member_id = :member WHERE round_id = :round")
_COPY = text(
    f"INSERT INTO round_target ({_COPIED}, member_id) SELECT {_COPIED}, :member FROM round_target"
    " WHERE round_id = :round ORDER BY id"
)
_SHARES = text(
    "INSERT INTO round_share (target_id, member_id, since) SELECT id, member_id, :now FROM round_target"
    " WHERE round_id = :round"
)
_LEFT = text(
    "SELECT 1 FROM round_target WHERE round_id = :round AND dropped_at IS NULL AND settled = 0 LIMIT 1"
)
_TARGETS = text(
    f"SELECT t.*, h.label AS home, {THING} FROM round_target t LEFT JOIN home h ON h.id = t.home_id"
    " WHERE t.round_id = :round AND t.added_at <= :at AND (t.dropped_at IS NULL OR t.dropped_at > :at)"
    " ORDER BY t.place, t.id"
)
_LAST = text(
    "SELECT v.target_id, v.outcome, v.answers FROM visit v WHERE v.round_id = :round AND v.recorded_at <= :at"
    " AND (v.voided_at IS NULL OR v.voided_at > :at) ORDER BY v.at, v.seq"
)


def listed(work: Work, number: int) -> list[Any]:
    """Return (id, label, number) of every target of a round, by which a sample is drawn."""
    return list(work.execute(_LISTED, {"round": number}))


def keep_only(work: Work, number: int, kept: list[int]) -> None:
    """Leave in a round that is just being opened these targets alone."""
    work.execute(_KEEP, {"round": number, "kept": json.dumps(kept)})


def double(work: Work, number: int, first: int, second: int) -> None:
    """Let every target of a round that is just being opened stand twice: once for each of two members."""
    work.execute(_GIVE, {"round": number, "member": first})
    work.execute(_COPY, {"round": number, "member": second})
    work.execute(_SHARES, {"round": number, "now": work.now})


def anything_left(work: Work, number: int) -> bool:
    """Tell whether a target of a round still has to be visited."""
    return work.execute(_LEFT, {"round": number}).first() is not None


def targets(work: Work, number: int, at: int) -> list[Any]:
    """Return the targets that a round had at a moment (UTC ms), in walking order."""
    return list(work.execute(_TARGETS, {"round": number, "at": at}))


def last_visits(work: Work, number: int, at: int) -> dict[int, Any]:
    """Return the last visit of each target (outcome, answers as JSON) that counted at a moment (UTC ms)."""
    return {row.target_id: row for row in work.execute(_LAST, {"round": number, "at": at})}
