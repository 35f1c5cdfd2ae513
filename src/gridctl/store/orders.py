"""Instructions in the store, and the requests that they became at each desk."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert, select, update

from gridctl.core.errors import N_, Conflict
from gridctl.store.areas import AREA, HERE, subtree
from gridctl.store.requests import REQUEST
from gridctl.store.tables.columns import table
from gridctl.store.tables.orders import Instructed, Instruction
from gridctl.store.unit import Work

INSTRUCTION, INSTRUCTED = table(Instruction), table(Instructed)
I, D, R = INSTRUCTION.c, INSTRUCTED.c, REQUEST.c  # noqa: E741
_FAR = 1 << 62
"""Behind every deadline: what has none comes last."""


def add(work: Work, values: dict[str, Any]) -> int:
    """Insert one instruction and return its number."""
    return work.add(insert(INSTRUCTION).values(version=1, **values))


def hand(work: Work, number: int, desk_id: int, request_id: int) -> None:
    """Note which request an instruction became at a desk."""
    values = {"instruction_id": number, "desk_id": desk_id, "request_id": request_id}
    work.execute(insert(INSTRUCTED).values(**values))


def desks_of_kind(work: Work, kind: str, root: int | None) -> list[Any]:
    """Return (id, code, name) of the areas of a kind at and below an area, or of all, by code."""
    query = select(AREA.c.id, AREA.c.code, AREA.c.name).where(HERE, AREA.c.kind == kind)
    if root is not None:
        query = query.where(AREA.c.id.in_(select(subtree(root).c.id)))
    return list(work.execute(query.order_by(AREA.c.code_key)))


def get(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return the row of an instruction with the code of its area, or None."""
    return work.execute(_query().where(I.id == number)).first()


def newest(work: Work, most: int | None) -> list[Any]:
    """Return the rows of the instructions, the newest first."""
    return list(work.execute(_query().order_by(I.id.desc()).limit(most)))


def _query() -> Any:  # noqa: ANN401
    joined = INSTRUCTION.outerjoin(AREA, AREA.c.id == I.area_id)
    return select(INSTRUCTION, AREA.c.code.label("area")).select_from(joined)


def handed(work: Work, numbers: Sequence[int]) -> dict[int, list[Any]]:
    """Return for each of some instructions its requests with their desks, soonest due first."""
    query = (
        select(
            D.instruction_id,
            R.id,
            R.status,
            R.accepted_at,
            R.resolved_at,
            R.due,
            R.answer,
            R.confidential,
            AREA.c.code,
            AREA.c.name,
        )
        .join(REQUEST, R.id == D.request_id)
        .join(AREA, AREA.c.id == D.desk_id)
        .where(D.instruction_id.in_(numbers))
    )
    found: dict[int, list[Any]] = {number: [] for number in numbers}
    for row in sorted(work.execute(query), key=lambda one: (one.due or _FAR, one.code)):
        found[row.instruction_id].append(row)
    return found


def withdraw(work: Work, number: int, version: int) -> None:
    """Mark an instruction as withdrawn now; Conflict where somebody else has changed it since."""
    values = {"withdrawn_at": work.now, "version": version + 1}
    done = work.execute(update(INSTRUCTION).where(I.id == number, I.version == version).values(**values))
    if done.rowcount != 1:
        raise Conflict(
            N_("somebody else has just changed this entry"),
            hint=N_("look at it again and repeat the command"),
        )
