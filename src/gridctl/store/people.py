"""Members and teams in the store."""

from functools import cache
from typing import Any

from sqlalchemy import Select, Table, bindparam, insert, or_, select, text

from gridctl.core.text import code_key
from gridctl.store.lean import MEMBER, TEAM
from gridctl.store.unit import Work

_COUNT = text("SELECT count(*) FROM member")


def find_members(work: Work, name: str, most: int = 6) -> list[Any]:
    """Return the members with this code, or with this name or phone ending where no code fits."""
    m = MEMBER.c
    here = m.removed_at.is_(None)
    exact = work.execute(_coded(), {"key": code_key(name)}).all()
    if exact:
        return list(exact)
    if not name.isdigit() or len(name) < 4:  # noqa: PLR2004  (an ending shorter than that names nobody)
        return list(work.execute(_called(), {"name": name, "most": most}))
    fits = or_(m.name == name, m.phone.endswith(name))
    return list(work.execute(select(MEMBER).where(here, fits).order_by(m.id).limit(most)))


@cache
def _coded() -> Select[Any]:
    """Return the query of a member by code, built once: every step asks who types and who did it."""
    m = MEMBER.c
    return select(MEMBER).where(m.removed_at.is_(None), m.code_key == bindparam("key"))


@cache
def _called() -> Select[Any]:
    m = MEMBER.c
    query = select(MEMBER).where(m.removed_at.is_(None), m.name == bindparam("name"))
    return query.order_by(m.id).limit(bindparam("most"))


def by_id(work: Work, member_id: int) -> Any:  # noqa: ANN401
    """Return the row of the member with this number."""
    return work.execute(select(MEMBER).where(MEMBER.c.id == member_id)).one()


def by_code(work: Work, code: str) -> Any | None:  # noqa: ANN401
    """Return the row of the member with this code, also of one who has gone, or None."""
    return work.execute(select(MEMBER).where(MEMBER.c.code_key == code_key(code))).first()


def codes_of_gone(work: Work) -> set[str]:
    """Return the keys of the codes of members who have gone: timelines name them, so nobody else gets them."""
    return set(work.execute(select(MEMBER.c.code_key).where(MEMBER.c.removed_at.is_not(None))).scalars())


def find_teams(work: Work, name: str, most: int = 6) -> list[Any]:
    """Return the teams with this code, or with this name where no code fits."""
    t = TEAM.c
    here = t.removed_at.is_(None)
    exact = work.execute(select(TEAM).where(here, t.code_key == code_key(name))).all()
    return list(exact or work.execute(select(TEAM).where(here, t.name == name).order_by(t.id).limit(most)))


def all_names(work: Work) -> list[tuple[str, str]]:
    """Return code and name of every member and team."""
    members, teams = (select(one.c.code, one.c.name) for one in (MEMBER, TEAM))
    return [(row.code, row.name) for query in (members, teams) for row in work.execute(query)]


def count_members(work: Work) -> int:
    """Return how many members there are."""
    return int(work.execute(_COUNT).scalar_one())


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


def present_members(work: Work) -> list[Any]:
    """Return the rows of all members who are there, in the order of their numbers."""
    return list(work.execute(select(MEMBER).where(MEMBER.c.removed_at.is_(None)).order_by(MEMBER.c.id)))


def free_code(work: Work, people: Table, base: str) -> str:
    """Return a code of members or teams that is free: `base` and the first number, e.g. LJG1."""
    number = 1
    while work.execute(select(people.c.id).where(people.c.code_key == code_key(f"{base}{number}"))).first():
        number += 1
    return f"{base}{number}"


def all_teams(work: Work, kind: str | None) -> list[Any]:
    """Return the teams in the order of their codes, all or those of one kind."""
    query = select(TEAM).where(TEAM.c.removed_at.is_(None)).order_by(TEAM.c.code_key)
    return list(work.execute(query.where(TEAM.c.kind == kind) if kind else query))
