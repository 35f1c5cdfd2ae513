"""Where members work beside their own area, and with which teams they go out."""

from sqlalchemy import Index, text

from gridctl.store.tables.columns import NUMBERED, Row, key, may, must, refers
from gridctl.store.types import Id, UtcMs


class Posting(Row, table=True):
    """A member works in an area, from and until when."""

    __tablename__ = "posting"
    __table_args__ = (
        Index("posting_member", "member_id"),
        Index("posting_area", "area_id", sqlite_where=text("until_at IS NULL")),
        NUMBERED,
    )

    id: int | None = key()
    member_id: int = refers("member.id", needed=True)
    area_id: int = refers("area.id", needed=True)
    from_at: int = must(UtcMs)
    until_at: int | None = may(UtcMs)


class TeamMember(Row, table=True):
    """A member goes out with a team."""

    __tablename__ = "team_member"
    __table_args__ = ({"sqlite_strict": True, "sqlite_with_rowid": False},)

    team_id: int = must(Id, primary_key=True)
    member_id: int = must(Id, primary_key=True)
