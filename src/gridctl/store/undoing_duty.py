"""Taking posts, absences and wishes back: what came goes, what was replaced comes back."""

import json

from sqlalchemy import text

from gridctl.store.landing_duty import Lands
from gridctl.store.undoing import put_back_changed
from gridctl.store.undoing_people import BACK
from gridctl.store.unit import Work

_USED = {"posts": "EXISTS (SELECT 1 FROM turn t WHERE t.post_id = m.id AND t.state <> 'removed')"}


def touched(work: Work, lands: Lands, number: int) -> list[int]:
    """Return the numbers of what a batch made that was changed since it landed, or posts that have turns."""
    query = BACK.format(stage=lands.stage.name, thing=lands.into.name, used=_USED.get(lands.kind, "0"))
    return list(work.execute(text(query), {"batch": number}).scalars())


def undo(work: Work, lands: Lands, number: int, spared: list[int]) -> int:
    """Take a batch back, all but the spared things; return how many rows were undone."""
    gone = work.execute(
        text(
            f"UPDATE {lands.into.name} SET removed_at = :now, version = version + 1 "  # noqa: S608
            "WHERE batch_id = :batch AND removed_at IS NULL AND id NOT IN (SELECT value FROM json_each(:keep))"
        ),
        {"now": work.now, "batch": number, "keep": json.dumps(spared)},
    ).rowcount
    return gone + put_back_changed(work, lands.into.name, lands.stage.name, number, spared)
