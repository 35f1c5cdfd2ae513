"""Merges of residents and pairs that are two people, in the store."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update

from gridctl.store.residents import NEED, REQUEST
from gridctl.store.tables.columns import table
from gridctl.store.tables.twin import ResidentApart, ResidentMerge
from gridctl.store.unit import Work

MERGE = table(ResidentMerge)
APART = table(ResidentApart)


def move_needs(work: Work, kept: int, other: int) -> tuple[list[int], list[int]]:
    """Give the marks of one resident to another; a mark that both have ends in the one that comes.

    Returns the numbers of all that moved, and of those that ended by it.
    """
    n = NEED.c
    held = (n.resident_id == other, n.voided_at.is_(None))
    moved = list(work.execute(select(n.id).where(*held).order_by(n.id)).scalars())
    holds = select(n.tag).where(n.resident_id == kept, n.ended_at.is_(None))
    double = list(
        work.execute(select(n.id).where(n.id.in_(moved), n.ended_at.is_(None), n.tag.in_(holds))).scalars()
    )
    work.execute(update(NEED).where(n.id.in_(moved)).values(resident_id=kept))
    work.execute(update(NEED).where(n.id.in_(double)).values(ended_at=work.now))
    return moved, double


def return_needs(work: Work, kept: int, other: int, moved: Sequence[int], ended: Sequence[int]) -> None:
    """Give marks back that a merge moved, and let those hold again that it ended."""
    n = NEED.c
    work.execute(update(NEED).where(n.id.in_(moved), n.resident_id == kept).values(resident_id=other))
    again = (n.id.in_(ended), n.resident_id == other, n.voided_at.is_(None))
    work.execute(update(NEED).where(*again).values(ended_at=None))


def move_requests(work: Work, kept: int, other: int) -> list[int]:
    """Give the requests of one resident to another; return their numbers."""
    q = REQUEST.c
    moved = list(work.execute(select(q.id).where(q.resident_id == other).order_by(q.id)).scalars())
    work.execute(
        update(REQUEST).where(q.resident_id == other).values(resident_id=kept, version=q.version + 1)
    )
    return moved


def return_requests(work: Work, kept: int, other: int, moved: Sequence[int]) -> None:
    """Give requests back that a merge moved."""
    q = REQUEST.c
    for start in range(0, len(moved), 500):
        mine = q.id.in_(list(moved[start : start + 500]))
        work.execute(
            update(REQUEST)
            .where(mine, q.resident_id == kept)
            .values(resident_id=other, version=q.version + 1)
        )


def add(work: Work, values: dict[str, Any]) -> int:
    """Record a merge and return its number."""
    return work.add(insert(MERGE).values(**values, merged_at=work.now))


def of(work: Work, other: int) -> Any | None:  # noqa: ANN401
    """Return the record of the merge by which this resident went into another, unless it was undone."""
    m = MERGE.c
    query = select(MERGE).where(m.other_id == other, m.undone_at.is_(None)).order_by(m.id.desc())
    return work.execute(query).first()


def undone(work: Work, number: int) -> None:
    """Record that a merge was taken back."""
    work.execute(update(MERGE).where(MERGE.c.id == number).values(undone_at=work.now))


def set_apart(work: Work, one: int, other: int) -> bool:
    """Record that two residents are two people; False where that is known already."""
    a, b = sorted((one, other))
    if (a, b) in apart(work):
        return False
    work.execute(insert(APART).values(a_id=a, b_id=b, said_at=work.now))
    return True


def unset_apart(work: Work, one: int, other: int) -> None:
    """Forget that two residents were judged to be two people."""
    a, b = sorted((one, other))
    work.execute(delete(APART).where(APART.c.a_id == a, APART.c.b_id == b))


def apart(work: Work) -> set[tuple[int, int]]:
    """Return the pairs that are two people, the smaller number first."""
    return {(row.a_id, row.b_id) for row in work.execute(select(APART.c.a_id, APART.c.b_id))}
