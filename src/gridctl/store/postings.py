"""Where members work beside their own area, and with which teams they go out."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, or_, select, update

from gridctl.core.errors import N_, Conflict
from gridctl.store.areas import AREA, subtree
from gridctl.store.lean import MEMBER, TEAM
from gridctl.store.tables.columns import table
from gridctl.store.tables.posting import Posting, TeamMember
from gridctl.store.tables.request import Request
from gridctl.store.unit import Work

POSTING = table(Posting)
TEAM_MEMBER = table(TeamMember)
REQUEST = table(Request)
P = POSTING.c
M = MEMBER.c
_DEPUTY = MEMBER.alias("deputy")
_LATEST = "~"
"""Stands behind a day, so that a year or month alone ends with its last day."""


def members() -> Select[Any]:
    """Return the query of the members who are there, by code, with the codes of their area and deputy."""
    joined = MEMBER.outerjoin(AREA, AREA.c.id == M.area_id).outerjoin(_DEPUTY, _DEPUTY.c.id == M.deputy_id)
    query = select(MEMBER, AREA.c.code.label("area"), _DEPUTY.c.code.label("deputy")).select_from(joined)
    return query.where(M.removed_at.is_(None)).order_by(M.code_key)


def member(work: Work, number: int) -> Any:  # noqa: ANN401
    """Return the row of one member, with the codes of their area and deputy."""
    return work.execute(members().where(M.id == number)).one()


def works_in(area_id: int, start: int, end: int) -> ColumnElement[bool]:
    """Return the condition that a member's own area, or a posting between two moments, lies in an area."""
    inside = select(subtree(area_id).c.id)
    lasting = (P.from_at < end) & or_(P.until_at.is_(None), (P.until_at > start) & (P.until_at > P.from_at))
    posted = select(P.member_id).where(P.area_id.in_(inside), lasting)
    return or_(M.area_id.in_(inside), M.id.in_(posted))


def lasting(work: Work) -> ColumnElement[bool]:
    """Return the condition that a posting lasts now."""
    return (P.from_at <= work.now) & or_(P.until_at.is_(None), P.until_at > work.now)


def lasting_now(work: Work) -> Iterator[tuple[int, int]]:
    """Yield (member, area) of the postings that last now."""
    for row in work.execute(select(P.member_id, P.area_id).where(lasting(work)).order_by(P.id)):
        yield row.member_id, row.area_id


def there_on(day: str) -> ColumnElement[bool]:
    """Return the condition that a member has come by a day (``2021-12-17``) and not left before it."""
    return (func.coalesce(M.from_on, "") <= day) & (func.coalesce(M.until_on, "9").op("||")(_LATEST) >= day)


def has_skill(skill: str) -> ColumnElement[bool]:
    """Return the condition that one of a member's skills is this one."""
    each = func.json_each(M.skills).table_valued("value")
    return select(each.c.value).where(func.lower(each.c.value) == skill.lower()).exists()


def of_member(work: Work, number: int) -> list[Any]:
    """Return a member's postings with the codes of their areas: those that last, then the newest first."""
    query = select(POSTING, AREA.c.code.label("area")).join_from(POSTING, AREA, AREA.c.id == P.area_id)
    query = query.where(P.member_id == number).order_by(
        P.until_at.is_not(None), P.from_at.desc(), P.id.desc()
    )
    return list(work.execute(query))


def add(work: Work, number: int, area_id: int, from_at: int) -> int:
    """Post a member to an area from a moment (UTC ms) on; return the number of the posting."""
    values = {"member_id": number, "area_id": area_id, "from_at": from_at}
    return work.add(insert(POSTING).values(**values))


def end(work: Work, number: int, until_at: int) -> None:
    """Let a posting end at a moment (UTC ms); at its beginning, it never was."""
    work.execute(update(POSTING).where(P.id == number).values(until_at=until_at))


def change(work: Work, number: int, version: int, values: dict[str, Any]) -> None:
    """Change a member who has not been changed since the row was read; Conflict otherwise."""
    done = work.execute(
        update(MEMBER).where(M.id == number, M.version == version).values(**values, version=version + 1)
    )
    if done.rowcount != 1:
        raise _changed_since()


def change_team(work: Work, number: int, version: int, values: dict[str, Any]) -> None:
    """Change a team that has not been changed since the row was read; Conflict otherwise."""
    c = TEAM.c
    done = work.execute(
        update(TEAM).where(c.id == number, c.version == version).values(**values, version=version + 1)
    )
    if done.rowcount != 1:
        raise _changed_since()


def _changed_since() -> Conflict:
    return Conflict(
        N_("somebody else has just changed this entry"), hint=N_("look at it again and repeat the command")
    )


def count_held(work: Work, number: int) -> int:
    """Return how many open requests a member holds."""
    r = REQUEST.c
    query = select(func.count()).select_from(REQUEST).where(r.holder_member_id == number, r.is_open)
    return int(work.execute(query).scalar_one())


def teams_of(work: Work, number: int) -> list[str]:
    """Return the codes of the teams that a member goes out with."""
    t = TEAM.c
    query = select(t.code).join_from(TEAM, TEAM_MEMBER, TEAM_MEMBER.c.team_id == t.id)
    query = query.where(TEAM_MEMBER.c.member_id == number, t.removed_at.is_(None)).order_by(t.code_key)
    return list(work.execute(query).scalars())


def in_teams(work: Work, teams: Sequence[int]) -> dict[int, list[Any]]:
    """Return the members of each of some teams, by code."""
    c = TEAM_MEMBER.c
    query = select(c.team_id, M.code, M.name, M.tier, M.phone, M.id).join_from(
        TEAM_MEMBER, MEMBER, M.id == c.member_id
    )
    found: dict[int, list[Any]] = {}
    for row in work.execute(query.where(c.team_id.in_(teams)).order_by(M.code_key)):
        found.setdefault(row.team_id, []).append(row)
    return found


def join(work: Work, team: int, members_: Sequence[int]) -> None:
    """Let members go out with a team."""
    if members_:
        rows = [{"team_id": team, "member_id": number} for number in members_]
        work.execute(insert(TEAM_MEMBER), rows)


def leave(work: Work, team: int, members_: Sequence[int]) -> None:
    """Let members go out with a team no more."""
    c = TEAM_MEMBER.c
    work.execute(delete(TEAM_MEMBER).where(c.team_id == team, c.member_id.in_(members_)))


def leave_all(work: Work, member_: int) -> None:
    """Let a member go out with no team any more."""
    work.execute(delete(TEAM_MEMBER).where(TEAM_MEMBER.c.member_id == member_))
