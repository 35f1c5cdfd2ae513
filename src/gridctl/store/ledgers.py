"""Reading the ledger."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, desc, or_, select

from gridctl.store.lean import LEDGER

L = LEDGER.c


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries; empty means any. `since` and `until` are UTC ms, `until` is not itself in it.

    `action` is a whole action such as ``request.add`` or its first word.
    """

    since: int | None = None
    until: int | None = None
    operator: str | None = None
    action: str | None = None
    thing: str | None = None
    thing_id: str | None = None
    after: int | None = None
    limit: int | None = None


def listing(wanted: Wanted) -> Select[Any]:
    """Return the query of the entries, newest first."""
    found: list[Any] = []
    if wanted.since is not None:
        found.append(L.at >= wanted.since)
    if wanted.until is not None:
        found.append(L.at < wanted.until)
    if wanted.action is not None:
        found.append(
            or_(L.action == wanted.action, L.action.startswith(wanted.action + ".", autoescape=True))
        )
    for column, value in (
        (L.operator, wanted.operator),
        (L.thing, wanted.thing),
        (L.thing_id, wanted.thing_id),
    ):
        if value is not None:
            found.append(column == value)
    if wanted.after is not None:
        found.append(L.seq < wanted.after)
    return select(LEDGER).where(*found).order_by(desc(L.seq)).limit(wanted.limit)
