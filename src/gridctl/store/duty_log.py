"""The duty log in the store: entries are added and never changed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, insert, select

from gridctl.store.areas import AREA, within
from gridctl.store.tables.columns import table
from gridctl.store.tables.telling import LogEntry
from gridctl.store.unit import Work

LOG = table(LogEntry)
L = LOG.c


def add(work: Work, values: dict[str, Any]) -> int:
    """Append one entry and return its number."""
    return work.add(insert(LOG).values(**values))


def about(work: Work, requests: Sequence[int]) -> list[int]:
    """Return the numbers of the entries about some requests."""
    return list(work.execute(select(L.id).where(L.request_id.in_(requests))).scalars())


def listing(
    *,
    since: int | None = None,
    until: int | None = None,
    area_id: int | None = None,
    request: int | None = None,
    limit: int | None = None,
) -> Select[Any]:
    """Return the query of entries by when it happened (UTC ms, `until` not included), the oldest first.

    With a limit the newest ones, still the oldest first.
    """
    query = select(LOG, AREA.c.code.label("area")).select_from(LOG.outerjoin(AREA, AREA.c.id == L.area_id))
    if since is not None:
        query = query.where(L.at >= since)
    if until is not None:
        query = query.where(L.at < until)
    if area_id is not None:
        query = query.where(within(L.area_id, area_id))
    if request is not None:
        query = query.where(L.request_id == request)
    if limit is None:
        return query.order_by(L.at, L.id)
    newest = query.order_by(L.at.desc(), L.id.desc()).limit(limit).subquery()
    return select(newest).order_by(newest.c.at, newest.c.id)
