"""What the store knows of itself: name, zone, country, language, pack."""

from gridctl.store.tables.columns import STRICT, Row, must
from gridctl.store.types import Code, Words


class Setting(Row, table=True):
    """One setting."""

    __tablename__ = "setting"
    __table_args__ = STRICT

    key: str = must(Code, primary_key=True)
    value: str = must(Words)
