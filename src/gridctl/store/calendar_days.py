"""The store's own days: what was said about them, and until when."""

from typing import Any

from sqlalchemy import insert, select, update

from gridctl.store.tables.columns import table
from gridctl.store.tables.heartbeat import CalendarDay
from gridctl.store.unit import Work

DAY = table(CalendarDay)
D = DAY.c


def everything(work: Work) -> list[Any]:
    """Return all that was ever said, in the order in which it was."""
    return list(work.execute(select(DAY).order_by(D.id)))


def standing(work: Work, day: str | None = None) -> list[Any]:
    """Return what holds now, by day; of one day alone where it is given."""
    query = select(DAY).where(D.removed_at.is_(None)).order_by(D.day)
    return list(work.execute(query if day is None else query.where(D.day == day)))


def put(work: Work, day: str, hours: str) -> Any:  # noqa: ANN401
    """Say how a day is worked, in the place of what was said before."""
    end(work, day)
    values = {"day": day, "hours": hours, "created_at": work.now, "created_by": work.actor.operator}
    number = work.add(insert(DAY).values(**values))
    return work.execute(select(DAY).where(D.id == number)).one()


def end(work: Work, day: str) -> None:
    """Let the pack say again how a day is worked."""
    work.execute(update(DAY).where(D.day == day, D.removed_at.is_(None)).values(removed_at=work.now))
