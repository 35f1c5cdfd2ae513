"""Members and teams in the store."""

from typing import Any

from sqlalchemy import Select, func, insert, or_, select

from gridctl.core.text import code_key
from gridctl.store.areas import AREA, within
from gridctl.store.tables.columns import table
from gridctl.store.tables.people import Member, Team
from gridctl.store.unit import Work

MEMBER = table(Member)
TEAM = table(Team)


def find_members(work: Work, name: str, most: int = 6) -> list[Any]:
    """Return the members with this code, or with this name or phone ending where no code fits."""
    m = MEMBER.c
    exact = work.execute(select(MEMBER).where(m.code_key == code_key(name))).all()
    if exact:
        return list(exact)
    fits = m.name == name
    if name.isdigit() and len(name) >= 4:  # noqa: PLR2004  (an ending shorter than that names nobody)
        fits = or_(fits, m.phone.endswith(name))
    return list(work.execute(select(MEMBER).where(fits).order_by(m.id).limit(most)))


def by_id(work: Work, member_id: int) -> Any:  # noqa: ANN401
    """Return the row of the member with this number."""
    return work.execute(select(MEMBER).where(MEMBER.c.id == member_id)).one()


def find_teams(work: Work, name: str, most: int = 6) -> list[Any]:
    """Return the teams with this code, or with this name where no code fits."""
    t = TEAM.c
    exact = work.execute(select(TEAM).where(t.code_key == code_key(name))).all()
    return list(exact or work.execute(select(TEAM).where(t.name == name).order_by(t.id).limit(most)))


def all_names(work: Work) -> list[tuple[str, str]]:
    """Return code and name of every member and team."""
    members, teams = (select(one.c.code, one.c.name) for one in (MEMBER, TEAM))
    return [(row.code, row.name) for query in (members, teams) for row in work.execute(query)]


def count_members(work: Work) -> int:
    """Return how many members there are."""
    return int(work.execute(select(func.count()).select_from(MEMBER)).scalar_one())


def next_code(work: Work, letter: str) -> str:
    """Return a code that is free, e.g. M7."""
    number = count_members(work) + 1
    while work.execute(select(MEMBER.c.id).where(MEMBER.c.code_key == code_key(f"{letter}{number}"))).first():
        number += 1
    return f"{letter}{number}"


def add_member(work: Work, values: dict[str, Any]) -> int:
    """Insert one member and return its number."""
    return work.add(insert(MEMBER).values(**values))


def add_team(work: Work, values: dict[str, Any]) -> int:
    """Insert one team and return its number."""
    return work.add(insert(TEAM).values(**values))


def all_members(area_id: int | None, tier: str | None) -> Select[Any]:
    """Return the query of the members in the order of their codes, with their area's code."""
    m = MEMBER.c
    query = select(m.id, m.code, m.name, m.tier, m.phone, AREA.c.code.label("area"))
    query = query.select_from(MEMBER.outerjoin(AREA, AREA.c.id == m.area_id)).order_by(m.code_key)
    if area_id is not None:
        query = query.where(within(m.area_id, area_id))
    return query.where(m.tier == tier) if tier else query


def all_teams(work: Work, kind: str | None) -> list[Any]:
    """Return the teams in the order of their codes, all or those of one kind."""
    query = select(TEAM).order_by(TEAM.c.code_key)
    return list(work.execute(query.where(TEAM.c.kind == kind) if kind else query))
