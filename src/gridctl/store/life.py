"""What belongs to a request's life beside its steps, in the store: helpers and questions."""

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, text, update

from gridctl.store.requests import REQUEST, STEP
from gridctl.store.tables.columns import table
from gridctl.store.tables.life import Ask, CoHolder
from gridctl.store.tables.request import VOID
from gridctl.store.unit import Work

CO_HOLDER, ASK = table(CoHolder), table(Ask)
_ORDER = text("SELECT instruction_id FROM instructed WHERE request_id = :number")
"""Words alone: every request that is taken in is shown, and the table would have to be loaded for it."""
_FILES = text(
    "SELECT place, name, kind, size_bytes, added_at, added_by, removed_at, file FROM attachment"
    " WHERE request_id = :number ORDER BY place"
)
_HELPERS = text(
    "SELECT m.code FROM member m JOIN co_holder h ON h.member_id = m.id"
    " WHERE h.request_id = :number AND h.until_at IS NULL ORDER BY h.id"
)
_CHILDREN = text("SELECT id FROM request WHERE parent_id = :number AND status <> :void ORDER BY id")
_END_HELP = text("UPDATE co_holder SET until_at = :now WHERE request_id = :number AND until_at IS NULL")
H, Q, R = CO_HOLDER.c, ASK.c, REQUEST.c


def help_with(work: Work, number: int, member_id: int) -> None:
    """Let a member help with a request from now on."""
    work.execute(insert(CO_HOLDER).values(request_id=number, member_id=member_id, from_at=work.now))


def end_help(work: Work, number: int) -> None:
    """Let nobody help with a request any more."""
    work.execute(_END_HELP, {"number": number, "now": work.now})


def restore_help(work: Work, number: int, at: int) -> None:
    """Let those help again who helped until the step at `at` (UTC ms), and nobody whom it brought in."""
    work.execute(
        update(CO_HOLDER)
        .where(H.request_id == number, H.from_at == at, H.until_at.is_(None))
        .values(until_at=work.now)
    )
    work.execute(
        update(CO_HOLDER)
        .where(H.request_id == number, H.until_at == at, H.from_at < at)
        .values(until_at=None)
    )


def helpers(work: Work, number: int) -> list[str]:
    """Return the codes of the members who help with a request now."""
    return list(work.execute(_HELPERS, {"number": number}).scalars())


def ask(work: Work, values: dict[str, Any]) -> int:
    """Ask the desk above for something."""
    return work.add(insert(ASK).values(asked_at=work.now, asked_by=work.actor.operator, **values))


def open_ask(work: Work, number: int, kind: str | None = None) -> Any | None:  # noqa: ANN401
    """Return the question of a request that waits for its answer, or None."""
    query = _open_ask().where(Q.kind == kind) if kind else _open_ask()
    return work.execute(query, {"number": number}).first()


@cache
def _open_ask() -> Select[Any]:
    """Return the query of a question that is open, built once: each request that is shown asks for one."""
    query = select(ASK).where(Q.request_id == bindparam("number"), Q.answered_at.is_(None))
    return query.order_by(Q.id.desc())


def answer(work: Work, ask_id: int, *, granted: bool | None) -> None:
    """Answer a question; None: it has become pointless."""
    values = {"answered_at": work.now, "answered_by": work.actor.operator, "granted": granted}
    work.execute(update(ASK).where(Q.id == ask_id).values(**values))


def drop_asks(work: Work, number: int) -> None:
    """Let the open questions of a request go: it has left the state that they were about."""
    found = select(Q.id).where(Q.request_id == number, Q.answered_at.is_(None))
    for ask_id in work.execute(found).scalars().all():
        answer(work, int(ask_id), granted=None)


def last_step(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return the newest step of a request."""
    query = select(STEP).where(STEP.c.request_id == number).order_by(STEP.c.seq.desc()).limit(1)
    return work.execute(query).first()


def last_step_of(work: Work, operator: str) -> Any | None:  # noqa: ANN401
    """Return the newest step that an operator typed, of whatever request."""
    query = select(STEP).where(STEP.c.operator == operator, STEP.c.origin == "typed")
    return work.execute(query.order_by(STEP.c.seq.desc()).limit(1)).first()


def steps_before(work: Work, number: int, seq: int) -> list[Any]:
    """Return the steps of a request before one of them, in order."""
    query = select(STEP).where(STEP.c.request_id == number, STEP.c.seq < seq)
    return list(work.execute(query.order_by(STEP.c.seq)))


def merged_into(work: Work, number: int) -> list[Any]:
    """Return (id, ref, channel, name, phone, anonymous) of the requests that were merged into this one."""
    return list(work.execute(_merged_into(), {"number": number}))


@cache
def _merged_into() -> Select[Any]:
    query = select(R.id, R.ref, R.channel, R.name, R.phone, R.anonymous, R.confidential)
    return query.where(R.merged_into_id == bindparam("number"), R.status == "merged").order_by(R.id)


def children(work: Work, number: int) -> list[int]:
    """Return the numbers of the requests that were split off this one, or repeat it."""
    return list(work.execute(_CHILDREN, {"number": number, "void": VOID}).scalars())


def order_of(work: Work, number: int) -> int | None:
    """Return the instruction to many desks that a request came from, or None."""
    return work.execute(_ORDER, {"number": number}).scalar()


def files(work: Work, number: int) -> list[Any]:
    """Return the photos and papers of a request in their order, removed ones too."""
    return list(work.execute(_FILES, {"number": number}))
