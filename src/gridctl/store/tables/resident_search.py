"""What residents are found by: their words, and beside them the index that SQLite keeps of those."""

from sqlalchemy import Column, ForeignKey
from sqlmodel import Field

from gridctl.store.tables.columns import STRICT, Row, must
from gridctl.store.types import Id, Words


class ResidentSearch(Row, table=True):
    """The words of one resident: signs of the name, pinyin, initials, phones from behind.

    The virtual table ``resident_words`` indexes them; a row here changes only together with it.
    """

    __tablename__ = "resident_search"
    __table_args__ = (STRICT,)

    id: int | None = Field(
        default=None, sa_column=Column(Id, ForeignKey("resident.id"), primary_key=True, autoincrement=False)
    )
    words: str = must(Words)
