"""The inbox in the store: drafts, the messages that are known, and what the same home asked for already."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, Update, bindparam, case, delete, func, insert, select, text, update

from gridctl.core.errors import N_, Conflict
from gridctl.core.words import InboxStatus, Urgency
from gridctl.store.areas import AREA
from gridctl.store.places import HOME
from gridctl.store.requests import IS_OPEN, REQUEST
from gridctl.store.tables.columns import table
from gridctl.store.tables.inbox import Inbox, InboxKey
from gridctl.store.unit import Work

INBOX = table(Inbox)
KEY = table(InboxKey)
I = INBOX.c  # noqa: E741  (as the other tables' columns are called)

_RANK = case({str(one): place for place, one in enumerate(Urgency)}, value=I.urgency, else_=len(Urgency))
IS_WAITING = text("inbox.status = 'waiting'")
"""Spelled as in the partial index."""

_ADD = insert(INBOX)
_ADD_KEY = text("INSERT OR IGNORE INTO inbox_key (key, inbox_id) VALUES (:key, :number)")


def _rows() -> Select[Any]:
    joined = INBOX.outerjoin(HOME, HOME.c.id == I.home_id).outerjoin(AREA, AREA.c.id == I.area_id)
    return select(INBOX, HOME.c.label.label("home"), AREA.c.code.label("area")).select_from(joined)


def add(work: Work, values: dict[str, Any], keys: Sequence[str]) -> int:
    """Insert a draft with the keys of its messages and return its number."""
    number = work.add(_ADD, values)
    work.execute(_ADD_KEY, [{"key": one, "number": number} for one in keys])
    return number


def known(work: Work, keys: Sequence[str]) -> dict[str, int]:
    """Return which of these messages were pasted before, with the drafts that they went into."""
    found: dict[str, int] = {}
    for start in range(0, len(keys), 500):
        part = list(keys[start : start + 500])
        found |= {row.key: row.inbox_id for row in work.execute(select(KEY).where(KEY.c.key.in_(part)))}
    return found


def get(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return a draft, or None."""
    return work.execute(_one(), {"number": number}).first()


@cache
def _one() -> Select[Any]:
    """Return the query of one draft, built once: forty of a paste are taken one after the other."""
    return _rows().where(I.id == bindparam("number"))


def of(work: Work, numbers: Sequence[int]) -> list[Any]:
    """Return these drafts, the most urgent first."""
    return list(work.execute(_rows().where(I.id.in_(list(numbers))).order_by(_RANK, I.id)))


def waiting(work: Work) -> list[Any]:
    """Return the drafts that wait, the most urgent first."""
    return list(work.execute(_rows().where(IS_WAITING).order_by(_RANK, I.id)))


def decided(work: Work, limit: int) -> list[Any]:
    """Return all drafts, the newest first."""
    return list(work.execute(_rows().order_by(I.id.desc()).limit(limit)))


def change(work: Work, number: int, version: int, values: dict[str, Any]) -> None:
    """Change a draft that has not been changed since it was read; Conflict otherwise."""
    found = {"the_id": number, "the_version": version}
    done = work.execute(_change(), {**values, **found, "version": version + 1})
    if done.rowcount != 1:
        raise Conflict(
            N_("somebody else has just changed this draft"), hint=N_("look at it again: gridctl inbox list")
        )


@cache
def _change() -> Update:
    return update(INBOX).where(I.id == bindparam("the_id"), I.version == bindparam("the_version"))


def twins(work: Work, homes: Sequence[int]) -> dict[tuple[int, str], list[int]]:
    """Return the open requests of these homes, by home and category."""
    r = REQUEST.c
    found: dict[tuple[int, str], list[int]] = {}
    query = select(r.id, r.home_id, r.category).where(IS_OPEN, r.home_id.in_(list(homes))).order_by(r.id)
    for row in work.execute(query):
        found.setdefault((row.home_id, row.category), []).append(row.id)
    return found


def oldest_decided(work: Work) -> int | None:
    """Return when the oldest draft was pasted (UTC ms) that was decided and still has its text."""
    query = select(func.min(I.pasted_at)).where(text("status IN ('taken', 'dropped')"))
    found: int | None = work.execute(query).scalar()
    return found


def past(work: Work, before: int, *, everything: bool) -> list[Any]:
    """Return (id, status) of the drafts pasted before a moment (UTC ms) whose text is still there."""
    query = select(I.id, I.status).where(I.pasted_at < before, I.status != InboxStatus.PURGED)
    if not everything:
        query = query.where(I.status != InboxStatus.WAITING)
    return list(work.execute(query.order_by(I.id)))


def purge(work: Work, numbers: Sequence[int]) -> None:
    """Empty the texts of these drafts, with everything that says who it was, and forget their messages."""
    # Start-up: it loads every table, and most pastes purge nothing.
    from gridctl.store.forgetting import clear

    clear(work, "inbox", numbers, {"status": str(InboxStatus.PURGED)})
    for start in range(0, len(numbers), 500):
        work.execute(delete(KEY).where(KEY.c.inbox_id.in_(list(numbers[start : start + 500]))))


def of_requests(work: Work, requests: Sequence[int]) -> list[int]:
    """Return the drafts that became these requests."""
    found: list[int] = []
    for start in range(0, len(requests), 500):
        part = list(requests[start : start + 500])
        found += work.execute(select(I.id).where(I.request_id.in_(part))).scalars()
    return found


def of_people(work: Work, names: Sequence[str], homes: Sequence[int]) -> list[int]:
    """Return the drafts in which one of these people asks, by name and home together, or sent the message."""
    query = select(I.id).where(I.status != InboxStatus.PURGED, I.home_id.in_(list(homes)))
    return list(work.execute(query.where(I.name.in_(list(names)) | I.sender.in_(list(names)))).scalars())
