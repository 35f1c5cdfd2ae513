"""Texts to send, the duty log, and which login belongs to which member."""

from typing import Any

from sqlalchemy import Index, text

from gridctl.core.telling import Role
from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, one_of, refers
from gridctl.store.types import Code, Id, Json, Uid, UtcMs, Words


class Outbox(Row, table=True):
    """One text that has to be sent: to whom, about which step of which request, or about which turns of duty
    or round.

    It holds no words: the text is made when it is read, so that what is forgotten is in none. `to_id` is a
    member, a team, an area or the request, as `role` says. `kind` is one of `TellKind`, without a CHECK: later
    kinds of work bring news of their own. `dropped_at`: nobody needs to hear it any more.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("role", Role),
        Index("outbox_open", "role", "to_id", sqlite_where=text("told_at IS NULL AND dropped_at IS NULL")),
        Index("outbox_request", "request_id"),
        Index("outbox_step", "step_seq"),
        NUMBERED,
    )

    id: int | None = key()
    kind: str = must(Code)
    role: str = must(Code)
    to_id: int = must(Id)
    request_id: int | None = refers("request.id")
    step_seq: int | None = may(Id)
    created_at: int = must(UtcMs)
    told_at: int | None = may(UtcMs)
    told_by: str | None = may(Code)
    dropped_at: int | None = may(UtcMs)
    turn_ids: list[Any] | None = may(Json)
    round_id: int | None = refers("round.id")


class LogEntry(Row, table=True):
    """One entry of the duty log: what was said or decided at the desk, by whom."""

    __tablename__ = "log_entry"
    __table_args__ = (
        Index("log_entry_at", "at"),
        Index("log_entry_request", "request_id", sqlite_where=text("request_id IS NOT NULL")),
        NUMBERED,
    )

    id: int | None = key()
    uid: bytes = must(Uid, unique=True)
    at: int = must(UtcMs)
    recorded_at: int = must(UtcMs)
    operator: str = must(Code)
    done_by: str | None = may(Code)
    area_id: int | None = refers("area.id")
    request_id: int | None = refers("request.id")
    text: str = must(Words)


class Login(Row, table=True):
    """The login of a machine belongs to a member: who types there, unless `--as` says otherwise."""

    __tablename__ = "login"
    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)

    os_user: str = must(Code, primary_key=True)
    member_id: int = refers("member.id", needed=True)
    since: int = must(UtcMs)
