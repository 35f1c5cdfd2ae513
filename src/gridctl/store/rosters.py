"""The roster as it is read: turns with their posts, areas and members, for lists, boards and cards."""

from typing import Any

from sqlalchemy import Select, select

from gridctl.core.duties import TurnState
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
            MEMBER.c.code.label("member"),
            MEMBER.c.name,
        )
        .select_from(TURN)
        .join(POST, P.id == T.post_id)
        .join(AREA, AREA.c.id == P.area_id)
        .join(MEMBER, MEMBER.c.id == T.member_id)
    )


def turn(work: Work, number: int) -> Any | None:  # noqa: ANN401
    """Return one turn, also one that was taken off the roster, or None."""
    return work.execute(turns().where(T.id == number)).first()
