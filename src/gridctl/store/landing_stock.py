"""Lists of stock land, and are taken back: which rows are staged, which movements came of them."""

import json
from typing import Any

from sqlalchemy import delete, insert, select, text, update

from gridctl.store.batches import KEY, STAGES
from gridctl.store.supplies import MOVE, M
from gridctl.store.unit import Work

STAGE = STAGES["stock"]
_TOUCHED = text(
    "SELECT m.id FROM supply_move m WHERE m.batch_id = :batch AND m.kind = 'receive'"
    " AND (EXISTS (SELECT 1 FROM supply_move u WHERE u.undoes_id = m.id) OR EXISTS (SELECT 1 FROM supply_part p"
    " JOIN supply_lot l ON l.id = p.lot_id WHERE p.move_id = m.id AND l.quantity <> p.quantity)) ORDER BY m.id"
)


def staged(work: Work, number: int) -> list[Any]:
    """Return the staged rows of a list in their order."""
    return list(work.execute(select(STAGE).where(STAGE.c.batch_id == number).order_by(STAGE.c.id)))


def leave_out(work: Work, number: int, lines: list[int]) -> None:
    """Take refused lines of a list out of what is staged."""
    work.execute(delete(STAGE).where(STAGE.c.batch_id == number, STAGE.c.line.in_(lines)))


def landed(work: Work, row: Any, move_id: int, source: str) -> None:  # noqa: ANN401
    """Note which movement came of a staged row, and what the row is known by from now on."""
    done = {"outcome": "new", "thing_id": move_id, "thing_version": 1}
    work.execute(update(STAGE).where(STAGE.c.id == row.id).values(**done))
    work.execute(
        insert(KEY).values(source=source, key=row.key, thing_id=move_id, hash=row.hash, row_id=row.id)
    )


def touched(work: Work, number: int) -> list[int]:
    """Return the movements of a list that were taken back, or of whose lots something has gone or come."""
    return list(work.execute(_TOUCHED, {"batch": number}).scalars())


def standing(work: Work, number: int) -> list[Any]:
    """Return the movements of a list that were not taken back."""
    again = MOVE.alias()
    query = (
        select(MOVE)
        .outerjoin(again, again.c.undoes_id == M.id)
        .where(M.batch_id == number, M.kind == "receive", again.c.id.is_(None))
        .order_by(M.id)
    )
    return list(work.execute(query))


def forget_keys(work: Work, moves: list[int], source: str) -> None:
    """Let rows that were taken back be brought in anew."""
    work.execute(
        text(
            "DELETE FROM import_key WHERE source = :source AND thing_id IN (SELECT value FROM json_each(:moves))"
        ),
        {"source": source, "moves": json.dumps(moves)},
    )
