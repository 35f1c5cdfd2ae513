"""Which login of this machine belongs to which member. Every command asks; it loads no table for it."""

from typing import Any

from sqlalchemy import text

from gridctl.store.unit import Work

_MEMBER = text(
    "SELECT member.code, member.lang FROM login JOIN member ON member.id = login.member_id"
    " WHERE login.os_user = :user AND member.removed_at IS NULL"
)
_PUT = text(
    "INSERT INTO login (os_user, member_id, since) VALUES (:user, :member, :since)"
    " ON CONFLICT (os_user) DO UPDATE SET member_id = excluded.member_id, since = excluded.since"
)
_ALL = text(
    "SELECT login.os_user, login.since, member.code, member.name FROM login"
    " JOIN member ON member.id = login.member_id ORDER BY login.os_user"
)


def member_of_login(work: Work, user: str) -> Any | None:  # noqa: ANN401
    """Return (code, lang) of the member whom a login belongs to, or None."""
    return work.execute(_MEMBER, {"user": user}).first()


def put(work: Work, user: str, member_id: int) -> None:
    """Let a login belong to a member from now on."""
    work.execute(_PUT, {"user": user, "member": member_id, "since": work.now})


def remove(work: Work, user: str) -> bool:
    """Let a login belong to nobody; False where it did already."""
    return work.execute(text("DELETE FROM login WHERE os_user = :user"), {"user": user}).rowcount > 0


def listing(work: Work) -> list[Any]:
    """Return (os_user, since, code, name) of every login that belongs to somebody."""
    return list(work.execute(_ALL))
