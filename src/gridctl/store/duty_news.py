"""Texts about turns of duty, in the outbox: one for each receiver, however many turns it is about."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import text

from gridctl.core.telling import Receiver
from gridctl.store.unit import Work

_OF = text(
    "SELECT id, kind, turn_ids FROM outbox WHERE role = :role AND to_id = :to_id AND turn_ids IS NOT NULL"
    " AND told_at IS NULL AND dropped_at IS NULL ORDER BY id"
)
_HEARD = text(
    "SELECT DISTINCT one.value FROM outbox, json_each(outbox.turn_ids) one WHERE role = :role AND to_id = :to_id"
    " AND turn_ids IS NOT NULL AND told_at IS NOT NULL AND one.value IN (SELECT value FROM json_each(:ids))"
)
_TURNS = text(
    "SELECT t.id, t.member_id, p.area_id FROM json_each(:ids) one JOIN turn t ON t.id = one.value"
    " JOIN post p ON p.id = t.post_id ORDER BY t.start_at, t.id"
)
_ADD = "INSERT INTO outbox (kind, role, to_id, turn_ids, created_at) VALUES (?, ?, ?, ?, ?)"
_KEEP = text("UPDATE outbox SET turn_ids = :ids WHERE id = :number")
_DROP = text("UPDATE outbox SET dropped_at = :now WHERE id = :number")


def turns(work: Work, ids: Iterable[int]) -> list[Any]:
    """Return (id, member_id, area_id) of turns, by when they begin."""
    return list(work.execute(_TURNS, {"ids": json.dumps(list(ids))}))


def untold(work: Work, to: Receiver) -> list[tuple[int, str, list[int]]]:
    """Return the texts (number, kind, turns) about duty that somebody has not been sent yet."""
    rows = work.execute(_OF, {"role": str(to.role), "to_id": to.id})
    return [(row.id, row.kind, json.loads(row.turn_ids)) for row in rows]


def heard(work: Work, to: Receiver, ids: Sequence[int]) -> set[int]:
    """Return of which of some turns somebody was told before."""
    values = {"role": str(to.role), "to_id": to.id, "ids": json.dumps(list(ids))}
    return set(work.execute(_HEARD, values).scalars())


def keep(work: Work, number: int, ids: Sequence[int]) -> None:
    """Let an untold text be about these turns alone; about none it is let go."""
    if ids:
        work.execute(_KEEP, {"ids": json.dumps(list(ids)), "number": number})
    else:
        work.execute(_DROP, {"now": work.now, "number": number})


def write(work: Work, news: Iterable[tuple[str, Receiver, Sequence[int]]]) -> None:
    """Keep that these have to hear (kind) of turns of duty."""
    values = [(kind, str(to.role), to.id, json.dumps(list(ids)), work.now) for kind, to, ids in news]
    work.many(_ADD, values)
