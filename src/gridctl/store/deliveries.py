"""The queue of what is to be sent by machine, in the store."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Select, and_, delete, func, insert, select, update

from gridctl.core.delivering import OFTEN, OVER, STUCK, State
from gridctl.core.letters import Page
from gridctl.core.uid import uuid7
from gridctl.store.tables.columns import table
from gridctl.store.tables.delivery import Delivery, DeliveryPage
from gridctl.store.unit import Work

DELIVERY, PAGE = table(Delivery), table(DeliveryPage)
D = DELIVERY.c
_WORDLESS = {"title": None, "body": None, "figures": None}


def of_key(work: Work, key: str) -> Any | None:  # noqa: ANN401
    """Return the delivery with this key, in whatever state."""
    return work.execute(select(DELIVERY).where(D.key == key)).first()


def add(work: Work, values: dict[str, Any], pages: Iterable[Page] = ()) -> int:
    """Put a letter into the queue, due at once, and return its number."""
    number = work.add(
        insert(DELIVERY),
        {
            "uid": uuid7(work.now),
            "state": str(State.WAITING),
            "attempts": 0,
            "next_at": work.now,
            "created_at": work.now,
            "created_by": work.actor.operator,
            **values,
        },
    )
    rows = [
        {"delivery_id": number, "format": one.format, "name": one.name, "content": one.content}
        for one in pages
    ]
    if rows:
        work.execute(insert(PAGE), rows)
    return number


def load(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return one delivery."""
    return work.execute(select(DELIVERY).where(D.id == number)).first()


def times_sent(work: Work, outbox_id: int, dest: str) -> int:
    """Return how often a text of the outbox was sent to a destination; it waits again where it was untold."""
    mine = and_(D.outbox_id == outbox_id, D.dest == dest, D.state == str(State.SENT))
    return int(work.execute(select(func.count()).select_from(DELIVERY).where(mine)).scalar_one())


def pages(work: Work, number: int) -> list[Any]:
    """Return the files of a letter that has not gone yet, in their order."""
    p = PAGE.c
    return list(work.execute(select(PAGE).where(p.delivery_id == number).order_by(p.id)))


def next_due(work: Work, seen: Collection[int], closed: Collection[str], only: Collection[int]) -> Any | None:  # noqa: ANN401
    """Return the letter that has waited longest, but none that was `seen` and none to a `closed` destination.

    With `only` it is one of those.
    """
    query = select(DELIVERY).where(
        D.next_at.is_not(None), D.next_at <= work.now, D.state == str(State.WAITING)
    )
    query = query.where(D.id.not_in(list(seen)), D.dest.not_in(list(closed)))
    if only:
        query = query.where(D.id.in_(list(only)))
    return work.execute(query.order_by(D.next_at, D.id).limit(1)).first()


def begun(work: Work) -> list[Any]:
    """Return the letters whose sending began and did not end."""
    return list(work.execute(select(DELIVERY).where(D.state == str(State.SENDING)).order_by(D.id)))


def change(work: Work, number: int, **values: Any) -> None:  # noqa: ANN401
    """Change one delivery; where nothing more can happen with it, its words go too."""
    if values.get("state") in OVER:
        values |= _WORDLESS
        work.execute(delete(PAGE).where(PAGE.c.delivery_id == number))
    work.execute(update(DELIVERY).where(D.id == number).values(**values))


def with_old_words(work: Work, before: int) -> list[int]:
    """Return the letters that somebody has to decide about since before a moment (UTC ms), and that hold words."""
    query = select(D.id).where(_is_stuck(), D.tried_at < before, D.body.is_not(None))
    return list(work.execute(query).scalars())


def empty(work: Work, number: int) -> None:
    """Let the words of a letter go; what it was, and how it stands, stays."""
    work.execute(delete(PAGE).where(PAGE.c.delivery_id == number))
    work.execute(update(DELIVERY).where(D.id == number).values(**_WORDLESS))


def forget_words(work: Work) -> None:
    """Let the words of all letters go that have not gone: who is forgotten may stand in any of them.

    Those that waited have failed by it, so that somebody makes them anew; texts of the outbox hold no words.
    """
    gone = {"state": str(State.FAILED), "next_at": None, "error": "words_gone"}
    work.execute(delete(PAGE))
    work.execute(update(DELIVERY).where(D.body.is_not(None), D.state == str(State.WAITING)).values(**gone))
    work.execute(update(DELIVERY).where(D.body.is_not(None)).values(**_WORDLESS))


def listing(
    *, everything: bool = False, dest: str | None = None, only: Sequence[int] = (), limit: int | None = None
) -> Select[Any]:
    """Return the query of deliveries, newest first: those that are not over, or all."""
    query = select(DELIVERY).order_by(D.id.desc()).limit(limit)
    if only:
        return query.where(D.id.in_(list(only)))
    if not everything:
        query = query.where(D.state.not_in([str(one) for one in OVER]))
    return query if dest is None else query.where(D.dest == dest)


def waiting(work: Work) -> int:
    """Return how many letters wait."""
    query = select(func.count()).select_from(DELIVERY).where(D.state == str(State.WAITING))
    return int(work.execute(query).scalar_one())


def stuck(work: Work) -> list[Any]:
    """Return the letters that somebody has to see to, the oldest first: those that failed, and those put off often."""
    put_off = and_(D.state == str(State.WAITING), D.attempts >= OFTEN)
    return list(work.execute(select(DELIVERY).where(_is_stuck() | put_off).order_by(D.id)))


def _is_stuck() -> Any:  # noqa: ANN401
    return D.state.in_([str(one) for one in STUCK])
