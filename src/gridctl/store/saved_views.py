"""Saved queries in the store."""

from typing import Any

from sqlalchemy import delete, insert, select, update

from gridctl.store.tables.columns import table
from gridctl.store.tables.search import SavedView
from gridctl.store.unit import Work

VIEW = table(SavedView)
V = VIEW.c


def find(work: Work, owner: str, name_key: str) -> Any | None:  # noqa: ANN401
    """Return the row of a name: the owner's own before the shared one; None for neither."""
    query = select(VIEW).where(V.name_key == name_key, V.owner.in_((owner, "")))
    return work.execute(query.order_by(V.owner.desc()).limit(1)).first()


def visible(work: Work, owner: str) -> list[Any]:
    """Return the rows that an operator can use: their own and the shared ones, by name."""
    query = select(VIEW).where(V.owner.in_((owner, ""))).order_by(V.name_key, V.owner.desc())
    return list(work.execute(query))


def put(work: Work, owner: str, name_key: str, values: dict[str, Any], uid: bytes) -> Any:  # noqa: ANN401
    """Insert a saved query, or replace the one of the same owner and name; return its row."""
    known = work.execute(select(VIEW).where(V.owner == owner, V.name_key == name_key)).first()
    if known is None:
        number = work.add(insert(VIEW).values(uid=uid, owner=owner, name_key=name_key, version=1, **values))
    else:
        number = known.id
        work.execute(update(VIEW).where(V.id == number).values(version=known.version + 1, **values))
    return work.execute(select(VIEW).where(V.id == number)).one()


def remove(work: Work, number: int) -> None:
    """Delete a saved query; its number is not used again."""
    work.execute(delete(VIEW).where(V.id == number))
