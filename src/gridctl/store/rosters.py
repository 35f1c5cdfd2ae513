"""The roster as it is read: turns with their posts, areas and members, for lists, boards and cards."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, select, text

from gridctl.core.duties import TurnState
from gridctl.core.words import Tier
from gridctl.store.areas import AREA
from gridctl.store.people import MEMBER
from gridctl.store.tables.columns import table
from gridctl.store.tables.duty import Post, Turn
from gridctl.store.unit import Work

POST, TURN = table(Post), table(Turn)
P, T = POST.c, TURN.c
STANDING = T.state != str(TurnState.REMOVED)
"""Turns that were not taken off the roster; the indexes hold these alone."""


def turns() -> Select[Any]:
    """Return the query of turns with what lists show of their posts, areas and members."""
    return (
        select(
            TURN,
            P.duty,
            P.shift,
            P.area_id,
            P.place,
            P.night,
            P.standby,
            P.checkin,
            AREA.c.code.label("area"),
            AREA.c.name.label("area_name"),
            MEMBER.c.code.label("member"),
            MEMBER.c.name,
            MEMBER.c.phone,
        )
        .select_from(TURN)
        .join(POST, P.id == T.post_id)
        .join(AREA, AREA.c.id == P.area_id)
        .join(MEMBER, MEMBER.c.id == T.member_id)
    )


def turn(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return one turn, also one that was taken off the roster, or None."""
    return work.execute(turns().where(T.id == number)).first()


def by_ids(work: Work, ids: Iterable[int]) -> list[Any]:
    """Return turns with these numbers, also those that were taken off the roster."""
    each = func.json_each(json.dumps(list(ids))).table_valued("value")
    return list(work.execute(turns().where(T.id.in_(select(each.c.value)))))


_STAFF = text(
    "WITH RECURSIVE up(id, parent_id, height) AS (SELECT id, parent_id, 0 FROM area WHERE id = :start UNION ALL"
    " SELECT a.id, a.parent_id, up.height + 1 FROM area a JOIN up ON a.id = up.parent_id),"
    " working(area_id, member_id) AS (SELECT m.area_id, m.id FROM member m WHERE m.area_id IN (SELECT id FROM up)"
    " AND m.removed_at IS NULL UNION SELECT p.area_id, p.member_id FROM posting p WHERE p.until_at IS NULL"
    " AND p.area_id IN (SELECT id FROM up))"
    " SELECT m.code, m.name, m.phone, m.tier FROM working w JOIN member m ON m.id = w.member_id"
    " JOIN up ON up.id = w.area_id JOIN json_each(:tiers) tier ON tier.value = m.tier"
    " WHERE m.removed_at IS NULL AND m.phone IS NOT NULL ORDER BY up.height, tier.key, m.code_key"
)
_CALLED = (Tier.HEAD, Tier.OFFICER, Tier.DISPATCHER, Tier.INSTRUCTOR, Tier.LEADER)
"""Who is called first, of those who work one desk."""


def staff_above(work: Work, area_id: int) -> list[Any]:
    """Return (code, name, phone, tier) of who works the desks of an area and of those above it, the nearest first."""
    return list(work.execute(_STAFF, {"start": area_id, "tiers": json.dumps(list(map(str, _CALLED)))}))
